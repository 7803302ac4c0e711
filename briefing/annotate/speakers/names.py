"""The names in an article's narration: where they stand, whole or short."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.annotate.passages.narration import Narration
from briefing.annotate.words.name_words import (
    ALSO_NAMES,
    JOINTS,
    NATIONS,
    NEVER_NAMES,
    ORGANISATIONS,
    SUFFIXES,
    TITLES,
)
from briefing.annotate.words.role_words import NOT_ROLES, ROLE_ENDINGS, ROLE_WORDS
from briefing.annotate.words.small_words import MONTHS, PREPOSITIONS, word_set
from briefing.text.given_names import FEMALE, MALE

_CALENDAR = word_set("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March July September October November
    December
""")
_CONTRACTION = re.compile("[’']")
_TENS = word_set("Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety")
_LONGEST = 8
_MOST_PARTICLES = 3
_WITH_SURNAME = 2
# Months that are given names too, and what stands before them when they are months.
_MONTHS_OR_NAMES = frozenset({"April", "May", "June", "August"})
_BEFORE_MONTHS = word_set("in since until by of from last this next early late mid through before after")
_PERSON_WORDS = 5
_SHORT_NUMBER = 2
_BEFORE_NUMBERS = PREPOSITIONS | {"aged", "no", "number"}
# Surnames of trades that are first names too.
_GIVEN_TRADES = word_set("""
    archer asher baxter carter chandler connor cooper fletcher harper hunter miller parker porter sawyer spencer tanner
    taylor tucker turner walker
""")
_GERMAN_ROLE_ENDINGS = ("chef", "chefin", "leiter", "leiterin", "erin", "istin", "orin", "amtin")
_POSSESSIVE = ("’s", "'s", "’", "'")


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words that names somebody or something.

    Attributes:
        first: index of its first token; last: index behind its last token.
        titles: index of the first token of the titles that stand before it; `first` when there are none.
        text: the name as printed, without titles and possessive ending.
        owns: it is printed in the possessive ("Putin's").
        person: it may name a person: no word of it belongs to organisations or places.
    """

    first: int
    last: int
    titles: int
    text: str
    start: int
    owns: bool
    person: bool

    @property
    def whole(self) -> bool:
        """Whether it gives more than one name of a person."""
        return self.person and " " in self.text


def bare(word: str) -> str:
    """The word without a possessive ending."""
    for ending in _POSSESSIVE:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def is_capitalised(word: str) -> bool:
    """Whether the token is a word that begins with a capital letter."""
    return word[0].isupper() and word not in _CALENDAR


def find_names(story: Narration) -> list[Name]:
    """Every run of capitalised words outside quotes that is a name, in order."""
    return [name for first, last in _runs(story.words) for name in _named(story, first, last)]


def _runs(words: list[str]) -> Iterator[tuple[int, int]]:
    index, count = 0, len(words)
    while index < count:
        if not is_capitalised(words[index]):
            index += 1
            continue
        first = index
        index += 1
        while index < count and index - first < _LONGEST and not words[index - 1].endswith(_POSSESSIVE):
            if is_capitalised(words[index]):
                index += 1
            elif (joined := _joined(words, index)) > index:
                index = joined
            else:
                break
        yield first, index


def _joined(words: list[str], index: int) -> int:
    """Behind the small words that belong inside a name and the word they lead to ("van der Ek", ", Jr.")."""
    at = index
    while at + 1 < len(words) and at - index < _MOST_PARTICLES and words[at] in JOINTS:
        at += 1
        if is_capitalised(words[at]):
            return at + 1
    if words[index] == "," and index + 1 < len(words) and words[index + 1] in SUFFIXES:
        return index + 2
    return index


def _named(story: Narration, first: int, last: int) -> Iterator[Name]:
    words = story.words
    while first < last and _is_never_name(story, first, last):
        first += 1
    if first == last:
        return
    core = _behind_title(words, first, last)
    if core == first and last - core > _WITH_SURNAME and _is_occupation(*words[core : core + 2]):
        core += 1
    while core < last - 1 and (words[core] in TITLES or _is_adjective(words, core, last)):
        core += 1
    if any(bare(word) in ORGANISATIONS for word in words[core:last]) and not _is_given_name(words, core, last):
        core, person = first, False
    else:
        person = (
            not _is_many(words[last - 1])
            and not _is_office(words, last)
            and words[core] not in TITLES
            and words[core] not in NATIONS
            and last - core <= _PERSON_WORDS
        )
    if core == first == last - 1 and _is_first_word(words, core - 1):
        core = first = core - 1
    text = bare(story.span(core, last)).rstrip(",")
    owns = words[last - 1].endswith(_POSSESSIVE)
    if len(text) > 1:
        yield Name(core, last, first, text, story.starts[core], owns, person)


def _is_first_word(words: list[str], at: int) -> bool:
    """Whether a small number belongs to the name behind it ("50 Cent"): no day of a month, nobody's age."""
    if at < 0 or not words[at].isdecimal() or len(words[at]) > _SHORT_NUMBER:
        return False
    before = words[at - 1].lower() if at else ""
    return before not in _BEFORE_NUMBERS and before not in MONTHS and before[-1:] not in {",", ":", "."}


def _is_occupation(word: str, following: str) -> bool:
    """Whether a word names a trade ("Archaeologist"), and is nobody's first name; a given name may follow it."""
    lower = word.lower()
    if _is_given(word) or lower in _GIVEN_TRADES or word in ALSO_NAMES:
        return False
    if lower in ROLE_WORDS or lower.endswith(("ologist", "ographer", "woman", "player")):
        return True
    return _is_given(following) and lower not in NOT_ROLES and lower.endswith((*ROLE_ENDINGS, *_GERMAN_ROLE_ENDINGS))


def _is_given_name(words: list[str], first: int, last: int) -> bool:
    """Whether a given name leads a run of two words, so that "Mike Lake" is a person."""
    return last - first == _WITH_SURNAME and _is_given(words[first])


def _is_office(words: list[str], last: int) -> bool:
    """Whether a run ends with an office that goes on ("US Under-Secretary of (State)")."""
    head = words[last - 1].rpartition("-")[2]
    return last < len(words) and words[last] == "of" and (head in TITLES or head.lower() in ROLE_WORDS)


def _is_many(word: str) -> bool:
    """Whether a word is the plural of an abbreviation: "MPs"."""
    return word.endswith("s") and word[:-1].isupper() and len(word) > _WITH_SURNAME


def _is_given(word: str) -> bool:
    return word.lower() in FEMALE or word.lower() in MALE


def _is_never_name(story: Narration, at: int, last: int) -> bool:
    word = story.words[at]
    if word in _MONTHS_OR_NAMES and at + 1 < last:
        return at > 0 and story.words[at - 1].lower() in _BEFORE_MONTHS
    if word in NEVER_NAMES or _CONTRACTION.split(word)[0] in NEVER_NAMES or word.split("-")[0] in _TENS:
        return True
    return word.endswith("ing") and at + 1 < last and story.opens_sentence(at)


def _behind_title(words: list[str], first: int, last: int) -> int:
    """Where the name begins in a run like "Flint Mayor Karen Weaver"."""
    for index in range(last - 2, first, -1):
        if words[index] in TITLES and (words[index] not in ALSO_NAMES or _is_given(words[index + 1])):
            return index + 1
    return first


def _is_adjective(words: list[str], index: int, last: int) -> bool:
    return words[index] in NATIONS and (words[index + 1] in TITLES or last - index > 2)  # noqa: PLR2004
