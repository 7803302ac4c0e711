"""Numbers in words: "two hundred and fifty", "a million", "nine point four", "dozens", "a couple of"."""

from collections.abc import Sequence

from briefing.annotate.numbers.fractions import share
from briefing.annotate.numbers.number_words import HUNDRED, SCALES, SMALL, Amount, low_at, scaled, with_part
from briefing.annotate.numbers.runs import divided_by, run_of_words
from briefing.annotate.words.lexing import Token, is_hyphen

# What a bare plural promises at least and at most; "dozens" and "scores" promise no number at all.
_VAGUE: dict[str, tuple[float, float] | None] = {
    "dozens": None, "scores": None, "hundreds": (1e2, 1e3), "thousands": (1e3, 1e4), "millions": (1e6, 1e7),
    "billions": (1e9, 1e10), "trillions": (1e12, 1e13), "tens": (1e1, 1e2),
}  # fmt: skip
_TWENTY = 20


def spoken(line: Sequence[Token], index: int) -> Amount | None:
    """Read the number in words that begins at a token; None when none does."""
    if low_at(line, index - 2) == "multi" and is_hyphen(line[index - 1]):
        return None  # "a multi-million pound plan"
    return share(line, index) or _vague(line, index) or _words(line, index)


def _words(line: Sequence[Token], index: int) -> Amount | None:
    """The form "twenty-five", "two hundred and fifty", "a million", "nine point four", "two million and a half"."""
    article = low_at(line, index) in {"a", "an"}
    begin = index + article
    if low_at(line, begin) not in SCALES and (article or low_at(line, begin) not in SMALL):
        return None
    run = run_of_words(line, begin)
    style = "article" if article else "words"
    point = _spoken_decimals(line, run.end)
    if point:
        return scaled(line, point[1], run.value + point[0], style)
    part = divided_by(line, run)
    if part:
        return Amount(part[0], part[1], "share")
    value, end = with_part(line, run.end, run.value, run.factor)
    if end == run.end or article:
        return Amount(value, end, style, run.factor)
    return scaled(line, end, value, style)


def _spoken_decimals(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    """The form "point two five"."""
    if low_at(line, index) != "point" or SMALL.get(low_at(line, index + 1), HUNDRED) >= _TWENTY:
        return None
    digits, end = "", index + 1
    while SMALL.get(low_at(line, end), HUNDRED) < _TWENTY:
        digits, end = digits + str(SMALL[line[end].low]), end + 1
    return float(f"0.{digits}"), end


def _vague(line: Sequence[Token], index: int) -> Amount | None:
    """The form "dozens", "tens of thousands", "hundreds", "a couple of"."""
    word = low_at(line, index)
    if word == "a" and low_at(line, index + 1) == "couple" and low_at(line, index + 2) in {"of", ""}:
        return Amount(2.0, index + 2, "vague")
    if word not in _VAGUE:
        return None
    if low_at(line, index + 1) == "of" and low_at(line, index + 2) in _VAGUE and word != "dozens":
        low, high = _VAGUE[word] or (0.0, 0.0), _VAGUE[low_at(line, index + 2)]
        if high is not None:
            return Amount((low[0] * high[0], low[1] * high[0]), index + 3, "vague")
    if word == "tens":
        return None
    return Amount(_VAGUE[word], index + 1, "vague")
