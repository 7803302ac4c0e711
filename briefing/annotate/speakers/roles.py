"""What an article says its people are: titles, descriptions before a name, appositions behind it, word for word."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from briefing.annotate.passages.narration import Narration
from briefing.annotate.speakers.names import Name
from briefing.annotate.speakers.people import surname
from briefing.annotate.speakers.phrases import Mention
from briefing.annotate.words.cues import LINKS, PHRASE_ENDS, SPEAKER_DETERMINERS, all_cues
from briefing.annotate.words.role_words import (
    ADJECTIVES_LIKE_VERBS,
    DEPARTMENTS,
    HONORIFICS,
    MEDIA,
    MEDIA_KINDS,
    NOT_ROLES,
    ROLE_ENDINGS,
    ROLE_WORDS,
    VERBS_BEFORE_NAMES,
)

_LONGEST_APPOSITION = 26
_LONGEST_DESCRIPTION = 7
_SHORTEST_BY_ENDING = 5
_MOST_HOLDER_WORDS = 3
_PAST = frozenset({"former", "ex", "late", "then", "ousted", "retired"})
_APPOSITION_ENDS = frozenset(
    {"who", "which", "whose", "when", "where", "while", "as", "is", "was", "has", "had", "will"}
)
_HEAD_ENDS = (
    LINKS | _APPOSITION_ENDS | {"in", "on", "to", "that", "and", "based", "by", "specializing", "covering", "during"}
)
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my"})


class Roles:
    """The roles of the people in one article."""

    def __init__(self, story: Narration, names: list[Name]) -> None:
        """Index the mentions of each name."""
        self._words = story.words
        self._story = story
        self._lower = [word.lower() for word in story.words]
        self._cues = all_cues()
        self._mentions: dict[str, list[Name]] = defaultdict(list)
        self._namesakes: dict[str, list[Name]] = defaultdict(list)
        self._described: dict[str, str] = {}
        self._known: dict[str, str | None] = {}
        self._holders: list[tuple[Name, frozenset[str]]] | None = None
        for name in names:
            if name.person:
                self._mentions[name.text].append(name)
                self._namesakes[surname(name.text)].append(name)

    def note(self, mention: Mention, speaker: str) -> None:
        """Remember how a speaker was described where a quote was attributed ("union leader Marie Dupont")."""
        if mention.name is None or mention.first == mention.name.first:
            return
        last = mention.name.titles
        while last > mention.first and not self._words[last - 1][0].isalnum():
            last -= 1
        if last == mention.name.titles:
            last = mention.name.first
        first = self._without_determiner(mention.first, last)
        if self._is_role(first, last):
            self._described.setdefault(speaker, self._story.span(first, last))

    def holder(self, first: int, last: int) -> str | None:
        """The one person whom the article calls so ("the minister"), named before; None when there are several."""
        wanted = set(self._lower[first + 1 : last])
        if self._lower[first] != "the" or not 0 < len(wanted) <= _MOST_HOLDER_WORDS:
            return None
        if self._holders is None:
            self._holders = [(name, self._head_words(name)) for name in self._whole_names()]
        found = {name.text for name, words in self._holders if name.first < first and wanted <= words}
        return found.pop() if len(found) == 1 else None

    def medium(self, first: int, last: int) -> str | None:
        """The name in a description of a medium ("Norland's Norpress news agency"), its role from now on.

        What tells the name from a place or a people ("the Riverton newspaper") is that the medium is described before
        it too: by whose it is, or by an adjective.
        """
        tail = last
        while tail > first and self._words[tail - 1].islower():
            tail -= 1
        if self._words[last - 1] not in MEDIA or not MEDIA_KINDS.issuperset(self._words[tail : last - 1]):
            return None
        start = tail
        while start > first and self._words[start - 1][0].isupper() and not self._owns(start - 1):
            start -= 1
        if start in {first, tail} or self._lower[start - 1] in SPEAKER_DETERMINERS:
            return None
        name = self._story.span(start, tail)
        self._described.setdefault(name, self._story.span(self._without_determiner(first, last), last))
        return name

    def _owns(self, at: int) -> bool:
        return self._lower[at].endswith(("’s", "'s"))

    def _whole_names(self) -> Iterator[Name]:
        return (name for names in self._mentions.values() for name in names if name.whole)

    def _head_words(self, name: Name) -> frozenset[str]:
        """The words of a name's role before the first "of" or "for"; none when it is a past one."""
        role = (self._apposition(name) or self._description(name) or self._opening(name) or "").lower().split()
        words = frozenset(takewhile(lambda word: word not in LINKS, role))
        if words & _PAST:
            return frozenset()
        return words if "president" in self._lower[name.titles : name.first] else words - {"president"}

    def of(self, speaker: str) -> str | None:
        """The role of a speaker; None when the article gives none."""
        if speaker not in self._known:
            self._known[speaker] = self._find(speaker)
        return self._known[speaker]

    def _find(self, speaker: str) -> str | None:
        for name in self._mentions.get(speaker, ()):
            role = self._apposition(name) or self._description(name) or self._predicate(name) or self._opening(name)
            if role is not None:
                return role
        if speaker in self._described:
            return self._described[speaker]
        for name in self._namesakes.get(surname(speaker), ()) if speaker in self._mentions else ():
            if name.text in speaker and (role := self._description(name) or self._predicate(name)) is not None:
                return role
        return None

    def _apposition(self, name: Name) -> str | None:
        words, first = self._words, name.last
        if name.owns or first + 1 >= len(words) or words[first] not in {",", "—", "–"}:
            return None
        first += 1
        if words[first].isdigit() and first + 2 < len(words) and words[first + 1] == ",":
            first += 2
        return self._noun_phrase(first)

    def _opening(self, name: Name) -> str | None:
        """The role that a name is set behind between commas: "The health minister, Dr Yaw Mensah, urged calm"."""
        comma = name.titles - 1
        closed = name.last >= len(self._words) or self._words[name.last] in {",", "."}
        if comma < 1 or name.owns or not name.whole or self._words[comma] != "," or not closed:
            return None
        first = comma
        while first > 0 and comma - first < _LONGEST_DESCRIPTION and self._words[first - 1][0].isalnum():
            first -= 1
            if self._lower[first] in SPEAKER_DETERMINERS:
                listed = first > 0 and self._words[first - 1] == ","  # "Ida Ek, the mayor, Tom Reed, and …"
                return None if listed or not self._is_role(first + 1, comma) else self._story.span(first + 1, comma)
        return None

    def _predicate(self, name: Name) -> str | None:
        """The role in "Brandt is the chief executive of VeldenNet"."""
        at = name.last
        if name.owns or at + 1 >= len(self._words) or self._lower[at] not in {"is", "was"}:
            return None
        return self._noun_phrase(at + 1) if self._lower[at + 1] in {"a", "an", "the"} else None

    def _noun_phrase(self, first: int) -> str | None:
        last = first
        while last < len(self._words) and last - first < _LONGEST_APPOSITION and self._goes_on(last):
            last += 1
        first = self._without_possessive(first, last)
        return self._story.span(first, last) if self._is_role(first, last) else None

    def _goes_on(self, at: int) -> bool:
        word, lower = self._words[at], self._lower[at]
        if not word[0].isalnum():
            return word in {"&", "-", "/"} or (word in {"'", "’"} and self._lower[at - 1].endswith("s"))
        return lower not in _APPOSITION_ENDS and not (
            lower in self._cues and lower == word and lower.endswith(("s", "d"))
        )

    def _description(self, name: Name) -> str | None:
        first = name.titles
        if first > 1 and self._lower[first - 1] == "of" and self._words[first] in DEPARTMENTS:
            first -= 1  # "Under-Secretary of State Ida Ek"
        while first > 0 and name.titles - first < _LONGEST_DESCRIPTION and self._describes(first - 1):
            first -= 1
        while first < name.titles and self._lower[first] in {"and", *_POSSESSIVES}:
            first += 1
        if first < name.titles and self._is_role(first, name.first):
            return self._story.span(first, name.first)
        titles = self._story.span(name.titles, name.first)
        return titles if titles and titles not in HONORIFICS else None

    def _describes(self, at: int) -> bool:
        word, lower = self._words[at], self._lower[at]
        if lower == "and":
            return at > 0 and self._is_role_word(self._lower[at - 1])
        if (
            not word[0].isalnum()
            or word.isdigit()
            or lower in PHRASE_ENDS
            or lower in LINKS
            or lower in SPEAKER_DETERMINERS
        ):
            return False
        if word == lower and self._is_verb(at):
            return False
        return word == lower or not self._story.opens_sentence(at) or not lower.endswith("ly")

    def _is_verb(self, at: int) -> bool:
        lower = self._lower[at]
        if lower in self._cues or lower in VERBS_BEFORE_NAMES or (at > 0 and self._lower[at - 1] == "to"):
            return True
        return lower.endswith(("ed", "ing")) and lower not in ADJECTIVES_LIKE_VERBS

    def _is_role(self, first: int, last: int) -> bool:
        head = first
        while head < last and self._lower[head] not in _HEAD_ENDS:
            head += 1
        if head == first:
            return False
        places = {head - 1}
        if self._words[first][0].isupper():
            places.add(last - 1)
        return any(self._is_role_word(self._lower[at]) for at in places)

    @staticmethod
    def _is_role_word(lower: str) -> bool:
        if lower in NOT_ROLES:
            return False
        if lower in ROLE_WORDS or lower.rpartition("-")[2] in ROLE_WORDS:
            return True
        return len(lower) >= _SHORTEST_BY_ENDING and lower.endswith(ROLE_ENDINGS)

    def _without_determiner(self, first: int, last: int) -> int:
        return first + 1 if last - first > 1 and self._lower[first] in SPEAKER_DETERMINERS else first

    def _without_possessive(self, first: int, last: int) -> int:
        return first + 1 if last - first > 1 and self._lower[first] in _POSSESSIVES else first
