"""Words of number: the tables, and the small steps that all ways of writing a number share."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.words.lexing import Token, is_hyphen

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NOUGHT = {"nought": 0, "naught": 0, "nil": 0}
SMALL = (
    {word: value for value, word in enumerate(_ONES.split())}
    | {word: 10 * (i + 2) for i, word in enumerate(_TENS.split())}
    | _NOUGHT
)
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "quadrillion": 1e15, "dozen": 12.0, "mln": 1e6, "bln": 1e9, "trn": 1e12, "mn": 1e6, "bn": 1e9, "tn": 1e12,
    "lakhs": 1e5, "crores": 1e7, "dozens": 12.0, "tln": 1e12,
}  # fmt: skip
_NEIGHBOURS = {
    1e6: "millions millionen mio millones millón milioni milione milhões milhão miljoen miljoner mln",
    1e9: "milliarde milliarden mrd milliard milliards miliardi miliardo bilhões bilhão miljard miljarder mld",
    1e12: "billionen",
}
SCALES |= {word: scale for scale, words in _NEIGHBOURS.items() for word in words.split()}
_ABBREVIATED = frozenset({"mio", "mrd", "mln", "mld"})
_THOUSAND_MILLIONS = ("mil", "millones")
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000, "millionth": 1e6,
    "billionth": 1e9, "trillionth": 1e12,
}  # fmt: skip
PARTS |= {f"{word}s": value for word, value in PARTS.items() if word not in {"half", "halves"}}
NUMBER_WORDS = frozenset({*SMALL, *SCALES, *PARTS, *(f"{word}s" for word in SCALES), "tens", "scores"})
SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
HUNDRED = 100


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


def times(value: float, factor: float) -> float:
    """The product as it would be printed: 4.1 times a million is 4,100,000."""
    return float(f"{value * factor:.15g}")


def low_at(line: Sequence[Token], index: int) -> str:
    """The token in lower case; empty outside of the line."""
    return line[index].low if 0 <= index < len(line) else ""


def past_hyphen(line: Sequence[Token], index: int) -> int:
    """Index of a token, or of the one behind it when it is a hyphen inside a word."""
    return index + 1 if index + 1 < len(line) and is_hyphen(line[index]) and line[index].glued else index


def and_part(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    """The form "and a half", "-and-a-half", "and three-quarters", "and half"."""
    index = past_hyphen(line, index)
    if low_at(line, index) != "and":
        return None
    place = past_hyphen(line, index + 1)
    if low_at(line, place) == "half":
        return 0.5, place + 1
    count = {"a": 1, "one": 1, "three": 3, "two": 2}.get(low_at(line, place))
    place = past_hyphen(line, place + 1)
    part = PARTS.get(low_at(line, place))
    return (count / part, place + 1) if count and part else None


def with_part(line: Sequence[Token], index: int, value: float, factor: float) -> tuple[float, int]:
    """Add the part that follows: "two million and a half", "a hundred and a half", "a billion and a quarter million".

    Args:
        line: tokens of a sentence.
        index: right behind the number.
        value: the number; factor: by how much its last word of scale multiplied it, 1 for none.

    Returns:
        The number with the part, and the index behind both; what was given when no part follows.
    """
    half = and_part(line, index)
    if half is None:
        return value, index
    scaled_last = low_at(line, index - 1) in SCALES
    step = SCALES.get(low_at(line, half[1]), 0.0)
    if scaled_last and step:
        return value + half[0] * step, half[1] + 1
    return value + half[0] * (factor if scaled_last and factor != HUNDRED else 1.0), half[1]


def scaled(line: Sequence[Token], index: int, value: float, style: str) -> Amount:
    """Multiply by the scale words that follow: "2 hundred thousand", "1.2-million", "1 million and a half"."""
    factor, end = 1.0, index
    while True:
        place = past_hyphen(line, end)
        if (low_at(line, place), low_at(line, place + 1)) == _THOUSAND_MILLIONS:
            factor, end = factor * 1e9, place + 2
            continue
        step = SCALES.get(low_at(line, place))
        if step is None:
            break
        factor, end = factor * step, place + 1
        end += low_at(line, place) in _ABBREVIATED and low_at(line, end) == "." and end + 1 < len(line)
    if factor == 1:
        return Amount(value, end, style)
    whole, end = with_part(line, end, times(value, factor), factor)
    return Amount(whole, end, style, factor)
