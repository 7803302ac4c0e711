"""From a due slot, or a request, to a published brief: gather, compose, render, and store it all in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefing.compose.edition import compose
from briefing.compose.material import Tools
from briefing.compose.narrowing import narrowed
from briefing.compose.proving import provenance
from briefing.model import Brief, BriefSpec, Ingredients, Links, Message, Recipient, Slot, Window
from briefing.pipeline.ingredients import recorded
from briefing.pipeline.material import COMMITTING, gather
from briefing.pipeline.readership import MAIL, Readership
from briefing.pipeline.stories import StoryDesk
from briefing.ports import MailRenderer, Renderer, Store, Summarizer
from briefing.render.wording import plural
from briefing.schedule import KEY, previous_slot, wall_clock

LEASE = 60.0
"""Seconds after which whoever composes a brief is taken for dead; where two compose it after all, one publishes it."""
LONGEST_WINDOW = timedelta(days=7)
"""What came in longer ago is counted only."""
FIRST_WINDOW = timedelta(hours=24)
ASKED = "-asked"
"""Ends the keys of editions that somebody asked for outside the schedule."""
USEFUL = timedelta(hours=1)
"""A delivery is tried for at least so long, however late the brief was published."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """What publishing needs.

    Attributes:
        renderers: by kind of channel, made for a brief's own templates.
        mailers: of mails to many, made for the same.
        made_by: version of this software.
        summarizers: by method.
    """

    store: Store
    stories: StoryDesk
    renderers: Callable[[BriefSpec], Mapping[str, Renderer]]
    summarizers: Callable[[str], Summarizer]
    tools: Tools
    mailers: Callable[[BriefSpec], MailRenderer]
    readership: Readership
    made_by: str

    def publish_slot(
        self, spec: BriefSpec, slot: Slot, missed: Sequence[str], owner: str, now: datetime
    ) -> Brief | None:
        """Make and publish the brief of a slot, once; None when it was skipped or another has it in hand."""
        ledger = self.store.ledger
        if not ledger.claim_slot(slot, owner, now, LEASE):
            return self.store.briefs.get(spec.name, slot.key)
        self.stories.settle(now)
        brief, ingredients = self._made(spec, slot.key, missed, now)
        if brief.quiet and spec.quiet_action == "skip":
            ledger.close_slot(
                slot, owner, now, f"quiet day: {plural(len(brief.items), 'story')} of at least {spec.quiet}"
            )
            return None
        expires = max(slot.closes, now + USEFUL)
        published = ledger.publish(brief, self.messages(spec, brief, slot), now, expires, ingredients)
        return brief if published else self.store.briefs.get(spec.name, slot.key)

    def publish_now(self, spec: BriefSpec, now: datetime) -> Brief:
        """Publish an edition outside the schedule, one a local day: asked again, it answers with the first."""
        slot = f"{self.local(spec, now):%Y-%m-%d}{ASKED}"
        earlier = self.store.briefs.get(spec.name, slot)
        if earlier is not None:
            return earlier
        self.stories.settle(now)
        brief, ingredients = self._made(spec, slot, (), now)
        self.store.ledger.publish(brief, self.messages(spec, brief), now, now + USEFUL, ingredients)
        return self.store.briefs.get(spec.name, slot) or brief

    def of_today(self, spec: BriefSpec, now: datetime) -> Brief | None:
        """The latest brief that was published for today's date, if any."""
        latest = self.store.briefs.latest(spec.name, 1)
        today = self.local(spec, now).date()
        return latest[0] if latest and latest[0].local_date == today else None

    def preview(self, spec: BriefSpec, now: datetime) -> Brief:
        """The brief as it would be if it were due now; nothing is stored or sent."""
        self.stories.settle(now)
        brief, _ = self._made(spec, self.local(spec, now).strftime(KEY), (), now)
        return replace(brief, sent_at="")

    def _made(self, spec: BriefSpec, slot: str, missed: Sequence[str], now: datetime) -> tuple[Brief, Ingredients]:
        """The brief of the window that ends now, with what it was composed from."""
        start = self._start(spec, now)
        window = Window(max(start, now - LONGEST_WINDOW), now)
        capped = window.start > start
        older = self.store.articles.count_seen(start, window.start - COMMITTING, spec.sources) if capped else 0
        material = replace(gather(self.store, spec, window, missed), older=older)
        summarizer = self.summarizers(spec.method)
        brief = compose(spec, slot, self.local(spec, now), window, material, summarizer, now, self.tools)
        articles = (*(one for story in material.stories for one in story.articles), *material.revised)
        taken_from = provenance(brief, {(one.id, one.version): one for one in articles})
        return replace(brief, provenance=taken_from), recorded(spec, material, self.made_by)

    def messages(self, spec: BriefSpec, brief: Brief, slot: Slot | None = None) -> tuple[Message, ...]:
        """The frozen messages of a brief, one for each destination.

        Args:
            slot: brings the subscribers; None for an edition outside the schedule, which only the settings' get.
        """
        renderers = self.renderers(spec)
        places = (place for place in spec.destinations if place.channel != MAIL)
        links = Links(browser=self.readership.page(brief))
        posts = (renderers[place.channel].render(brief, place, links) for place in places)
        return (*posts, *self._mails(spec, brief, slot))

    def _mails(self, spec: BriefSpec, brief: Brief, slot: Slot | None) -> Iterator[Message]:
        """A mail for each reader; those who want the same topics share one rendering."""
        by_topics: dict[tuple[str, ...], list[Recipient]] = {}
        for recipient in self.readership.of(spec, brief, slot):
            by_topics.setdefault(recipient.topics, []).append(recipient)
        renderer = self.mailers(spec)
        for topics, recipients in by_topics.items():
            edition = narrowed(brief, topics)
            if edition is not None:
                yield from renderer.many(edition, recipients)

    def _start(self, spec: BriefSpec, now: datetime) -> datetime:
        """Since when all is new: the end of the last delivered window, or the slot before; a day ago without either."""
        start = self.store.ledger.last_delivered_window_end(spec.name)
        if start is None and spec.schedule:
            before = previous_slot(spec.name, spec.schedule, now - timedelta(hours=spec.schedule.catch_up))
            start = min(before.due, now - FIRST_WINDOW) if before else None
        return now - FIRST_WINDOW if start is None or start >= now else start

    def local(self, spec: BriefSpec, now: datetime) -> datetime:
        """The moment on the wall clock of the brief's zone."""
        return wall_clock(spec.schedule, now)
