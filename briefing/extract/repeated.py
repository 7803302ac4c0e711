"""Lines that come back in a site's articles: newsletter pitches, notes on authors, captions, pointers to other pieces.

What no table of phrases can name, counting finds. Each source has its own counts, and a line is counted for the site
that an article stands on, so that no site can make the lines of another vanish. Only identical lines are the same one.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from briefing.model import Article, SeenLine, SeenLines

_FEWEST = 5
_EDGE_SHARE = 0.04
_ALWAYS = 0.8
_FEWEST_WITHIN = 12
_WITHIN_SHARE = 0.5
_NEW = 1 / 3
_LEAST_LEFT = 0.5

_MOST_FIRST, _MOST_LAST = 2, 6
_MOST_AN_ARTICLE = 40
_MOST = 1_500
_REMEMBERED = 50
_KEY_BYTES = 6
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "“", "»", "。", "؟")


def learned(known: SeenLines, articles: Iterable[Article]) -> SeenLines:
    """The counts with those of further articles, each of them met for the first time.

    An article that brings little that is new is a copy or the next version of a running text: it is not counted, as
    everything in it would look repeated. Of too many lines, those are forgotten that were met seldom and long ago.

    Args:
        known: the counts so far.
        articles: with all their lines, in the order they came.
    """
    lines = {line.key: line for line in known.lines}
    count = known.articles
    for article in articles:
        shown = _shown(article)
        new = sum(length for key, (length, _) in shown.items() if key not in lines)
        if new < _NEW * sum(length for length, _ in shown.values()):
            continue
        count += 1
        site = _key(_site(article))
        before = lines.get(site, SeenLine(site, 0, 0, 0, 0))
        lines[site] = replace(before, articles=before.articles + 1, last=count)
        for key, (_, at_edge) in shown.items():
            line = lines.get(key, SeenLine(key, 0, 0, before.articles, 0))
            lines[key] = replace(line, articles=line.articles + 1, edges=line.edges + at_edge, last=count)
    return SeenLines(count, _most_telling(lines.values()))


def without_repeated(article: Article, known: SeenLines) -> Article:
    """The article without the lines that its site repeats; as it was when that would take most of it.

    Args:
        article: as read.
        known: the counts of its source.
    """
    lines = {line.key: line for line in known.lines}
    site = lines.get(_key(_site(article)))
    paragraphs = article.text.split("\n\n")
    if site is None:
        return article
    kept = [part for part in paragraphs if not _is_repeated(part, lines.get(_line_key(article, part)), site.articles)]
    if len(kept) == len(paragraphs) or sum(map(len, kept)) < _LEAST_LEFT * sum(map(len, paragraphs)):
        return article
    return replace(article, text="\n\n".join(kept))


def _is_repeated(text: str, line: SeenLine | None, articles: int) -> bool:
    """Whether a line belongs to the site rather than to its articles.

    What always stands at their beginning or end, or is no sentence, needs to come back now and then; a sentence within
    the text could be background to a long story, and is one only when it stands in every other article.

    Args:
        articles: how many of the site were counted.
    """
    if line is None or line.articles < _FEWEST:
        return False
    chances = articles - line.since
    at_edge = line.edges >= _ALWAYS * line.articles or not text.endswith(_SENTENCE_ENDS)
    often = line.articles >= _WITHIN_SHARE * chances and chances >= _FEWEST_WITHIN
    return often or (at_edge and line.articles >= _EDGE_SHARE * chances)


def _shown(article: Article) -> Mapping[int, tuple[int, bool]]:
    """The lines of an article by their key: length, and whether it is among the first or the last."""
    numbered = list(enumerate(article.text.split("\n\n")))
    count, half = len(numbered), _MOST_AN_ARTICLE // 2
    first, last = min(_MOST_FIRST, count // 4), count - min(_MOST_LAST, max(1, count // 3))
    ends = numbered if count <= _MOST_AN_ARTICLE else [*numbered[:half], *numbered[-half:]]
    return {_line_key(article, part): (len(part), number < first or number >= last) for number, part in ends if part}


def _most_telling(lines: Iterable[SeenLine]) -> tuple[SeenLine, ...]:
    """As many lines as are remembered: each for so many articles more as it was met in, times fifty."""
    kept = sorted(lines, key=lambda line: line.last + _REMEMBERED * line.articles, reverse=True)[:_MOST]
    return tuple(sorted(kept, key=lambda line: line.key))


def _site(article: Article) -> str:
    """The host that an article stands on; empty for one without an address."""
    return (urlsplit(article.canonical_url).hostname or "").removeprefix("www.")


def _line_key(article: Article, line: str) -> int:
    return _key(_site(article), line)


def _key(*parts: str) -> int:
    """A digest that JSON can carry exactly."""
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(digest, "big")
