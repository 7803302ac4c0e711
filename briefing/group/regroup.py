"""A second look at stories that came near each other: average linkage over all their articles, ids kept."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.group.linkage import average_linkage
from briefing.group.vectors import Vectors
from briefing.group.vocabulary import Vocabulary

MOST = 120
"""Articles looked at together."""


class Link(NamedTuple):
    """Two stories that came near each other, and how near: their mean likeness."""

    likeness: float
    one: str
    other: str


def neighbourhoods(links: Iterable[Link], sizes: Mapping[str, int]) -> list[list[str]]:
    """Stories to look at together: the nearest are joined first, and none grows beyond what can be looked at.

    Args:
        links: between stories; those that no longer exist are passed over.
        sizes: articles by story id.
    """
    group_of: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    weights = dict(sizes)
    for link in sorted(set(links), reverse=True):
        if link.one not in sizes or link.other not in sizes:
            continue
        keep, drop = group_of.get(link.one, link.one), group_of.get(link.other, link.other)
        if keep == drop or weights[keep] + weights[drop] > MOST:
            continue
        weights[keep] += weights[drop]
        joined = groups.pop(drop, [drop])
        groups.setdefault(keep, [keep]).extend(joined)
        group_of.update(dict.fromkeys(joined, keep))
    return [sorted(group) for group in groups.values()]


class Spoken(NamedTuple):
    """An article that speaks for its story: its id, its row among the vectors, the story it is in."""

    article_id: str
    row: int
    story_id: str


def regroup(
    speakers: Sequence[Spoken], vectors: Vectors, vocabulary: Vocabulary, taken: Container[str]
) -> dict[str, str]:
    """The story ids that change when these articles are grouped anew.

    A group takes the id of the story that most of its articles come from; what splits off is named after its
    first article.

    Args:
        vocabulary: weighs their words by what is known now.
        taken: ids that other stories go by.
    """
    if len(speakers) <= 1:
        return {}
    labels = average_linkage(vectors.all_pairs([one.row for one in speakers], vocabulary))
    groups: dict[int, list[Spoken]] = {}
    for one, label in zip(speakers, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(one)
    names = _names(list(groups.values()), taken)
    return {
        one.article_id: name
        for group, name in zip(groups.values(), names, strict=True)
        for one in group
        if one.story_id != name
    }


def _names(groups: Sequence[Sequence[Spoken]], taken: Container[str]) -> list[str]:
    """An id for each group; the largest claim on a story's id wins."""
    claims = sorted(
        (-count, number, story_id)
        for number, group in enumerate(groups)
        for story_id, count in Counter(one.story_id for one in group).items()
    )
    names: dict[int, str] = {}
    given: set[str] = set()
    for _, number, story_id in claims:
        if number not in names and story_id not in given:
            names[number] = story_id
            given.add(story_id)
    for number, group in enumerate(groups):
        if number not in names:
            names[number] = _new_name([one.article_id for one in group], taken, given)
            given.add(names[number])
    return [names[number] for number in range(len(groups))]


def _new_name(article_ids: Sequence[str], taken: Container[str], given: Container[str]) -> str:
    """The first article's id that no story goes by; where all are taken, the first one with a mark."""
    name = next((one for one in article_ids if one not in taken and one not in given), article_ids[0])
    while name in taken or name in given:
        name += "+"
    return name
