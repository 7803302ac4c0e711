"""Whom a pronoun means: a score over the people named before it."""

from collections.abc import Iterator

from briefing.annotate.passages.narration import BREAK, Narration
from briefing.annotate.speakers.names import Name
from briefing.annotate.speakers.people import People
from briefing.annotate.words.cues import all_cues
from briefing.annotate.words.small_words import word_set

_REACH = 60
_PARAGRAPHS = 5
_ASIDE = 30
_AUXILIARIES = word_set("""
    is was has had will would does did can could went took gave made says came became began got met sat stood left
    spoke won lost ran
""")
_INSIDE = word_set("in at of from near for with to by on against about than")

# Weights, in sentences' worth of nearness.
_SUBJECT = 4.0
_SPOKE_LAST = 2.5
_GENDER_KNOWN = 1.0
_AFTER_PREPOSITION = -2.0
_PER_PARAGRAPH = -1.5
_PER_SENTENCE = -0.4


class Antecedents:
    """Finds people for the pronouns of one article."""

    def __init__(self, story: Narration, people: People) -> None:
        """Prepare the lookups."""
        self._story = story
        self._people = people
        self._cues = all_cues()
        self._common = {word for word in story.words if word.islower()}
        self._places = {name.text for name in people.names if self._is_place(name)}

    def find(self, at: int, gender: str, last_speaker: str | None) -> str | None:
        """The person a pronoun most likely means; None when nobody fits.

        Args:
            at: the token of the pronoun.
            gender: "f" or "m".
            last_speaker: who spoke last before it.
        """
        best, best_score = None, float("-inf")
        for name, paragraphs, sentences in self._before(at):
            full = self._people.full(name.text, name.first)
            found = self._people.gender(full)
            if found not in {None, gender}:
                continue
            verb = self._verb(name)
            subject = bool(verb)
            if not (self._is_telling(verb) or self._people.familiar(full) if subject else self._people.known(full)):
                continue
            score = _SUBJECT * subject + _SPOKE_LAST * (full == last_speaker) + _GENDER_KNOWN * (found is not None)
            score += _PER_PARAGRAPH * paragraphs + _PER_SENTENCE * sentences
            score += _AFTER_PREPOSITION * self._is_inside(name)
            if score > best_score:
                best, best_score = full, score
        return best

    def _before(self, at: int) -> Iterator[tuple[Name, int, int]]:
        """People named before a token, nearest first, with the paragraphs and sentences between."""
        paragraphs = sentences = 0
        position = at
        for name in reversed(self._people.names_before(at, _REACH)):
            while position > name.first:
                position -= 1
                paragraphs += self._story.words[position] == BREAK
                sentences += self._story.sentence_starts[position] == position
            if paragraphs > _PARAGRAPHS:
                return
            common = name.text.lower() in self._common and not self._people.known(name.text)
            if name.person and not name.owns and not common and name.text not in self._places:
                yield name, paragraphs, sentences

    def _is_place(self, name: Name) -> bool:
        """Whether one is "in" it, and nobody has it as a surname: "in London"."""
        if name.whole or name.owns or not name.titles or self._people.known(name.text):
            return False
        return self._story.words[name.titles - 1].lower() == "in"

    def _is_telling(self, verb: str) -> bool:
        return verb in self._cues or verb.endswith("ed")

    def _verb(self, name: Name) -> str:
        """The verb a name is the subject of, in lower case; empty when it is no subject."""
        words = self._story.words
        if name.titles and words[name.titles - 1].lower() in self._cues:
            return words[name.titles - 1].lower()
        at = name.last
        if at < len(words) and words[at] == "(":
            at = next((i + 1 for i in range(at, min(len(words), at + _ASIDE)) if words[i] == ")"), at)
        if at < len(words) and words[at] == ",":
            at = next((i + 1 for i in range(at + 1, min(len(words), at + _ASIDE)) if words[i] == ","), at)
        if at >= len(words):
            return ""
        lower = words[at].lower()
        if lower.endswith("ly") and at + 1 < len(words):
            lower = words[at + 1].lower()
        is_verb = lower in self._cues or lower in _AUXILIARIES or (lower.endswith("ed") and words[at].islower())
        return lower if is_verb else ""

    def _is_inside(self, name: Name) -> bool:
        return name.titles > 0 and self._story.words[name.titles - 1].lower() in _INSIDE
