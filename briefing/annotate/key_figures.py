"""The few figures of an article that are worth showing."""

from briefing.annotate.figures import figures
from briefing.model import Article, Figure


def key_figures(article: Article, n: int = 5) -> tuple[Figure, ...]:
    """Pick the figures that tell most, each fact once, most telling first.

    Args:
        article: what was read.
        n: at most so many, from 0.
    """
    worth = [figure for figure in figures(article) if figure.salience > 0]
    worth.sort(key=lambda figure: -figure.salience)
    chosen: list[Figure] = []
    for figure in worth:
        if all((figure.value, figure.unit) != (other.value, other.unit) for other in chosen):
            chosen.append(figure)
    return tuple(chosen[:n])
