"""Lists of feeds in and out of the settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from briefing.bootstrap.adding import host
from briefing.collect.http.address import normalised
from briefing.collect.syndication.opml import Outline, read_opml, write_opml
from briefing.extract.canonical import canonical
from briefing.settings.editing import Table, name_for
from briefing.settings.schema import Settings

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one feed of a list.

    Attributes:
        feed: its title, or its address where it has none.
        outcome: "added", "skipped" or "refused".
        name: of the source in the settings; empty when it was refused.
        topic: key of the topic that its category became; empty when it has none.
        why: a sentence for what was not added.
    """

    feed: str
    url: str
    outcome: str
    name: str = ""
    topic: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """A list compared with the settings.

    Attributes:
        lines: one for each feed of the list.
        tables: what is to be added to the settings.
    """

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]


def compared(settings: Settings, data: bytes) -> Import:
    """What importing a list of feeds comes to; done twice, the second time adds nothing.

    Categories become topics: the one of that title, or a new one.

    Args:
        data: an OPML file.

    Raises:
        Permanent: it is none, or names no feed.
    """
    listed = read_opml(data)
    known = {canonical(one.url): name for name, one in settings.sources.items() if one.url}
    topics = _Topics({title_of(settings, key): key for key in settings.topics})
    names = set(settings.sources)
    lines: list[Line] = []
    tables: list[Table] = []
    for outline in listed.outlines:
        there = known.get(canonical(outline.url), "")
        if there:
            lines.append(Line(outline.title, outline.url, "skipped", there, why=f"it is there as [sources.{there}]"))
            continue
        name = name_for(host(outline.url) if outline.title == outline.url else outline.title, names)
        topic = topics.key(outline.category)
        names.add(name)
        known[canonical(outline.url)] = name
        values = {"kind": "feed", "url": outline.url} | ({"topic": topic} if topic else {})
        tables.append(Table("sources", name, values))
        lines.append(Line(outline.title, outline.url, "added", name, topic))
    lines += [Line(address, address, "refused", why=why) for address, why in listed.refused]
    return Import(tuple(lines), (*tables, *topics.new))


def exported(settings: Settings, now: datetime) -> tuple[bytes, tuple[str, ...]]:
    """The feeds of the settings as OPML, without credentials, and the names of the sources that are none."""
    outlines = tuple(_outlines(settings))
    others = tuple(name for name, one in settings.sources.items() if one.kind != "feed")
    return write_opml(outlines, "Sources of briefing", now), others


def title_of(settings: Settings, key: str) -> str:
    """The heading of a topic."""
    return settings.topics[key].title or key.replace("_", " ").capitalize()


def _outlines(settings: Settings) -> Iterator[Outline]:
    for name, one in settings.sources.items():
        if one.kind == "feed":
            yield Outline(one.site or name, normalised(one.url), "", title_of(settings, one.topic) if one.topic else "")


class _Topics:
    """Topics by their titles; those that a list needs and the settings do not have are made."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._keys = {title.casefold(): key for title, key in known.items()}
        self.new: list[Table] = []

    def key(self, category: str) -> str:
        """The key of the topic for a category; empty for none."""
        title = category[:LONGEST_TITLE].strip()
        if title and title.casefold() not in self._keys:
            key = name_for(title, set(self._keys.values()))
            self._keys[title.casefold()] = key
            self.new.append(Table("topics", key, {"title": title}))
        return self._keys.get(title.casefold(), "")
