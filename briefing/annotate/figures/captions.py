"""What stands beside a figure when it is shown: words of its sentence that read whole, with … in the figure's place."""

import re
from typing import NamedTuple

from briefing.annotate.numbers.number_words import NUMBER_WORDS
from briefing.annotate.words.small_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    word_set,
)
from briefing.model import GAP, Figure

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.:](?=\d)")
_TORN = frozenset('.;:!?()[]“”"«»„—–•…')
_LEADING_WORDS = 10
_LONGEST_LEAD = 18
_CLAUSE_END = re.compile(r"[.,;:!?]\s|[()“”\"«»—–\n]\s?")
_FARTHEST = 150
_BINDING = (PREPOSITIONS | AUXILIARIES) - word_set("including as than like to")
_ARTICLES = word_set("a an the its their his her")
_JOINTS = word_set("of with worth among involving")
_CLAUSE_WORDS = 4
_NOUN_WORDS = 3
_LONGEST_QUOTATION = 40


class Caption(NamedTuple):
    """What stands below a figure.

    Attributes:
        text: as shown.
        start: where it begins in the text; end: where it ends, the mark of the gap left out.
    """

    text: str
    start: int
    end: int


def caption(text: str, start: int, what_span: tuple[int, int]) -> Caption:
    """What a figure measures as it is shown below the figure.

    Args:
        text: what the figure stands in.
        start: where the figure begins.
        what_span: start and end of what it measures; (0, 0) for nothing.

    Returns:
        What follows the figure as it stands there ("were hurt"); what leads to it with all small words and the mark of
        the gap ("The flood cut electricity to …"), so that nothing reads as torn off. Word for word but for that mark.
    """
    first, end = what_span
    if end > start:
        end = _closed(text, first, end)
    elif _leads_on(text[first:end], text[end:start]):
        end = first + len(text[first:start].rstrip())
        first = _whole(text, first, end)
        first += _named(text[first:end])
        return Caption(f"{text[first:end]}{GAP}" if end > first else "", first, end)
    return Caption(text[first:end], first, end)


def subject(figure: Figure) -> str:
    """What a figure is about without its value, word for word: "people were hurt", "The flood cut power to … homes"."""
    parts = (figure.caption, _counted(figure.text))
    ordered = parts if figure.caption.endswith(GAP) else reversed(parts)
    return " ".join(part for part in ordered if part)


def _leads_on(measured: str, between: str) -> bool:
    """Whether the words between what is measured and the figure are few and belong to the same clause."""
    few = len(between.split()) <= _LEADING_WORDS or len(f"{measured} {between}".split()) <= _LONGEST_LEAD
    return few and not _TORN & set(_INSIDE_NUMBER.sub("", between))


def _whole(text: str, first: int, end: int) -> int:
    """Where words begin that lead to a figure, none torn from the one before: "in front of" for "front of"."""
    opening = _WORD.match(text, first)
    ahead = text[max(0, first - _FARTHEST) : first]
    clause = _CLAUSE_END.split(ahead)[-1] if _CLAUSE_END.search(ahead) or first <= _FARTHEST else ""
    before = [word.group().lower() for word in _WORD.finditer(ahead)][-1:]
    if opening is None or opening.group().lower() in DETERMINERS or not before or before[0] not in _BINDING:
        return first
    words = list(_WORD.finditer(clause))
    while words and words[0].group().lower() in CONJUNCTIONS:
        words = words[1:]
    begin = first - len(clause) + words[0].start() if words else first
    finite = bool(words) and words[0].group().lower() not in VERBS | AUXILIARIES
    if finite and len(text[begin:end].split()) <= _LONGEST_LEAD:
        return begin
    return ahead.lower().rindex(before[0]) + first - len(ahead) if before[0] in PREPOSITIONS else first


def _closed(text: str, first: int, end: int) -> int:
    """Where words end that open a quotation: behind the mark that closes it, when that is near."""
    words = text[first:end]
    closing = text.find("”", end, end + _LONGEST_QUOTATION) if words.count("“") > words.count("”") else -1
    return closing + 1 if closing >= 0 and "\n" not in text[end:closing] else end


def _named(lead: str) -> int:
    """Where the noun begins that the figure sizes, of a clause on "it" ("a study with"); else where the clause does."""
    words = list(_WORD.finditer(lead))
    if len(words) <= _CLAUSE_WORDS or words[0].group().lower() not in PRONOUNS:
        return 0
    if words[-1].group().lower() in _JOINTS:
        for word in words[-2 : -2 - _NOUN_WORDS : -1]:
            if word.group().lower() in _ARTICLES:
                return word.start()
    return 0


def _counted(printed: str) -> str:
    """The words of a figure behind its number: "people" of "about 200 to 300 people", "percent", nothing of "$5m"."""
    words = list(_WORD.finditer(printed))
    numbers = [word for word in words if _NUMBER.search(word.group()) or word.group().lower() in NUMBER_WORDS]
    behind = printed[numbers[-1].end() :].strip() if numbers else printed
    return behind.removeprefix("of ") if behind[:1].isalpha() else ""
