"""The slash command: understood and acknowledged at once, answered later by a durable job."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.model import BriefSpec, Request
from briefing.ports import Clock
from briefing.render.slack_elements import escaped

MOST_TEXT = 2_000
URL = re.compile(r"<?(https?://[^\s|<>]{1,2000})(?:\|[^>]*)?>?")

HELP = """*{command}* shows this conversation's brief
*{command} NAME* shows another one: {briefs}
*{command} https://…* reads one article: summary, key figures and quotes, word for word
*{command} help* shows this"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command comes to: a request to be answered later, or words to say at once.

    Attributes:
        words: mrkdwn; said to the asker alone.
    """

    words: str
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Commands:
    """Understands the command's text.

    Attributes:
        specs: the briefs there are.
        keep: stores a request and queues its job; False when it is known already.
    """

    command: str
    specs: Mapping[str, BriefSpec]
    keep: Callable[[Request], bool]
    clock: Clock

    def answer(self, payload: Mapping[str, Any]) -> str:
        """Take in a slash command's payload; comes back with the words to acknowledge it with.

        A command that Slack sends again, because an acknowledgement got lost, carries the same trigger id and is
        the same request.
        """
        asked = self.understand(payload)
        if asked.request is not None:
            self.keep(asked.request)
        return asked.words

    def understand(self, payload: Mapping[str, Any]) -> Asked:
        """Read what was typed behind the command."""
        text = str(payload.get("text") or "").strip()[:MOST_TEXT]
        if text.lower() == "help":
            return Asked(self._help())
        if found := URL.fullmatch(text):
            return Asked("Reading it …", self._request(payload, "article", found[1].replace("&amp;", "&")))
        name = text.lower() or self._of_conversation(str(payload.get("channel_id") or ""))
        if name in self.specs:
            title = escaped(self.specs[name].title)
            return Asked(f"{title}: one moment …", self._request(payload, "brief", name))
        if not text:
            return Asked(f"No brief is sent to this conversation.\n{self._help()}")
        return Asked(f"“{escaped(text[:100])}” is neither a brief nor an address.\n{self._help()}")

    def _of_conversation(self, conversation: str) -> str:
        """The brief that this conversation receives; where it receives none, the only one there is."""
        here = [
            name
            for name, spec in self.specs.items()
            if any(place.channel == "slack" and place.address == conversation for place in spec.destinations)
        ]
        if not here and len(self.specs) == 1:
            here = list(self.specs)
        return here[0] if here else ""

    def _request(self, payload: Mapping[str, Any], question: str, subject: str) -> Request:
        reply_to = {key: str(payload.get(key) or "") for key in ("response_url", "channel_id", "user_id", "team_id")}
        return Request(f"slack:{payload.get('trigger_id', '')}", question, subject, self.clock(), reply_to)

    def _help(self) -> str:
        return HELP.format(command=self.command, briefs=", ".join(f"`{name}`" for name in self.specs) or "none yet")
