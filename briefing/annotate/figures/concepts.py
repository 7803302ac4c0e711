"""What a figure measures, word for word from its sentence, in a form that reads on from the number."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.annotate.figures.clauses import (
    CLAUSE_WORDS,
    CUTS,
    HOLLOW,
    MOST_WORDS,
    TIME_OPENERS,
    WINDOW,
    content,
    left_limits,
    tells_difference,
)
from briefing.annotate.figures.whole_phrases import (
    SAID,
    last_break,
    noun_phrase_before,
    past_aside,
    past_reporting,
    without_modal,
    without_tail,
)
from briefing.annotate.quantities.quantity import Quantity
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    STOP_WORDS,
    VERBS,
    word_set,
)

_OPENING = frozenset('“"')
_ENOUGH = 4
_FEW = 2
_OPINIONS = word_set("say says said think thinks thought believe believes believed agree agreed fear feared")
_LEADING = CONJUNCTIONS | ADVERBS | {"according", "to", "into", "by"}
_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_CHANGES = word_set("drop fall decline decrease rise increase gain jump cut surge slump change growth hike")
_NOUNS_LIKE_VERBS = _CHANGES | word_set("bid cost costs deal lead loss losses need offer order plan run vote win")


class Concept(NamedTuple):
    """A span of the text.

    Attributes:
        start: offset; end: offset behind; both 0 when nothing was found.
        side: "left", "right" (what follows with a preposition or a verb), "noun" (the noun the figure stands before).
        words: how many of its words carry meaning.
    """

    start: int
    end: int
    side: str = ""
    words: int = 0


class _Candidate(NamedTuple):
    first: int
    end: int
    side: str
    worth: float


_WORTH = {
    "object": 2.4, "noun": 2.0, "of": 2.6, "right": 0.3, "when": -0.8, "measure": 1.5, "left": 1.0, "earlier": 0.4,
    "over a turn": -0.3,
}  # fmt: skip


def concept(line: Sequence[Token], first: int, end: int, quantity: Quantity, others: Sequence[Quantity]) -> Concept:
    """Find what a quantity measures.

    Args:
        line: tokens of its sentence.
        first: first token of the figure, modifiers included; end: index behind its last.
        quantity: the figure itself.
        others: all quantities of the sentence, in order.
    """
    part = _is_of_a_part(line, first, others)
    if tells_difference(line, first, end, others):
        stop = _right_limit(line, end + 2)
        return Concept(line[end].start, line[stop - 1].end, "right", content(line, end, stop))
    leads_on = any(other.first - end == 1 for other in others)  # "um 12,5 Prozent auf 1,2 Milliarden"
    found = () if leads_on else _right(line, end, quantity)
    behind = (one for one in found if not (part and one.side == "right"))
    candidates = [*behind, *_left(line, first, quantity, others)]
    best = max(candidates, key=lambda candidate: _score(line, candidate), default=None)
    best = best or (None if part else _told(line, past_aside(line, end), quantity))
    if best is None:
        return Concept(0, 0)
    return Concept(line[best.first].start, line[best.end - 1].end, best.side, content(line, best.first, best.end))


def _score(line: Sequence[Token], candidate: _Candidate) -> float:
    return candidate.worth + 0.5 * min(_ENOUGH, content(line, candidate.first, candidate.end))


def _is_of_a_part(line: Sequence[Token], first: int, others: Sequence[Quantity]) -> bool:
    """Whether a figure is the whole of which another tells a part ("a third of its 900 homes were lost")."""
    of = next((at for at in range(first - 1, max(-1, first - _ENOUGH), -1) if line[at].low == "of"), 0)
    return any(other.end == of for other in others)


def _right(line: Sequence[Token], end: int, quantity: Quantity) -> Iterator[_Candidate]:
    """What follows: "of personal spending", "tax on imported vehicles", "were killed in the blast"."""
    begin = end
    if begin < len(line) and is_hyphen(line[begin]) and line[begin].glued:
        begin += 1
    if begin < len(line) and line[begin].text in {"“", "‘", '"'} and quantity.unit.kind != "thing":
        begin += 1
    begin = past_aside(line, _past_brackets(line, begin))
    if begin >= len(line) or line[begin].kind != "word" or line[begin].low in CONJUNCTIONS - _RELATIVES:
        return
    stop = _right_limit(line, begin)
    if not content(line, begin, stop) or (stop - begin == 1 and line[begin].low in _CHANGES):
        return
    yield _Candidate(begin, stop, *_kind_of_right(line, begin, quantity))


def _kind_of_right(line: Sequence[Token], begin: int, quantity: Quantity) -> tuple[str, float]:
    """How what follows a figure is joined to it, and how much that is worth."""
    token = line[begin]
    plain = token.low not in STOP_WORDS and token.low not in VERBS and not token.low.endswith(("ed", "ly"))
    articled = quantity.first > 0 and line[quantity.first - 1].low in DETERMINERS
    plain = plain or (articled and token.low in _NOUNS_LIKE_VERBS)  # "the £2bn cost"
    if quantity.style == "multiple" and token.low in DETERMINERS:
        side = "object"
    elif token.low == "of":
        side = "of"
    elif token.low in TIME_OPENERS or token.low in HOLLOW:
        side = "when"
    elif plain and (quantity.unit.kind != "thing" or _is_compound(line, quantity)):
        side = "noun"
    else:
        side = "right"
    return side, _WORTH[side]


def _is_compound(line: Sequence[Token], quantity: Quantity) -> bool:
    """The form "48-date", before the noun that it sizes."""
    return any(is_hyphen(token) for token in line[quantity.core : quantity.end])


def _told(line: Sequence[Token], end: int, quantity: Quantity) -> _Candidate | None:
    """What is told of a counted thing in words that carry little meaning: "41 people had died"."""
    if quantity.unit.kind != "thing" or end >= len(line):
        return None
    if line[end].low not in AUXILIARIES and line[end].low not in VERBS:
        return None
    stop = _right_limit(line, end)
    return _Candidate(end, stop, "right", 0.0) if stop > end + 1 or line[end].low in VERBS else None


def _past_brackets(line: Sequence[Token], index: int) -> int:
    """Behind a conversion in brackets: "8 miles (13 kilometres) of new tunnels", read from either figure."""
    if index < len(line) and line[index].text == ")":
        return index + 1
    if index < len(line) and line[index].text == "(":
        for place in range(index + 1, min(index + 8, len(line))):
            if line[place].text == ")":
                return place + 1
    return index


def _right_limit(line: Sequence[Token], begin: int) -> int:
    """Where the phrase that begins at a token ends: at the clause's end, after twelve words at most."""
    place, words = begin, 0
    while place < len(line) and words < MOST_WORDS:
        token = line[place]
        if (
            token.text in CUTS and not _inside_number(line, place) and not (token.text in _OPENING and words <= _FEW)
        ) or (token.text in ".,!?" and not _inside_number(line, place)):
            break
        if place > begin and _ends_right(line, place):
            break
        words += token.kind != "symbol"
        place += 1
    if words == MOST_WORDS and place < len(line) and line[place].kind != "symbol":
        place = last_break(line, begin, place)
    stop = without_modal(line, begin, without_tail(line, begin, place))
    return _whole_opinion(line, begin, stop)


def _whole_opinion(line: Sequence[Token], begin: int, end: int) -> int:
    """Where a phrase ends that tells what some say: before "that" when the verb of what they say was cut off."""
    that = next((at for at in range(begin + 1, end) if line[at].low == "that" and line[at - 1].low in _OPINIONS), end)
    told = any(token.low in AUXILIARIES or token.low in VERBS for token in line[that:end])
    return end if told else that


def _ends_right(line: Sequence[Token], place: int) -> bool:
    """Whether a word ends the phrase behind a figure; "that" does not where an opinion follows ("say that …")."""
    token = line[place]
    if token.low == "that" and line[place - 1].low in _OPINIONS:
        return False
    if token.low == "to" and line[place - 1].kind == "number":
        return False  # "30 to 40 patients"
    return token.low in CLAUSE_WORDS or (token.low in {"and", "or", "to"} and _number_near(line, place))


def _inside_number(line: Sequence[Token], place: int) -> bool:
    """A stop behind an initial or inside a name ends nothing."""
    if line[place].text not in {".", ":"} or place + 1 >= len(line):
        return False
    if line[place].text == ":":
        return line[place + 1].glued and line[place + 1].kind == "number"
    return line[place + 1].glued or (line[place - 1].text.isupper() and len(line[place - 1].text) == 1)


def _number_near(line: Sequence[Token], place: int) -> bool:
    return any(token.kind == "number" for token in line[place + 1 : place + 4])


def _left(line: Sequence[Token], first: int, quantity: Quantity, others: Sequence[Quantity]) -> Iterator[_Candidate]:
    """What leads to it: "WeWork is preparing to cut", "ballistic missiles with a range", "exports to China dropped"."""
    end = first
    near = [quantity for quantity in others if end - WINDOW < quantity.end <= end]
    for other in reversed(near):
        if other.first < first and _says_the_same(line, other, end):
            end = min(end, other.first)  # "up 19 cents at $58.24": both say it of the same thing
    if quantity.style == "multiple":
        while end and line[end - 1].low in AUXILIARIES:
            end -= 1  # "the price has doubled"
    limits = (begin for begin in left_limits(line, end, near) if not _opens_relative(line, begin))
    for side, begin in zip(("left", "earlier"), limits, strict=False):
        yield from _left_candidate(line, begin, end, side)


def _opens_relative(line: Sequence[Token], begin: int) -> bool:
    """Whether a clause begins at a token that only tells which one is meant: "a man who (stole)", no comma before."""
    return begin > 1 and line[begin - 1].low == "who" and line[begin - 2].kind == "word"


def _says_the_same(line: Sequence[Token], other: Quantity, end: int) -> bool:
    """Whether neither words that carry meaning nor a semicolon part a quantity from the next one."""
    return not content(line, other.end, end) and all(token.text != ";" for token in line[other.end : end])


def _left_candidate(line: Sequence[Token], begin: int, end: int, side: str) -> Iterator[_Candidate]:
    if line[begin].low == "according":
        return  # that says who says so
    stop = without_tail(line, begin, end)
    if begin and line[begin].low == "with" and line[begin - 1].low == "compared":
        begin += 1
    start = _trimmed_start(line, past_reporting(line, begin, stop), stop)
    if start < stop and (line[start].low in VERBS or line[start].low in AUXILIARIES):
        start = noun_phrase_before(line, start, stop) or start  # "has prize money of $3m"
    if start < stop and line[stop - 1].low not in SAID and content(line, start, stop):
        kind = "measure" if side == "left" and end and line[end - 1].low in {"of", "at"} and stop < end else side
        if side == "earlier" and any(line[place].low in CLAUSE_WORDS for place in range(start, stop)):
            kind = "over a turn"
        yield _Candidate(start, stop, "left", _WORTH[kind])


def _hedges(line: Sequence[Token], index: int) -> bool:
    """Whether a word tells how exact a number is: "about 300 of the 2,000 homes", "more than a third of them"."""
    if line[index].low not in ADVERBS or index + 1 >= len(line):
        return False
    return line[index + 1].kind == "number" or line[index + 1].low == "than"


def _trimmed_start(line: Sequence[Token], begin: int, end: int) -> int:
    """Leave out what only opens the clause; of more than twelve words keep the last, from a phrase's beginning."""
    while begin < end and (line[begin].low in _LEADING or line[begin].kind == "symbol") and not _hedges(line, begin):
        begin += 1
    words = sum(token.kind != "symbol" for token in line[begin:end])
    if words <= MOST_WORDS:
        return begin
    nearest = noun_phrase_before(line, begin, end)
    if nearest is not None:
        return nearest
    start, left = end, MOST_WORDS
    while start > begin and left:
        start -= 1
        left -= line[start].kind != "symbol"
    for place in range(start, max(start, end - _ENOUGH)):
        if (
            line[place].low in DETERMINERS
            or line[place].low in PRONOUNS
            or line[place - 1].low in PREPOSITIONS | AUXILIARIES
        ):
            return place
    return start
