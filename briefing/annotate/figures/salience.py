"""How telling a figure is: named features of a figure in its article, weighed by a small logistic model.

The weights were set by hand and then drawn a little towards what two editors marked as worth showing in 32 articles
(logistic regression, L2-regularized towards the hand-set weights).
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.annotate.figures.concepts import Concept
from briefing.annotate.figures.modifiers import Modified
from briefing.annotate.numbers.number_words import SMALL
from briefing.annotate.quantities.quantity import Value
from briefing.annotate.words.lexing import Token, is_hyphen, tokens
from briefing.annotate.words.small_words import word_set
from briefing.model import Article, Reason, Sentence

_MEASURES = word_set("""
    length area volume mass speed power energy electric data frequency pressure temperature angle charge sound
    torque flow
""")
_BASES = frozenset({"from", "than", "against", "versus"})
_RELATIVE = frozenset({"last", "past", "next", "previous", "first", "every", "another"})
_READER = frozenset({"you", "your", "you’re", "you're", "yours"})
_TELLER = frozenset({"i", "i’m", "i'm", "i’ve", "i've", "i’d", "i'd", "i’ll", "i'll", "my"})
_DEFINITE = frozenset({"the", "that", "this", "its", "their", "those", "these", "his", "her"})
_MATTERS = word_set("""
    killed kill died dead deaths death injured wounded missing infected cases victims cost costs price prices
    budget revenue revenues profit profits loss losses debt worth raised raise fund funding fine fined penalty
    tax taxes stake deal bid offer jobs job workers employees population voters vote votes poll polls survey
    sales sold earnings income deficit surplus growth unemployment inflation rate rates emissions evacuated
    displaced arrested charged sentenced convicted laid layoffs cut invest investment spending spend paid pay
    owed missile missiles munitions weapons troops valuation valued acquire acquired acquisition buyout shares
    customers users subscribers toll
""")
_SPANS = frozenset({"time", "length"})
_LONG_TIMES = frozenset({"year", "decade", "century", "week"})
_POINTERS = frozenset({"them", "us", "which", "whom", "you"})
_QUOTES = frozenset('“”"')
_SMALL = 10
_PLAIN_COUNT = frozenset({"thing", "", "factor", "label"})


class Found(NamedTuple):
    """A figure as read, before it is judged."""

    sentence: Sentence
    number: int
    line: Sequence[Token]
    one: Modified
    measured: Concept
    rank: int
    crowd: int
    said_by: str
    when: str


class Setting(NamedTuple):
    """What all figures of an article share."""

    article: Article
    values: Counter[tuple[Value, str]]
    figures: int
    largest: dict[str, float]
    title_numbers: frozenset[str]


def setting(article: Article, found: Sequence[Found]) -> Setting:
    """Gather what the judgement of every figure of an article needs."""
    values = Counter((one.one.quantity.value, one.one.quantity.unit.name) for one in found)
    largest: dict[str, float] = {}
    for one in found:
        value = one.one.quantity.value
        if isinstance(value, float):
            largest[one.one.quantity.unit.name] = max(abs(value), largest.get(one.one.quantity.unit.name, 0.0))
    numbers = frozenset(token.low for token in tokens(article.title) if token.kind == "number" or token.low in SMALL)
    return Setting(article, values, len(found), largest, numbers)


def features(scene: Setting, found: Found) -> dict[str, float]:
    """The features of a figure by name, those that are zero left out."""
    pairs = (*_of_quantity(scene, found), *_of_place(scene, found), *_of_words(scene, found))
    return {name: value for name, value in pairs if value}


def _of_quantity(scene: Setting, found: Found) -> Iterator[tuple[str, float]]:
    quantity = found.one.quantity
    kind = "measure" if quantity.unit.kind in _MEASURES else quantity.unit.kind or "bare"
    yield f"kind {kind}", 1.0
    yield (
        f"style {quantity.style}",
        float(quantity.unit.kind in _PLAIN_COUNT or quantity.style not in {"words", "share"}),
    )
    yield f"step {found.one.step}", 1.0
    value = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
    if value is not None and quantity.unit.kind in _PLAIN_COUNT and quantity.style != "multiple":
        yield "small count", float(abs(value) <= _SMALL)
        yield "handful", float(abs(value) <= 3)  # noqa: PLR2004
        yield "size of count", math.log10(1 + abs(value)) / 10
    if value is not None and quantity.unit.kind == "time":
        yield "background time", float(quantity.unit.name in _LONG_TIMES and abs(value) < 100)  # noqa: PLR2004
    yield "all of it", float(quantity.unit.kind == "share" and value == 100)  # noqa: PLR2004
    if value is not None and quantity.unit.kind == "money":
        yield "size of money", math.log10(1 + abs(value)) / 10
        yield "small money", float(abs(value) < 1000)  # noqa: PLR2004
    yield "bare and small", float(kind == "bare" and value is not None and abs(value) < 100)  # noqa: PLR2004
    yield "not the largest", float(value is not None and abs(value) < scene.largest.get(quantity.unit.name, 0.0))


def _of_place(scene: Setting, found: Found) -> Iterator[tuple[str, float]]:
    yield "in the beginning", float(found.number < 5)  # noqa: PLR2004
    numeral = found.line[found.one.quantity.first : found.one.quantity.core]
    yield "in the title", float(any(token.low in scene.title_numbers for token in numeral))
    yield "lateness", found.sentence.start / max(1, len(scene.article.text))
    yield "rank in sentence", min(4, found.rank) / 4
    yield "crowded sentence", float(found.crowd > 4)  # noqa: PLR2004
    yield "crowded article", min(60, scene.figures) / 60
    yield "repeated", float(scene.values[found.one.quantity.value, found.one.quantity.unit.name] > 1)
    yield "no full stop", float(found.sentence.text[-1:] not in ".!?”\"’')")
    quoted = sum(token.text in _QUOTES for token in found.line[: found.one.first])
    yield "quoted", float(quoted % 2)


def _of_words(scene: Setting, found: Found) -> Iterator[tuple[str, float]]:
    line, one = found.line, found.one
    before = line[one.first - 1].low if one.first else ""
    yield "base of comparison", float(before in _BASES)
    opening = {before} | {token.low for token in line[one.first : one.quantity.first]}
    yield "definite", float(bool(opening & _DEFINITE))
    yield "conversion", float(one.again)
    behind = [token.low for token in line[one.end : one.end + 2]]
    yield "of them", float(behind[:1] == ["of"] and bool(_POINTERS & set(behind)))
    yield "part", float(before in {"including", "or", "plus"})
    yield "relative time", float(before in _RELATIVE)
    yield "ago", float(line[one.end - 1].low == "ago")
    yield "compound", float(_is_compound(found))
    yield "words of what", min(4, found.measured.words) / 4
    yield f"what {found.measured.side or 'nothing'}", 1.0
    yield (
        "share price",
        float(
            bool({"stock", "shares", "share"} & {token.low for token in line})
            and found.one.quantity.unit.kind == "money"
        ),
    )
    sized = found.one.quantity.unit.kind in _MEASURES and found.measured.side == "noun"
    yield "sized product", float(sized)
    yield "sized product again", float(sized and scene.values[one.quantity.value, one.quantity.unit.name] > 1)
    words = {token.low for token in line}
    near = {token.low for token in line[max(0, one.first - 10) : one.end + 8]}
    yield "matters", min(3, len(near & _MATTERS)) / 3
    yield "to the reader", float(bool(words & _READER))
    yield "of oneself", float(bool(words & _TELLER))


def _is_compound(found: Found) -> bool:
    """Whether a figure is the first part of a noun: "a 30-minute task", "a 30 minute task"."""
    line, quantity = found.line, found.one.quantity
    if any(is_hyphen(token) for token in line[quantity.core : found.one.end]):
        return True
    spelled = found.measured.side == "noun" and quantity.unit.kind in _SPANS and quantity.value != 1
    return spelled and line[found.one.end - 1].low == quantity.unit.name


_WEIGHTS: dict[str, float] = {
    "ago": -0.5,
    "all of it": -1.01,
    "background time": -0.84,
    "bare and small": -3.0,
    "base of comparison": -0.81,
    "bias": -0.6,
    "compound": -0.28,
    "conversion": -2.0,
    "crowded article": -1.26,
    "definite": -0.82,
    "handful": -1.5,
    "in the beginning": 0.37,
    "in the title": 1.0,
    "kind age": -4.0,
    "kind bare": -0.25,
    "kind factor": -0.8,
    "kind measure": -0.2,
    "kind money": 0.5,
    "kind rate": 0.2,
    "kind score": 0.2,
    "kind share": 0.37,
    "kind time": -0.49,
    "lateness": -0.72,
    "matters": 0.78,
    "no full stop": -0.5,
    "not the largest": -0.36,
    "of them": -1.5,
    "of oneself": -0.7,
    "part": -0.61,
    "quoted": -0.44,
    "rank in sentence": -0.72,
    "relative time": -1.01,
    "repeated": -0.13,
    "share price": -0.81,
    "size of count": 0.83,
    "size of money": 0.81,
    "sized product": -0.59,
    "sized product again": -1.51,
    "small count": -1.23,
    "small money": -0.31,
    "step down": 0.07,
    "step up": 0.22,
    "style article": -1.0,
    "style digits": 0.46,
    "style vague": -0.43,
    "style words": -0.52,
    "to the reader": -0.7,
    "what left": -0.11,
    "what nothing": -0.79,
    "what noun": 0.18,
    "what of": 0.32,
    "what right": 0.1,
    "what when": -0.3,
    "words of what": 0.8,
}


# Below the floor, or with one of these, a figure is told in passing and never worth showing.
_FLOOR = 0.02
_NEVER = frozenset({"kind age", "bare and small", "conversion", "all of it"})


def salience(scene: Setting, found: Found) -> tuple[float, tuple[Reason, ...]]:
    """Judge a figure.

    Returns:
        From 0 (never worth showing) to 1, and what contributed, the largest first.
    """
    named = features(scene, found)
    parts = [(name, value * _WEIGHTS.get(name, 0.0)) for name, value in named.items()]
    total = _WEIGHTS["bias"] + sum(part for _, part in parts)
    reasons = tuple(Reason(name, round(part, 2)) for name, part in sorted(parts, key=lambda part: -abs(part[1]))[:4])
    worth = 1 / (1 + math.exp(-total))
    return (0.0 if worth < _FLOOR or _NEVER & named.keys() else worth), reasons
