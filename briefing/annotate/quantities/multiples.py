"""Changes told as a multiple: "doubled", "halved its budget", "a fivefold rise", "twice as many"."""

from collections.abc import Sequence

from briefing.annotate.numbers.number_words import SMALL, low_at
from briefing.annotate.quantities.quantity import Quantity
from briefing.annotate.quantities.units import Unit
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import AUXILIARIES, DETERMINERS, PRONOUNS, STOP_WORDS, word_set

_TIMES = Unit("time", "1", "factor")
_TOLD = {
    "doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "tripling": 3.0, "trebled": 3.0, "trebling": 3.0,
    "quadrupled": 4.0, "quadrupling": 4.0, "quintupled": 5.0, "quintupling": 5.0, "halved": 0.5, "halving": 0.5,
}  # fmt: skip
_PLAIN = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "quintuple": 5.0, "halve": 0.5}
_BEFORE_PLAIN = (AUXILIARIES - {"is", "are", "was", "were", "be"}) | word_set("to than nearly almost roughly about")
_BEFORE_TOLD = AUXILIARIES | PRONOUNS | word_set("than nearly almost roughly about already more by")
_OTHER_SENSES = word_set("as down back up over into left right center centre deep home")
_FOLD = "fold"
_HUNDREDFOLD = {"hundredfold": 100.0, "thousandfold": 1000.0}


def multiple_at(line: Sequence[Token], index: int) -> Quantity | None:
    """The multiple that a word tells; None when it tells none, as in "a double room" and "halved cherries".

    Args:
        line: tokens of a sentence.
        index: of the word.
    """
    value = _value(line, index)
    return None if value is None else Quantity(index, index + 1, value, _TIMES, "multiple", index + 1)


def _value(line: Sequence[Token], index: int) -> float | None:
    word = line[index].low
    if word in _TOLD:
        return _TOLD[word] if _is_verb(line, index) else None
    if word in _PLAIN:
        return _PLAIN[word] if low_at(line, index - 1) in _BEFORE_PLAIN and _is_verb(line, index) else None
    if word == "twice":
        return 2.0 if _compares(line, index + 1) else None
    if word.endswith(_FOLD) and word != _FOLD:
        return _HUNDREDFOLD.get(word) or float(SMALL.get(word.removesuffix(_FOLD), 0)) or None
    return None


def _compares(line: Sequence[Token], index: int) -> bool:
    """Whether "twice" tells a size ("twice as big", "twice the old one"), not how often: "scored twice as they won"."""
    if low_at(line, index) == "the":
        return True
    after = low_at(line, index + 1)
    return low_at(line, index) == "as" and after.isalpha() and after not in DETERMINERS | PRONOUNS


def _is_verb(line: Sequence[Token], index: int) -> bool:
    """Whether it is what the subject does: a small word, a sign or nothing follows, or a small word leads to it."""
    if index + 1 >= len(line):
        return True
    after = line[index + 1]
    if after.low in _OTHER_SENSES or (after.low == "to" and low_at(line, index + 2) in _OTHER_SENSES):
        return False
    if is_hyphen(after) and after.glued:
        return False
    return after.kind != "word" or after.low in STOP_WORDS or low_at(line, index - 1) in _BEFORE_TOLD
