"""Where outlets contradict each other, and what has moved since: figures that measure the same and differ."""

from collections.abc import Sequence

from briefing.annotate.figure_likeness import bounds, same_fact, same_measure, same_value
from briefing.model import Article, Figure, Moved

# Below it two figures may be about the same matter and still measure different things.
_SAME = 0.6
_TELLING = 0.1
_WIDEST = 4.0


def disagreements(figures_by_article: Sequence[tuple[Article, Sequence[Figure]]]) -> tuple[tuple[Figure, ...], ...]:
    """Find what articles of one story give different values for. In doubt nothing is called a disagreement.

    Args:
        figures_by_article: articles of one story, each with its figures.

    Returns:
        Groups of two or more figures that measure the same with different values in different outlets; one for every
        value, the most telling group first.
    """
    claims = [
        (outlet(article), figure)
        for article, found in figures_by_article
        for figure in found
        if figure.salience > _TELLING and figure.value is not None
    ]
    claims.sort(key=lambda claim: -claim[1].salience)
    groups: list[tuple[Figure, ...]] = []
    used: set[tuple[str, int, int]] = set()
    for place, figure in claims:
        if _key(figure) in used:
            continue
        group = _against(place, figure, claims)
        if len(group) > 1:
            used.update(_key(one) for one in group)
            groups.append(group)
    return tuple(groups)


def outlet(article: Article) -> str:
    """Who publishes an article: its site, else its source, else its address's host."""
    return article.site or article.source or article.url.partition("://")[2].partition("/")[0] or article.id


def _key(figure: Figure) -> tuple[str, int, int]:
    return figure.article_id, figure.start, figure.version


def _against(place: str, figure: Figure, claims: Sequence[tuple[str, Figure]]) -> tuple[Figure, ...]:
    """The figure, and of every other outlet the one that contradicts it."""
    group = [figure]
    for other in dict.fromkeys(name for name, _ in claims if name != place):
        rival = _rival(figure, [found for name, found in claims if name == other])
        own = [found for name, found in claims if name == place]
        if rival is None or any(same_fact(rival, one) for one in own):
            continue
        if all(_contradict(one, rival) for one in group):
            group.append(rival)
    return tuple(group)


def _rival(figure: Figure, theirs: Sequence[Figure]) -> Figure | None:
    """The figure of another outlet that measures the same with another value; None when it gives this value too."""
    if any(same_fact(figure, one) for one in theirs):
        return None
    alike = [(same_measure(figure, one), one) for one in theirs]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _SAME and _contradict(figure, best[1]) else None


def _contradict(one: Figure, other: Figure) -> bool:
    if same_value(one, other) or bounds(one, other) or isinstance(one.value, tuple) != isinstance(other.value, tuple):
        return False
    return _within_reason(one, other)


def _within_reason(one: Figure, other: Figure) -> bool:
    """Values that lie far apart measure different things, however alike the words."""
    first, second = _size(one), _size(other)
    return min(first, second) > 0 and max(first, second) <= _WIDEST * min(first, second)


def _size(figure: Figure) -> float:
    value = figure.value[1] if isinstance(figure.value, tuple) else figure.value
    return abs(value) if value is not None else 0.0


def moved(before: Sequence[Figure], after: Sequence[Figure]) -> tuple[Moved, ...]:
    """Find the figures that changed since they were last shown.

    Args:
        before: figures that an earlier brief showed; after: figures of the articles now.

    Returns:
        Pairs that measure the same and differ, most telling first; a figure of `before` stands in one pair at most.
    """
    found: list[Moved] = []
    for new in sorted(after, key=lambda figure: -figure.salience):
        if new.value is None or any(same_fact(new, old) for old in before):
            continue
        taken = [one.before for one in found]
        alike = [(same_measure(old, new), old) for old in before if old.value is not None and old not in taken]
        best = max(alike, key=lambda pair: pair[0], default=None)
        if (
            best
            and best[0] >= _SAME
            and _within_reason(best[1], new)
            and not any(same_fact(new, one.after) for one in found)
        ):
            found.append(Moved(best[1], new))
    return tuple(found)
