"""A brief as one complete mail: the exact bytes that go out, with a fixed date, boundary and Message-ID.

Headers follow RFC 5322 (format), 2369 and 2919 (lists), 3834 (automatic mail) and 8058 (one-click unsubscribing).
"""

import re
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from briefing.model import Brief, Destination, Links, Message, Part
from briefing.render.bounds import shortened
from briefing.render.email_body import Bodies, safe_links
from briefing.render.mail_headers import address_header, digest, policy_for
from briefing.text.plain import clean

SUBJECT = 69
"""With its name a line of 78 characters, which the email package would otherwise begin with a fold."""
_NOT_A_LABEL = re.compile(r"[^a-z0-9]+")


class EmailRenderer:
    """Renders a brief as the bytes of a mail for one recipient.

    Args:
        sender: "Name <address>" or an address.
        postal_address: one line, for the foot; "" for none.
        domain: the right-hand side of the Message-ID and of the List-Id.
        templates: the operator's template folder; "" for none.
    """

    def __init__(self, *, sender: str, postal_address: str = "", domain: str = "", templates: str = "") -> None:
        self._sender_name, self._sender = parseaddr(clean(sender))
        self._domain = clean(domain) or self._sender.rpartition("@")[2]
        self._unsubscribe = f"mailto:{self._sender}?subject=unsubscribe"
        self._bodies = Bodies(self._unsubscribe, clean(postal_address), templates)

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """One part of message/rfc822 whose reference is its Message-ID."""
        links = safe_links(links)
        body = self._bodies.body(brief, links)
        headers = self._headers(body.brief, destination, links, f"{brief.name}:{brief.slot}:{destination.name}:0")
        payload = bytes(headers).removesuffix(b"\r\n") + body.content
        part = Part(0, content_type="message/rfc822", payload=payload, reference=str(headers["Message-ID"]))
        return Message(destination=destination, parts=(part,), left_out=body.left_out)

    def html(self, brief: Brief, links: Links) -> str:
        """The HTML alternative on its own and uncut, for previews."""
        return self._bodies.html(brief, links)

    def _headers(self, brief: Brief, destination: Destination, links: Links, key: str) -> EmailMessage:
        """The headers of the mail but those of MIME."""
        name, address = parseaddr(clean(destination.address))
        mail = EmailMessage(policy=policy_for(self._sender, address))
        mail["From"] = address_header(self._sender_name or brief.title, self._sender)
        mail["To"] = address_header(name, address)
        mail["Subject"] = subject(brief)
        mail["Date"] = format_datetime(brief.created)
        mail["Message-ID"] = f"<brief.{digest(key)}@{self._domain}>"
        mail["References"] = f"<briefs.{digest(f'{brief.name}:{destination.name}')}@{self._domain}>"
        mail["List-Id"] = f"{_phrase(brief.title)} <{_dns_label(brief.name)}.{self._domain}>"
        mail["List-Unsubscribe"] = f"<{links.unsubscribe or self._unsubscribe}>"
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


def _phrase(title: str) -> str:
    """A title as RFC 2919 wants it before the list's id: without characters that need quoting."""
    return " ".join(re.sub(r'[<>()\[\]:;@\\,."]', " ", title).split())


def _dns_label(name: str) -> str:
    return _NOT_A_LABEL.sub("-", name.lower()).strip("-") or "brief"
