"""From the words that point to a speaker to the full name and the role the article gives."""

from dataclasses import dataclass

from briefing.annotate.antecedents import Antecedents
from briefing.annotate.phrases import Kind, Mention
from briefing.annotate.cues import CONTRACTED, SINGULAR_PRONOUNS
from briefing.annotate.names import Name, People, surname
from briefing.annotate.narration import BREAK, Narration


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker who has spoken: what he or she is called, and at which token."""

    speaker: str
    at: int


class Speakers:
    """Resolves mentions in reading order, remembering who spoke before."""

    def __init__(self, story: Narration, people: People) -> None:
        """Start with nobody having spoken."""
        self._story = story
        self._people = people
        self._antecedents = Antecedents(story, people)
        self._last: Turn | None = None

    def resolve(self, mention: Mention) -> str | None:
        """The full name, organisation or description a mention stands for; None when it cannot be told."""
        speaker = self._resolved(mention)
        if speaker is not None and mention.kind is not Kind.NOMINAL:
            self._last = Turn(speaker, mention.first)
        return speaker

    def _resolved(self, mention: Mention) -> str | None:
        recent = self._last.speaker if self._last else None
        if mention.name is not None:
            return self._people.full(mention.name.text, mention.first, recent)
        if mention.kind is Kind.PRONOUN:
            return self._antecedent(mention)
        return self._story.span(mention.first, mention.last)

    def _antecedent(self, mention: Mention) -> str | None:
        gender = SINGULAR_PRONOUNS.get(CONTRACTED.sub("", self._story.words[mention.first].lower()))
        if gender is None:
            return self._last.speaker if self._last else None
        return self._antecedents.find(mention.first, gender, self._last.speaker if self._last else None)

    def role(self, speaker: str) -> str | None:
        """What the article says of a person, word for word."""
        for name in self._people.names:
            if name.text == speaker and (role := self._apposition(name) or self._title(name)):
                return role
        return None

    def _apposition(self, name: Name) -> str | None:
        words = self._story.words
        at = name.last
        if at + 1 >= len(words) or words[at] != "," or words[at + 1] in {"who", "which"}:
            return None
        first = at + 1
        if not (words[first][0].islower() and words[first] not in _NOT_ROLES):
            return None
        last = first
        while last < len(words) and last - first < 30 and words[last] not in _ROLE_ENDS:
            last += 1
        return self._story.span(first, last)

    def _title(self, name: Name) -> str | None:
        return self._story.span(name.titles, name.first) or None


_NOT_ROLES = frozenset(
    "and but or in on at as with when while he she it they said says told saying adding which where".split()
)
_ROLE_ENDS = frozenset({",", ".", ";", BREAK, "—", "–", "said", "told", "“”", ":", "who", "and"})
_ = surname
