"""What the app's Home tab shows to one reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.model import BriefSpec, Order, SourceProblem
from briefing.ports import Clock, Store
from briefing.render import wording
from briefing.render.slack.home import Home, Ordered, home_view
from briefing.schedule import next_slots
from briefing.slack.asker import Asker
from briefing.slack.standing import Desk, upcoming, when

LATEST = 5
MOST_AT_ONCE = 3
LOOKED_THROUGH = 60
"""Among so many of the newest briefs those that the reader may see are looked for."""


@dataclass(frozen=True, slots=True)
class HomeTab:
    """Gathers the tab.

    Attributes:
        sources: names of the settings' sources.
    """

    store: Store
    desk: Desk
    sources: frozenset[str]
    clock: Clock

    def view(self, asker: Asker) -> Mapping[str, Any]:
        """The tab for one reader: the settings' briefs and the orders of his workspace."""
        now = self.clock()
        orders = self._orders(asker)
        specs = [*self.desk.settled.values(), *(order.spec for order in orders)]
        names = {spec.name for spec in specs}
        briefs = [brief for brief in self.store.briefs.latest(limit=LOOKED_THROUGH) if brief.name in names]
        return home_view(
            Home(
                upcoming=_soonest(specs, now),
                orders=tuple(self._ordered(spec) for spec in specs),
                latest=tuple(briefs[:LATEST]),
                problems=self._problems(orders),
            )
        )

    def may_see(self, asker: Asker, name: str) -> bool:
        """Whether a brief is one of those that the tab shows to this reader."""
        return name in self.desk.settled or any(order.spec.name == name for order in self._orders(asker))

    def _orders(self, asker: Asker) -> list[Order]:
        """The orders of the reader's workspace, without the private ones of others."""
        orders = [order for order in self.store.orders.orders() if order.team == asker.team]
        return [order for order in orders if order.conversation.startswith("C") or order.by == asker.user]

    def _ordered(self, spec: BriefSpec) -> Ordered:
        followed = [one.url for one in self.store.orders.followed() if one.name in spec.sources]
        about = [topic.name for topic in spec.topics] if spec.name not in self.desk.settled else []
        planned = f"{when(spec.schedule)}; " if spec.schedule else ""
        return Ordered(
            name=spec.name,
            title=spec.title,
            upcoming=f"{planned}{upcoming(spec, self.clock())}",
            follows=", ".join([*about, *followed]),
        )

    def _problems(self, orders: list[Order]) -> tuple[SourceProblem, ...]:
        seen = self.sources | {source for order in orders for source in order.spec.sources}
        addresses = {one.name: one.url for one in self.store.orders.followed()}
        states = [state for state in self.store.sources.states() if state.problem and state.source in seen]
        return tuple(SourceProblem(addresses.get(one.source, one.source), one.problem) for one in states)


def _soonest(specs: Iterable[BriefSpec], now: datetime) -> str:
    """What comes next, and when: "The Morning Brief, Thursday, 26 November at 07:00"; "" when nothing is ordered."""
    due = [(next_slots(spec.name, spec.schedule, now), spec.title) for spec in specs if spec.schedule]
    first = min((slots[0] for slots, _ in due if slots), key=lambda slot: slot.due, default=None)
    if first is None:
        return ""
    titles = [title for slots, title in due if slots and slots[0].due == first.due]
    return f"{' and '.join(titles[:MOST_AT_ONCE])}, {wording.day(first.local)} at {first.local:%H:%M}"
