"""Numbers as they are written, in digits or in words."""

from collections.abc import Mapping, Sequence

from briefing.annotate.numbers.number_words import SIGNS, Amount, scaled
from briefing.annotate.numbers.spoken import spoken
from briefing.annotate.numbers.written import SUFFIXES, written
from briefing.annotate.words.lexing import Token


def amount(
    line: Sequence[Token], index: int, suffixes: Mapping[str, float] = SUFFIXES, *, decimal_mark: str = "."
) -> Amount | None:
    """Read the number that begins at a token.

    Args:
        line: the tokens of a sentence.
        index: where to read.
        suffixes: scales that may be glued to digits; `MONEY_SUFFIXES` when a currency stands before them.
        decimal_mark: what the language of the text puts before decimals: "." or ",".

    Returns:
        None when no number begins there, or one that nobody can mean (400 digits, a version, an address).
    """
    token = line[index]
    if token.kind == "number":
        return written(line, index, suffixes, decimal_mark=decimal_mark)
    if token.text in SIGNS:
        return scaled(line, index + 1, SIGNS[token.text], "digits")
    if token.kind != "word":
        return None
    return spoken(line, index)
