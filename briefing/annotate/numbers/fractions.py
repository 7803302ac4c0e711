"""Fractions in words: "two-thirds", "a third of", "half a million", "one in five", "three out of four"."""

from collections.abc import Sequence

from briefing.annotate.numbers.number_words import HUNDRED, PARTS, SCALES, SMALL, Amount, low_at, past_hyphen, scaled
from briefing.annotate.numbers.runs import run_of_words
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import STOP_WORDS, VERBS, word_set

_BEFORE_HALF = (STOP_WORDS | VERBS) - frozenset({"the", "last", "each", "and", "other", "first"}) | frozenset({"a"})
_BEHIND_HALF = word_set("of the all its their his her our that")
_LEADS_TO_A_SHARE = word_set("by about nearly almost roughly than only just")
_THREE = 3
_TEN = 10
_MOST_DIGITS = 4
_CLOCK = word_set("""
    second minute hour day week month year game match season start race event
""")


def share(line: Sequence[Token], index: int) -> Amount | None:
    """Read the fraction in words that begins at a token; None when none does."""
    word = low_at(line, index)
    if word == "half":
        return _half(line, index, index + 1)
    if word == "quarter" and low_at(line, index + 1) in SCALES:
        return scaled(line, index + 1, 0.25, "article")
    if word == "quarter" and past_hyphen(line, index + 1) > index + 1:
        return Amount(0.25, index + 1, "half")  # "quarter-point"
    count = 1 if word in {"a", "an"} else SMALL.get(word)
    return None if count is None else _counted_parts(line, index, count)


def _counted_parts(line: Sequence[Token], index: int, count: int) -> Amount | None:
    """The form "two-thirds", "three quarters of", "one in five"."""
    article = low_at(line, index) in {"a", "an"}
    place = index + 2 if index + 1 < len(line) and is_hyphen(line[index + 1]) else index + 1
    part = PARTS.get(low_at(line, place))
    if part is None:
        return None if article else ratio(line, index, count)
    if part == PARTS["half"] and count == 1:
        return _half(line, index, place + 1)
    if line[place].low == "quarters" and count != _THREE and low_at(line, place + 1) != "of":
        return None  # "in the past two quarters"
    if line[place].low.endswith("s") == (count == 1) or (article and not _stands_alone(line, index, place + 1)):
        return None
    return scaled(line, place + 1, count / part, "share")


def _stands_alone(line: Sequence[Token], index: int, end: int) -> bool:
    """The form "a third of", "by a third", "a quarter-century"; never "a third man"."""
    following = {low_at(line, end), low_at(line, past_hyphen(line, end))}
    if following & {"of", "century", ""} or low_at(line, end) in SCALES:
        return True
    return low_at(line, index - 1) in _LEADS_TO_A_SHARE


def _half(line: Sequence[Token], index: int, after: int) -> Amount | None:
    """The form "half of", "half the", "half a million", "half a dozen"; never "the first half"."""
    if index and line[index - 1].kind == "word" and line[index - 1].low not in _BEFORE_HALF:
        return None  # "the first half of", "the upper half of"
    place = after + 1 if low_at(line, after) in {"a", "an"} else past_hyphen(line, after)
    if low_at(line, place) in SCALES:
        return scaled(line, place, 0.5, "article")
    return Amount(0.5, after, "share" if low_at(line, after) in _BEHIND_HALF else "half")


def ratio(line: Sequence[Token], index: int, count: int) -> Amount | None:
    """The form "one in five", "three out of four", "one in every ten"."""
    place = index + 1
    if low_at(line, place) == "out" and low_at(line, place + 1) == "of":
        place += 2
    elif low_at(line, place) == "in":
        place += 1
    else:
        return None
    if low_at(line, place) == "every":
        place += 1
    whole = _whole(line, place)
    if whole is None or whole[0] <= count or low_at(line, whole[1]).rstrip("s") in _CLOCK:
        return None  # "five in ten minutes"
    return Amount(count / whole[0], whole[1], "share")


def _whole(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    word = low_at(line, index)
    if word.isdecimal():
        value = float(word) if len(word) <= _MOST_DIGITS else 0.0
        return (value, index + 1) if 0 < value <= HUNDRED * _TEN else None
    begin = index + (word in {"a", "an"} and low_at(line, index + 1) in SCALES)
    if low_at(line, begin) not in SMALL and low_at(line, begin) not in SCALES:
        return None
    run = run_of_words(line, begin)
    return run.value, run.end
