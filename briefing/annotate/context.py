"""Who says so, and as of when: what a sentence tells about all of its figures."""

import re
from collections.abc import Sequence

from briefing.annotate.lexing import Token
from briefing.annotate.small_words import word_set

_SOURCE_ENDS = frozenset(',;:.()“”"')
_SAYING = word_set("""
    said says estimated estimates reported reports found finds showed shows predicted announced claimed claims
    told wrote
""")
_LONGEST_SOURCE = 12
_AS_OF = re.compile(
    r"\b(?:as of|at the end of|by the end of|in the year to|in the (?:first|second|third|fourth) quarter(?: of)?)\s+"
    r"(?:[A-Z][a-z]{2,9}\.?\s\d{1,2}(?:,\s\d{4})?|[A-Z][a-z]{2,9}(?:\s\d{4})?|\d{4})"
)


def attribution(text: str, line: Sequence[Token]) -> str:
    """Who says what a sentence says, word for word; empty when it is the outlet itself.

    Args:
        text: the text that the tokens were cut from.
        line: tokens of one sentence.
    """
    for index in range(len(line) - 2):
        if line[index].low == "according" and line[index + 1].low == "to":
            return _phrase(text, line, index + 2)
    return ""


def _phrase(text: str, line: Sequence[Token], first: int) -> str:
    end = first
    while end < len(line) and line[end].text not in _SOURCE_ENDS and end - first < _LONGEST_SOURCE:
        end += 1
    return text[line[first].start : line[end - 1].end] if end > first else ""


def as_of(text: str, line: Sequence[Token]) -> str:
    """The date that a sentence gives for its figures, word for word; empty when it gives none."""
    found = _AS_OF.search(text, line[0].start, line[-1].end)
    return found.group() if found else ""
