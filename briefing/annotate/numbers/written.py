"""Numbers in digits: groups of thousands in all their ways, decimals, fractions, powers of ten, glued scales."""

import math
from collections.abc import Mapping, Sequence

from briefing.annotate.numbers.fractions import ratio
from briefing.annotate.numbers.number_words import HUNDRED, SIGNS, Amount, and_part, low_at, scaled, times
from briefing.annotate.numbers.spoken import spoken
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import STOP_WORDS, word_set

# Glued to digits: "3.5m", "4K". A "t" is a trillion after a currency only, and a tonne elsewhere.
SUFFIXES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9}
MONEY_SUFFIXES = SUFFIXES | {"t": 1e12, "T": 1e12, "mm": 1e6, "MM": 1e6}
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 20, 100})
_MOST_DIGITS = 18
_GROUP = 3
_BYTES = 4
_LARGEST_BYTE = 255
_LENGTH_WORDS = word_set("long wide high tall deep away above below sprint freestyle final relay race hurdles apart")
_TEN = 10
_TWO_DIGITS = 2
_LARGEST = 1e40


def written(line: Sequence[Token], index: int, suffixes: Mapping[str, float], *, decimal_mark: str) -> Amount | None:
    """Read a number in digits with what belongs to it; None for what is not one number."""
    value = decimal(line[index].text, decimal_mark=decimal_mark)
    if value is None:
        return None
    end = index + 1
    while _is_spaced_group(line, end):
        value, end = value * 1000 + float(line[end].text), end + 1
    share = ratio(line, index, int(value)) if line[index].text.isdecimal() and 0 < value < _TEN else None
    if share is not None:
        return share
    value, end = _fraction(line, value, end)
    value, end = _power(line, value, end)
    end = _past_repetition(line, value, end)
    if end < len(line) and line[end].glued and line[end].text in suffixes and not _is_length(line, end, suffixes):
        factor = suffixes[line[end].text]
        return Amount(times(value, factor), end + 1, "digits", factor)
    if (
        low_at(line, end) in {"b", "m"}
        and line[end].text.isupper()
        and low_at(line, end + 1).islower()
        and line[end + 1].text.islower()
    ):
        factor = SUFFIXES[line[end].text]  # "8 B people"
        return Amount(times(value, factor), end + 1, "digits", factor)
    return _continued(line, scaled(line, end, value, "digits"))


def _past_repetition(line: Sequence[Token], value: float, end: int) -> int:
    """Behind the same number in words, as contracts repeat it: "45 (forty-five) days"."""
    if low_at(line, end) != "(":
        return end
    again = spoken(line, end + 1)
    repeats = again is not None and again.value == value and low_at(line, again.end) == ")"
    return again.end + 1 if again is not None and repeats else end


def _continued(line: Sequence[Token], amount: Amount) -> Amount:
    """Add the smaller numbers of one that is spoken in parts: "4 thousand 3 hundred and 21"."""
    while amount.scale >= HUNDRED and isinstance(amount.value, float):
        joined = low_at(line, amount.end) == "and" and amount.scale in {HUNDRED, 1000}
        place = amount.end + joined
        if place >= len(line) or not line[place].text.isdecimal() or len(line[place].text) > _GROUP:
            break
        part = scaled(line, place + 1, float(line[place].text), "digits")
        alone = part.scale == 1 and not joined
        if alone or not isinstance(part.value, float) or part.value >= amount.scale:
            break
        amount = part._replace(value=amount.value + part.value)
    return amount


def decimal(text: str, *, decimal_mark: str = ".") -> float | None:
    """The value of digits with separators; None for what is not one number (a version, a list, too many digits).

    Args:
        text: digits of any script with stops and commas between them.
        decimal_mark: with "," an undecidable "1.234" is 1234.
    """
    plain = text.replace("٫", ".").replace("٬", ",")
    if sum(character.isdecimal() for character in plain) > _MOST_DIGITS:
        return None
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return float(plain)
    mark = plain[last]
    other = "," if mark == "." else "."
    groups = plain[:last].replace(other, mark).split(mark)
    tail = plain[last + 1 :]
    if other not in plain[:last] and _is_grouping(groups, tail, mark, decimal_mark=decimal_mark):
        return float("".join(groups) + tail)
    if mark in plain[:last] or not _are_groups(groups):
        return None
    return float("".join(groups) + "." + tail)


def _are_groups(groups: Sequence[str]) -> bool:
    """Thousands in threes, or lakhs and crores in twos above the last three."""
    head, *rest = groups
    return not rest or (len(head) <= _GROUP and len(rest[-1]) == _GROUP and all(len(group) in {2, 3} for group in rest))


def _is_grouping(groups: Sequence[str], tail: str, mark: str, *, decimal_mark: str) -> bool:
    if len(tail) != _GROUP or not _are_groups([*groups, tail]) or (groups[0] in {"", "0"}):
        return False
    if mark == "." and (any(len(group) < _GROUP for group in groups[1:]) or _is_address([*groups, tail])):
        return False
    return mark == "," or len(groups) > 1 or decimal_mark == ","


def _is_address(groups: Sequence[str]) -> bool:
    """Four numbers of a byte each: "192.168.100.254" (RFC 791, in the dotted form of RFC 1123)."""
    return len(groups) == _BYTES and all(int(group) <= _LARGEST_BYTE for group in groups)


def _is_length(line: Sequence[Token], index: int, suffixes: Mapping[str, float]) -> bool:
    """Whether the "m" glued to a number means metres: "100m sprint", "48m."; not "3.5m people", "2.1m in March"."""
    if suffixes is not SUFFIXES or line[index].text != "m":
        return False
    after = line[index + 1] if index + 1 < len(line) else None
    if after is not None and after.low in _LENGTH_WORDS:
        return True
    if "," in line[index - 1].text:
        return True  # "5,500m long"; millions are not written so
    return "." not in line[index - 1].text and (after is None or after.kind != "word" or after.low in STOP_WORDS)


def _is_spaced_group(line: Sequence[Token], index: int) -> bool:
    """Groups of three behind one space: "10 000", "1 234 567"; with a plain space not a single odd group ("90 210")."""
    if not _is_group(line, index):
        return False
    space = line[index - 1].end, line[index].start
    return space[1] - space[0] == 1 and (
        line[index].text == "000" or _is_group(line, index + 1) or _is_group(line, index - 1)
    )


def _is_group(line: Sequence[Token], index: int) -> bool:
    if not 0 < index < len(line):
        return False
    token, before = line[index], line[index - 1]
    return (
        len(token.text) == _GROUP
        and token.text.isdecimal()
        and not token.glued
        and before.text.isdecimal()
        and len(before.text) <= _GROUP
    )


def _fraction(line: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """The form "2½", "2 1/2", "1/2", "2 and a half"."""
    if end < len(line) and line[end].text in SIGNS:
        return value + SIGNS[line[end].text], end + 1
    part = _slashed(line, end)
    if part is not None and value == int(value) and part < 1:
        return value + part, end + 3
    whole = _slashed(line, end - 1)
    if whole is not None:
        return whole, end + 2
    half = and_part(line, end)
    return (value + half[0], half[1]) if half else (value, end)


def _slashed(line: Sequence[Token], index: int) -> float | None:
    if index < 0 or index + 2 >= len(line) or line[index + 1].text != "/" or not line[index + 1].glued:
        return None
    above, below = line[index].text, line[index + 2].text
    if not (
        above.isdecimal()
        and below.isdecimal()
        and len(above) <= _TWO_DIGITS
        and len(below) <= _GROUP
        and line[index + 2].glued
    ):
        return None
    if (
        (index + 3 < len(line) and line[index + 3].text == "/")
        or int(below) not in _DENOMINATORS
        or int(above) >= int(below)
    ):
        return None
    return int(above) / int(below)


def _power(line: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """The form "1.99×10−30", "8x2^10", "1.1^23", "1e10"; with more than two digits of exponent nobody can mean it."""
    if low_at(line, end) == "e" and end < len(line) and line[end].glued:
        exponent = _exponent(line, end + 1)
        return _finite(value * math.pow(10, exponent[0]), exponent[1], value, end) if exponent else (value, end)
    if low_at(line, end) == "^":
        exponent = _exponent(line, end + 1)
        return _finite(_raised(value, exponent[0]), exponent[1], value, end) if exponent else (value, end)
    base = low_at(line, end + 1)
    if low_at(line, end) not in {"×", "x", "*"} or not base.isdecimal() or len(base) > _TWO_DIGITS:
        return value, end
    marked = low_at(line, end + 2) == "^"
    exponent = _exponent(line, end + 2 + marked) if marked or base == "10" else None
    return _finite(value * _raised(float(base), exponent[0]), exponent[1], value, end) if exponent else (value, end)


def _raised(base: float, exponent: int) -> float:
    return math.pow(base, exponent) if base else 0.0


def _exponent(line: Sequence[Token], index: int) -> tuple[int, int] | None:
    """A glued exponent of at most two digits, with its sign, and the index behind it."""
    sign = -1 if index < len(line) and is_hyphen(line[index]) else 1
    place = index + (low_at(line, index) == "+" or sign < 0)
    digits = low_at(line, place)
    if not digits.isdecimal() or len(digits) > _TWO_DIGITS or not line[place].glued:
        return None
    return sign * int(digits), place + 1


def _finite(result: float, end: int, value: float, before: int) -> tuple[float, int]:
    """The power, or the number before it when nobody can mean one so large."""
    return (result, end) if abs(result) < _LARGEST else (value, before)
