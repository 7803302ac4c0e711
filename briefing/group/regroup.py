"""A second look at stories that came near each other: average linkage over all their articles, ids kept."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.group.linkage import average_linkage
from briefing.group.neighbours import Member

_MOST = 400
"""Articles looked at together; larger groups stay as they grew."""


def regroup(stories: Mapping[str, Mapping[str, Member | None]], window: float, least: float) -> dict[str, str]:
    """The story ids that change when the articles of these stories are grouped anew.

    A group takes the id of the story that most of its articles come from; what splits off is named after its
    first article.

    Args:
        stories: articles by id, by story id; copies carry None and stay with the story they are in.
        window: seconds; articles further apart are not compared.
        least: mean likeness from which on groups are one.
    """
    owners = [(story_id, one) for story_id, members in stories.items() for one in members.values() if one]
    if not 1 < len(owners) <= _MOST:
        return {}
    members = [one for _, one in owners]
    comparable = _comparable(members, window)
    labels = average_linkage(_likeness(members) * comparable, comparable, least)
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    names = _names(list(groups.values()), owners)
    return {
        owners[row][1].article_id: name
        for rows, name in zip(groups.values(), names, strict=True)
        for row in rows
        if owners[row][0] != name
    }


def _names(groups: Sequence[Sequence[int]], owners: Sequence[tuple[str, Member]]) -> list[str]:
    names = [""] * len(groups)
    taken: set[str] = set()
    claims = sorted(
        (-count, number, story_id)
        for number, rows in enumerate(groups)
        for story_id, count in Counter(owners[row][0] for row in rows).items()
    )
    for _, number, story_id in claims:
        if not names[number] and story_id not in taken:
            names[number] = story_id
            taken.add(story_id)
    for number, rows in enumerate(groups):
        if not names[number]:
            free = (owners[row][1].article_id for row in rows if owners[row][1].article_id not in taken)
            names[number] = next(free, "") or f"{owners[rows[0]][1].article_id}-{number}"
            taken.add(names[number])
    return names


def _likeness(members: Sequence[Member]) -> NDArray[np.float64]:
    terms, columns = np.unique(np.concatenate([one.vector.terms for one in members]), return_inverse=True)
    rows = np.repeat(np.arange(len(members)), [len(one.vector.terms) for one in members])
    dense = np.zeros((len(members), len(terms)), np.float32)
    dense[rows, columns] = np.concatenate([one.vector.weights for one in members])
    return (dense @ dense.T).astype(np.float64)


def _comparable(members: Sequence[Member], window: float) -> NDArray[np.float64]:
    moments = np.array([np.nan if one.moment is None else one.moment for one in members])
    apart = np.abs(moments[:, None] - moments[None, :])
    return np.where(apart > window, 0.0, 1.0)
