"""What is known of each sentence before choosing: numbers in named groups, for the learned ranker and its reasons.

The groups follow the literature on extractive news summarization: position (Edmundson 1969, Kupiec et al. 1995),
centrality (Erkan and Radev 2004), topic words (Nenkova and Vanderwende 2005), likeness to lead and title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, repeat

import numpy as np

from briefing.summarize.document import Document, Mask, Vector
from briefing.text.openers import leans_back

GROUPS: dict[str, tuple[str, ...]] = {
    "position": (
        "index_inverse", "first", "second", "third", "early", "decay_5", "decay_15", "depth", "words_before",
        "log_index", "top_three", "paragraph_first", "paragraph_position",
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


_MONEY_SIGNS = ("$", "£", "€", "%", "percent", "per cent", "illion")
_MONEY = re.compile(r"[$£€]\s?\d|\d\s?%|\b(?:percent|per cent|million|billion|trillion)\b")
_KINDS = {
    "reports": _listed(
        """
        said says say told tells according added announced reported claimed claims insisted warned confirmed revealed
        reveals admitted explained wrote tweeted argued stated called denied
        """
    ),
    "personal": _listed("i we you my our your me us i'm we're i've it's we've you're i'd we'll"),
    "pronouns": _listed("he she it they his her their him them its this that these those"),
    "date": _listed(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
        october november december yesterday today tonight
        """
    ),
}
_BITS = {
    word: sum(1 << place for place, words in enumerate(_KINDS.values()) if word in words)
    for word in frozenset().union(*_KINDS.values())
}
_MOST_NUMBERS, _MOST_NAMES = 3, 5
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
    return np.ascontiguousarray(np.array([parts[name] for name in NAMES], float).T)


def scaled(values: Vector) -> Vector:
    """Zero mean and unit deviation within the document."""
    apart = values - values.sum() / len(values)
    result: Vector = apart / (np.sqrt(apart @ apart / len(apart)) + _IDEAL_GAP)
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
        "log_index": -np.log1p(index),
        "top_three": index < 3,  # noqa: PLR2004
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
    present = (document.counts > 0).astype(float)
    kinds = np.maximum(present @ document.matter, 1)
    order = np.argsort(-document.energy, kind="stable")
    carried = present @ document.energy
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
    matter = document.counts @ document.matter
    return {
        "length": lengths,
        "length_log": np.log1p(lengths),
        "short": lengths < 8,  # noqa: PLR2004
        "long": lengths > 40,  # noqa: PLR2004
        "length_relative": lengths / (lengths.mean() + _IDEAL_GAP),
        "function_share": 1 - matter / np.maximum(lengths, 1),
    }


def _names(document: Document) -> dict[str, Vector]:
    held = np.zeros((len(document), len(document.stems)), bool)
    held[document.places[document.named], document.codes[document.named]] = True
    often = held.sum(0)
    main = [name for name in np.argsort(-often, kind="stable")[:6] if often[name] > 1]
    fresh = np.bincount(held.argmax(0)[often > 0], minlength=len(document))
    capitals = held.sum(1).astype(float)
    return {
        "capitals": np.minimum(capitals, _MOST_NAMES),
        "capital_share": capitals / np.maximum(document.lengths, 1),
        "new_capitals": fresh,
        "main_name": held[:, main[0]] if main else np.zeros(len(document)),
        "main_names": held[:, main].sum(1) / max(1, len(main)),
    }


def _surface(document: Document, language: str) -> dict[str, Vector]:
    size = len(document)
    count = np.maximum(np.bincount(document.places, minlength=size), 1)
    spoken = chain.from_iterable(document.words)
    bits = np.fromiter(map(_BITS.get, spoken, repeat(0)), np.intp, len(document.codes))
    of_kind = {kind: np.bincount(document.places, bits >> place & 1, size) for place, kind in enumerate(_KINDS)}
    numbers = np.bincount(document.places, document.number[document.codes] if len(bits) else None, size)
    quoted = np.bincount(document.places, document.quoted, size)
    texts = [sentence.text for sentence in document.sentences]
    return {
        "numbers": np.minimum(numbers, _MOST_NUMBERS),
        "has_number": numbers > 0,
        "money": _tells_money(texts),
        "date": of_kind["date"] > 0,
        "quoted": quoted > 0,
        "quoted_share": quoted / count,
        "opens_quoted": np.array([text[:1] in "\"“‘'«„" for text in texts]),
        "reports": of_kind["reports"] > 0,
        "personal_share": of_kind["personal"] / count,
        "leans_back": np.array([leans_back(text, language) for text in texts]),
        "pronoun_share": of_kind["pronouns"] / count,
        "question": np.array([text.rstrip("\"”'’").endswith("?") for text in texts]),
        "colon": np.array([text.rstrip().endswith(":") for text in texts]),
    }


def _tells_money(texts: Sequence[str]) -> Mask:
    together = "\n".join(texts)
    signs = [sign for sign in _MONEY_SIGNS if sign in together]
    found = [any(sign in text for sign in signs) and _MONEY.search(text) is not None for text in texts] if signs else []
    return np.array(found or [False] * len(texts))


def _together(parts: dict[str, Vector]) -> dict[str, Vector]:
    inverse, decay = parts["index_inverse"], parts["decay_15"]
    return {
        "inverse_centroid": inverse * parts["centroid"],
        "inverse_top": inverse * parts["top_20"],
        "decay_centroid": decay * scaled(parts["centroid"]),
        "decay_topic": decay * parts["topic_scaled"],
        "first_short": parts["first"] * (parts["length"] < 12),  # noqa: PLR2004
    }
