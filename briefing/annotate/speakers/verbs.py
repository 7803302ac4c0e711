"""Verbs of saying, adverbs and auxiliaries among the tokens of an article's narration."""

from collections.abc import Sequence

from briefing.annotate.passages.narration import QUOTE
from briefing.annotate.speakers.names import Name
from briefing.annotate.words.cues import (
    BETWEEN,
    FOREIGN_AUXILIARIES,
    NOT_ADVERBS,
    PHRASAL,
    SPEAKER_DETERMINERS,
    SPEAKING_PRONOUNS,
    all_cues,
    noun_like_cues,
    plain_cues,
)

_SHORTEST_ADVERB = 5
_LEADS_IN = frozenset({QUOTE, ",", ":", "that"})
_BEFORE_VERB = frozenset({")", ",", "to", QUOTE, "who"})


class Verbs:
    """Tells at each token of a narration whether a verb of saying, or what may stand before one, is there."""

    def __init__(self, words: Sequence[str], names: Sequence[Name]) -> None:
        """Look at every token once."""
        self.words = words
        self.lower = [word.lower() for word in words]
        self._all_cues = all_cues()
        self._plain_cues = plain_cues()
        self._noun_like = noun_like_cues()
        self._name_by_last = {name.last: name for name in names}
        self._cues = {at for at, lower in enumerate(self.lower) if self._may_be_cue(at, lower)}

    def is_cue(self, at: int) -> bool:
        """Whether a verb of saying stands here."""
        return at in self._cues

    def _may_be_cue(self, at: int, lower: str) -> bool:
        if lower not in self._all_cues:
            return lower in PHRASAL and self._is_phrasal(at)
        if self.words[at][0].isupper() and at and self.words[at - 1] != QUOTE:
            return False
        if lower == "said" and at and self.lower[at - 1] == "being":
            return False
        if at + 1 < len(self.words) and self.lower[at + 1] == "to" and lower.startswith(("continu", "offer", "call")):
            return False
        return lower not in self._noun_like or at == 0 or self._behind_subject(at)

    def is_plain_cue(self, at: int) -> bool:
        """Whether it is a verb that reaches over a clause to the quote."""
        return self.lower[at] in self._plain_cues

    def _is_phrasal(self, at: int) -> bool:
        return at + 1 < len(self.words) and PHRASAL.get(self.lower[at]) == self.lower[at + 1]

    def _behind_subject(self, at: int) -> bool:
        before = self.lower[at - 1]
        if before.endswith(("’s", "'s", "s’", "s'")):
            return False
        if before in SPEAKING_PRONOUNS or before in BETWEEN or before in _BEFORE_VERB:
            return True
        if (name := self._name_by_last.get(at)) is not None:
            return name.titles == 0 or name.person or self.lower[name.titles - 1] not in {"a", "an", "its"}
        return before not in SPEAKER_DETERMINERS and at + 1 < len(self.words) and self.words[at + 1] in _LEADS_IN

    def skip_adverbs(self, at: int, end: int) -> int:
        """The first token from here on that is neither adverb nor auxiliary."""
        while at < end and self.is_between(at):
            at += 1
        return at

    def is_between(self, at: int) -> bool:
        """Whether the token may stand between a subject and its verb."""
        if self.lower[at] in FOREIGN_AUXILIARIES:
            return at + 1 < len(self.lower) and self.lower[at + 1] in self._plain_cues
        return self.lower[at] in BETWEEN or self.is_adverb(at)

    def is_adverb(self, at: int) -> bool:
        """Whether the token is a word in -ly, not a name like "Emily"."""
        lower = self.lower[at]
        if len(lower) < _SHORTEST_ADVERB or not lower.endswith("ly") or lower in NOT_ADVERBS:
            return False
        return self.words[at] == lower or (at + 1 < len(self.words) and self.words[at + 1] == ",")
