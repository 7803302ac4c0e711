"""What can be read at an address that somebody knows: its feed, its site's feeds, a sitemap, or the page itself."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urljoin

from protego import Protego

from briefing.collect.http.address import normalised, origin, resolved, shown
from briefing.collect.page import read_links
from briefing.collect.pages import is_whole
from briefing.collect.politeness import interval, rhythm
from briefing.collect.sitemap import newest, read_sitemap
from briefing.collect.syndication.discover import feeds, linked
from briefing.collect.syndication.parse import parse_feed
from briefing.errors import BriefingError, Permanent
from briefing.model import Entry, Fault, Feed, Page
from briefing.ports import Fetcher

MOST_FEEDS = 8
"""So many feeds that a page names are looked at."""

USUAL = ("feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml")
"""Where sites have their feed that do not say so."""

SITEMAPS = ("news-sitemap.xml", "sitemap_news.xml", "sitemap.xml")
MOST_SITEMAPS = 4
LEAST_LINKS = 3
_SHOWN = 5
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:(?!\d)")
"""What an address begins with that is whole; a host may stand before a colon too, but then a port is behind it."""
_PROBED = 3


@dataclass(frozen=True, slots=True)
class Prospect:
    """Something that could become a source.

    Attributes:
        kind: "feed", "sitemap" or "page", as the settings name it.
        title: what it calls itself; may be empty.
        newest: its newest entries, newest first.
        entries: how many it lists.
        rhythm: seconds between two entries; None when that cannot be said.
        pause: seconds between two polls, as far as can be said now.
        whole: how many of `newest` carry their whole text in the feed itself.
    """

    kind: str
    url: str
    title: str
    newest: tuple[Entry, ...]
    entries: int
    rhythm: float | None
    pause: float
    whole: int


@dataclass(frozen=True, slots=True)
class Scouted:
    """What was found at an address.

    Attributes:
        prospects: the best first; feeds where there are any, otherwise a sitemap or the page.
        tried: addresses that were looked at without success, with the reason.
    """

    prospects: tuple[Prospect, ...]
    tried: tuple[tuple[str, str], ...] = ()


def scout(fetcher: Fetcher, url: str, now: datetime) -> Scouted:
    """Find out what can be read at an address.

    Args:
        fetcher: the door out.
        url: of a feed, a home page, or any page of a site; without a scheme https is meant.
        now: the time, for the rhythm of what is found.

    Raises:
        Transient, Permanent: the address itself could not be had, or nothing can be read there.
    """
    return _Scout(fetcher, now).at(completed(url))


def completed(url: str) -> str:
    """The address as it is asked for: with https where somebody left the scheme out.

    Raises:
        Permanent: it is not an address.
    """
    url = url.strip()
    if not url:
        raise Permanent("there is no address", fault=Fault.ADDRESS)
    return normalised(url if _SCHEME.match(url) else f"https://{url}")


class _Scout:
    """One look around; remembers what it tried."""

    def __init__(self, fetcher: Fetcher, now: datetime) -> None:
        self._fetcher = fetcher
        self._now = now
        self._tried: dict[str, str] = {}

    def at(self, url: str) -> Scouted:
        page = self._fetcher.fetch(url)
        ways: tuple[Callable[[Page], Iterator[Prospect]], ...] = (
            self._itself,
            self._named,
            self._linked,
            self._usual,
            self._below,
        )
        for way in ways:
            found = tuple(way(page))
            if found:
                return Scouted(found, tuple(self._tried.items()))
        raise self._nothing(page)

    def _nothing(self, page: Page) -> Permanent:
        """Why there is nothing to be read at an address."""
        try:
            parse_feed(page.body, page.url)
        except Permanent as error:
            reason = error
        if reason.fault == Fault.EMPTY:
            return Permanent(f"{shown(page.url)} answered with nothing ({page.status})", fault=Fault.EMPTY)
        return Permanent(
            f"{shown(page.url)}: {reason}, and leads to none: it has no list of articles, and its site names no feed "
            "and no sitemap",
            fault=Fault.NOT_A_FEED,
        )

    def _itself(self, page: Page) -> Iterator[Prospect]:
        """The address is that of a feed or of a sitemap."""
        address = page.permanent_url or page.requested_url
        try:
            yield self._feed(address, parse_feed(page.body, page.url))
        except Permanent:
            yield from self._sitemap(address, page)

    def _named(self, page: Page) -> Iterator[Prospect]:
        yield from self._feeds([one.url for one in feeds(page.body, page.url)])

    def _linked(self, page: Page) -> Iterator[Prospect]:
        yield from self._feeds(linked(page.body, page.url))

    def _usual(self, page: Page) -> Iterator[Prospect]:
        """The first feed at one of the usual places."""
        places = [urljoin(f"{origin(page.url)}/", name) for name in USUAL]
        yield from islice(self._feeds(places), 1)

    def _below(self, page: Page) -> Iterator[Prospect]:
        """A sitemap of the site with news in it, and the page with its links."""
        maps = ((url, answer) for url in self._sitemaps(page) if (answer := self._answer(url)))
        yield from islice((found for url, answer in maps for found in self._sitemap(url, answer)), 1)
        links = read_links(page.body, page.url)
        if len(links) >= LEAST_LINKS and not refusals(self._fetcher, [page.requested_url])[page.requested_url]:
            yield self._prospect("page", page.requested_url, "", links)

    def _feeds(self, urls: Sequence[str]) -> Iterator[Prospect]:
        for url in [one for one in dict.fromkeys(urls) if one not in self._tried][:MOST_FEEDS]:
            page = self._answer(url)
            if page is None:
                continue
            try:
                yield self._feed(url, parse_feed(page.body, page.url))
            except Permanent as error:
                self._tried[url] = str(error)

    def _answer(self, url: str) -> Page | None:
        """What an address answers; nothing, with a note, where it cannot be had."""
        try:
            return self._fetcher.fetch(url)
        except BriefingError as error:
            self._tried[url] = str(error)
            return None

    def _feed(self, url: str, feed: Feed) -> Prospect:
        return self._prospect("feed", url, feed.title, feed.entries, feed.interval or 0.0)

    def _sitemap(self, url: str, page: Page) -> list[Prospect]:
        """A sitemap with dated entries; one without dates lists a site, not its news."""
        try:
            top = read_sitemap(page.body, page.url)
        except Permanent:
            return []
        below = [answer for one in newest(top.maps) if (answer := self._answer(one))]
        entries = [
            *top.entries,
            *(entry for answer in below for entry in read_sitemap(answer.body, answer.url).entries),
        ]
        dated = [entry for entry in entries if entry.published]
        return [self._prospect("sitemap", url, "", dated)] if dated else []

    def _sitemaps(self, page: Page) -> list[str]:
        """Addresses of sitemaps: those that robots.txt names, those for news first, then the usual ones."""
        place = f"{origin(page.url)}/"
        try:
            answer = self._fetcher.fetch(urljoin(place, "robots.txt"))
            named = list(Protego.parse(answer.body[:512_000].decode("utf-8", "replace")).sitemaps)
        except BriefingError:
            named = []
        known = [address for one in named if (address := resolved(one, place))]
        known.sort(key=lambda address: "news" not in address.lower())
        return list(dict.fromkeys([*known[:MOST_SITEMAPS], *(urljoin(place, name) for name in SITEMAPS)]))

    def _prospect(self, kind: str, url: str, title: str, entries: Sequence[Entry], asked: float = 0.0) -> Prospect:
        oldest = datetime.min.replace(tzinfo=UTC)
        ordered = sorted(entries, key=lambda entry: entry.published or oldest, reverse=True)[:_SHOWN]
        beat = rhythm((entry.published for entry in entries if entry.published), self._now)
        return Prospect(
            kind=kind,
            url=url,
            title=title,
            newest=tuple(ordered),
            entries=len(entries),
            rhythm=beat,
            pause=max(interval(beat, 0, 0.0), asked),
            whole=sum(is_whole(entry.content) for entry in ordered),
        )


def probed(fetcher: Fetcher, prospect: Prospect) -> Mapping[str, str]:
    """Ask for a few pages behind the newest entries, as robots.txt allows; see `refusals`."""
    return refusals(fetcher, [entry.url for entry in prospect.newest if entry.url][:_PROBED])


def refusals(fetcher: Fetcher, urls: Sequence[str]) -> Mapping[str, str]:
    """By the address of a page why it cannot be had, "" for one that can."""
    answers = fetcher.fetch_many(urls)
    return {url: str(answer) if isinstance(answer, Exception) else "" for url, answer in answers.items()}
