"""The slash command: understood and acknowledged at once, answered later by a durable job."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefing.errors import ConfigError
from briefing.model import Request
from briefing.ports import Clock
from briefing.render.slack.elements import escaped, label
from briefing.slack.admission import Admission
from briefing.slack.asker import Asker, Payload, of_command
from briefing.slack.standing import Desk, upcoming, when
from briefing.slack.wish import wish_of

MOST_TEXT = 2_000
LONGEST_SEARCH = 200
URL = re.compile(r"<?(https?://[^\s|<>]{1,2000})(?:\|[^>]*)?>?")
BARE = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)[^\s|<>]{1,2000}")
"""An address as people say it."""
NAME_OF_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
SEARCHABLE = re.compile(r"[\w\s\"“”'’.,&+-]+")
"""Anything else is a slip of the keyboard, or not meant for the bot."""

HELP = """*{command}* shows this conversation's brief to you alone; *{command} share* to all
*{command} NAME* shows another one: {briefs}
*{command} https://…* reads one article: summary, key figures and quotes, word for word
*{command} wind farms* shows what the articles of the last days say about some words
*{command} last*, *{command} yesterday* show an edition again
*{command} follow https://…* or *follow wind farms* adds a source or a topic; *unfollow …* takes it back, \
*unfollow all* everything
*{command} schedule* asks when this conversation's brief shall come; *schedule 07:30 weekdays Lisbon* says it; \
*schedule off* stops it
*{command} list* shows what is ordered and followed here
*{command} help* shows this"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command comes to.

    Attributes:
        words: mrkdwn, said at once to the asker alone.
        request: what is answered later.
        form: name of the modal to open; empty for none.
    """

    words: str = ""
    request: Request | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """Understands the command's text.

    Attributes:
        keep: stores a request and queues its job; False when it is known already.
    """

    desk: Desk
    admission: Admission
    keep: Callable[[Request], bool]
    clock: Clock

    def answer(self, payload: Payload) -> Asked:
        """Take in a slash command's payload; what it asks for is stored when this returns.

        A command that Slack sends again, because an acknowledgement got lost, carries the same trigger id and is
        the same request.
        """
        asker = of_command(payload)
        if refusal := self.admission.refusal(asker, self.clock()):
            return Asked(refusal)
        asked = self.understand(asker, str(payload.get("text") or ""))
        if asked.request is not None:
            self.keep(asked.request)
        return asked

    def understand(self, asker: Asker, text: str) -> Asked:
        """Read what was typed behind the command."""
        text = text.strip()[:MOST_TEXT]
        verb, _, rest = text.partition(" ")
        verbs: dict[str, Callable[[Asker, str], Asked]] = {
            "help": self._help,
            "list": self._list,
            "last": self._edition("last"),
            "yesterday": self._edition("yesterday"),
            "follow": self._follow,
            "unfollow": self._unfollow,
            "schedule": self._schedule,
        }
        if found := verbs.get(verb.lower()):
            return found(asker, rest.strip())
        return self._show(asker, text)

    def _show(self, asker: Asker, text: str) -> Asked:
        """A brief, an article or what is written about some words; for all to see when the last word is "share"."""
        words, shared = _without_share(text)
        if url := _address(words):
            return self._later("Reading it …", asker, "article", url, shared)
        if name := self.desk.named(words) if words else self.desk.brief_of(asker):
            title = escaped(self.desk.title_of(name, asker))
            return self._later(f"{title}: one moment …", asker, "brief", name, shared)
        if not words:
            return Asked(f"No brief is sent to this conversation.\n{self._manual()}")
        if _is_searchable(words):
            return self._later(f"Looking for “{escaped(words)}” …", asker, "topic", words, shared)
        return Asked(f"“{label(words[:100])}” cannot be looked for.\n{self._manual()}")

    def _later(self, words: str, asker: Asker, question: str, subject: str, shared: bool = False) -> Asked:
        return Asked(words, asker.request(question, subject, self.clock(), **({"shared": True} if shared else {})))

    def _edition(self, question: str) -> Callable[[Asker, str], Asked]:
        def edition(asker: Asker, rest: str) -> Asked:
            words, shared = _without_share(rest)
            name = self.desk.named(words) if words else self.desk.brief_of(asker)
            if words and not name:
                return Asked(f"No brief is called “{label(words[:100])}”. Can be asked for: {self._briefs()}")
            if not name:
                return Asked(f"No brief is sent to this conversation.\n{self._manual()}")
            title = escaped(self.desk.title_of(name, asker))
            return self._later(f"{title}: one moment …", asker, question, name, shared)

        return edition

    def _follow(self, asker: Asker, rest: str) -> Asked:
        if url := _address(rest):
            if refusal := self.desk.hold_for_source(asker):
                return Asked(refusal)
            return self._later("Looking at what can be read there …", asker, "follow", url)
        said = self.desk.follow(asker, rest)
        if NAME_OF_SITE.fullmatch(rest.lower()):
            said += f" To follow the site of that name: `{self.desk.command} follow https://{rest.lower()}`"
        return Asked(said)

    def _unfollow(self, asker: Asker, rest: str) -> Asked:
        if not rest:
            return self._list(asker, rest)
        return Asked(self.desk.unfollow(asker, _address(rest) or rest))

    def _schedule(self, asker: Asker, rest: str) -> Asked:
        if not rest:
            return Asked(form="schedule")
        if rest.lower() in {"off", "stop", "never"}:
            return Asked(self.desk.unschedule(asker))
        try:
            return Asked(self.desk.schedule(asker, wish_of(rest)))
        except ConfigError as error:
            example = f"`{self.desk.command} schedule 07:30 mon-fri Europe/Berlin`"
            return Asked(f"{label(error.faults[0])}. For example: {example}")

    def _list(self, asker: Asker, rest: str) -> Asked:
        del rest
        desk, now = self.desk, self.clock()
        lines = [f"• *{label(spec.title)}* (`{spec.name}`): {upcoming(spec, now)}" for spec in desk.sent_here(asker)]
        if own := desk.orders.of(asker.team, asker.conversation):
            planned = f"{when(own.spec.schedule)}; " if own.spec.schedule else ""
            lines.append(f"• *{label(own.spec.title)}*: {planned}{upcoming(own.spec, now)}")
            lines += [f"   ◦ topic *{label(topic.name)}*" for topic in own.spec.topics]
            lines += [f"   ◦ {escaped(one.url)}" for one in desk.followed(own)]
        here = "\n".join(lines) or "Nothing is ordered or followed here."
        return Asked(f"{here}\nCan be asked for everywhere: {self._briefs()}")

    def _help(self, asker: Asker, rest: str) -> Asked:
        del asker, rest
        return Asked(self._manual())

    def _manual(self) -> str:
        return HELP.format(command=self.desk.command, briefs=self._briefs())

    def _briefs(self) -> str:
        return ", ".join(f"`{name}`" for name in self.desk.settled) or "none yet"


def _address(text: str) -> str:
    """The web address that a text is; "" when it is none."""
    if found := URL.fullmatch(text):
        return found[1].replace("&amp;", "&")
    return f"https://{text.replace('&amp;', '&')}" if BARE.fullmatch(text) else ""


def _without_share(text: str) -> tuple[str, bool]:
    """The text without a closing word "share", and whether it was there."""
    head, _, last = text.rpartition(" ")
    return (head.strip(), True) if last.lower() == "share" else (text, False)


def _is_searchable(words: str) -> bool:
    fits = len(words) <= LONGEST_SEARCH and not words.startswith("-") and SEARCHABLE.fullmatch(words)
    return bool(fits) and any(letter.isalnum() for letter in words)
