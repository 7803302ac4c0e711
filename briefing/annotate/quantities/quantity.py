"""A quantity as it is found in a line of tokens."""

from typing import NamedTuple

from briefing.annotate.quantities.units import Unit

Value = float | tuple[float, float] | None


class Quantity(NamedTuple):
    """A quantity as a range of tokens.

    Attributes:
        first: index of its first token, sign and currency included.
        end: index behind its last token, unit and counted noun included.
        value: a number, a range, or None when vague.
        style: how the number is written: "digits", "words", "share", "vague", "article", "half".
        core: index behind the number itself.
    """

    first: int
    end: int
    value: Value
    unit: Unit
    style: str
    core: int
