"""A time in two units as one figure: "six years and four months" is 76 months, not six years beside four months."""

from collections.abc import Iterable
from dataclasses import replace

from briefing.annotate.quantities.shared_units import SMALLER
from briefing.model import Figure


def whole_times(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """The same figures with times in two units counted in the smaller one, which then has no figure of its own.

    Months have no number of days, so that "two months and three days" is more than two months.

    Args:
        found: figures of one article in reading order, as `figures` gives them.
    """
    whole: list[Figure] = []
    for figure in found:
        if whole and _ends_within(figure, whole[-1]):
            whole[-1] = _together(whole[-1], figure)
        else:
            whole.append(figure)
    return tuple(whole)


def _ends_within(part: Figure, figure: Figure) -> bool:
    """Whether a figure is the end of the one before it as printed, which a time in two units alone has."""
    return figure.start < part.start and part.end == figure.end


def _together(figure: Figure, part: Figure) -> Figure:
    step = SMALLER.get((figure.unit, part.unit))
    if step is None or not isinstance(figure.value, float) or not isinstance(part.value, float):
        return replace(figure, modifier=">" if figure.modifier == "=" else figure.modifier)
    return replace(figure, value=figure.value * step + part.value, unit=part.unit, unit_code=part.unit_code)
