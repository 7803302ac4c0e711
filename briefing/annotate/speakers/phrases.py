"""Noun phrases in the narration of an article, and the people they name."""

from dataclasses import dataclass
from enum import StrEnum

from briefing.annotate.passages.narration import Narration
from briefing.annotate.speakers.names import Name
from briefing.annotate.speakers.offices import holds_office
from briefing.annotate.speakers.verbs import Verbs
from briefing.annotate.words.cues import (
    CONTRACTED,
    DAYS,
    LINKS,
    NAME_FOLLOWERS,
    OPENERS,
    PHRASE_ENDS,
    SPEAKER_DETERMINERS,
    SPEAKING_PRONOUNS,
    TIMES,
)
from briefing.annotate.words.name_words import ORGANISATIONS
from briefing.annotate.words.role_words import ROLE_WORDS

_LONGEST_PHRASE, _LONGEST_ASIDE, _LONGEST_DESCRIPTION, _LONGEST_OPENING = 14, 45, 6, 30
_ASIDE_MARKS = frozenset({",", "—", "–", "--"})
_OBJECT_OPENERS = frozenset({"a", "an", "the", "his", "her", "its", "their"})
_BEFORE_INNER_DETERMINER = frozenset({"and", "or", "&", "all", "both", "half", "such", "quite"})
_LEADING_TO_WORDS = frozenset({"include", "includes", "included", "follows", "followed"})
_BODY_PREPOSITIONS = frozenset({"on", "to", "against"})
_PARTICLES = frozenset({"out", "up", "off", "down", "back"})


class Kind(StrEnum):
    """What sort of words point to the speaker."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point to a speaker: tokens `first` up to, not including, `last`."""

    first: int
    last: int
    kind: Kind
    name: Name | None = None


class Phrases:
    """Reads noun phrases at places in one article's narration."""

    def __init__(self, story: Narration, names: list[Name]) -> None:
        """Prepare the lookups."""
        self.verbs = Verbs(story.words, names)
        self.words = story.words
        self.lower = self.verbs.lower
        self._pronouns = {at for at, lower in enumerate(self.lower) if CONTRACTED.sub("", lower) in SPEAKING_PRONOUNS}
        self._name_by_first = {name.titles: name for name in names}
        self._name_by_last = {name.last: name for name in names}

    def phrase(self, first: int, end: int) -> Mention | None:
        """The noun phrase that begins at the token `first`."""
        if first >= end:
            return None
        if first in self._pronouns and not self._is_italian_article(first, end):
            return Mention(first, first + 1, Kind.PRONOUN)
        last = first
        while last < end and last - first < _LONGEST_PHRASE and (self._in_phrase(last) or self._goes_over(first, last)):
            name = self._name_by_first.get(last)
            last = name.last if name is not None else last + 1
            if name is not None and self._stands_alone(name, first, end):
                break
        last = min(last, end)
        if last == first:
            return None
        last = self._over_and(first, last, end)
        if (name := self._person_ending(last)) is not None and not self._is_one_of_a_people(first, name):
            return self._and_another(name, end) or Mention(first, last, Kind.NAME, name)
        last = self._with_links(last, end)
        if (name := self._person_ending(last)) is not None and holds_office(self.words, first, name):
            return Mention(first, last, Kind.NAME, name)
        return self._with_apposed_name(first, last, end)

    def _is_italian_article(self, at: int, end: int) -> bool:
        """Whether "il" leads a noun ("ha detto il ministro") instead of standing for a person ("a-t-il dit")."""
        if self.lower[at] != "il" or at + 1 >= end:
            return False
        return self.words[at + 1][0].isalpha() and self._in_phrase(at + 1) and not self.verbs.is_between(at + 1)

    def _goes_over(self, first: int, at: int) -> bool:
        """Whether "and" stands between two names that qualify one noun ("the Reyes and Brandt campaigns")."""
        return self.lower[at] == "and" and self.lower[first] == "the" and self._joins_capitals(at)

    def _stands_alone(self, name: Name, first: int, end: int) -> bool:
        """Whether a person's name ends its phrase, instead of qualifying a noun ("the Reyes campaign")."""
        if not name.person or name.owns or name.last >= end:
            return False
        if self.lower[name.last] in NAME_FOLLOWERS or not self.words[name.last][0].islower():
            return False
        if self.lower[first] == "the" and not name.whole and not self.lower[name.last].endswith("ed"):
            return False
        return not self._qualifies_a_person(name.last, end)

    def _qualifies_a_person(self, at: int, end: int) -> bool:
        """Whether the words up to the next name describe its bearer ("Norland planetary scientist Ada Brandt")."""
        for index in range(at, min(end, at + _LONGEST_DESCRIPTION)):
            name = self._name_by_first.get(index)
            if name is not None:
                return name.whole
            if not self._in_phrase(index) or self.lower[index].endswith("ed"):
                return False
        return False

    def _person_ending(self, last: int) -> Name | None:
        name = self._name_by_last.get(last)
        if name is None or not name.person or name.owns or self._is_inside_body(name.titles - 1):
            return None
        return name

    def _is_one_of_a_people(self, first: int, name: Name) -> bool:
        """Whether an article stands right before one word with a capital: "the Norwegian"."""
        return self.lower[first] == "the" and name.titles == name.first == first + 1 and not name.whole

    def _with_apposed_name(self, first: int, last: int, end: int) -> Mention:
        """A description, or the person it describes when just a name is set behind it between commas."""
        if last + 1 < end and self.words[last] in _ASIDE_MARKS:
            name = self._name_by_first.get(last + 1)
            if name is not None and " " in name.text and not name.owns and self._closes_aside(name.last, end):
                return Mention(first, name.last, Kind.NAME, name)
        return Mention(first, self._without_predicate(first, last), Kind.NOMINAL)

    def _without_predicate(self, first: int, last: int) -> int:
        """Where a description ends before a verb with its object: "The town released a statement" is "The town"."""
        for at in range(first + 2, last):
            if self.lower[at] not in _OBJECT_OPENERS or self.lower[at - 1] in LINKS | _BEFORE_INNER_DETERMINER:
                continue
            verb = at - 2 if self.lower[at - 1] in _PARTICLES else at - 1
            if verb > first + (self.lower[first] in SPEAKER_DETERMINERS):
                return verb
        return last - (last - first > 2 and self.lower[last - 1] in _LEADING_TO_WORDS)  # noqa: PLR2004

    def _over_and(self, first: int, last: int, end: int) -> int:
        """Go on over "and" where both sides describe one person ("founder and chief executive Ada Brandt")."""
        if last - first > _LONGEST_DESCRIPTION or last >= end or self.lower[last] != "and" or self._person_ending(last):
            return last
        for index in range(last + 1, min(end, last + _LONGEST_DESCRIPTION)):
            name = self._name_by_first.get(index)
            if name is not None and name.whole and index > last + 1:
                return name.last
            if name is None and not self._in_phrase(index):
                break
        return last

    def _closes_aside(self, at: int, end: int) -> bool:
        return (
            at >= end
            or self.words[at] in _ASIDE_MARKS
            or self.lower[at] in LINKS
            or self.words[at] == "."
            or self.verbs.is_cue(at)
        )

    def _with_links(self, last: int, end: int) -> int:
        while last + 1 < end and self.lower[last] in LINKS:
            further = last + 1
            while further < end and further - last < _LONGEST_PHRASE and self._in_phrase(further):
                further += 1
            if further == last + 1:
                break
            last = further
        return last

    def _in_phrase(self, at: int) -> bool:
        word, lower = self.words[at], self.lower[at]
        if (at in self._name_by_first and word != lower) or self._is_inside_body(at):
            return True
        if not word[0].isalnum() or lower in PHRASE_ENDS or lower in LINKS:
            return False
        if lower in TIMES or word in DAYS:
            return at > 0 and self.lower[at - 1] in SPEAKER_DETERMINERS
        return not self.verbs.is_adverb(at) and not self.verbs.is_cue(at)

    def phrase_with(self, start: int, last: int) -> Mention | None:
        """The phrase that ends before the token `last`, if "with" leads it in ("with aides saying")."""
        found = self.phrase_before(start, last)
        at = found.first - 1 if found is not None else start
        while at > start and self._in_phrase(at):
            at -= 1
        return found if self.lower[at] == "with" else None

    def phrase_before(self, start: int, last: int) -> Mention | None:
        """The noun phrase that ends before the token `last`."""
        if last <= start:
            return None
        if self.lower[last - 1] in {"who", "which"}:
            at = last - 2 if last - 2 >= start and self.words[last - 2] in _ASIDE_MARKS else last - 1
            return self.phrase_before(start, at)
        if last - 1 in self._pronouns:
            return Mention(last - 1, last, Kind.PRONOUN)
        name = self._person_ending(last)
        if name is not None and name.titles >= start and not self._is_linked(start, name.titles):
            return self._together(start, name) or Mention(name.titles, last, Kind.NAME, name)
        at = last
        while at > start and last - at < _LONGEST_PHRASE and self._in_phrase_backward(at - 1):
            at -= 1
        while at < last and self.lower[at] in LINKS:
            at += 1
        if at == last:
            return None
        return self.phrase(at, last) or Mention(at, last, Kind.NOMINAL)

    def _together(self, start: int, name: Name) -> Mention | None:
        """Two who open a clause together: "Velden and Norpay"."""
        other = self._name_by_last.get(name.titles - 1) if self.lower[name.titles - 1] == "and" else None
        if other is None or other.titles < start:
            return None
        opens = other.titles == start or not self.words[other.titles - 1][0].isalnum()
        return Mention(other.titles, name.last, Kind.NOMINAL) if opens else None

    def _and_another(self, name: Name, end: int) -> Mention | None:
        """Two people who speak together: "(said) Jorge and Elena Pinto"."""
        other = self._name_by_first.get(name.last + 1) if self.lower[name.last : end][:1] == ["and"] else None
        if other is None or not other.whole or other.owns or other.titles != other.first or other.last > end:
            return None
        closes = other.last == len(self.words) or not self.words[other.last][0].isalnum()
        leads = self.verbs.is_cue(min(other.last, end - 1)) and not (name.titles and self.verbs.is_cue(name.titles - 1))
        return Mention(name.first, other.last, Kind.NOMINAL) if closes or leads else None

    def _is_linked(self, start: int, first: int) -> bool:
        """Whether the name only qualifies a noun before it ("a spokesman for Reyes")."""
        at = first - 1
        if self._is_inside_body(at):
            return True
        while at > start and self.words[at] in ROLE_WORDS:
            at -= 1  # "the mother of victim Ida Ek"
        if at > start and self.lower[at] in SPEAKER_DETERMINERS:
            at -= 1
        return at > start and self.lower[at] in LINKS and self._in_phrase(at - 1)

    def _in_phrase_backward(self, at: int) -> bool:
        lower = self.lower[at]
        if lower in LINKS or (lower == "and" and self._joins_capitals(at)) or self._is_inside_body(at):
            return True
        return self.words[at][0].isalnum() and lower not in PHRASE_ENDS and not self.verbs.is_cue(at)

    def _is_inside_body(self, at: int) -> bool:
        """Whether a preposition belongs to the name of an organisation ("Commission on Human Rights")."""
        if at < 1 or self.lower[at] not in _BODY_PREPOSITIONS or not self._joins_capitals(at):
            return False
        return self.words[at - 1] in ORGANISATIONS and self.words[at + 1] not in DAYS

    def _joins_capitals(self, at: int) -> bool:
        """Whether "and" stands inside a name ("Department for Work and Pensions")."""
        around = self.words[at - 1 : at] + self.words[at + 1 : at + 2]
        return len(around) > 1 and all(word[0].isupper() for word in around)

    def over_aside(self, start: int, comma: int) -> Mention | None:
        """The subject before an aside that ends with the mark at `comma`."""
        lead = self.lead(start, comma)
        if lead is not None and lead.last < comma and self.words[lead.last] in {",", "(", "—", "–", "--"}:
            return lead
        if lead is not None and lead.name is not None and (lead.last == comma or self._is_apposed(lead, comma)):
            return lead
        for at in range(comma - 1, max(start, comma - _LONGEST_ASIDE), -1):
            if self.words[at] == self.words[comma]:
                name = self._name_by_last.get(comma)
                if name is not None and name.whole and name.titles == at + 1:
                    return Mention(name.titles, comma, Kind.NAME, name)
                return self.phrase_before(start, at)
        return lead

    def _is_apposed(self, mention: Mention, comma: int) -> bool:
        """Whether a name behind a comma goes on to where its bearer works: "her lawyer, Ida Ek of Stein & Wolfe,"."""
        if mention.name is None or mention.last >= comma or self.lower[mention.last] not in LINKS:
            return False
        return mention.name.titles > mention.first and self.words[mention.name.titles - 1] in _ASIDE_MARKS

    def _opens_clause(self, at: int) -> bool:
        return self.lower[at] in OPENERS or self.lower[at].endswith("ing") or self.verbs.is_adverb(at)

    def lead(self, start: int, end: int) -> Mention | None:
        """The subject with which a sentence opens, over a phrase set off by a comma."""
        at = start
        while at < min(end, start + _LONGEST_OPENING) and not self.words[at][0].isalnum():
            at += 1
        if at < end and self._opens_clause(at):
            at = next((i + 1 for i in range(at, min(end, at + _LONGEST_OPENING)) if self.words[i] == ","), at + 1)
        found = self.phrase(at, end) if at < end else None
        if found is not None and self._is_place_aside(found, end):
            return self.phrase(found.last + 1, end)
        return found

    def _is_place_aside(self, found: Mention, end: int) -> bool:
        """Whether a phrase is the second half of "in Harbour, Norland," and not yet the subject."""
        if found.kind is not Kind.NOMINAL or found.last + 1 >= end or self.words[found.last] != ",":
            return False
        return found.first > 0 and self.words[found.first - 1] == "," and self.words[found.first][0].isupper()
