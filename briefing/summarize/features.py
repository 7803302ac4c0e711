"""What is known of each sentence before choosing: numbers in named groups, for the learned ranker and its reasons.

The groups follow the literature on extractive news summarization: position (Edmundson 1969, Kupiec et al. 1995),
centrality (Erkan and Radev 2004), topic words (Nenkova and Vanderwende 2005), likeness to lead and title.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from briefing.summarize.document import Document, Vector
from briefing.text.openers import leans_back

GROUPS: dict[str, tuple[str, ...]] = {
    "position": (
        "index_inverse", "first", "second", "third", "early", "decay_5", "decay_15", "depth", "words_before",
        "paragraph_first", "paragraph_position",
    ),
    "centrality": ("centrality", "forward", "backward", "degree", "centroid", "centroid_rank"),
    "lead": ("like_lead", "like_first", "like_previous", "like_next"),
    "novelty": ("novelty", "novelty_scaled"),
    "title": ("title", "title_scaled"),
    "topic": ("topic_mean", "topic_scaled", "topic_sum", "top_10", "top_20", "topic_rank"),
    "length": ("length", "length_log", "short", "long", "length_relative", "function_share"),
    "names": ("capitals", "capital_share", "new_capitals", "main_name", "main_names"),
    "figures": ("numbers", "has_number", "money", "date"),
    "quotation": ("quoted", "quoted_share", "opens_quoted", "reports", "personal_share"),
    "reading": ("leans_back", "pronoun_share", "question", "colon"),
    "together": ("inverse_centroid", "inverse_top", "decay_centroid", "decay_topic", "first_short"),
}  # fmt: skip
NAMES = tuple(name for group in GROUPS.values() for name in group)
INDEX = {name: index for index, name in enumerate(NAMES)}


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CAPITALISED = re.compile(r"(?<![.!?:\"“‘'\n] )(?<!^)(?<![\"“‘'])\b[A-Z][A-Za-z’'&.-]*[A-Za-z]")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)['‘][^'‘’]{2,}['’](?!\w)")
_MONEY = re.compile(r"[$£€]\s?\d|\d\s?%|\b(?:percent|per cent|million|billion|trillion)\b")
_REPORTS = _listed(
    """
    said says say told tells according added announced reported claimed claims insisted warned confirmed revealed
    reveals admitted explained wrote tweeted argued stated called denied
    """
)
_PERSONAL = _listed("i we you my our your me us i'm we're i've it's we've you're i'd we'll")
_PRONOUNS = _listed("he she it they his her their him them its this that these those")
_DATES = _listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december yesterday today tonight
    """
)
_IDEAL_GAP = 1e-9


def matrix(document: Document, language: str = "en") -> Vector:
    """One row a sentence, one column a feature, in the order of NAMES."""
    parts = {
        **_position(document),
        **_centrality(document),
        **_lead(document),
        **_topic(document),
        **_length(document),
        **_names(document),
        **_surface(document, language),
    }
    parts.update(_together(parts))
    return np.column_stack([np.asarray(parts[name], float) for name in NAMES])


def scaled(values: Vector) -> Vector:
    """Zero mean and unit deviation within the document."""
    result: Vector = (values - values.mean()) / (values.std() + _IDEAL_GAP)
    return result


def _rank(values: Vector) -> Vector:
    rank = np.empty(len(values))
    rank[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return rank / max(1, len(values) - 1)


def _position(document: Document) -> dict[str, Vector]:
    count = len(document)
    index = np.arange(count, dtype=float)
    paragraph = np.array([sentence.paragraph for sentence in document.sentences], float)
    opens = np.concatenate(([True], np.diff(paragraph) != 0))
    start = np.maximum.accumulate(np.where(opens, index, 0))
    before = np.concatenate(([0.0], np.cumsum(document.lengths)[:-1]))
    return {
        "index_inverse": 1 / (1 + index),
        "first": index == 0,
        "second": index == 1,
        "third": index == 2,  # noqa: PLR2004
        "early": index < 5,  # noqa: PLR2004
        "decay_5": np.exp(-index / 5),
        "decay_15": np.exp(-index / 15),
        "depth": index / max(1, count - 1),
        "words_before": before / 100,
        "paragraph_first": opens & (paragraph[-1] > 0),
        "paragraph_position": np.minimum(index - start, 5),
    }


def _centrality(document: Document) -> dict[str, Vector]:
    likeness = document.likeness
    others = max(1, len(document) - 1)
    backward = np.tril(likeness).sum(1) / others
    mean = likeness.sum(1) / others
    centroid = document.vectors.mean(0)
    centroid /= np.linalg.norm(centroid) or 1.0
    central = document.vectors @ centroid
    return {
        "centrality": scaled(mean),
        "forward": mean - backward,
        "backward": backward,
        "degree": (likeness > 0.1).sum(1) / others,  # noqa: PLR2004
        "centroid": central,
        "centroid_rank": _rank(central),
    }


def _lead(document: Document) -> dict[str, Vector]:
    likeness = document.likeness
    lead = document.vectors[:3].mean(0)
    lead /= np.linalg.norm(lead) or 1.0
    beside = np.diag(likeness, 1)
    novelty = 1 - np.tril(likeness).max(1)
    title = document.vectors @ document.title
    return {
        "like_lead": document.vectors @ lead,
        "like_first": document.vectors @ document.vectors[0],
        "like_previous": np.concatenate(([0.0], beside)),
        "like_next": np.concatenate((beside, [0.0])),
        "novelty": novelty,
        "novelty_scaled": scaled(novelty),
        "title": title,
        "title_scaled": scaled(title),
    }


def _topic(document: Document) -> dict[str, Vector]:
    present, energy = document.present, document.energy
    kinds = np.maximum(present.sum(1), 1)
    order = np.argsort(-energy, kind="stable")
    carried = present @ energy
    return {
        "topic_mean": carried / kinds,
        "topic_scaled": scaled(carried / kinds),
        "topic_sum": carried,
        "top_10": present[:, order[:10]].sum(1) / 10,
        "top_20": present[:, order[:20]].sum(1) / 20,
        "topic_rank": _rank(carried),
    }


def _length(document: Document) -> dict[str, Vector]:
    lengths = document.lengths
    matter = np.array([len(stems) for stems in document.matter], float)
    return {
        "length": lengths,
        "length_log": np.log1p(lengths),
        "short": lengths < 8,  # noqa: PLR2004
        "long": lengths > 40,  # noqa: PLR2004
        "length_relative": lengths / (lengths.mean() + _IDEAL_GAP),
        "function_share": 1 - matter / np.maximum(lengths, 1),
    }


def names_of(document: Document) -> list[set[str]]:
    """The capitalised words of each sentence that do not owe their capital to its beginning."""
    return [set(_CAPITALISED.findall(sentence.text)) for sentence in document.sentences]


def _names(document: Document) -> dict[str, Vector]:
    found = names_of(document)
    counts = Counter(name for names in found for name in sorted(names))
    main = [name for name, count in counts.most_common(6) if count > 1]
    seen: set[str] = set()
    fresh = []
    for names in found:
        fresh.append(len(names - seen))
        seen |= names
    capitals = np.array([len(names) for names in found], float)
    return {
        "capitals": capitals,
        "capital_share": capitals / np.maximum(document.lengths, 1),
        "new_capitals": np.array(fresh, float),
        "main_name": np.array([main[:1] != [] and main[0] in names for names in found], float),
        "main_names": np.array([sum(name in names for name in main) for names in found], float) / max(1, len(main)),
    }


def _surface(document: Document, language: str) -> dict[str, Vector]:
    columns = [
        _surface_row(sentence.text, words, language)
        for sentence, words in zip(document.sentences, document.words, strict=True)
    ]
    table = np.array(columns, float)
    names = ("numbers", "has_number", "money", "date", *GROUPS["quotation"], *GROUPS["reading"])
    return {name: table[:, column] for column, name in enumerate(names)}


def _surface_row(text: str, words: list[str], language: str) -> tuple[float, ...]:
    count = max(1, len(words))
    numbers = sum(word[0].isdigit() for word in words)
    quoted = sum(len(part) for part in _QUOTED.findall(text))
    return (
        numbers,
        numbers > 0,
        _MONEY.search(text) is not None,
        not _DATES.isdisjoint(words),
        quoted > 0,
        quoted / max(1, len(text)),
        text[:1] in "\"“‘'«„",
        not _REPORTS.isdisjoint(words),
        sum(word in _PERSONAL for word in words) / count,
        leans_back(text, language),
        sum(word in _PRONOUNS for word in words) / count,
        text.rstrip("\"”'’").endswith("?"),
        text.rstrip().endswith(":"),
    )


def _together(parts: dict[str, Vector]) -> dict[str, Vector]:
    inverse, decay = parts["index_inverse"], parts["decay_15"]
    return {
        "inverse_centroid": inverse * parts["centroid"],
        "inverse_top": inverse * parts["top_20"],
        "decay_centroid": decay * scaled(parts["centroid"]),
        "decay_topic": decay * parts["topic_scaled"],
        "first_short": parts["first"] * (parts["length"] < 12),  # noqa: PLR2004
    }
