"""Where outlets contradict each other: figures that measure the same and differ."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.annotate.across.claims import other_claim
from briefing.annotate.across.likeness import PARTS, SAME, counts_a_fate, matter, one_price, same_measure
from briefing.annotate.across.same_facts import same_amount
from briefing.annotate.across.scenes import Scene, other_scene, scenes
from briefing.annotate.across.values import bounds, rounded_alike, same_value, within_reason
from briefing.model import Article, Figure
from briefing.text.similarity import content

_TELLING = 0.1
_MOST = 60
"""So many figures of an article are compared, the most telling ones: tables have thousands."""
_NEXT = 80
_SPEAKERS = frozenset({"i", "we", "my", "our"})
_COMPLEMENT = re.compile(r"\s(?:on|for|in|of|to|from|at|by|per|a|into|against)\b[^.,;:()—–]{0,60}")
_NOUN = re.compile(r"(?:\s\([^()]{1,20}\))?[\s-]([a-z]{3,})\b")


class _Claim(NamedTuple):
    """A figure as one outlet gives it, with the words and the noun right behind it and its sentence."""

    article: Article
    outlet: str
    figure: Figure
    complement: str
    noun: str
    scene: Scene


def disagreements(figures_by_article: Sequence[tuple[Article, Sequence[Figure]]]) -> tuple[tuple[Figure, ...], ...]:
    """Find what articles of one story give different values for. In doubt nothing is called a disagreement.

    Args:
        figures_by_article: articles of one story, each with its figures.

    Returns:
        Groups of two or more figures that measure the same with different values in different outlets; at most one
        figure an outlet, the most telling group first.
    """
    claims = sorted(_claims(figures_by_article), key=lambda claim: -claim.figure.salience)
    groups: list[tuple[Figure, ...]] = []
    used: set[tuple[str, int, int]] = set()
    for claim in claims:
        if _key(claim.figure) in used:
            continue
        group = _against(claim, claims)
        if len(group) > 1 and not any(_repeats(group, told) for told in groups):
            used.update(_key(one) for one in group)
            groups.append(group)
    return tuple(groups)


def _outlet(article: Article) -> str:
    """Who publishes an article: its site, else its source, else its address's host."""
    return article.site or article.source or article.url.partition("://")[2].partition("/")[0] or article.id


def _repeats(group: Sequence[Figure], told: Sequence[Figure]) -> bool:
    """Whether outlets only give again what a group sets side by side already."""
    return all(any(same_amount(one, other) for other in told) for one in group)


def _claims(figures_by_article: Sequence[tuple[Article, Sequence[Figure]]]) -> list[_Claim]:
    chosen = [(article, _most_telling(found)) for article, found in figures_by_article]
    return [
        _Claim(article, _outlet(article), figure, _complement(article.text, figure), _noun(article.text, figure), scene)
        for article, found in chosen
        for figure, scene in zip(found, scenes(article, found), strict=True)
    ]


def _most_telling(found: Sequence[Figure]) -> list[Figure]:
    """The figures of an article that may contradict another's, in their order."""
    told = [one for one in found if one.salience > _TELLING and one.value is not None and not _own_view(one)]
    kept = set(sorted(range(len(told)), key=lambda at: -told[at].salience)[:_MOST])
    return [one for at, one in enumerate(told) if at in kept]


def _own_view(figure: Figure) -> bool:
    """Whether somebody tells of themselves: "we were just five metres away"; others may have stood elsewhere."""
    return not _SPEAKERS.isdisjoint(figure.what.lower().split())


def _complement(text: str, figure: Figure) -> str:
    found = _COMPLEMENT.match(text[figure.end : figure.end + _NEXT])
    return found.group() if found else ""


def _noun(text: str, figure: Figure) -> str:
    """The stem of the word that the figure is an attribute of; empty when another small word follows."""
    found = _NOUN.match(text[figure.end : figure.end + _NEXT])
    stems = content(found.group(1)) if found else []
    return stems[0] if stems else ""


def _key(figure: Figure) -> tuple[str, int, int]:
    return figure.article_id, figure.start, figure.version


def _against(claim: _Claim, claims: Sequence[_Claim]) -> tuple[Figure, ...]:
    """The figure, and of every other outlet the one that contradicts it."""
    group = [claim.figure]
    own = [one.figure for one in claims if one.outlet == claim.outlet]
    for other in dict.fromkeys(one.outlet for one in claims if one.outlet != claim.outlet):
        rival = _rival(claim, [one for one in claims if one.outlet == other])
        if rival is None or any(same_amount(rival, one) for one in own):
            continue
        if all(_contradict(one, rival) for one in group):
            group.append(rival)
    return tuple(group)


def _rival(claim: _Claim, theirs: Sequence[_Claim]) -> Figure | None:
    """The figure of another outlet that measures the same with another value; None when it gives this value too."""
    if any(same_amount(claim.figure, one.figure) for one in theirs):
        return None
    alike = [(_likeness(claim, one), one) for one in theirs if not _other_matter(claim, one)]
    likeness, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or likeness < SAME or not _contradict(claim.figure, best.figure):
        return None
    return best.figure


def _likeness(one: _Claim, other: _Claim) -> float:
    """How alike what two claims measure is; two prices of one thing are, if each article tells what the other adds."""
    likeness = same_measure(one.figure, other.figure)
    if likeness >= SAME or not one_price(one.figure, other.figure):
        return likeness
    return SAME if _tells(one.article, other.figure) and _tells(other.article, one.figure) else likeness


def _tells(article: Article, figure: Figure) -> bool:
    """Whether an article has all the words with which another says what a figure measures."""
    return matter(figure) <= _stems(article)


@lru_cache(maxsize=16)
def _stems(article: Article) -> frozenset[str]:
    return frozenset(content(f"{article.title}\n{article.text}"))


def _other_matter(one: _Claim, other: _Claim) -> bool:
    """Whether the words around the figures or their sentences tell them apart."""
    if other_claim(one.figure, other.figure, fate=counts_a_fate(one.figure)):
        return True
    words = set(content(one.complement)), set(content(other.complement))
    if words[0] and words[1] and not words[0] & words[1]:
        return True  # "on advertising", "on research"
    if PARTS & set(one.complement.lower().split()) ^ PARTS & set(other.complement.lower().split()):
        return True  # "in the second quarter"
    if one.noun and one.noun == other.noun:
        return one.scene.past != other.scene.past  # "a 400-pound gorilla", "the 450-pound gorilla"
    return other_scene(one.scene, other.scene)


def _contradict(one: Figure, other: Figure) -> bool:
    if (
        same_value(one, other)
        or rounded_alike(one, other)
        or bounds(one, other)
        or isinstance(one.value, tuple) != isinstance(other.value, tuple)
    ):
        return False
    return within_reason(one, other)
