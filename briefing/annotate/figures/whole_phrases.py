"""What a figure measures, cut so that it reads as a whole phrase: no torn beginning, nothing left dangling."""

from collections.abc import Sequence

from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    VERBS,
    WEEKDAYS,
    word_set,
)

_TRAILING = (DETERMINERS | PREPOSITIONS) - {"no", "both"} | word_set("""
    is are was were be been being and or but which who where that when while then just only not
    some even also an approximately up down
""")
# Behind an article they say how striking the number is: "a sharp 3 percent drop".
_EMPHATIC = word_set("""
    whopping record sharp hefty mere staggering estimated modest paltry further additional total combined huge massive
    steep small slight full cool stunning extra
""")
# With the preposition that is cut they only say "is": "the bill came to", "the index stood at".
_LINKING = word_set("amount amounts amounted amounting come comes came coming stand stands stood standing add adds")
SAID = frozenset({"said", "says"})
_BEFORE_A_NOUN_PHRASE = PREPOSITIONS | CONJUNCTIONS | VERBS | AUXILIARIES
_INSIDE_A_NOUN_PHRASE = 5
_LONGEST_ASIDE = 10
_JOINS_A_NOUN = frozenset({"of", "with", "worth", "among", "involving", "in"})
_MODALS = AUXILIARIES - {"did", "do", "does"}
_CLOSING = "%’'”)"


def without_tail(line: Sequence[Token], first: int, end: int) -> int:
    """Where a phrase before a figure ends, without the small words that only lead to the figure."""
    articled = end > first + 1 and line[end - 1].low in _EMPHATIC and line[end - 2].low in DETERMINERS
    stop = _without_small_words(line, first, end - 2 if articled else end)
    if stop < end and stop > first and line[stop - 1].low in _LINKING:
        stop = _without_small_words(line, first, stop - 1)
    return stop


def _without_small_words(line: Sequence[Token], first: int, end: int) -> int:
    while end > first and (
        line[end - 1].low in _TRAILING or (line[end - 1].kind == "symbol" and line[end - 1].text not in _CLOSING)
    ):
        end -= 1
    return end


def without_modal(line: Sequence[Token], first: int, end: int) -> int:
    """Where a phrase behind a figure ends, without "will" or "has" whose verb was cut off: "programme will"."""
    while (
        end > first + 1 and line[end - 1].low in _MODALS and "." not in line[end - 1].text and not line[end - 1].glued
    ):
        end -= 1
    return end


def past_reporting(line: Sequence[Token], first: int, end: int) -> int:
    """Behind "the mayor said" or "he said on Tuesday", where a clause of its own follows."""
    for place in range(first, end - 2):
        if line[place].low not in SAID:
            continue
        behind = place + 1
        while behind < end and (line[behind].low in {"on", "that", ","} or line[behind].low in WEEKDAYS):
            behind += 1
        opens = line[behind].low if behind < end else ""
        if behind < end - 1 and opens not in PREPOSITIONS and line[behind].kind == "word":
            return behind
    return first


def past_aside(line: Sequence[Token], index: int) -> int:
    """Behind what is said of a part of those counted, where a verb goes on: "66 people, 12 of them young, (died)"."""
    opens = line[index : index + 1] and line[index].text == "," and index + 2 < len(line)
    if not opens or (line[index + 1].kind != "number" and line[index + 1].low != "including"):
        return index
    for place in range(index + 2, min(index + _LONGEST_ASIDE, len(line) - 1)):
        if line[place].text == ",":
            verb = line[place + 1].low
            return place + 1 if verb in VERBS or verb in AUXILIARIES or verb.endswith("ed") else index
    return index


def noun_phrase_before(line: Sequence[Token], first: int, joint: int) -> int | None:
    """Where the noun phrase begins that a preposition joins to a figure: "(in) a study" of "a study of 900 people".

    What something has is named with what has it: "(including) old rockets with a range" of "550 miles".

    Args:
        line: tokens of a sentence.
        first: the earliest place.
        joint: the preposition.
    """
    place = _noun_phrase_before(line, first, joint)
    if place is None or place <= first or line[place - 1].low != "with":
        return place
    bearer = _noun_phrase_before(line, first, place - 1)
    return place if bearer is None else bearer


def _noun_phrase_before(line: Sequence[Token], first: int, joint: int) -> int | None:
    if joint <= first or line[joint].low not in _JOINS_A_NOUN:
        return None
    head = line[joint - 1]
    if head.kind != "word" or head.low in VERBS or head.low in AUXILIARIES or head.low in _TRAILING:
        return None
    for place in range(joint - 2, max(first, joint - _INSIDE_A_NOUN_PHRASE) - 1, -1):
        token = line[place]
        if token.low in DETERMINERS:
            return place
        if token.low in _BEFORE_A_NOUN_PHRASE or (token.kind == "symbol" and not is_hyphen(token)):
            return place + 1
    return None


def last_break(line: Sequence[Token], first: int, end: int) -> int:
    """Where a phrase that is cut for length may end: before its last preposition or conjunction."""
    for place in range(end - 1, first + (end - first) // 2, -1):
        if line[place].low == "of":
            continue  # "at a speed (of 7 km a second)" is no phrase
        if line[place].low in PREPOSITIONS or line[place].low in CONJUNCTIONS or line[place].text == ",":
            return place
    return end
