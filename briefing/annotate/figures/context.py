"""Who says so, and as of when: what a sentence tells about all of its figures."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.words.cues import ABBREVIATIONS
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    WEEKDAYS,
    word_set,
)

_ENDS = frozenset(',;:.()“”"—–')
_SAYING = word_set("""
    said says estimated estimates reported reports found finds predicted predicts claimed claims told
    expects forecast
""")
_PARTICIPLES = frozenset({"claimed", "reported", "found", "estimated", "predicted"})
_NOUNS_TOO = word_set("forecast estimates reports finds claims")
_NO_SUBJECT = word_set("""
    than above below beyond beat beating missed missing topped topping exceeded exceeding against with about over into
    toward towards
""")
"""Behind these stands no subject: "the case against the Harbour gang said"."""
_OWNERS = word_set("its his her their our my")
_WHEN = frozenset(day.title() for day in WEEKDAYS | MONTHS)
_LONGEST_SOURCE = 10
_LONGEST_HEARER = 4
_TELLING = frozenset({"told", "tells"})
_QUOTES = frozenset('“”"')
_TURNS = word_set("who which that but while as when after because where")
_BETWEEN = ADVERBS | WEEKDAYS | MONTHS | {"on", "in", "last", "also", "has", "have", "had"}
_CIRCUMSTANCES = PREPOSITIONS | WEEKDAYS | {"when", "while", "as", "yesterday", "today", "last", "earlier", "later"}
"""With these begins what tells how or when something was said: "Ida Ek said at a dinner"."""
_NO_PHRASE = PRONOUNS | CONJUNCTIONS | AUXILIARIES | VERBS
_NO_SOURCE = PRONOUNS | CONJUNCTIONS | AUXILIARIES | PREPOSITIONS
_BASES = frozenset({"from", "than", "against", "versus"})
_EARLIER = frozenset({"earlier", "before", "ago", "previously"})
_AS_OF = re.compile(
    r"\b(?:[Aa]s of|[AaBb][ty] the end of|[Ii]n the year to|[Ii]n the (?:first|second|third|fourth) quarter(?: of)?)\s"
    r"(?:(?:\d{1,2}\s)?[A-Z][a-z]{2,9}\.?\s\d{1,2}(?!\d)(?:,\s\d{4})?|(?:\d{1,2}\s)?[A-Z][a-z]{2,9}(?:\s\d{4})?|\d{4})"
)


class Source(NamedTuple):
    """Who says what a sentence says.

    Attributes:
        name: word for word; empty when it is the outlet itself or only a pronoun.
        spans: the tokens that it says, each as the first and the one behind the last.
    """

    name: str = ""
    spans: tuple[tuple[int, int], ...] = ()

    def of(self, index: int) -> str:
        """The name, when the source says the token; else empty."""
        return self.name if any(first <= index < end for first, end in self.spans) else ""


def source(text: str, line: Sequence[Token]) -> Source:
    """Who says what a sentence says, and how much of the sentence.

    Args:
        text: the text that the tokens were cut from.
        line: tokens of one sentence.
    """
    for index, token in enumerate(line[:-1]):
        if token.low == "according" and line[index + 1].low == "to":
            end = _end_of_name(line, index + 2, _end_of_phrase(line, index + 2))
            if index + 2 < end:
                return Source(_printed(text, line, index + 2, end), ((0, index), (end, len(line))))
    for index, token in enumerate(line):
        if token.low in _SAYING and not _is_participle(line, index):
            first, end = _speaker(line, index)
            if first < end and (first == 0 or line[first - 1].low not in _NO_SUBJECT):
                return Source(_printed(text, line, first, end), _said(line, first, index))
    return Source()


def _opening(line: Sequence[Token], speaker: int) -> int:
    """Where the phrase begins that a name ends: "researchers at (Aldmark University)"."""
    least = max(0, speaker - _LONGEST_SOURCE)
    while speaker > least and line[speaker - 1].kind == "word" and line[speaker - 1].low not in _NO_PHRASE:
        speaker -= 1
    return speaker


def _is_participle(line: Sequence[Token], index: int) -> bool:
    """Whether a verb only describes the noun before it: "the damages claimed in 2024", unlike "claimed on Monday"."""
    if line[index].low in _NOUNS_TOO and _has_owner(line, index):
        return True
    if line[index].low not in _PARTICIPLES or index + 2 >= len(line):
        return False
    return line[index + 1].low in PREPOSITIONS and line[index + 2].text not in _WHEN


def _has_owner(line: Sequence[Token], index: int) -> bool:
    """Whether the word ends a noun phrase that is an object: "(cut) its 2025 profit forecast"."""
    for place in range(index - 1, max(0, index - _LONGEST_SOURCE), -1):
        if not _continues(line[place]):
            return False
        if line[place].low in _OWNERS:
            return True
    return False


def _printed(text: str, line: Sequence[Token], first: int, end: int) -> str:
    return text[line[first].start : line[end - 1].end]


def _said(line: Sequence[Token], speaker: int, verb: int) -> tuple[tuple[int, int], ...]:
    """What a speaker says: what follows, or where the speaker comes behind it ("…, said Ida Ek") what stands before."""
    if speaker > verb:
        return ((0, verb),)
    behind = (verb + 1, len(line))
    speaker = _opening(line, speaker)
    if not speaker or line[speaker - 1].text not in _ENDS:
        return (behind,)
    following = [token.low for token in line[verb + 1 :]]
    if "that" in following or following[:1] == [","]:
        return ((0, speaker), behind)
    quoted = line[speaker - 1].text in _QUOTES
    heard = _LONGEST_HEARER if line[verb].low in _TELLING else 1
    closes = not following or following[0] in _CIRCUMSTANCES or bool(_ENDS & set(following[:heard]))
    return ((0, speaker),) if quoted or closes else (behind,)


def _end_of_phrase(line: Sequence[Token], first: int) -> int:
    end = first
    while end < len(line) and not _ends_phrase(line, end) and end - first < _LONGEST_SOURCE:
        end += 1
    return end


def _end_of_name(line: Sequence[Token], first: int, end: int) -> int:
    """Where a source ends that no comma closes: behind its last capital ("the group Weave Yourself (numbers have)")."""
    verb = next((at for at in range(first, end) if line[at].low in AUXILIARIES or line[at].low in VERBS), first)
    return next((at + 1 for at in range(verb - 1, first, -1) if line[at].text[:1].isupper()), end)


def _ends_phrase(line: Sequence[Token], index: int) -> bool:
    token = line[index]
    if token.text == "." and token.glued and line[index - 1].text in ABBREVIATIONS and index + 1 < len(line):
        return False  # "Lt. Gov. Ida Ek"
    return token.text in _ENDS or token.low in _TURNS or (is_hyphen(token) and not token.glued)


def _speaker(line: Sequence[Token], verb: int) -> tuple[int, int]:
    """The noun phrase before a verb of saying ("The ministry on Tuesday said"), or behind it (", said Ana Belo")."""
    end = verb
    while end > 0 and line[end - 1].low in _BETWEEN:
        end -= 1
    first = end
    while first > 0 and end - first < _LONGEST_SOURCE and _continues(line[first - 1]):
        first -= 1
    if first < end and _is_source(line, first, end):
        return first, end
    if verb and line[verb - 1].text in _ENDS:
        stop = _end_of_phrase(line, verb + 1)
        if verb + 1 < stop and line[verb + 1].text[:1].isupper():
            return verb + 1, stop
    return verb, verb


def _continues(token: Token) -> bool:
    return token.kind != "symbol" and token.low not in _NO_SOURCE


def _is_source(line: Sequence[Token], first: int, end: int) -> bool:
    """Whether a phrase names someone: it has a capital letter, or is "the regulator", "officials"."""
    if all(token.low in DETERMINERS for token in line[first:end]):
        return False
    names = any(token.text[:1].isupper() for token in line[max(first, 1) : end])
    described = line[first].low in {"the", "a", "an"} and end - first > 1
    return names or described or line[end - 1].low in {"officials", "police", "analysts", "researchers", "economists"}


def own_time(line: Sequence[Token], first: int, end: int) -> bool:
    """Whether a figure is what another is compared with, of another time: "down from €3.1 billion a year earlier".

    Args:
        line: tokens of its sentence.
        first: its first token; end: index behind its last.
    """
    if first and line[first - 1].low in _BASES:
        return True
    behind = [token.low for token in line[end : end + 4]]
    return any(word in _EARLIER for word in behind) and bool(behind) and behind[0] in {"a", "one", "the", "in", "last"}


def as_of(text: str, line: Sequence[Token]) -> str:
    """The date that a sentence gives for its figures, word for word; empty when it gives none."""
    found = _AS_OF.search(text, line[0].start, line[-1].end)
    return found.group() if found else ""
