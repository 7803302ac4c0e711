"""From what was found at an address to a source in the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from briefing.collect.scouting import Prospect, completed, probed, scout
from briefing.errors import ConfigError
from briefing.extract.canonical import canonical
from briefing.ports import Fetcher
from briefing.settings.editing import Table, name_for
from briefing.settings.schema import Settings, SourceSettings


@dataclass(frozen=True, slots=True)
class Found:
    """What an address has to offer.

    Attributes:
        prospects: what could become a source, the best first.
        already: name of the source that reads the address already; empty when none does.
        tried: by address, what was looked at without success and why.
    """

    prospects: tuple[Prospect, ...] = ()
    already: str = ""
    tried: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """One prospect, looked at more closely.

    Attributes:
        already: name of the source that reads it already; empty when none does.
        refusals: of a few pages behind its newest entries, by address, why each cannot be had; "" for one that can.
        table: what would be added to the settings.
        most: so many of its entries would be read at one poll.
    """

    prospect: Prospect
    already: str
    refusals: Mapping[str, str]
    table: Table
    most: int


def found_at(settings: Settings, fetcher: Fetcher, url: str, now: datetime) -> Found:
    """Look at an address, unless it is that of a source already.

    Raises:
        Transient, Permanent: it is no address, cannot be had, or leads to nothing that can be read.
    """
    address = completed(url)
    already = known_as(settings, address)
    if already:
        return Found(already=already)
    scouted = scout(fetcher, address, now)
    return Found(scouted.prospects, tried=dict(scouted.tried))


def offer(settings: Settings, fetcher: Fetcher, prospect: Prospect, name: str = "", topic: str = "") -> Offer:
    """What adding a prospect would come to.

    Args:
        name: of the source; made from its title or host when none is given.
        topic: key of the topic under which its stories come where no topic's words fit.

    Raises:
        ConfigError: the name is taken, or there is no such topic.
    """
    if name in settings.sources:
        raise ConfigError(f"there is a source {name!r} already: give another --name")
    if topic and topic not in settings.topics:
        raise ConfigError(f"there is no topic {topic!r}; there are: {', '.join(settings.topics) or 'none yet'}")
    already = known_as(settings, prospect.url)
    values = {"kind": prospect.kind, "url": prospect.url} | ({"topic": topic} if topic else {})
    named = name or name_for(prospect.title or host(prospect.url), settings.sources)
    refusals = {} if already else probed(fetcher, prospect)
    most = SourceSettings.model_validate(values).most
    return Offer(prospect, already, refusals, Table("sources", named, values), most)


def known_as(settings: Settings, url: str) -> str:
    """Name of the source with this address, written in whatever way; empty when there is none."""
    key = canonical(url)
    return next((name for name, one in settings.sources.items() if one.url and canonical(one.url) == key), "")


def host(url: str) -> str:
    """The host of an address, as a name: without "www." and the like."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
