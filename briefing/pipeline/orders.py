"""All standing orders and sources there are: those of the settings, and those that readers gave since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from briefing.model import BriefSpec, Followed, Order, Schedule
from briefing.ports import OrderStore, Source
from briefing.schedule import is_zone


@dataclass(frozen=True, slots=True)
class Orders:
    """The one place where what is ordered comes together; read afresh each time, as readers may change theirs.

    Attributes:
        settled: the standing orders of the settings, by name.
        sources: the sources of the settings, by name.
        given: where readers' orders and sources are kept.
        make: the source that somebody follows.
        zone: of the settings: orders in a zone that this machine does not know any more, or not yet, are due by it.
    """

    settled: Mapping[str, BriefSpec]
    sources: Mapping[str, Source]
    given: OrderStore
    make: Callable[[Followed], Source]
    zone: str

    def specs(self) -> Mapping[str, BriefSpec]:
        """Every standing order by name, the settings' first."""
        given = (resolved(order, self.sources, self.zone) for order in self.given.orders())
        return {**self.settled, **{spec.name: spec for spec in given}}

    def all_sources(self) -> Mapping[str, Source]:
        """Every source by name, the settings' first."""
        return {**self.sources, **{one.name: self.make(one) for one in self.given.followed()}}

    def source(self, name: str) -> Source | None:
        """One source; None when it is in no settings, and nobody follows it any more."""
        if name in self.sources:
            return self.sources[name]
        return next((self.make(one) for one in self.given.followed() if one.name == name), None)


def resolved(order: Order, usual: Iterable[str], home: str) -> BriefSpec:
    """The order as it is carried out.

    A reader's topics choose among the usual sources; of the sources that he follows himself he gets every story.

    Args:
        usual: names of the settings' sources.
        home: the zone that counts where the order's own is not known on this machine.
    """
    spec = order.spec
    words = tuple(word for topic in spec.topics for word in topic.words)
    usual = () if spec.sources and not words else tuple(usual)
    sources, always = (*usual, *spec.sources), spec.sources if words else ()
    return replace(spec, schedule=_known(spec.schedule, home), sources=sources, include=words, always=always)


def _known(schedule: Schedule | None, home: str) -> Schedule | None:
    return schedule if schedule is None or is_zone(schedule.zone) else replace(schedule, zone=home)
