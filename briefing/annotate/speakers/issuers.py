"""Whose statement speaks: "the statement said" names nobody, but who issued it may be told."""

from briefing.annotate.passages.narration import Narration
from briefing.annotate.speakers.attribution import Grammar
from briefing.annotate.speakers.phrases import Mention
from briefing.annotate.words.small_words import word_set

_STATEMENTS = frozenset({"statement", "statements"})
_FROM = frozenset({"from", "by", "of"})
_ISSUING = word_set("issued released published posted signed made sent shared")
_POSSESSIVE = ("’s", "'s", "s’", "s'")
_BEFORE = word_set("a an the its his her their in joint brief short written new separate")
_REACH = 400
"""Tokens: so far back an issuer is looked for."""


class Issuers:
    """Finds who issued the statements of one article."""

    def __init__(self, story: Narration, grammar: Grammar) -> None:
        """Note where statements are told of."""
        self._story = story
        self._grammar = grammar
        self._lower = [word.lower() for word in story.words]
        self._told = [at for at, lower in enumerate(self._lower) if lower in _STATEMENTS]

    def is_statement(self, mention: Mention) -> bool:
        """Whether a mention is of a statement: "a joint statement", "the statement from the port"."""
        return self._head(mention) >= 0

    def issuer(self, mention: Mention) -> Mention | None:
        """Who issued the statement that a mention names; None when nobody is told, or several are.

        Args:
            mention: of a statement.
        """
        head = self._head(mention)
        if (named := self._named_behind(head)) is not None:
            return named
        if head > mention.first and self._lower[head - 1].endswith(_POSSESSIVE):
            return self._grammar.phrase(mention.first, head)
        if "joint" in self._lower[mention.first : head]:
            return None
        earlier = (at for at in reversed(self._told) if head - _REACH < at < mention.first)
        found = (self._told_at(at) for at in earlier)
        return next((issuer for issuer in found if issuer is not None), None)

    def _head(self, mention: Mention) -> int:
        """The token of the word "statement" that heads a mention; -1 when another word does."""
        for at in range(mention.first, mention.last):
            if self._lower[at] in _STATEMENTS:
                return at
            if self._lower[at] in _FROM:
                break
        return -1

    def _named_behind(self, head: int) -> Mention | None:
        """Who stands behind: "statement from the port", "statement issued by Ida Ek"."""
        at = head + 1
        if at < len(self._lower) and self._lower[at] in _ISSUING:
            at += 1
        if at >= len(self._lower) or self._lower[at] not in _FROM:
            return None
        return self._grammar.phrase(at + 1, len(self._lower))

    def _told_at(self, at: int) -> Mention | None:
        """Who issues a statement where one is told of: "The port released a statement", "In a statement, the port"."""
        if (named := self._named_behind(at)) is not None:
            return named
        first, start = at, self._story.sentence_starts[at]
        while first > start and self._lower[first - 1] in _BEFORE:
            first -= 1
        if first > start and self._lower[first - 1] in _ISSUING:
            return self._grammar.phrase_before(start, first - 1)
        if "in" not in self._lower[first:at]:
            return None
        if first == start:
            return self._grammar.subject_from(at + 2) if self._story.words[at + 1 : at + 2] == [","] else None
        return self._grammar.teller(start, first)
