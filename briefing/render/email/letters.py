"""Mails about a subscription or an account: what they ask, one button, and what happens when nobody presses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from briefing.model import Letter, Part
from briefing.render.email.headers import address_header, digest, policy_for
from briefing.render.email.inlining import Inliner
from briefing.render.email.mime import multipart, text_part
from briefing.render.scrub import web_address
from briefing.render.templates import Templates
from briefing.text.plain import clean


@dataclass(frozen=True, slots=True)
class _Words:
    """What a kind of letter says; `{}` stands for the titles of the briefs."""

    subject: str
    text: str
    button: str
    otherwise: str


WORDS = {
    Letter.CONFIRM: _Words(
        subject="Please confirm: {}",
        text="Somebody, probably you, asked for {} to be sent to this address. It begins once you confirm.",
        button="Confirm the subscription",
        otherwise="If this was not you, do nothing: without your confirmation nothing is sent. "
        "The link is valid for three days.",
    ),
    Letter.KNOWN: _Words(
        subject="You are subscribed already: {}",
        text="Somebody, probably you, asked for a subscription for this address. It receives {} already.",
        button="See or change what you receive",
        otherwise="If this was not you, do nothing: nothing has changed.",
    ),
    Letter.SIGN_IN: _Words(
        subject="Your link to sign in",
        text="Here is the link you asked for. It signs you in once, on the device where you open it.",
        button="Sign in",
        otherwise="If this was not you, do nothing. The link is valid for fifteen minutes.",
    ),
}


class Letters:
    """Writes them.

    Args:
        sender: "Name <address>" or an address.
        postal_address: one line, for the foot; "" for none.
    """

    def __init__(self, *, sender: str, postal_address: str = "") -> None:
        self._sender_name, self._sender = parseaddr(clean(sender))
        self._postal_address = clean(postal_address)
        self._templates = Templates()
        self._inliner = Inliner()

    def letter(self, kind: Letter, address: str, key: str, briefs: Sequence[str], url: str, now: datetime) -> Part:
        """The frozen mail; its reference is its Message-ID.

        Args:
            key: the ledger's key, from which Message-ID and boundary follow.
            briefs: titles of the briefs that it is about.
            url: the page where the reader goes on.
        """
        words, titles = WORDS[kind], _listed([clean(title) for title in briefs])
        mail = EmailMessage(policy=policy_for(self._sender, address))
        mail["From"] = address_header(self._sender_name, self._sender)
        mail["To"] = address_header("", address)
        mail["Subject"] = words.subject.format(titles)
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = f"<letter.{digest(key)}@{self._sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        plain, html = self._bodies(words, titles, url)
        content = multipart(f"=_{digest(key)}", text_part(plain, "plain"), text_part(html, "html"))
        payload = bytes(mail).removesuffix(b"\r\n") + content
        return Part(0, content_type="message/rfc822", payload=payload, reference=str(mail["Message-ID"]))

    def _bodies(self, words: _Words, titles: str, url: str) -> tuple[str, str]:
        context = {
            "subject": words.subject.format(titles),
            "text": words.text.format(titles),
            "button": words.button,
            "otherwise": words.otherwise,
            "url": web_address(url),
            "postal_address": self._postal_address,
        }
        html = self._inliner(self._templates.render("email/letter.html", **context))
        return self._templates.render("email/letter.txt", **context), html


def _listed(titles: Sequence[str]) -> str:
    """Titles in a sentence: "A", "A and B", "A, B and C"."""
    *first, last = titles or ("the brief",)
    return f"{', '.join(first)} and {last}" if first else last
