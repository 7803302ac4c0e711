"""Who is said to have said a quoted part: the subject and the verb of saying beside it in the narration."""

from dataclasses import dataclass, replace

from briefing.annotate.passages.narration import BREAK, Narration
from briefing.annotate.speakers.names import Name
from briefing.annotate.speakers.phrases import Kind, Mention, Phrases
from briefing.annotate.words.cues import ACCORDING, DAYS, LINKS, SPEAKER_DETERMINERS, TIMES, all_cues

_PAUSES = frozenset({",", ".", "—", "–", "-", "--", "…", "...", "..", ":", ";"})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_LONGEST_ASIDE = 45
_LONGEST_TAIL = 32
_LONGEST_CLOSE_TAIL = 9
_LONGEST_PREDICATE = 9
_BEFORE_TIMES = frozenset({"on", "in", "during", "a", "the", "this"})
_NO_SUBJECT = frozenset({"and", "to", "by", "but", "then", "for", "or"})
_TELLING = frozenset({"tell", "tells", "told"})
"""Behind these stands who is told something, never who says it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker's mention and the word of saying that ties it to a quote.

    Attributes:
        mention: the words for the speaker; None when the sentence has only the verb ("Adding: “…”").
        cue: the verb of saying, or "according to".
        verb: its token.
        follows: it stands behind the quote.
    """

    mention: Mention | None
    cue: str
    verb: int
    follows: bool = False


class Grammar:
    """Finds speakers beside quotes in one article's narration."""

    def __init__(self, story: Narration, names: list[Name]) -> None:
        """Prepare the lookups."""
        self._story = story
        self._words = story.words
        self._phrases = Phrases(story, names)
        self._verbs = self._phrases.verbs
        self._lower = self._phrases.lower
        self.lead = self._phrases.lead
        self.phrase = self._phrases.phrase
        self.phrase_before = self._phrases.phrase_before

    # -- after the quote ---------------------------------------------------------------------------------------

    def after(self, quote: int, end: int, *, open_ended: bool) -> Attribution | None:
        """The attribution that follows a quote, between its token and the token `end`.

        Args:
            quote: the token of the quote; end: where the search stops.
            open_ended: the quote ends as one does whose attribution follows (with a comma, say), so that any verb
                in the past tense will do.
        """
        at = quote + 1
        while at < end and self._words[at] in _PAUSES:
            at += 1
        if at >= end:
            return None
        if at == quote + 1 and not open_ended and (found := self._closing(quote, at, end)) is not None:
            return found
        found = self._according(at, end) or self._inverted(at, end) or self._straight(at, end) or self._so(at, end)
        if found is None and open_ended:
            found = self._unheard_of(at, end)
        return found or self._closing(quote, at, end)

    def _according(self, at: int, end: int) -> Attribution | None:
        if self._lower[at] not in ACCORDING or self._divides(at, end):
            return None
        first = at + 1 + (at + 1 < end and self._lower[at + 1] == "to")
        mention = self._phrases.phrase(first, end)
        return Attribution(mention, self._story.span(at, first), at, follows=True) if mention else None

    def _divides(self, at: int, end: int) -> bool:
        """Whether "per" stands in a rate or a share ("3.8 per cent"), not before who says it ("per the ministry")."""
        if self._lower[at] != "per" or at + 1 >= end:
            return False
        return self._words[at + 1][0].islower() and self._lower[at + 1] not in SPEAKER_DETERMINERS

    def _so(self, at: int, end: int) -> Attribution | None:
        """German "so Brandt", nothing behind it."""
        if self._lower[at] != "so":
            return None
        mention = self._phrases.phrase(at + 1, end)
        if mention is None or mention.kind is not Kind.NAME or self._words[min(mention.last, end - 1)] != ".":
            return None
        return self._found(mention, at)

    def _inverted(self, at: int, end: int) -> Attribution | None:
        verb = self._verbs.skip_adverbs(at, end)
        if verb >= end or not self._verbs.is_cue(verb) or self._lower[verb].endswith("ing"):
            return None
        if self._lower[verb] in _TELLING:
            return None
        mention = self._phrases.phrase(verb + 1, end)
        return self._found(mention, verb) if mention else None

    def _straight(self, at: int, end: int) -> Attribution | None:
        mention = self._phrases.phrase(at, end)
        if mention is None:
            return None
        verb = self._verb_after(mention.last, end)
        return self._found(mention, verb) if verb >= 0 else None

    def _unheard_of(self, at: int, end: int) -> Attribution | None:
        """A past tense not in the tables, beside a name or pronoun: nobody can list all verbs of saying."""
        mention = self._phrases.phrase(at, end)
        if mention is not None and mention.kind is not Kind.NOMINAL:
            verb = self._verbs.skip_adverbs(mention.last, end)
            if verb < end and self._lower[verb].endswith("ed"):
                return self._found(mention, verb)
        if self._lower[at].endswith("ed"):
            mention = self._phrases.phrase(at + 1, end)
            if mention is not None and mention.kind is Kind.NAME:
                return self._found(mention, at)
        return None

    def _closing(self, quote: int, at: int, end: int) -> Attribution | None:
        """An attribution that closes the sentence of a quote: "“…” that they can, said Ada Brandt"."""
        starts = self._story.sentence_starts
        for index in range(at, min(end, at + _LONGEST_TAIL)):
            if starts[index] > quote:
                return None
            if self._words[index] == "," and index + 1 < end:
                found = self._according(index + 1, end) or self._inverted(index + 1, end)
                found = found or self._short_clause(index + 1, end)
                if found is not None:
                    return found
        return None

    def short_after(self, quote: int, end: int) -> Attribution | None:
        """Nothing but a subject and a verb of saying behind a quote that ends its own sentence."""
        found = self._short_clause(quote + 1, end)
        return found if found is not None and self._words[min(found.verb + 1, end - 1)] == "." else None

    def signature(self, quote: int) -> Attribution | None:
        """A name behind a dash, as under a quote set apart: "— Ada Brandt"."""
        at = quote + 1
        if at < len(self._words) and self._words[at] == BREAK:
            at += 1
        if at + 1 >= len(self._words) or self._words[at] not in _DASHES:
            return None
        mention = self._phrases.phrase(at + 1, min(len(self._words), at + _LONGEST_PREDICATE))
        if mention is None or mention.kind is not Kind.NAME:
            return None
        stop = self._words[mention.last] if mention.last < len(self._words) else BREAK
        return Attribution(mention, "", at, follows=True) if stop in {".", ",", BREAK} else None

    def _short_clause(self, at: int, end: int) -> Attribution | None:
        """A subject with its verb right behind it, closing the sentence ("..., Brandt said.")."""
        mention = self._phrases.phrase(at, end)
        if mention is None or mention.last >= end or not self._verbs.is_cue(mention.last):
            return None
        return self._found(mention, mention.last)

    def _found(self, mention: Mention, verb: int) -> Attribution:
        return Attribution(mention, self._words[verb], verb, follows=True)

    def _verb_after(self, at: int, end: int) -> int:
        """The verb of saying behind a subject, over an aside in commas or brackets; -1 when there is none."""
        if at < end and self._words[at] == "(":
            at = next((i + 1 for i in range(at, min(end, at + _LONGEST_ASIDE)) if self._words[i] == ")"), at)
        if at < end and self._words[at] in {",", "—", "–", "--"}:
            return self._verb_over_aside(at, end)
        for index in range(at, min(end, at + _LONGEST_PREDICATE)):
            if self._verbs.is_cue(index):
                return index
            if self._words[index] == "," and index > at and self._lower[at] in LINKS:
                return self._verb_over_aside(index, end)  # "Ida Ek of Norland University, a lawyer, said"
            if not self._words[index][0].isalnum() and self._words[index] != "&":
                return -1
        return -1

    def _verb_over_aside(self, at: int, end: int) -> int:
        mark, loose = self._words[at], -1
        sentence = self._story.sentence_starts[at]
        for index in range(at + 1, min(end, at + _LONGEST_ASIDE)):
            if self._story.sentence_starts[index] != sentence:
                break
            verb = self._verbs.skip_adverbs(index + 1, end)
            if self._words[index] == mark and verb < end and self._verbs.is_cue(verb):
                return verb
            if loose < 0 and self._verbs.is_cue(index) and self._verbs.is_plain_cue(index):
                loose = index
        return loose

    def introduces(self, quote: int) -> bool:
        """Whether the words right before a quote lead into it, so that what follows it is the next clause."""
        at = quote - 1
        if at > 0 and self._words[at] == "," and self._verbs.is_cue(at - 1):
            return True
        return at >= 0 and (self._lower[at] in {"that", ":", "because"} or self._verbs.is_cue(at))

    def speaks(self, start: int, end: int) -> bool:
        """Whether a verb of saying stands among these tokens."""
        return any(self._verbs.is_cue(at) for at in range(start, min(end, start + 2 * _LONGEST_ASIDE)))

    # -- before the quote --------------------------------------------------------------------------------------

    def before(self, start: int, quote: int) -> Attribution | None:
        """The attribution that leads up to a quote, in the tokens of its sentence from `start` on."""
        for at in range(quote - 1, max(start, quote - _LONGEST_ASIDE) - 1, -1):
            if self._lower[at] in ACCORDING and (found := self._according(at, quote)):
                return Attribution(found.mention, found.cue, at)
        return self._last_verb(start, quote) or self._opening_verb(start, quote)

    def _last_verb(self, start: int, quote: int) -> Attribution | None:
        """The verb of saying nearest to the quote that has a subject; failing that, the sentence's own subject."""
        subjectless = -1
        for verb in range(quote - 1, max(start, quote - _LONGEST_TAIL) - 1, -1):
            if not self._verbs.is_cue(verb):
                continue
            if quote - verb > _LONGEST_CLOSE_TAIL and not self._verbs.is_plain_cue(verb):
                continue
            mention = self._subject(start, verb, quote)
            if mention is not None:
                nearest = verb if subjectless < 0 else subjectless
                return Attribution(mention, self._words[nearest], nearest)
            subjectless = verb if subjectless < 0 else subjectless
        if subjectless < 0:
            return None
        mention = self._phrases.lead(start, subjectless)
        return Attribution(mention, self._words[subjectless], subjectless) if mention is not None else None

    def teller(self, start: int, end: int) -> Mention | None:
        """Who says something, by the verb of saying nearest to the end of the tokens from `start` up to `end`."""
        for verb in range(end - 1, start, -1):
            if self._verbs.is_cue(verb):
                return self._subject(start, verb, end) or self._phrases.phrase(verb + 1, end)
        return None

    def subject_from(self, at: int) -> Mention | None:
        """The noun phrase that begins at a token, a verb in the past tense that ends it left out."""
        found = self._phrases.phrase(at, min(len(self._words), at + _LONGEST_ASIDE))
        if found is None or found.kind is not Kind.NOMINAL or not self._lower[found.last - 1].endswith("ed"):
            return found
        return replace(found, last=found.last - 1) if found.last - 1 > found.first else None

    def _opening_verb(self, start: int, quote: int) -> Attribution | None:
        """A sentence that begins with its verb: "Adding: “…”", "Continued Brandt: “…”"."""
        opening = self._lower[start]
        if quote - start > _LONGEST_CLOSE_TAIL or opening not in all_cues() or self._words[start].isupper():
            return None
        if opening.endswith("ing"):
            return Attribution(None, self._words[start], start)
        mention = self._phrases.phrase(start + 1, quote) if opening.endswith(("ed", "said")) else None
        return Attribution(mention, self._words[start], start) if mention is not None else None

    def _before_time(self, start: int, at: int) -> int:
        """Step back over a day or time of day ("The ministry on Tuesday said")."""
        if at <= start or not (self._words[at] in DAYS or self._lower[at] in TIMES):
            return at
        while at > start and (self._words[at] in DAYS or self._lower[at] in TIMES or self._lower[at] in _BEFORE_TIMES):
            at -= 1
        return at

    def _subject(self, start: int, verb: int, quote: int) -> Mention | None:
        """The subject of a verb; None when it stands further off (a participle, an infinitive, a second verb)."""
        if verb + 1 < quote and self._lower[verb + 1] == "by":
            return self._phrases.phrase(verb + 2, quote)
        at = verb - 1
        while at >= start and self._verbs.is_between(at):
            at -= 1
        at = self._before_time(start, at)
        if at < start or self._lower[at] in _NO_SUBJECT:
            return None
        if self._lower[verb].endswith("ing"):
            return self._phrases.phrase_with(start, at + 1)
        if self._words[at] == ")":
            while at > start and self._words[at] != "(":
                at -= 1
            at -= 1
        if self._words[at] in {",", "—", "–", "--"}:
            return self._phrases.over_aside(start, at)
        found = self._phrases.phrase_before(start, at + 1)
        if found is not None and found.kind is Kind.NOMINAL:
            return self._before_open_aside(start, found.first) or found
        return found

    def _before_open_aside(self, start: int, end: int) -> Mention | None:
        """The person a sentence begins with, described behind a comma that no other one answers."""
        lead = self._phrases.lead(start, end)
        if lead is None or lead.name is None or not lead.name.whole or lead.last + 1 >= end:
            return None
        aside = self._words[lead.last : end]
        describes = aside[1][0].islower() and aside[1] not in _NO_SUBJECT
        return lead if aside[0] == "," and aside.count(",") == 1 and describes else None
