"""From entries to documents: fetch the page behind each, and keep those to try again that failed in passing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from briefing.collect import watching
from briefing.collect.entries import entry_as_json, entry_from_json
from briefing.collect.watching import Watched
from briefing.errors import Transient
from briefing.model import Document, Entry, Page
from briefing.ports import Fetcher
from briefing.text.plain import plain_html

MOST_TRIES = 3
_FULL = 1200
_CUT_SHORT = ("read more", "continue reading", "[…", "[...")
_HTML_TYPES = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")


class FullText(StrEnum):
    """Where the text of an article is taken from."""

    AUTO = "auto"
    """From the feed when it carries the whole text, else from the page."""

    PAGE = "page"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry whose page could not be had so far."""

    entry: Entry
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading brought, what is to be tried again at the next poll, and what is looked at again later."""

    documents: tuple[Document, ...]
    pending: tuple[Pending, ...] = ()
    watched: tuple[Watched, ...] = ()

    @property
    def memory(self) -> dict[str, Any]:
        """What a source remembers of it, for the next `read`."""
        return {"pending": as_json(self.pending), "watched": watching.as_json(self.watched)}


def is_whole(content: str) -> bool:
    """Whether a feed's content is the whole article: long enough, and not cut short."""
    if len(content) < _FULL:
        return False
    text = plain_html(content)
    return len(text) >= _FULL and not text.lower().rstrip(" .]»→").endswith(_CUT_SHORT)


def wants_page(entry: Entry, full_text: FullText) -> bool:
    """Whether the page behind an entry has to be fetched."""
    if not entry.url or full_text is FullText.FEED:
        return False
    return full_text is FullText.PAGE or not is_whole(entry.content)


def read(
    fetcher: Fetcher, entries: Sequence[Entry], memory: Mapping[str, Any], full_text: FullText, now: datetime
) -> Reading:
    """Fetch the pages behind entries.

    Args:
        entries: new or changed ones; each comes back as a document, with a mark when its page could not be had.
        memory: what `Reading.memory` left: entries of earlier polls, of which each comes back only when its page can
            be had now, and articles to be looked at again, which come back when their page has changed.
        full_text: where the text is taken from.
        now: the time of the poll.
    """
    wanted = [entry for entry in entries if wants_page(entry, full_text)]
    urls = {entry.url for entry in wanted}
    waiting = [item for item in from_json(memory.get("pending", ())) if item.entry.url not in urls]
    answers = fetcher.fetch_many([*urls, *(item.entry.url for item in waiting)])
    documents = [document_of(item.entry, answers[item.entry.url]) for item in waiting]
    late = [document for document in documents if not document.problem]
    fresh = [document_of(entry, answers[entry.url]) if entry in wanted else bare(entry) for entry in entries]
    again = [Pending(entry) for entry in wanted if isinstance(answers[entry.url], Transient)]
    again += [
        replace(item, tries=item.tries + 1)
        for item in waiting
        if isinstance(answers[item.entry.url], Transient) and item.tries < MOST_TRIES
    ]
    known, edited = _looked_again(fetcher, watching.from_json(memory.get("watched", ())), urls, now)
    read_now = (*(item.entry for item in waiting), *wanted)
    begun = [
        watching.watched(entry, answer, now)
        for entry in read_now
        if isinstance(answer := answers[entry.url], Page) and not _problem(answer) and not is_whole(entry.content)
    ]
    return Reading((*edited, *late, *fresh), tuple(again), watching.remembered(known, begun))


def _looked_again(
    fetcher: Fetcher, known: Sequence[Watched], read_now: Collection[str], now: datetime
) -> tuple[list[Watched], list[Document]]:
    """What stays watched after those that are due were looked at, and the documents whose page has changed."""
    due = [one for one in watching.due(known, now) if one.entry.url not in read_now]
    answers = fetcher.fetch_many([one.entry.url for one in due], {one.entry.url: one.headers for one in due})
    edited = [one for one in due if watching.changed(one, answers[one.entry.url])]
    documents = [document_of(one.entry, answers[one.entry.url]) for one in edited]
    looked_at = {one.entry.url: watching.after(one, answers[one.entry.url], now) for one in due}
    kept = [looked_at.get(one.entry.url, one) for one in known]
    return [one for one in kept if one], [document for document in documents if not document.problem]


def bare(entry: Entry) -> Document:
    """A document of what the entry itself carries."""
    return Document(entry=entry, url=entry.url)


def document_of(entry: Entry, answer: Page | Exception) -> Document:
    """The document of an entry and what its page answered."""
    if isinstance(answer, Exception):
        return Document(entry=entry, url=entry.url, problem=str(answer))
    problem = _problem(answer)
    if problem:
        return Document(entry=entry, url=entry.url, problem=problem)
    return Document(entry=entry, url=answer.url, body=answer.body, content_type=answer.headers.get("content-type", ""))


def _problem(page: Page) -> str:
    """Why an answer is no page to read; empty when it is one."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if page.status != 200 or not page.body.strip():  # noqa: PLR2004  (OK)
        return f"{page.url} answered with nothing to read ({page.status})"
    if kind and not kind.startswith(_HTML_TYPES):
        return f"{page.url} is not a web page ({kind[:60]})"
    host = urlsplit(page.url).hostname or ""
    if host.startswith("consent.") and host != urlsplit(page.requested_url).hostname:
        return f"{page.url} asks for consent instead of showing the article"
    return ""


def as_json(pending: Iterable[Pending]) -> list[dict[str, Any]]:
    """Pending entries in plain JSON; their content is left behind, since their pages are what is missing."""
    return [{"tries": item.tries, **entry_as_json(item.entry)} for item in pending]


def from_json(values: Iterable[Mapping[str, Any]]) -> tuple[Pending, ...]:
    """Pending entries as `as_json` wrote them."""
    return tuple(Pending(entry_from_json(value), value["tries"]) for value in values)
