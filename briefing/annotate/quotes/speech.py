"""Which quoted parts are somebody's speech, and whose: scare quotes and titles of works are not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.annotate.passages.narration import BREAK, QUOTE, Narration
from briefing.annotate.passages.quotation_marks import Part
from briefing.annotate.speakers import Speakers
from briefing.annotate.speakers.attribution import Attribution, Grammar
from briefing.annotate.speakers.phrases import Kind, Mention
from briefing.annotate.words.cues import LOUD_CUES, NAMING_CUES
from briefing.annotate.words.small_words import word_set

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_LEADS_TO_CUE = frozenset(",?!—–-…")
_ENDS_SENTENCE = frozenset(".?!…")
_INNER_CLOSING = "’'"
_MIXED_WORDS = 5
_NEAR = 2
_NEAR_WITH_COMMA = 4
_UNATTRIBUTED_WORDS = 6
_TITLE_WORDS = 9
_SHORT_PART = 24
_FARTHEST = 100
_TITLING = frozenset({"titled", "entitled", "subtitled", "headlined"})
_SMALL_WORDS = word_set("a an the of for to in on at with and or by from")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quoted part that is speech.

    Attributes:
        part: where it stands.
        speaker: who says it; None when that is not certain.
        cue: the word of saying; empty when there is none.
        words: how many words it has.
        continues: it goes on with the utterance before it, parted only by the words of attribution.
    """

    part: Part
    speaker: str | None
    cue: str
    words: int
    continues: bool = False


class Listener:
    """Goes through the quoted parts of one article in reading order, remembering who spoke last."""

    def __init__(self, story: Narration, parts: Sequence[Part], grammar: Grammar, speakers: Speakers) -> None:
        """Start before the first part."""
        self._story = story
        self._parts = parts
        self._grammar = grammar
        self._speakers = speakers
        self._last: Utterance | None = None
        self._last_at = -1

    def listen(self) -> list[Utterance]:
        """All utterances, in reading order."""
        heard: list[Utterance] = []
        for index in range(len(self._parts)):
            utterance = self._hear(index)
            if utterance is not None:
                heard.append(utterance)
                self._last, self._last_at = utterance, self._story.quotes[index]
        return heard

    def _hear(self, index: int) -> Utterance | None:
        part, at = self._parts[index], self._story.quotes[index]
        said = self._story.text[part.start : part.end]
        words = len(_WORD.findall(said))
        if self._story.before(at).lower() in _TITLING:
            return None
        attribution = self._attribution(index, said)
        if attribution is not None:
            speaker = self._speaker(attribution)
            if not self._is_speech(attribution, at, said, words):
                self._last = Utterance(part, speaker, attribution.cue, words)
                return None
            continues = self._continues(part, at) and speaker == (self._last.speaker if self._last else None)
            return Utterance(part, speaker, attribution.cue, words, continues)
        if self._story.before(at) == ":":
            return self._unattributed(part, at, said, words) or self._carried_on(part, at, said, words)
        return self._carried_on(part, at, said, words) or self._unattributed(part, at, said, words)

    # -- who says it -------------------------------------------------------------------------------------------

    def _attribution(self, index: int, said: str) -> Attribution | None:
        at = self._story.quotes[index]
        if self._grammar.introduces(at):
            return self._before(at) or self._after(index, said)
        return self._after(index, said) or self._before(at)

    def _after(self, index: int, said: str) -> Attribution | None:
        at, end = self._story.quotes[index], self._until(index)
        comma = at + 1 < end and self._story.words[at + 1] == ","
        if (signed := self._grammar.signature(at)) is not None:
            return signed
        if self._closes_sentence(at):
            return None
        if said[-1] == "." and not comma:
            return self._grammar.short_after(at, end)
        if self._story.before(at) == ":" and said[-1] != ",":
            return None
        final = said.rstrip(_INNER_CLOSING)[-1:]  # "…, ‘We leave now,’”"
        return self._grammar.after(at, end, open_ended=final in _LEADS_TO_CUE or comma)

    def _before(self, at: int) -> Attribution | None:
        start = self._story.sentence_starts[at]
        if start == at and self._story.before(at) == BREAK and self._story.before(at - 1) == ":":
            return self._grammar.before(self._story.sentence_starts[at - 2], at - 1)
        if self._last_at >= start:
            start = self._last_at + 1
        return self._grammar.before(start, at) if start < at else None

    def _closes_sentence(self, at: int) -> bool:
        """Whether a quoted part ends a sentence that began before it, its full stop outside ("… “a sad day”. He …")."""
        start = self._story.sentence_starts[at]
        return self._last_at < start < at and self._story.words[at + 1 : at + 2] == ["."]

    def _until(self, index: int) -> int:
        """The token up to which an attribution may follow: the next quoted part or the end of the paragraph."""
        story = self._story
        farthest = min(len(story.words), story.quotes[index] + _FARTHEST)
        for stop in range(story.quotes[index] + 1, farthest):
            word = story.words[stop]
            if word == BREAK or (word == QUOTE and story.ends[stop] - story.starts[stop] > _SHORT_PART):
                return stop
        return farthest

    def _speaker(self, attribution: Attribution) -> str | None:
        if attribution.mention is not None:
            return self._speakers.resolve(attribution.mention)
        return self._last.speaker if self._last is not None else None

    # -- is it speech ------------------------------------------------------------------------------------------

    def _is_speech(self, attribution: Attribution, at: int, said: str, words: int) -> bool:
        capital = not said[0].islower()
        title = _is_title(said, words)
        if attribution.follows:
            whole = (said[-1] in _LEADS_TO_CUE or self._story.words[at + 1] == ",") and (
                self._story.opens_sentence(at) or (capital and not title)
            )
            return whole or (words >= _MIXED_WORDS and not title)
        if self._resumes(at, said):
            return True
        if self._is_introduced(attribution, at):
            if title and not self._cries(attribution, at):
                return False
            if capital or self._story.sentence_starts[at] <= self._last_at or attribution.cue.lower() in LOUD_CUES:
                return True
        return words >= _MIXED_WORDS and not title

    def _resumes(self, at: int, said: str) -> bool:
        """Whether the words go on with a sentence that was broken off for its attribution ("“A,” Ek said, “b”")."""
        if self._last is None or self._story.before(at) != "," or not said[0].islower():
            return False
        broken = self._story.text[self._last.part.end - 1] == "," and self._story.text[self._last.part.start].isupper()
        return broken and self._story.sentence_starts[at] <= self._last_at

    def _is_introduced(self, attribution: Attribution, at: int) -> bool:
        """Whether a quote stands right behind its verb of saying, or behind the colon of its sentence."""
        before = self._story.before(at)
        return before == ":" or at - attribution.verb <= (_NEAR_WITH_COMMA if before == "," else _NEAR)

    def _cries(self, attribution: Attribution, at: int) -> bool:
        """Whether words in capitals are what was said ("said “Never Again”"), not what something is called."""
        if attribution.cue.lower() in NAMING_CUES:
            return False
        return attribution.verb == at - 1 or self._story.before(at) in {",", ":"}

    def _continues(self, part: Part, at: int) -> bool:
        """Whether only the words of attribution stand between this part and the last utterance."""
        if self._last is None:
            return False
        if self._last.part.goes_on and part.paragraph == self._last.part.paragraph + 1:
            return True
        if part.paragraph != self._last.part.paragraph:
            return False
        starts = self._story.sentence_starts
        return starts[at] <= self._last_at or (starts[at] == at and starts[at - 1] <= self._last_at)

    def _carried_on(self, part: Part, at: int, said: str, words: int) -> Utterance | None:
        """An utterance without words of attribution that goes on with the last one."""
        last = self._last
        if last is None or last.speaker is None:
            return None
        whole = (said[-1] in _ENDS_SENTENCE and self._story.opens_sentence(at)) or self._resumes(at, said)
        if part.paragraph == last.part.paragraph:
            follows = (whole or not _is_title(said, words)) and not self._is_another_s(at)
        else:
            follows = part.paragraph == last.part.paragraph + 1 and self._story.before(at) == BREAK
        if not follows or (words < _MIXED_WORDS and not whole):
            return None
        return Utterance(part, last.speaker, last.cue, words, self._continues(part, at))

    def _is_another_s(self, at: int) -> bool:
        """Whether a later sentence begins with somebody else who does something ("Rask apologized “for several …”").

        A name right before the quoted words is what these are said of ("Rask “kind of misspoke”").
        """
        start = self._story.sentence_starts[at]
        if start == at or start <= self._last_at or self._last is None:
            return False
        lead = self._grammar.lead(start, at)
        if lead is None or lead.name is None or lead.last == at:
            return False
        return self._speakers.meant(lead) != self._last.speaker

    def _unattributed(self, part: Part, at: int, said: str, words: int) -> Utterance | None:
        if words < _UNATTRIBUTED_WORDS or _is_title(said, words) or self._has_byline(at, said):
            return None
        lead = self._lead(at)
        return Utterance(part, self._speakers.resolve(lead) if lead else None, "", words)

    def _has_byline(self, at: int, said: str) -> bool:
        """Whether a comma and "by" follow: the quoted words are a headline."""
        following = self._story.words[at + 1 : at + 3]
        return following == [",", "by"] or (said[-1] == "," and following[:1] == ["by"])

    def _lead(self, at: int) -> Mention | None:
        """The person with whom the sentence of a quote, or the one before it, begins."""
        start, end = self._story.sentence_starts[at], at
        if start == at and at > 1:
            end = at - 1 if self._story.before(at) == BREAK else at
            start = self._story.sentence_starts[end - 1]
            if end < at and self._story.words[end - 1] == ":":
                return self._grammar.lead(start, end)
            if end < at and not self._grammar.speaks(start, end):
                return None
            lead = self._grammar.lead(start, end)
            if lead is not None and lead.kind is Kind.NOMINAL and not self._grammar.speaks(lead.last, lead.last + 1):
                return None
            return lead
        return self._grammar.lead(start, end)


def _is_title(said: str, words: int) -> bool:
    """Whether the words are set like the title of a work: nearly all with capitals, no sentence."""
    if words > _TITLE_WORDS or said[-1] in "?!":
        return False
    return all(not word[0].islower() or word in _SMALL_WORDS for word in _WORD.findall(said)) and said[0].isupper()
