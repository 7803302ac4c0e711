"""A brief as one complete mail: the exact bytes that go out, with a fixed date, boundary and Message-ID.

Headers follow RFC 5322 (format), 2369 and 2919 (lists), 3834 (automatic mail) and 8058 (one-click unsubscribing).
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import cache

import css_inline

from briefing.model import Brief, Destination, Links, Message, Part
from briefing.render import wording
from briefing.render.bounds import Bounded, bounded, shortened
from briefing.render.child import templates_of
from briefing.render.scrub import scrub, web_address
from briefing.text.plain import clean

MOST_BYTES = 95_000
"""Gmail clips a mail whose HTML is longer than about 102 kB."""
SUBJECT = 69
"""With its name a line of 78 characters, which the email package would otherwise begin with a fold."""
FEW_LINES = 5
UNDISCLOSED = "undisclosed-recipients:;"
PREHEADER = 120
SHORT_PREHEADER = 40
_NOT_A_LABEL = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A brief shortened for the mail, with the number of stories and of headlines that this left out."""

    brief: Brief
    stories: int
    lines: int


class EmailRenderer:
    """Renders a brief as the bytes of a mail for one recipient.

    Args:
        sender: "Name <address>" or an address.
        postal_address: one line, for the foot; "" for none.
        domain: the right-hand side of the Message-ID and of the List-Id.
        templates: the operator's template folder; "" for none.
    """

    def __init__(self, *, sender: str, postal_address: str = "", domain: str = "", templates: str = "") -> None:
        name, self._sender = parseaddr(clean(sender))
        self._sender_name = name
        self._postal_address = clean(postal_address)
        self._domain = clean(domain) or self._sender.rpartition("@")[2]
        self._templates = templates_of(templates)
        self._inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=False, minify_css=True)

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """One part of message/rfc822 whose reference is its Message-ID."""
        inside = bounded(scrub(brief))
        links = Links(*(web_address(url) for url in (links.browser, links.preferences, links.unsubscribe)))
        key = f"{brief.name}:{brief.slot}:{destination.name}:0"
        mail = self._mail(inside.brief, destination, links, key)

        cuts = _cuts(inside)

        @cache
        def filled(number: int) -> bytes:
            return _filled(mail, key, *self._texts(cuts[number], links, inside.passages))

        fitting = _first(len(cuts), lambda number: len(filled(number)) <= MOST_BYTES)
        reference = str(mail["Message-ID"])
        part = Part(number=0, content_type="message/rfc822", payload=filled(fitting), reference=reference)
        return Message(destination=destination, parts=(part,), left_out=cuts[fitting].stories)

    def html(self, brief: Brief, links: Links) -> str:
        """The HTML alternative on its own and uncut, for previews."""
        inside = bounded(scrub(brief))
        return self._texts(_cuts(inside)[0], links, inside.passages)[1]

    def _texts(self, cut: _Cut, links: Links, passages: int) -> tuple[str, str]:
        """The plain and the HTML alternative."""
        context = {
            "brief": cut.brief,
            "links": links,
            "notes": wording.notes(cut.brief, cut.stories, cut.lines, passages),
            "why": f"You receive this because your address is on the list of {cut.brief.title}.",
            "unsubscribe": self._unsubscribe(links),
            "postal_address": self._postal_address,
            "preheader": preheader(cut.brief),
        }
        html = self._inliner.inline(self._templates.render("email/brief.html", **context))
        return self._templates.render("email/brief.txt", **context), html

    def _unsubscribe(self, links: Links) -> str:
        return links.unsubscribe or f"mailto:{self._sender}?subject=unsubscribe"

    def _mail(self, brief: Brief, destination: Destination, links: Links, key: str) -> EmailMessage:
        """A mail with all its headers and no body yet."""
        name, address = parseaddr(clean(destination.address))
        mail = EmailMessage(policy=_policy(self._sender, address))
        mail["From"] = _address(self._sender_name or brief.title, self._sender)
        mail["To"] = _address(name, address)
        mail["Subject"] = subject(brief)
        mail["Date"] = format_datetime(brief.created)
        mail["Message-ID"] = f"<brief.{_digest(key)}@{self._domain}>"
        mail["References"] = f"<briefs.{_digest(f'{brief.name}:{destination.name}')}@{self._domain}>"
        mail["List-Id"] = f"{_phrase(brief.title)} <{_dns_label(brief.name)}.{self._domain}>"
        mail["List-Unsubscribe"] = f"<{self._unsubscribe(links)}>"
        if links.unsubscribe:
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Precedence"] = "bulk"
        mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        mail["Feedback-ID"] = (
            f"{brief.local_date.isoformat()}:{_dns_label(brief.name)}:brief:{_dns_label(self._domain)}"
        )
        return mail


def subject(brief: Brief) -> str:
    """The lead headline and how many more; on a day without stories the title."""
    if not brief.items:
        return shortened(f"{brief.title}: a quiet day", SUBJECT)
    more = f" (+{len(brief.items) - 1})" if len(brief.items) > 1 else ""
    return shortened(brief.items[0].headline, SUBJECT - len(more)) + more


def preheader(brief: Brief) -> str:
    """What an inbox shows behind the subject: as many further headlines as fit, else the top line."""
    shown = ""
    for item in brief.items[1:]:
        longer = f"{shown}; {item.headline}" if shown else f"Plus: {item.headline}"
        if len(longer) > PREHEADER:
            break
        shown = longer
    line = shown or brief.top_line
    if len(line) < SHORT_PREHEADER:
        line = f"{line} {brief.title}, {wording.dateline(brief)}".strip()
    return shortened(line, PREHEADER)


def _cuts(inside: Bounded) -> list[_Cut]:
    """The brief as it is, then with few headlines and ever fewer stories, at last without corrections too."""
    brief = inside.brief
    lines = brief.also[:FEW_LINES]
    unseen = inside.lines + len(brief.also) - len(lines)
    count = len(brief.items)
    shorter = [
        _Cut(replace(brief, also=lines, items=brief.items[:kept]), count - kept, unseen)
        for kept in range(count, -1, -1)
    ]
    bare = replace(brief, also=(), items=(), corrections=())
    return [_Cut(brief, 0, inside.lines), *shorter, _Cut(bare, count, inside.lines + len(brief.also))]


def _first(count: int, fits: Callable[[int], bool]) -> int:
    """The first of `count` ever shorter cuts that fits, or the last one; nearly always it is the very first."""
    return 0 if fits(0) else bisect_left(range(count - 1), 1, lo=1, key=lambda number: int(fits(number)))


def _filled(mail: EmailMessage, key: str, plain: str, html: str) -> bytes:
    """The bytes of the mail with these alternatives and a boundary that follows from the key."""
    mail.clear_content()
    mail.set_content(plain)
    mail.add_alternative(html, subtype="html")
    mail.set_boundary(f"=_{_digest(key)}")
    return bytes(mail)


def _policy(*addresses: str) -> "EmailPolicy[EmailMessage]":
    """SMTPUTF8 (RFC 6531) only where an address needs it."""
    wanted = not all(address.isascii() for address in addresses)
    return SMTP.clone(cte_type="7bit", utf8=wanted)


def _address(name: str, address: str) -> Address | str:
    """An address for a header; the empty group (RFC 5322) for what is none: its delivery fails, not the brief."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or " " in address:
        return UNDISCLOSED
    try:
        if address.isascii():
            return Address(display_name=name, addr_spec=address)
        return Address(display_name=name, username=local, domain=domain)
    except (ValueError, IndexError, HeaderParseError):
        return UNDISCLOSED


def _phrase(title: str) -> str:
    """A title as RFC 2919 wants it before the list's id: without characters that need quoting."""
    return " ".join(re.sub(r'[<>()\[\]:;@\\,."]', " ", title).split())


def _dns_label(name: str) -> str:
    return _NOT_A_LABEL.sub("-", name.lower()).strip("-") or "brief"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]
