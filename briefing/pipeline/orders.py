"""All standing orders and sources there are: those of the settings, and those that readers gave since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from briefing.model import BriefSpec, Followed, Order
from briefing.ports import OrderStore, Source


@dataclass(frozen=True, slots=True)
class Orders:
    """The one place where what is ordered comes together; read afresh each time, as readers may change theirs.

    Attributes:
        settled: the standing orders of the settings, by name.
        sources: the sources of the settings, by name.
        given: where readers' orders and sources are kept.
        make: the source that somebody follows.
    """

    settled: Mapping[str, BriefSpec]
    sources: Mapping[str, Source]
    given: OrderStore
    make: Callable[[Followed], Source]

    def specs(self) -> Mapping[str, BriefSpec]:
        """Every standing order by name, the settings' first."""
        given = (resolved(order, self.sources) for order in self.given.orders())
        return {**self.settled, **{spec.name: spec for spec in given}}

    def all_sources(self) -> Mapping[str, Source]:
        """Every source by name, the settings' first."""
        return {**self.sources, **{one.name: self.make(one) for one in self.given.followed()}}

    def source(self, name: str) -> Source | None:
        """One source; None when it is in no settings, and nobody follows it any more."""
        if name in self.sources:
            return self.sources[name]
        return next((self.make(one) for one in self.given.followed() if one.name == name), None)


def resolved(order: Order, usual: Iterable[str]) -> BriefSpec:
    """The order as it is carried out.

    A reader's topics choose among the usual sources; of the sources that he follows himself he gets every story.

    Args:
        usual: names of the settings' sources.
    """
    spec = order.spec
    words = tuple(word for topic in spec.topics for word in topic.words)
    usual = () if spec.sources and not words else tuple(usual)
    return replace(spec, sources=(*usual, *spec.sources), include=words, always=spec.sources if words else ())
