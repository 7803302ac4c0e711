"""Modifiers of a number: about, more than, up to; up by and down by."""

from collections.abc import Sequence
from functools import cache

from briefing.annotate.lexing import PhraseTable, Token, is_hyphen
from briefing.annotate.numerals import SCALES, SMALL

_BEFORE = {
    ">": (
        "more than|over|above|at least|exceeding|exceed|exceeds|exceeded|greater than|upwards of|upward of|in excess of|topped|topping"
        "|surpassed|surpassing|north of|no less than|no fewer than|just over|well over|a little over|slightly more than|slightly over"
        "|over the age of|above the age of|just above|far more than|just more than|a minimum of|well above|a little more than|larger than|bigger than|longer than|beyond"
        "|higher than|>|≥|+"
    ),
    "<": (
        "less than|fewer than|under|below|up to|at most|just shy of|shy of|no more than|as low as|as little as|as few as|a maximum of"
        "|as much as|as many as|just under|just below|well under|well below|not more than|maximum of|sub|smaller than|lower than"
        "|under the age of|below the age of|slightly less than|slightly under|a little under|a little less than|<|≤|as high as|as long as|no longer than|no later than"
    ),
    "~": (
        "about|around|approximately|approx|roughly|nearly|almost|some|close to|an estimated|estimated|circa|barely|near|nearly a|almost a"
        "|somewhere around|in the region of|something like|~|∼|≈|more or less|virtually|the roughly|an approximate|approximate|round about"
        "|est"
    ),
}
_AFTER = {
    ">": "or more|or above|plus|or greater|or higher|and counting|or older|or over|and above|and over|and up",
    "<": "or less|or fewer|or below|or under|or lower|at most|or younger|and under|and below",
    "~": "or so|or thereabouts|odd|give or take",
}
_UP = (
    "rose|rise|rises|risen|rising|up|gained|gain|gains|gaining|grew|grow|grows|grown|growing|climbed|climb|climbs|climbing|jumped|jump|jumps"
    "|jumping|surged|surge|surges|surging|soared|soar|soars|soaring|increased|increase|increases|increasing|advanced|advances|added"
    "|adding|spiked|spikes|rallied|rallies|higher|appreciated|improved|ticked up|edged up|edged higher|expanded|expand|raised|raise"
    "|raising|hiked|hiking|lifted|swelled|ballooned|leapt|leaped"
)
_DOWN = (
    "fell|fall|falls|fallen|falling|down|lost|lose|loses|losing|dropped|drop|drops|dropping|declined|decline|declines|declining|slid|slumped"
    "|slump|sank|shed|shedding|tumbled|tumbles|plunged|plunges|plunging|decreased|decrease|decreases|cut|cutting|reduced|reduce"
    "|reduces|reducing|lower|shrank|shrunk|plummeted|slipped|dipped|eased|dived|dive|weakened|lowered|contracted|slashed|dwindled|trimmed"
    "|retreated|crashed|slipping|sliding|tumbling|dipping|ticked down|edged down|edged lower|losing"
)
_BRIDGES = frozenset(
    "by another an additional a further as much slightly only just nearly almost around about roughly some whopping".split()
)
_NUMBER_WORDS = frozenset(SMALL) | frozenset(SCALES) | frozenset("$€£¥")
_ARTICLES = frozenset({"the", "a", "an", "just", "only", "another", "its", "their"})


def _table(rows: dict[str, str]) -> PhraseTable[str]:
    return PhraseTable((phrase, sign) for sign, phrases in rows.items() for phrase in phrases.split("|"))


@cache
def _before() -> PhraseTable[str]:
    return _table(_BEFORE)


@cache
def _after() -> PhraseTable[str]:
    return _table(_AFTER)


@cache
def _directions() -> PhraseTable[str]:
    return _table({"up": _UP, "down": _DOWN})


def before(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The modifier that ends right before a token ("nearly", "at least"), and the index of its first token."""
    found = _before().match_until(line, index)
    if found is None and index and line[index - 1].low in _ARTICLES:
        further = _before().match_until(line, index - 1)
        return further if further and further[0] != ">" else None
    if found is None and index > 1 and is_hyphen(line[index - 1]) and line[index - 2].low == "sub":
        return "<", index - 2
    return found


def after(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The modifier that begins at a token ("or more", "+"), and the index behind it."""
    if index < len(line) and line[index].text == "+" and line[index].glued:
        return ">", index + 1
    found = _after().match_from(line, index)
    if found and found[1] < len(line) and (line[found[1]].kind == "number" or line[found[1]].low in _NUMBER_WORDS):
        return None  # "dozens of missiles and over 11,000 containers"
    return found


def direction(line: Sequence[Token], index: int) -> str:
    """ "up" or "down" when a change by the amount at a token is told right before it; empty otherwise."""
    place = index
    while place and (line[place - 1].low in _BRIDGES or line[place - 1].text == ","):
        place -= 1
    found = _directions().match_until(line, place)
    return found[0] if found else ""
