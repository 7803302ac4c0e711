"""Numbers as they are written: digits in all their groupings, number words, scales, shares, vague amounts."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.lexing import Token, is_hyphen
from briefing.annotate.small_words import STOP_WORDS, VERBS

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NOUGHT = {"nought": 0, "naught": 0, "nil": 0}
SMALL = (
    {word: value for value, word in enumerate(_ONES)} | {word: 10 * (i + 2) for i, word in enumerate(_TENS)} | _NOUGHT
)
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "quadrillion": 1e15, "dozen": 12.0, "mln": 1e6, "bln": 1e9, "trn": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12,
    "lakhs": 1e5, "crores": 1e7, "dozens": 12.0, "tln": 1e12,
}  # fmt: skip
# Glued to digits: "3.5m", "4K". A "t" is a trillion after a currency only, and a tonne elsewhere.
_SUFFIXES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9}
_MONEY_SUFFIXES = _SUFFIXES | {"t": 1e12, "T": 1e12, "mm": 1e6, "MM": 1e6}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_PARTS |= {f"{word}s": value for word, value in _PARTS.items() if word not in {"half", "halves"}}
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
# What a bare plural promises at least and at most; "dozens" and "scores" promise no number at all.
_VAGUE: dict[str, tuple[float, float] | None] = {
    "dozens": None, "scores": None, "hundreds": (1e2, 1e3), "thousands": (1e3, 1e4), "millions": (1e6, 1e7),
    "billions": (1e9, 1e10), "trillions": (1e12, 1e13), "tens": (1e1, 1e2),
}  # fmt: skip
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 20, 100})
_BEFORE_HALF = (STOP_WORDS | VERBS) - frozenset({"the", "last", "each", "and", "other", "first"}) | frozenset({"a"})
_HUNDRED = 100
_CLOCK = frozenset("second minute hour day week month year game match season start race event".split())
_MOST_DIGITS = 18
_GROUP = 3
_LENGTH_WORDS = frozenset({"long", "wide", "high", "tall", "deep", "away", "above", "below", "sprint", "freestyle", "final", "relay", "race", "hurdles", "apart"})  # fmt: skip


class Amount(NamedTuple):
    """A number as read from tokens.

    Attributes:
        value: the number; a range for "tens of thousands"; None for "dozens".
        end: index behind its last token.
        style: "digits", "words", "share" ("two-thirds"), "vague" ("dozens"), "article" ("a million").
        scale: by how much its scale words multiplied it; 1 for none.
    """

    value: float | tuple[float, float] | None
    end: int
    style: str
    scale: float = 1.0


def amount(line: Sequence[Token], index: int, *, money: bool = False, decimal_comma: bool = False) -> Amount | None:
    """Read the number that begins at a token.

    Args:
        line: the tokens of a sentence.
        index: where to read.
        money: a currency stands before it, so that "m" glued to it means million.
        decimal_comma: the text is in a language that writes 1.234,56.

    Returns:
        None when no number begins there, or one that nobody can mean (400 digits, a version, an address).
    """
    token = line[index]
    if token.kind == "number":
        return _digits(line, index, _MONEY_SUFFIXES if money else _SUFFIXES, decimal_comma=decimal_comma)
    if token.text in _SIGNS:
        return _scaled(line, index + 1, _SIGNS[token.text], "digits")
    if token.kind != "word":
        return None
    return _share(line, index) or _vague(line, index) or _words(line, index)


def _low(line: Sequence[Token], index: int) -> str:
    return line[index].low if 0 <= index < len(line) else ""


def _past_hyphen(line: Sequence[Token], index: int) -> int:
    return index + 1 if index + 1 < len(line) and is_hyphen(line[index]) and line[index].glued else index


def decimal(text: str, *, decimal_comma: bool = False) -> float | None:
    """The value of digits with separators; None for what is not one number (a version, a list, too many digits).

    Args:
        text: digits of any script with stops and commas between them.
        decimal_comma: read an undecidable "1.234" as 1234.
    """
    plain = text.replace("٫", ".").replace("٬", ",")
    if sum(character.isdigit() for character in plain) > _MOST_DIGITS:
        return None
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return float(plain)
    mark = plain[last]
    other = "," if mark == "." else "."
    groups = plain[:last].replace(other, mark).split(mark)
    tail = plain[last + 1 :]
    if other not in plain[:last] and _is_grouping(groups, tail, mark, decimal_comma=decimal_comma):
        return float("".join(groups) + tail)
    if mark in plain[:last] or not _are_groups(groups):
        return None
    return float("".join(groups) + "." + tail)


def _are_groups(groups: Sequence[str]) -> bool:
    """Thousands in threes, or lakhs and crores in twos above the last three."""
    head, *rest = groups
    return not rest or (len(head) <= _GROUP and len(rest[-1]) == _GROUP and all(len(group) in {2, 3} for group in rest))


def _is_grouping(groups: Sequence[str], tail: str, mark: str, *, decimal_comma: bool) -> bool:
    if len(tail) != _GROUP or not _are_groups([*groups, tail]) or (groups[0] in {"", "0"}):
        return False
    return mark == "," or len(groups) > 1 or decimal_comma


def _digits(line: Sequence[Token], index: int, suffixes: dict[str, float], *, decimal_comma: bool) -> Amount | None:
    value = decimal(line[index].text, decimal_comma=decimal_comma)
    if value is None:
        return None
    end = index + 1
    while _is_spaced_group(line, end):
        value, end = value * 1000 + float(line[end].text), end + 1
    ratio = _ratio(line, index, int(value)) if line[index].text.isdigit() and 0 < value < 10 else None  # noqa: PLR2004
    if ratio is not None:
        return ratio
    value, end = _fraction(line, value, end)
    value, end = _power_of_ten(line, value, end)
    if end < len(line) and line[end].glued and line[end].text in suffixes and not _is_length(line, end, suffixes):
        factor = suffixes[line[end].text]
        return Amount(value * factor, end + 1, "digits", factor)
    if (
        _low(line, end) in {"b", "m"}
        and line[end].text.isupper()
        and _low(line, end + 1).islower()
        and line[end + 1].text.islower()
    ):
        factor = _SUFFIXES[line[end].text]  # "8 B people"
        return Amount(value * factor, end + 1, "digits", factor)
    return _scaled(line, end, value, "digits")


def _is_length(line: Sequence[Token], index: int, suffixes: dict[str, float]) -> bool:
    """Whether the "m" glued to a number means metres: "100m sprint", "48m."; not "3.5m people", "2.1m in March"."""
    if suffixes is not _SUFFIXES or line[index].text != "m":
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
        and token.text.isdigit()
        and not token.glued
        and before.text.isdigit()
        and len(before.text) <= _GROUP
    )


def _fraction(line: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """ "2½", "2 1/2", "1/2", "2 and a half"."""
    if end < len(line) and line[end].text in _SIGNS:
        return value + _SIGNS[line[end].text], end + 1
    part = _slashed(line, end)
    if part is not None and value == int(value) and part < 1:
        return value + part, end + 3
    whole = _slashed(line, end - 1)
    if whole is not None:
        return whole, end + 2
    half = _and_part(line, end)
    return (value + half[0], half[1]) if half else (value, end)


def _slashed(line: Sequence[Token], index: int) -> float | None:
    if index < 0 or index + 2 >= len(line) or line[index + 1].text != "/" or not line[index + 1].glued:
        return None
    above, below = line[index].text, line[index + 2].text
    if not (above.isdigit() and below.isdigit() and len(above) <= 2 and len(below) <= 3 and line[index + 2].glued):  # noqa: PLR2004
        return None
    if (
        index + 3 < len(line)
        and line[index + 3].text == "/"
        or int(below) not in _DENOMINATORS
        or int(above) >= int(below)
    ):
        return None
    return int(above) / int(below)


def _and_part(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    """ "and a half", "-and-a-half", "and three-quarters"."""
    index = _past_hyphen(line, index)
    if _low(line, index) != "and":
        return None
    place = _past_hyphen(line, index + 1)
    count = {"a": 1, "one": 1, "three": 3, "two": 2}.get(_low(line, place))
    place = _past_hyphen(line, place + 1)
    part = _PARTS.get(_low(line, place))
    return (count / part, place + 1) if count and part else None


def _power_of_ten(line: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """ "1.99×10−30", "3 x 10^8", "1e10"; with more than two digits of exponent nobody can mean it."""
    if _low(line, end) == "e" and line[end].glued and end + 1 < len(line):
        sign = -1 if is_hyphen(line[end + 1]) and end + 2 < len(line) else 1
        place = end + 1 + (sign < 0)
        power = line[place].text if line[place].glued else ""
        return (
            (value * math.pow(10, sign * int(power)), place + 1)
            if power.isdigit() and len(power) <= 2
            else (value, end)
        )  # noqa: PLR2004
    if _low(line, end) not in {"×", "x", "*"} or end + 1 >= len(line) or line[end + 1].text != "10":
        return value, end
    place, sign = end + 2, 1
    if _low(line, place) == "^":
        place += 1
    if place < len(line) and is_hyphen(line[place]):
        place, sign = place + 1, -1
    if place >= len(line) or not line[place].glued or not line[place].text.isdigit() or len(line[place].text) > 2:  # noqa: PLR2004
        return value, end
    return value * math.pow(10, sign * int(line[place].text)), place + 1


def _scaled(line: Sequence[Token], index: int, value: float, style: str) -> Amount:
    """Multiply by the scale words that follow: "2 hundred thousand", "1.2-million", "1 million and a half"."""
    factor, end = 1.0, index
    while True:
        place = _past_hyphen(line, end)
        step = SCALES.get(_low(line, place))
        if step is None:
            break
        factor, end = factor * step, place + 1
    if factor > 1:
        half = _and_part(line, end)
        if half:
            return Amount((value + half[0]) * factor, half[1], style, factor)
    return Amount(value * factor, end, style, factor)


def _words(line: Sequence[Token], index: int) -> Amount | None:
    """ "twenty-five", "two hundred and fifty", "a million", "nine point four", "two million and a half"."""
    article = _low(line, index) in {"a", "an"}
    begin = index + article
    if _low(line, begin) not in SCALES and (article or _low(line, begin) not in SMALL):
        return None
    value, end, factor = _spoken(line, begin)
    style = "article" if article else "words"
    point = _spoken_decimals(line, end)
    if point:
        return _scaled(line, point[1], value + point[0], style)
    half = _and_part(line, end)
    if half:
        value, end = value + half[0] * (factor if line[end - 1].low in SCALES else 1.0), half[1]
        return Amount(value, end, style, factor) if article else _scaled(line, end, value, style)
    part = _PARTS.get(_low(line, end), 0)
    if part and not article and _low(line, end).endswith("s") and value > part:
        return Amount(value / part, end + 1, "share")  # "twenty-one fifths"
    return Amount(value, end, style, factor)


def _spoken(line: Sequence[Token], begin: int) -> tuple[float, int, float]:
    """Value of a run of number words, the index behind it, and its largest scale."""
    total, current, factor, end, place = 0.0, 0.0, 1.0, begin, begin
    while place < len(line):
        word = line[place].low
        if word in SMALL and _fits(current, SMALL[word], fresh=place == begin):
            current += SMALL[word]
        elif word in SCALES:
            factor = max(factor, SCALES[word])
            if SCALES[word] <= _HUNDRED:  # hundred and dozen multiply what stands right before
                current = (current or 1) * SCALES[word]
            else:
                total, current = total + (current or 1) * SCALES[word], 0.0
        elif not (word == "and" and place > begin and _joins(line, place)):
            break
        end = place + 1
        place = _past_hyphen(line, end)
    return total + current, end, factor


def _joins(line: Sequence[Token], index: int) -> bool:
    """Whether an "and" stands inside a number: "two hundred and fifty", not "two million and one half"."""
    return _low(line, index - 1) in SCALES and _low(line, index + 1) in SMALL and _and_part(line, index) is None


def _spoken_decimals(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    """ "point two five"."""
    if _low(line, index) != "point" or SMALL.get(_low(line, index + 1), 100) >= 20:  # noqa: PLR2004
        return None
    digits, end = "", index + 1
    while SMALL.get(_low(line, end), 100) < 20:  # noqa: PLR2004
        digits, end = digits + str(SMALL[line[end].low]), end + 1
    return float(f"0.{digits}"), end


def _fits(current: float, value: int, *, fresh: bool) -> bool:
    """Whether a small number word continues the number: after a ten comes a one, after a hundred anything below."""
    if fresh or current == 0:
        return True
    if current % 100 == 0:
        return True
    return current % 10 == 0 and current % 100 >= 20 and 0 < value < 10  # noqa: PLR2004


def _share(line: Sequence[Token], index: int) -> Amount | None:
    """ "two-thirds", "a third of", "half of", "half a million", "one in five"."""
    word = _low(line, index)
    if word == "half":
        return _half(line, index, index + 1)
    if word == "quarter" and _low(line, index + 1) in SCALES:
        return _scaled(line, index + 1, 0.25, "article")
    count = 1 if word in {"a", "an"} else SMALL.get(word)
    if count is None:
        return None
    place = index + 2 if index + 1 < len(line) and is_hyphen(line[index + 1]) else index + 1
    part = _PARTS.get(_low(line, place))
    if part is None:
        return _ratio(line, index, count) if word not in {"a", "an"} else None
    if part == 2 and count == 1:  # noqa: PLR2004
        return _half(line, index, place + 1)
    if line[place].low.endswith("s") == (count == 1) or (
        word in {"a", "an"} and not _stands_alone(line, index, place + 1)
    ):
        return None
    return _scaled(line, place + 1, count / part, "share")


def _stands_alone(line: Sequence[Token], index: int, end: int) -> bool:
    """ "a third of", "by a third", "a quarter-century"; never "a third man"."""
    following = {_low(line, end), _low(line, _past_hyphen(line, end))}
    return (
        bool(following & {"of", "century", ""})
        or _low(line, end) in SCALES
        or _low(line, index - 1)
        in {
            "by",
            "about",
            "nearly",
            "almost",
            "roughly",
            "than",
        }
    )


def _half(line: Sequence[Token], index: int, after: int) -> Amount | None:
    """ "half of", "half the", "half a million", "half a dozen"; never "the first half"."""
    if index and line[index - 1].kind == "word" and line[index - 1].low not in _BEFORE_HALF:
        return None  # "the first half of", "the upper half of"
    place = after + 1 if _low(line, after) in {"a", "an"} else _past_hyphen(line, after)
    if _low(line, place) in SCALES:
        return _scaled(line, place, 0.5, "article")
    if _low(line, after) in {"of", "the", "all", "its", "their", "his", "her", "our", "that"}:
        return Amount(0.5, after, "share")
    return Amount(0.5, after, "half")


def _ratio(line: Sequence[Token], index: int, count: int) -> Amount | None:
    """ "one in five", "three out of four", "one in every ten"."""
    place = index + 1
    if _low(line, place) == "out" and _low(line, place + 1) == "of":
        place += 2
    elif _low(line, place) == "in":
        place += 1
    else:
        return None
    if _low(line, place) == "every":
        place += 1
    whole = _whole(line, place)
    if whole is None or whole[0] <= count or _low(line, whole[1]).rstrip("s") in _CLOCK:
        return None  # "five in ten minutes"
    return Amount(count / whole[0], whole[1], "share")


def _whole(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    if index >= len(line):
        return None
    if line[index].text.isdigit() and len(line[index].text) <= 4:  # noqa: PLR2004
        value = float(line[index].text)
        return None if 1500 <= value <= 2100 else (value, index + 1)  # noqa: PLR2004  (a year)
    spoken = _words(line, index)
    return (spoken.value, spoken.end) if spoken and isinstance(spoken.value, float) else None


def _vague(line: Sequence[Token], index: int) -> Amount | None:
    """ "dozens", "tens of thousands", "hundreds"."""
    word = _low(line, index)
    if word not in _VAGUE:
        return None
    if _low(line, index + 1) == "of" and _low(line, index + 2) in _VAGUE and word != "dozens":
        low, high = _VAGUE[word] or (0.0, 0.0), _VAGUE[_low(line, index + 2)]
        if high is not None:
            return Amount((low[0] * high[0], low[1] * high[0]), index + 3, "vague")
    if word == "tens":
        return None
    return Amount(_VAGUE[word], index + 1, "vague")
