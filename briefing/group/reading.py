"""An article as grouping reads it, once: the words it is known by, and the runs of words its copies are known by."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.model import Article
from briefing.text.shingles import Shingles, shingles_of, spaced
from briefing.text.word_codes import UNSPACED, WordCodes, word_codes, word_codes_of

_LEAD = 1800
"""Characters of text whose words count: the event stands in the lead, the background behind it is shared by many."""
_TEXT = 20_000
"""Characters of text that copies are looked for in."""
_RUN = 3
"""Words in a run; of longer ones too few outlive a light edit."""
_LONGEST_TITLE = 400
_TELLING_TITLE = 5
"""Words from which on a title is taken to name its event."""
_TITLE_WEIGHT = 3
_CREDIT = re.compile(r"\([^()\n]{2,40}\)\s{0,3}[-–—:]?")
"""An agency in brackets that a text begins with: each outlet adds its own to the same text."""
_PLAIN, _MORE = np.uint8(2), np.uint8(1)
"""What a word counts, in halves, and what a name counts more."""


class Reading(NamedTuple):
    """What grouping needs of an article.

    Attributes:
        words: those of the title, then those of the lead.
        halves: what each of them counts, in halves; those of a title count three times.
        runs: the runs of three words of the text.
        language: ISO 639-1.
    """

    words: WordCodes
    halves: NDArray[np.uint8]
    runs: Shingles
    language: str


def read(article: Article) -> Reading:
    """Read an article."""
    return read_all((article,))[0]


def read_all(articles: Sequence[Article]) -> list[Reading]:
    """Read several articles together, which takes half the time of reading one by one."""
    prepared = [_prepared(article) for article in articles]
    found = word_codes_of(f"{one.title}\n{one.text}" for one in prepared)
    parts = [_parted(one, words) for one, words in zip(prepared, found, strict=True)]
    copied = shingles_of([text for _, _, text in parts], _RUN)
    return [
        Reading(words, halves, runs_here, article.language)
        for article, (words, halves, _), runs_here in zip(articles, parts, copied, strict=True)
    ]


class _Prepared(NamedTuple):
    """Title and text with words that stand apart; how many characters of the text are its lead.

    In scripts without spaces a pair of signs is about a word; their copies are known by single signs, in `signs`.
    """

    title: str
    text: str
    lead: int
    signs: str = ""


def _prepared(article: Article) -> _Prepared:
    title, text = article.title[:_LONGEST_TITLE], article.text[:_TEXT]
    if (title.isascii() and text.isascii()) or not UNSPACED.search(title + text):
        return _Prepared(title, text, _LEAD)
    lead = _in_pairs(text[:_LEAD])
    return _Prepared(_in_pairs(title), lead, len(lead), spaced(text))


def _parted(one: _Prepared, found: WordCodes) -> tuple[WordCodes, NDArray[np.uint8], NDArray[np.uint64]]:
    """The words of title and lead, what they count, and the words that copies are known by."""
    title, lead = _length(one.title) + 1, _length(one.text[: one.lead])
    head, tail = found.starts.searchsorted((found.begin + title, found.begin + title + lead)).tolist()
    credit = _CREDIT.match(one.text)
    first = found.starts.searchsorted(found.begin + title + _length(credit[0])) if credit else head
    text = word_codes(one.signs).codes if one.signs else found.codes[first:]
    return found.part(0, tail), _halves(found, head, tail), text


def _halves(found: WordCodes, head: int, tail: int) -> NDArray[np.uint8]:
    """What words count: those before `head` stand in the title, the others before `tail` in the lead.

    A short title counts more only if the lead takes it up: "Morning update" does not make one event of two.
    """
    halves: NDArray[np.uint8] = found.named[:tail] * _MORE + _PLAIN
    title, lead = found.codes[:head], found.codes[head:tail]
    if head >= _TELLING_TITLE or (head and np.isin(title, lead).any()):
        halves[:head] *= _TITLE_WEIGHT
    return halves


def _length(text: str) -> int:
    """Bytes in lower case, as `word_codes` folds them."""
    if text.isascii():
        return len(text)
    return len(text.replace("’", "'").lower().encode("utf-8", "replace"))


def _in_pairs(text: str) -> str:
    """Overlapping pairs of signs in scripts without spaces, other words whole."""
    return " ".join(pair for word in text.split() for pair in _pairs(word))


def _pairs(word: str) -> list[str]:
    if not UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
