"""The few figures of an article that are worth showing, each fact once."""

from collections.abc import Iterable, Sequence

from briefing.annotate.across.same_facts import same_fact
from briefing.annotate.figures.reading import figures
from briefing.annotate.figures.whole_times import whole_times
from briefing.model import Article, Figure

# A figure is shown when it is telling on its own (the bar), or nearly as telling as the best of a dull article
# (the share of the best, never below the floor). Who asks for more than a handful wants all but those told in passing.
_BAR = 0.35
_SHARE_OF_BEST = 0.75
_FLOOR = 0.2
_ROOM = 5


def key_figures(article: Article, n: int = 5) -> tuple[Figure, ...]:
    """Pick the figures of an article that tell most, equal facts once, most telling first.

    Args:
        article: what was read.
        n: at most so many, from 0; fewer when fewer are worth it.
    """
    return pick(whole_times(figures(article)), n)


def pick(found: Iterable[Figure], n: int = 5, told: Sequence[Figure] = ()) -> tuple[Figure, ...]:
    """Pick the figures that tell most from those of one article or several, equal facts once, most telling first.

    Of a rounded and an exact value of one fact ("nearly a quarter-century", "24 years ago") the exact one is shown.

    Args:
        found: figures as `figures` gives them.
        n: at most so many, from 0; fewer when fewer are worth it.
        told: what the reader is told already; the same facts are passed over.
    """
    ranked = sorted((figure for figure in found if figure.salience > 0), key=lambda figure: -figure.salience)
    if not ranked or n < 1:
        return ()
    bar = min(_BAR, max(_FLOOR, _SHARE_OF_BEST * ranked[0].salience)) if n <= _ROOM else 0.0
    chosen: list[Figure] = []
    for figure in ranked:
        if len(chosen) == n or figure.salience < bar:
            break
        if not any(same_fact(figure, other) for other in (*told, *chosen)):
            chosen.append(figure)
    return tuple(_exact(figure, ranked) for figure in chosen)


def _exact(figure: Figure, found: Sequence[Figure]) -> Figure:
    """The figure, or the same fact with its exact value when this one only rounds it."""
    if figure.modifier != "~":
        return figure
    others = (one for one in found if one.modifier == "=" and isinstance(one.value, float) and one.caption)
    return next((one for one in others if one.value != figure.value and same_fact(one, figure)), figure)
