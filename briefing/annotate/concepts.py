"""What a figure measures, word for word from its sentence, in a form that reads on from the number."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.lexing import Token
from briefing.annotate.quantities import Quantity


class Concept(NamedTuple):
    """A span of the text; start == end when nothing was found."""

    start: int
    end: int
    side: str


def concept(line: Sequence[Token], quantity: Quantity, first: int, end: int, others: Sequence[Quantity]) -> Concept:
    """Find what a quantity measures.

    Args:
        line: tokens of its sentence.
        quantity: the quantity; first and end: its tokens with modifiers.
        others: all quantities of the sentence.
    """
    del quantity, others
    begin = max(0, first - 8)
    while begin < first and line[begin].kind == "symbol":
        begin += 1
    if begin < first:
        return Concept(line[begin].start, line[first - 1].end, "left")
    stop = min(len(line), end + 8)
    if stop > end:
        return Concept(line[end].start, line[stop - 1].end, "right")
    return Concept(0, 0, "")
