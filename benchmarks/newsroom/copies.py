"""Read what came in, and compare what is held for a copy with what is one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.newsroom.days import Days
from briefing.extract.canonical import canonical
from briefing.extract.child import ChildReader
from briefing.group.duplicates import duplicates
from briefing.model import Article, Document

NO_ADDRESS_OF_THEIR_OWN = frozenset({"huge"})
"""Modes of feeds that give the same article another address each time."""


@dataclass(frozen=True, slots=True)
class Copies:
    """How the texts that came in were told apart.

    Attributes:
        read: articles of the truth of which a text came in.
        twice: addresses of articles that came in under more than one id.
        families: copies that came in after another of their family, read in full.
        known: those of them that were recognised.
        unknown: addresses of the others.
        in_part: copies of which only the feed's summary could be read; they are not counted above.
        strangers: pairs of addresses that were held for copies and belong to different events.
    """

    read: int
    twice: tuple[str, ...]
    families: int
    known: int
    unknown: tuple[str, ...]
    in_part: int
    strangers: tuple[tuple[str, str], ...]


def compared(days: Days) -> Copies:
    """Read every document that came in, in the order in which it came, and look for copies among them."""
    truth = {canonical(article["url"]): article for article in days.truth}
    articles = [article for article in _read(_arrivals(days)) if article.canonical_url in truth]
    first: dict[str, Article] = {}
    ids: dict[str, set[str]] = {}
    for article in articles:
        ids.setdefault(article.canonical_url, set()).add(article.id)
        known = first.get(article.canonical_url)
        if known is None or (known.degraded and not article.degraded):
            first[article.canonical_url] = article
    found = duplicates(first.values())
    roots = {article.id: found.get(article.id, article.id) for article in first.values()}
    families = _families(first, truth)
    later = [(members[0], one) for members in families for one in members[1:]]
    unknown = tuple(one.url for head, one in later if roots[one.id] != roots[head.id])
    urls = {article.id: article.canonical_url for article in first.values()}
    return Copies(
        read=len(first),
        twice=tuple(url for url, found_ids in ids.items() if len(found_ids) > 1),
        families=len(later),
        known=len(later) - len(unknown),
        unknown=unknown,
        in_part=sum(bool(one.degraded) and bool(truth[url]["dup_of"]) for url, one in first.items()),
        strangers=tuple(
            (urls[copy], urls[original])
            for copy, original in found.items()
            if _differ(truth[urls[copy]], truth[urls[original]])
        ),
    )


def _arrivals(days: Days) -> list[Document]:
    came = [
        (when, document)
        for diary in days.diaries.values()
        if diary.mode not in NO_ADDRESS_OF_THEIR_OWN
        for when, document in diary.documents
    ]
    return [document for _, document in sorted(came, key=lambda pair: pair[0])]


def _read(documents: Iterable[Document]) -> list[Article]:
    """The articles behind documents, each different page read once."""
    different = {(document.entry.url, document.body, document.entry.summary): document for document in documents}
    reader = ChildReader()
    try:
        return [article for article in reader.read_many(list(different.values())) if isinstance(article, Article)]
    finally:
        reader.close()


def _families(first: Mapping[str, Article], truth: Mapping[str, dict[str, Any]]) -> list[list[Article]]:
    """The articles of one text, read in full, in the order in which they came."""
    families: dict[str, list[Article]] = {}
    for url, article in first.items():
        if not article.degraded:
            families.setdefault(truth[url]["dup_of"] or truth[url]["id"], []).append(article)
    return list(families.values())


def _differ(copy: Mapping[str, Any], original: Mapping[str, Any]) -> bool:
    """Whether two articles are known to be on different events; of many no event is known."""
    return bool(copy["cluster"] and original["cluster"] and copy["cluster"] != original["cluster"])
