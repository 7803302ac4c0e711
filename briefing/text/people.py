"""Which people a sentence names whole and which by their surname alone, told by capital letters and given names."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.text.given_names import GIVEN
from briefing.text.tokens import stopwords

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_CAPITAL}](?:['’][{_CAPITAL}])?[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*+"
PARTICLES = frozenset({
    "al", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn",
    "la", "le", "ten", "ter", "van", "von", "zu", "zur",
})  # fmt: skip
"""Small words inside of names, in lower case: "Jo van der Ek"."""
_LINK = rf"(?:(?:{'|'.join(sorted(PARTICLES))})\s)*+"
_INITIALS = r"(?:[A-Z]\.\s?){0,4}+"
"""Of a longer row the last ones count: looked at to its end from each of them, it would take a time that squares."""
_RUN = re.compile(rf"(?<![\w'’-]){_INITIALS}{_WORD}(?:\s{_INITIALS}{_LINK}{_WORD})*+")
_REMEMBERED = 64
"""Sentences whose people are remembered: of one article, sets of the same ones are compared."""
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "sir", "dame"})


class Named(NamedTuple):
    """The surnames in a sentence.

    Attributes:
        whole: of people whose given name stands before it ("Ida Ek").
        titled: behind any other word with a capital, which may say who that is ("President Ek").
        short: on their own before they come in one of these ways; with a courtesy title too ("Mrs Ek").
    """

    whole: frozenset[str]
    titled: frozenset[str]
    short: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def named(text: str, language: str = "en") -> Named:
    """The surnames in a sentence; other words with a capital are among the short and the titled ones.

    Args:
        language: ISO 639-1, for the words that begin sentences.
    """
    found: dict[str, set[str]] = {"whole": set(), "titled": set(), "short": set()}
    for place, run in enumerate(_RUN.finditer(text)):
        opens = place == 0 and not any(map(str.isalnum, text[: run.start()]))
        parts = _behind(run.group().split(), stopwords(language) | _COURTESY if opens else _COURTESY)
        if len(parts) > 1:
            found["whole" if _has_given_name(parts) else "titled"].add(parts[-1])
        elif parts and parts[0] not in found["whole"] | found["titled"]:
            found["short"].add(parts[0])
    return Named(*map(frozenset, found.values()))


def unintroduced(found: Iterable[Named]) -> frozenset[str]:
    """What sentences, read in this order, name short before anything says who that is."""
    known: set[str] = set()
    missing: set[str] = set()
    for one in found:
        missing |= one.short - known
        known |= one.whole | one.titled
    return frozenset(missing)


def _has_given_name(parts: Sequence[str]) -> bool:
    """Whether any word before the last is a given name: "Ida Ek", "President Ida Ek"."""
    return any(part.lower() in GIVEN for part in parts[:-1])


def _behind(parts: Sequence[str], openers: frozenset[str]) -> Sequence[str]:
    """A run of capitalised words without those that are no part of the name ("But Mrs Ek")."""
    begin = 0
    while begin < len(parts) and parts[begin].lower().rstrip(".") in openers:
        begin += 1
    return parts[begin:]
