"""Numbers in digits: groups of thousands in all their ways, decimals, fractions, powers of ten, glued scales."""

import math
from collections.abc import Mapping, Sequence

from briefing.annotate.lexing import Token, is_hyphen
from briefing.annotate.number_words import SIGNS, Amount, and_part, low_at, scaled
from briefing.annotate.small_words import STOP_WORDS, word_set
from briefing.annotate.spoken_fractions import ratio

# Glued to digits: "3.5m", "4K". A "t" is a trillion after a currency only, and a tonne elsewhere.
SUFFIXES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9}
MONEY_SUFFIXES = SUFFIXES | {"t": 1e12, "T": 1e12, "mm": 1e6, "MM": 1e6}
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 20, 100})
_MOST_DIGITS = 18
_GROUP = 3
_LENGTH_WORDS = word_set("long wide high tall deep away above below sprint freestyle final relay race hurdles apart")
_TEN = 10
_TWO_DIGITS = 2


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
    value, end = _power_of_ten(line, value, end)
    if end < len(line) and line[end].glued and line[end].text in suffixes and not _is_length(line, end, suffixes):
        factor = suffixes[line[end].text]
        return Amount(value * factor, end + 1, "digits", factor)
    if (
        low_at(line, end) in {"b", "m"}
        and line[end].text.isupper()
        and low_at(line, end + 1).islower()
        and line[end + 1].text.islower()
    ):
        factor = SUFFIXES[line[end].text]  # "8 B people"
        return Amount(value * factor, end + 1, "digits", factor)
    return scaled(line, end, value, "digits")


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
    return mark == "," or len(groups) > 1 or decimal_mark == ","


def _is_length(line: Sequence[Token], index: int, suffixes: Mapping[str, float]) -> bool:
    """Whether the "m" glued to a number means metres: "100m sprint", "48m."; not "3.5m people", "2.1m in March"."""
    if suffixes is not SUFFIXES or line[index].text != "m":
        return False
    after = line[index + 1] if index + 1 < len(line) else None
    if after is not None and after.low in _LENGTH_WORDS:
        return True
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


def _power_of_ten(line: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """The form "1.99×10−30", "3 x 10^8", "1e10"; with more than two digits of exponent nobody can mean it."""
    if low_at(line, end) == "e" and line[end].glued and end + 1 < len(line):
        sign = -1 if is_hyphen(line[end + 1]) and end + 2 < len(line) else 1
        place = end + 1 + (sign < 0)
        power = line[place].text if line[place].glued else ""
        return (
            (value * math.pow(10, sign * int(power)), place + 1)
            if power.isdecimal() and len(power) <= _TWO_DIGITS
            else (value, end)
        )
    if low_at(line, end) not in {"×", "x", "*"} or end + 1 >= len(line) or line[end + 1].text != "10":
        return value, end
    place, sign = end + 2, 1
    if low_at(line, place) == "^":
        place += 1
    if place < len(line) and is_hyphen(line[place]):
        place, sign = place + 1, -1
    if (
        place >= len(line)
        or not line[place].glued
        or not line[place].text.isdecimal()
        or len(line[place].text) > _TWO_DIGITS
    ):
        return value, end
    return value * math.pow(10, sign * int(line[place].text)), place + 1
