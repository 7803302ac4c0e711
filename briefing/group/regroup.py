"""A second look at stories that came near each other: average linkage over all their articles, ids kept."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.linkage import average_linkage
from briefing.group.neighbours import Member
from briefing.group.vocabulary import Vector, Vocabulary

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


def regroup(stories: Mapping[str, Iterable[Member]], vocabulary: Vocabulary, taken: Container[str]) -> dict[str, str]:
    """The story ids that change when the articles of these stories are grouped anew.

    A group takes the id of the story that most of its articles come from; what splits off is named after its
    first article.

    Args:
        stories: originals by story id.
        vocabulary: weighs their words by what is known now.
        taken: ids that other stories go by.
    """
    owners = [(story_id, one) for story_id, members in stories.items() for one in members]
    if len(owners) <= 1:
        return {}
    labels = average_linkage(_likeness([one.vector for _, one in owners], vocabulary))
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    names = _names(list(groups.values()), owners, taken)
    return {
        owners[row][1].article_id: name
        for rows, name in zip(groups.values(), names, strict=True)
        for row in rows
        if owners[row][0] != name
    }


def _names(groups: Sequence[Sequence[int]], owners: Sequence[tuple[str, Member]], taken: Container[str]) -> list[str]:
    """An id for each group; the largest claim on a story's id wins."""
    claims = sorted(
        (-count, number, story_id)
        for number, rows in enumerate(groups)
        for story_id, count in Counter(owners[row][0] for row in rows).items()
    )
    names: dict[int, str] = {}
    given: set[str] = set()
    for _, number, story_id in claims:
        if number not in names and story_id not in given:
            names[number] = story_id
            given.add(story_id)
    for number, rows in enumerate(groups):
        if number not in names:
            names[number] = _new_name([owners[row][1].article_id for row in rows], taken, given)
            given.add(names[number])
    return [names[number] for number in range(len(groups))]


def _new_name(article_ids: Sequence[str], taken: Container[str], given: Container[str]) -> str:
    """The first article's id that no story goes by; where all are taken, the first one with a mark."""
    name = next((one for one in article_ids if one not in taken and one not in given), article_ids[0])
    while name in taken or name in given:
        name += "+"
    return name


def _likeness(vectors: Sequence[Vector], vocabulary: Vocabulary) -> NDArray[np.float64]:
    """Cosines of all pairs."""
    found = np.concatenate([one.terms for one in vectors])
    terms, columns = np.unique(found, return_inverse=True)
    rows = np.repeat(np.arange(len(vectors)), [len(one.terms) for one in vectors])
    dense = np.zeros((len(vectors), len(terms)), np.float32)
    dense[rows, columns] = np.concatenate([one.counts for one in vectors]) * vocabulary.rarity(found)
    dense /= np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
    return (dense @ dense.T).astype(np.float64)
