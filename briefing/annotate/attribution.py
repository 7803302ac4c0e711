"""Who is said to have said a quoted part: the subject and the verb of saying beside it in the narration."""

from dataclasses import dataclass
from enum import StrEnum

from briefing.annotate.cues import ACCORDING, BETWEEN, DETERMINERS, LINKS, PHRASE_ENDS, PRONOUNS, cue_verbs
from briefing.annotate.names import Name
from briefing.annotate.narration import BREAK, QUOTE, Narration

_PAUSES = frozenset({",", ".", "—", "–", "-", "--", "…", "...", "..", ":", ";"})
_LONGEST_PHRASE = 14
_LONGEST_ASIDE = 45
_LONGEST_TAIL = 32
_LONGEST_PREDICATE = 9
_NOT_ADVERBS = frozenset(
    {"family", "elderly", "italy", "july", "assembly", "daily", "weekly", "monthly", "ally", "reply", "supply"}
)
_NOUNS_TOO = frozenset(
    "report reports tweet tweets post posts email emails claim claims comment comments text texts query question questions "
    "call calls warning reading writing charge charges state states label note notes order praise cry cheer cheers joke "
    "jokes promise pledge challenge demand estimate estimates detail details challenge shout shouts saying laugh chant attack "
    "chants advocate advocates".split()
)
_OPENERS = frozenset(
    "in on at during after before for as with when while by of but and still then yet so also asked however meanwhile "
    "though although because despite if since until once later earlier".split()
)
_TIMES = frozenset("today yesterday tomorrow tonight last early late earlier".split())


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


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker's mention and the word of saying that ties it to a quote; the word is empty when there is none."""

    mention: Mention
    cue: str
    follows: bool = False


class Grammar:
    """Finds speakers beside quotes in one article's narration."""

    def __init__(self, story: Narration, names: list[Name]) -> None:
        """Prepare the lookups."""
        self.story = story
        self._words = story.words
        self._lower = [word.lower() for word in story.words]
        self._cues = cue_verbs()
        self._name_by_first = {name.titles: name for name in names}
        self._name_by_last = {name.last: name for name in names}

    # -- after the quote ---------------------------------------------------------------------------------------

    def after(self, quote: int, end: int) -> Attribution | None:
        """The attribution that follows a quote, between its token and the token `end`."""
        at = quote + 1
        while at < end and self._words[at] in _PAUSES:
            at += 1
        if at >= end:
            return None
        return self._according(at, end) or self._inverted(at, end) or self._straight(at, end)

    def _according(self, at: int, end: int) -> Attribution | None:
        if self._lower[at] not in ACCORDING:
            return None
        first = at + 1 + (at + 1 < end and self._lower[at + 1] == "to")
        mention = self.phrase(first, end)
        return Attribution(mention, self.story.span(at, first), follows=True) if mention else None

    def _inverted(self, at: int, end: int) -> Attribution | None:
        verb = self._skip_adverbs(at, end)
        if verb >= end or not self._is_cue(verb):
            return None
        mention = self.phrase(verb + 1, end)
        return Attribution(mention, self._words[verb], follows=True) if mention else None

    def _straight(self, at: int, end: int) -> Attribution | None:
        mention = self.phrase(at, end)
        if mention is None:
            return None
        verb = self._verb_after(mention.last, end)
        return Attribution(mention, self._words[verb], follows=True) if verb >= 0 else None

    def _verb_after(self, at: int, end: int) -> int:
        """The verb of saying behind a subject, over an aside in commas or brackets; -1 when there is none."""
        if at < end and self._words[at] == "(":
            at = self._behind(")", at, end)
        if at < end and self._words[at] in {",", "—", "–"}:
            limit = min(end, at + _LONGEST_ASIDE)
            for index in range(at + 1, limit):
                if self._words[index] in {".", BREAK, ";"}:
                    return -1
                verb = self._skip_adverbs(index + 1, end)
                if self._words[index] == self._words[at] and verb < end and self._is_cue(verb):
                    return verb
            return -1
        for index in range(at, min(end, at + _LONGEST_PREDICATE)):
            if self._is_cue(index):
                return index
            if not self._words[index][0].isalnum():
                return -1
        return -1

    def _behind(self, mark: str, at: int, end: int) -> int:
        for index in range(at, min(end, at + _LONGEST_ASIDE)):
            if self._words[index] == mark:
                return index + 1
        return at

    # -- before the quote --------------------------------------------------------------------------------------

    def before(self, start: int, quote: int) -> Attribution | None:
        """The attribution that leads up to a quote, in the tokens of its sentence from `start` on."""
        for at in range(quote - 1, start - 1, -1):
            if self._lower[at] in ACCORDING and (found := self._according(at, quote)):
                return Attribution(found.mention, found.cue)
        for verb in range(quote - 1, max(start, quote - _LONGEST_TAIL) - 1, -1):
            if self._is_cue(verb) and (mention := self._subject(start, verb)):
                return Attribution(mention, self._words[verb])
        return None

    def _subject(self, start: int, verb: int) -> Mention | None:
        at = verb - 1
        while at >= start and self._is_between(at):
            at -= 1
        if at < start or self._lower[at] in {"and", "to", "by", "but", "then"} or self._words[verb].endswith("ing"):
            return self.lead(start, verb)
        if self._words[at] == ")":
            while at > start and self._words[at] != "(":
                at -= 1
            at -= 1
        if self._words[at] in {",", "—", "–"}:
            return self._over_aside(start, at)
        return self._phrase_before(start, at + 1)

    def _over_aside(self, start: int, comma: int) -> Mention | None:
        lead = self.lead(start, comma)
        if lead is not None and lead.last < comma and self._words[lead.last] in {",", "(", "—", "–"}:
            return lead
        for at in range(comma - 1, max(start, comma - _LONGEST_ASIDE), -1):
            if self._words[at] == self._words[comma]:
                return self._phrase_before(start, at)
        return lead

    def _phrase_before(self, start: int, last: int) -> Mention | None:
        """The noun phrase that ends before the token `last`."""
        if last <= start:
            return None
        if self._lower[last - 1] == "who":
            at = last - 2 if self._words[last - 2] in {",", "—", "–"} else last - 1
            return self._phrase_before(start, at)
        if self._lower[last - 1] in PRONOUNS:
            return Mention(last - 1, last, Kind.PRONOUN)
        name = self._name_by_last.get(last)
        if name is not None and name.person and not name.owns and name.titles >= start:
            return Mention(name.titles, last, Kind.NAME, name)
        at = last
        while at > start and last - at < _LONGEST_PHRASE and self._in_phrase_backward(at - 1):
            at -= 1
        while at < last and self._lower[at] in LINKS:
            at += 1
        return Mention(at, last, Kind.NOMINAL) if at < last else None

    def _in_phrase_backward(self, at: int) -> bool:
        lower = self._lower[at]
        if lower in LINKS:
            return True
        return self._words[at][0].isalnum() and lower not in PHRASE_ENDS and not self._is_cue(at)

    def lead(self, start: int, end: int) -> Mention | None:
        """The subject with which a sentence opens, over a short phrase set off by a comma."""
        at = start
        while at < end and not self._words[at][0].isalnum():
            at += 1
        if at < end and self._lower[at] in _OPENERS:
            for index in range(at, min(end, at + 25)):
                if self._words[index] == ",":
                    at = index + 1
                    break
            else:
                at += 1
        return self.phrase(at, end) if at < end else None

    # -- noun phrases ------------------------------------------------------------------------------------------

    def phrase(self, first: int, end: int) -> Mention | None:
        """The noun phrase that begins at the token `first`."""
        if first >= end:
            return None
        if self._lower[first] in PRONOUNS:
            return Mention(first, first + 1, Kind.PRONOUN)
        name = self._name_by_first.get(first)
        last = name.last if name is not None else first
        while last < end and last - first < _LONGEST_PHRASE and self._in_phrase(last):
            last = self._step(last)
        last = min(last, end)
        ending = self._name_by_last.get(last)
        if ending is not None and ending.person and not ending.owns:
            return Mention(first, last, Kind.NAME, ending)
        if last == first:
            return None
        return Mention(first, self._with_links(last, end), Kind.NOMINAL)

    def _step(self, at: int) -> int:
        name = self._name_by_first.get(at)
        return name.last if name is not None else at + 1

    def _with_links(self, last: int, end: int) -> int:
        while last + 1 < end and self._lower[last] in {"of", "for", "from", "at", "with"}:
            further = last + 1
            while further < end and further - last < _LONGEST_PHRASE and self._in_phrase(further):
                further += 1
            if further == last + 1:
                break
            last = further
        return last

    def _in_phrase(self, at: int) -> bool:
        word, lower = self._words[at], self._lower[at]
        if not word[0].isalnum() or lower in PHRASE_ENDS or lower in _TIMES or word in _DAYS:
            return False
        return not self._is_adverb(lower) and not self._is_cue(at)

    # -- words -------------------------------------------------------------------------------------------------

    def _is_adverb(self, lower: str) -> bool:
        return len(lower) > 4 and lower.endswith("ly") and lower not in _NOT_ADVERBS  # noqa: PLR2004

    def _is_between(self, at: int) -> bool:
        return self._lower[at] in BETWEEN or self._is_adverb(self._lower[at])

    def _skip_adverbs(self, at: int, end: int) -> int:
        while at < end and self._is_between(at):
            at += 1
        return at

    def _is_cue(self, at: int) -> bool:
        lower = self._lower[at]
        if lower not in self._cues:
            return False
        if self._words[at][0].isupper() and at and self._words[at - 1] != QUOTE:
            return False
        if lower not in _NOUNS_TOO or at == 0:
            return True
        before = self._lower[at - 1]
        return (
            before in PRONOUNS
            or before in BETWEEN
            or at in self._name_by_last
            or before in {")", ",", QUOTE, "to"}
            or (before.endswith("s") and before not in DETERMINERS)
        )


_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tues Wed Thurs Fri Sat Sun".split())
