"""Plain words to the operator about a delivery that needs somebody, for each channel that can carry them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from briefing.model import Destination, Part
from briefing.render.email.headers import address_header, digest, policy_for
from briefing.render.slack import elements as kit
from briefing.render.slack.message import EVENT_TYPE
from briefing.text.plain import clean


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be told.

    Attributes:
        key: the ledger's key of the delivery that tells it.
        title: one line; words: what happened and what can be done, in lines.
    """

    key: str
    title: str
    words: str
    written: datetime


class NoticeRenderer:
    """Writes them.

    Args:
        sender: of mails, "Name <address>" or an address.
    """

    def __init__(self, sender: str = "") -> None:
        self._sender_name, self._sender = parseaddr(clean(sender))

    def part(self, notice: Notice, destination: Destination) -> Part:
        """The frozen message for a destination in Slack, by mail or of another service."""
        writers: Mapping[str, Callable[[Notice, Destination], Part]] = {
            "slack": _post,
            "email": self._mail,
            "notify": _notification,
        }
        return writers[destination.channel](notice, destination)

    def _mail(self, notice: Notice, destination: Destination) -> Part:
        mail = EmailMessage(policy=policy_for(self._sender, destination.address))
        mail["From"] = address_header(self._sender_name, self._sender)
        mail["To"] = address_header("", destination.address)
        mail["Subject"] = clean(notice.title)
        mail["Date"] = format_datetime(notice.written)
        mail["Message-ID"] = f"<notice.{digest(notice.key)}@{self._sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(notice.words + "\n")
        return Part(0, "message/rfc822", mail.as_bytes(), reference=str(mail["Message-ID"]))


def _post(notice: Notice, destination: Destination) -> Part:
    arguments = {
        "channel": destination.address.rpartition("/")[2],
        "text": kit.fallback([notice.title, *notice.words.splitlines()]),
        "blocks": [kit.rich_text([kit.paragraph(kit.text(f"{notice.title}\n", kit.BOLD), kit.text(notice.words))])],
        "unfurl_links": False,
        "unfurl_media": False,
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"delivery_key": notice.key}},
    }
    return Part(0, "application/json", json.dumps(arguments, ensure_ascii=False).encode())


def _notification(notice: Notice, destination: Destination) -> Part:
    del destination
    words = {"title": notice.title, "body": notice.words}
    return Part(0, "application/json", json.dumps(words, ensure_ascii=False, sort_keys=True).encode())
