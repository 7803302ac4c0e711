"""A conversation's own standing order: what it follows, and when its brief comes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from briefing.errors import ConfigError
from briefing.model import BriefSpec, Destination, Followed, Order, Schedule, Topic
from briefing.ports import Clock, OrderStore
from briefing.render import wording
from briefing.render.slack.elements import label
from briefing.schedule import cron_time, faults, next_slots, weekdays
from briefing.slack.asker import Asker
from briefing.slack.wish import Wish

MOST_TOPICS = 20
MOST_SOURCES = 30
LONGEST_TOPIC = 200
SHORT = 5
"""Words shorter than this are looked for as they are: "AI" is no beginning of "aim"."""
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NOT_IN_TOPICS = re.compile(r"[^\w\s,.&'’-]")
_NO_WORDS = re.compile(r"<[@#!]|://")
"""People, conversations and addresses, as Slack writes them."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes orders of conversations.

    Attributes:
        settled: the standing orders of the settings, by name.
        zone: the zone of those who name none.
        command: how people call the bot.
    """

    orders: OrderStore
    settled: Mapping[str, BriefSpec]
    clock: Clock
    zone: str = "UTC"
    command: str = "/brief"

    def named(self, words: str) -> str:
        """The brief of the settings that words name, by its name or title; "" for none."""
        wanted = words.casefold()
        return next((one.name for one in self.settled.values() if wanted in {one.name, one.title.casefold()}), "")

    def brief_of(self, asker: Asker) -> str:
        """The brief of this conversation: its own, the one it receives, the only one there is; "" for none."""
        if own := self.orders.of(asker.team, asker.conversation):
            return own.spec.name
        here = [spec.name for spec in self.sent_here(asker)]
        if not here and len(self.settled) == 1:
            here = list(self.settled)
        return here[0] if here else ""

    def title_of(self, name: str, asker: Asker) -> str:
        """What readers call a brief."""
        own = self.orders.of(asker.team, asker.conversation)
        if own and own.spec.name == name:
            return own.spec.title
        return self.settled[name].title

    def sent_here(self, asker: Asker) -> list[BriefSpec]:
        """Briefs of the settings that this conversation receives."""
        here = {asker.conversation, f"{asker.team}/{asker.conversation}"}
        return [
            spec
            for spec in self.settled.values()
            if any(place.channel == "slack" and place.address in here for place in spec.destinations)
        ]

    def order_of(self, asker: Asker) -> Order:
        """The conversation's order; a blank one, not yet stored, where there is none."""
        known = self.orders.of(asker.team, asker.conversation)
        if known:
            return known
        address = asker.user if asker.is_direct else asker.conversation
        named = asker.conversation_name if not asker.is_direct else ""
        spec = BriefSpec(
            name=f"slack.{asker.team}.{asker.conversation or asker.user}",
            title=f"The brief for #{named}" if named and named != "privategroup" else "Your brief",
            destinations=(Destination("conversation", "slack", f"{asker.team}/{address}"),),
        )
        return Order(spec, asker.team, asker.conversation or asker.user, asker.user, self.clock())

    def change(self, asker: Asker, order: Order, spec: BriefSpec) -> None:
        """Store a changed order."""
        self.orders.save(replace(order, spec=spec, by=asker.user, changed=self.clock()))

    def hold_for_source(self, asker: Asker) -> str:
        """Make sure that there is an order to which a source can be added; why there cannot be one more, else ""."""
        order = self.order_of(asker)
        if len(order.spec.sources) >= MOST_SOURCES:
            return f"This conversation follows {MOST_SOURCES} sources, which is the most: unfollow one first."
        self.change(asker, order, order.spec)
        return ""

    def follow(self, asker: Asker, words: str) -> str:
        """Add a topic; comes back with what to say."""
        topic = topic_of(words)
        if topic is None:
            return "Name a topic in words, such as `wind farms`; commas separate words for the same thing."
        order = self.order_of(asker)
        others = tuple(one for one in order.spec.topics if one.name.casefold() != topic.name.casefold())
        if len(others) >= MOST_TOPICS:
            return f"This conversation follows {MOST_TOPICS} topics, which is the most: unfollow one first."
        self.change(asker, order, replace(order.spec, topics=(*others, topic)))
        when = "" if order.spec.schedule else f" Say when its brief shall come with `{self.command} schedule`."
        return f"This conversation now follows *{label(topic.name)}*.{when}"

    def unfollow(self, asker: Asker, what: str) -> str:
        """Drop a topic, a source, or everything; comes back with what to say."""
        order = self.orders.of(asker.team, asker.conversation)
        if order is None:
            return "This conversation follows nothing."
        if what.casefold() == "all":
            self.orders.remove(order.spec.name)
            return "This conversation's own brief is stopped, and it follows nothing any more."
        topic = topic_of(what)
        names = {what.casefold(), topic.name.casefold() if topic else ""}
        topics = tuple(one for one in order.spec.topics if one.name.casefold() not in names)
        known = {one.name: one.url for one in self.followed(order)}
        sources = tuple(one for one in order.spec.sources if not _is_of(known.get(one, ""), what))
        dropped = (len(order.spec.topics) - len(topics)) + (len(order.spec.sources) - len(sources))
        if not dropped:
            return f"“{label(what[:100])}” is not followed here; `{self.command} list` shows what is."
        self.change(asker, order, replace(order.spec, topics=topics, sources=sources))
        return f"This conversation no longer follows “{label(what[:100])}”."

    def followed(self, order: Order) -> list[Followed]:
        """The sources that an order names."""
        return [one for one in self.orders.followed() if one.name in order.spec.sources]

    def schedule(self, asker: Asker, wish: Wish) -> str:
        """Set when the conversation's brief comes; comes back with what to say.

        Raises:
            ConfigError: a time, a day or the zone is none.
        """
        order = self.order_of(asker)
        known = order.spec.schedule.zone if order.spec.schedule else self.zone
        days = weekdays(wish.days)
        schedule = Schedule(tuple(f"{cron_time(time)} * * {days}" for time in wish.times), wish.zone or known)
        if wrong := faults(schedule):
            raise ConfigError(*wrong)
        spec = replace(
            order.spec,
            schedule=schedule,
            topics=order.spec.topics if wish.topics is None else wish.topics,
            minutes=wish.minutes or order.spec.minutes,
        )
        self.change(asker, order, spec)
        where = "to you" if asker.is_direct else "here"
        return f"*{label(spec.title)}* now comes {where} {when(schedule)}; {upcoming(spec, self.clock())}."

    def unschedule(self, asker: Asker) -> str:
        """Stop the conversation's own brief; what it follows stays."""
        order = self.orders.of(asker.team, asker.conversation)
        if order is None or order.spec.schedule is None:
            return "No brief of its own comes to this conversation."
        self.change(asker, order, replace(order.spec, schedule=None))
        return "This conversation's own brief comes no more; what it follows is kept."


def topic_of(words: str) -> Topic | None:
    """The topic that somebody describes: words of a plain kind, commas between words for the same thing."""
    if _NO_WORDS.search(words):
        return None
    plain = " ".join(_NOT_IN_TOPICS.sub(" ", words[:LONGEST_TOPIC]).split())
    phrases = [phrase for part in plain.split(",") if (phrase := part.strip(" .&'’-"))]
    if not any(any(letter.isalnum() for letter in phrase) for phrase in phrases):
        return None
    return Topic(phrases[0][:1].upper() + phrases[0][1:], tuple(map(_looked_for, phrases)))


def _looked_for(phrase: str) -> str:
    """The phrase with its last word in any ending, where that is long enough to be told apart."""
    if len(phrase.rsplit(maxsplit=1)[-1]) < SHORT:
        return phrase
    return f"{phrase.removesuffix('s')}*"


def when(schedule: Schedule) -> str:
    """A schedule in words: "at 07:30, Monday to Friday (Europe/Berlin)"."""
    fields = [cron.split() for cron in schedule.crons]
    times = " and ".join(f"{int(hour):02}:{int(minute):02}" for minute, hour, *_ in fields if hour.isdigit())
    days = {day for *_, chosen in fields for day in chosen.split(",")}
    on = "every day" if days >= set(WEEK) or "*" in days else _days(days)
    return f"at {times}, {on} ({schedule.zone})" if times else f"{on} ({schedule.zone})"


def _days(days: set[str]) -> str:
    """Days in words: "Monday to Friday", "Monday, Wednesday and Friday"; what is no day's name stays as it is."""
    numbers = [number for number, day in enumerate(WEEK) if day in days]
    named = [wording.WEEKDAYS[number] for number in numbers]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:  # noqa: PLR2004  (two are named)
        named = [f"{named[0]} to {named[-1]}"]
    named += sorted(days - set(WEEK))
    return " and ".join(part for part in (", ".join(named[:-1]), named[-1]) if part)


def upcoming(spec: BriefSpec, now: datetime) -> str:
    """When the next brief comes: "next on Wednesday, 25 November at 07:30"."""
    slots = next_slots(spec.name, spec.schedule, now) if spec.schedule else []
    return f"next on {wording.day(slots[0].local)} at {slots[0].local:%H:%M}" if slots else "only on request"


def _is_of(url: str, what: str) -> bool:
    return bool(url) and _bare(url) == _bare(what)


def _bare(url: str) -> str:
    return url.strip("<>").partition("|")[0].partition("://")[2].rstrip("/") or url.rstrip("/")
