"""A sitemap or news sitemap as a source (sitemaps.org protocol 0.9, Google News extension 0.9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml import etree

from briefing.collect.http.address import resolved
from briefing.collect.http.coding import gunzipped
from briefing.collect.http.conditional import UNCHANGED, conditions, validators
from briefing.collect.listing import polled
from briefing.collect.syndication.recovered import local_name, root_of
from briefing.errors import BriefingError, Permanent
from briefing.model import Entry, Fault, Poll, SourceState
from briefing.ports import Fetcher
from briefing.text.moments import iso_moment
from briefing.text.plain import plain

LARGEST = 10_000_000
MOST_ENTRIES = 50_000
"""As many as the protocol allows in one file."""

MOST_MAPS = 4
"""So many sitemaps of an index are read in one poll: the newest, news first."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A parsed sitemap.

    Attributes:
        entries: the pages it names.
        maps: other sitemaps that it names, with their dates, when it is an index.
    """

    entries: tuple[Entry, ...]
    maps: tuple[tuple[str, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapSource:
    """A sitemap; implements `ports.Source`.

    Attributes:
        name: as in the settings.
        url: address of a sitemap, a news sitemap or an index of them.
        fetcher: the door out.
        most: at most so many pages are read in one poll; the newest are.
    """

    name: str
    url: str
    fetcher: Fetcher
    most: int = 50

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """Ask what is new; see `FeedSource.poll`."""
        page = self.fetcher.fetch(state.url or self.url, headers=conditions(state.memory))
        entries: list[Entry] | None = None
        problem = ""
        if page.status not in UNCHANGED:
            top = read_sitemap(page.body, page.url)
            below, problem = self._below(newest(top.maps))
            entries = [*top.entries, *below]
            state = replace(state, memory={**state.memory, **({} if top.maps else validators(page))})
        poll = polled(
            name=self.name, fetcher=self.fetcher, entries=entries, page=page, state=state, now=now, most=self.most
        )
        return replace(poll, state=replace(poll.state, problem=problem, fault=Fault.FILES)) if problem else poll

    def _below(self, maps: Sequence[str]) -> tuple[list[Entry], str]:
        """What the sitemaps of an index name, and why some of them could not be had; raises where none could."""
        entries: list[Entry] = []
        faults: list[BriefingError] = []
        for url in maps:
            try:
                page = self.fetcher.fetch(url)
                entries += read_sitemap(page.body, page.url).entries
            except BriefingError as error:
                faults.append(error)
        if faults and len(faults) == len(maps):
            raise faults[0]
        return entries, "; ".join(map(str, faults))


def newest(maps: tuple[tuple[str, datetime | None], ...]) -> list[str]:
    """The sitemaps of an index that are worth reading: those for news, then the last changed."""
    oldest = datetime.min.replace(tzinfo=UTC)
    ranked = sorted(maps, key=lambda item: ("news" in item[0].lower(), item[1] or oldest), reverse=True)
    return [url for url, _ in ranked[:MOST_MAPS]]


def read_sitemap(data: bytes, url: str) -> Sitemap:
    """Read a sitemap or an index of them.

    Args:
        data: the file as it came; gzip is undone.
        url: its address.

    Raises:
        Permanent: it is neither.
    """
    try:
        root = root_of(gunzipped(data, LARGEST))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Permanent(f"{url} is not a sitemap ({error})", fault=Fault.NOT_A_FEED) from error
    kind = local_name(root) if root is not None else ""
    if root is None or kind not in {"sitemapindex", "urlset"}:
        raise Permanent(f"{url} is not a sitemap", fault=Fault.NOT_A_FEED)
    if kind == "sitemapindex":
        named = (_fields(node) for node in root.iterchildren("{*}sitemap"))
        found = ((resolved(fields.get("loc", ""), url), iso_moment(fields.get("lastmod", ""))) for fields in named)
        return Sitemap((), tuple((address, date) for address, date in found if address)[:MOST_ENTRIES])
    entries = (_entry(_fields(node), url) for node in root.iterchildren("{*}url"))
    return Sitemap(tuple(entry for entry in entries if entry.url)[:MOST_ENTRIES])


def _fields(node: etree._Element) -> dict[str, str]:
    """The texts of a node's elements by their local names, the outermost of each name."""
    found: dict[str, str] = {}
    for child in node.iterdescendants():
        if isinstance(child.tag, str) and child.text and child.text.strip():
            found.setdefault(local_name(child), child.text.strip())
    return found


def _entry(fields: dict[str, str], base: str) -> Entry:
    published, changed = iso_moment(fields.get("publication_date", "")), iso_moment(fields.get("lastmod", ""))
    return Entry(
        id="",
        url=resolved(fields["loc"], base) if fields.get("loc") else "",
        title=plain(fields.get("title", ""))[:500],
        published=published or changed,
        updated=changed,
        language=fields.get("language", "")[:16].lower(),
    )
