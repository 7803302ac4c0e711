"""Which sentences may be shown at all, and which only behind the one before them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Sentence
from briefing.text.boilerplate import about_sender, asides, boilerplate_among, is_heading
from briefing.text.openers import leans_back
from briefing.text.quotation import is_balanced
from briefing.text.similarity import content

_SAME_HEADLINE = 0.8
_FEWEST_WORDS = 3
_LONGEST_WORD = 100
"""Letters in a row that are a word at most, in a script with spaces: what is longer is no sentence either."""
_OPENING_LETTERS = 3
"""Letters that a stem shares with its words: a sentence without them is not worth cutting to stems."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against showing sentences, by sentence.

    Attributes:
        refusals: why it is not shown ("boilerplate", "headline", …); empty when nothing stands against it.
        needs: index of the sentence that has to be shown before it; -1 for one that reads alone,
            -2 for one that leans on something that is not there.
    """

    refusals: tuple[str, ...]
    needs: tuple[int, ...]

    def allows(self, index: int) -> bool:
        """Whether nothing stands against the sentence itself."""
        return not self.refusals[index]

    def readable(self, index: int, chosen: Sequence[int]) -> bool:
        """Whether the sentence is understood behind the chosen ones."""
        need = self.needs[index]
        return need == ALONE or need in chosen


ALONE = -1
NOTHING_BEFORE = -2
_OPENING_WORDS = 8
_CURABLE = frozenset({"heading", "quotation mark"})


def standing(sentences: Sequence[Sentence], title: str = "", language: str = "en") -> Standing:
    """Judge the sentences of one article.

    Where nothing may be shown (a list of headings, a table), headings and broken quotations are admitted; boilerplate
    and the headline never are.
    """
    headline = _Headline(title, language)
    seen: set[str] = set()
    pulled = _pull_quotes(sentences) | _beside_text(sentences)
    furniture = boilerplate_among([sentence.text for sentence in sentences])
    refusals = [
        "beside the text" if index in pulled else _refusal(sentence.text, headline, seen, furniture[index])
        for index, sentence in enumerate(sentences)
    ]
    if not any(not refusal for refusal in refusals):
        refusals = ["" if refusal in _CURABLE else refusal for refusal in refusals]
    needs: list[int] = []
    before = NOTHING_BEFORE
    for index, sentence in enumerate(sentences):
        needs.append(before if leans_back(sentence.text, language) else ALONE)
        if not refusals[index]:
            before = index
    return Standing(tuple(refusals), _with_a_start(refusals, needs))


def _pull_quotes(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Lines of their own that begin like a sentence within a paragraph: the page shows it twice, once for the eye."""
    if not sentences or sentences[0].paragraph == sentences[-1].paragraph:
        return frozenset()
    in_paragraph = Counter(sentence.paragraph for sentence in sentences)
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        opening = tuple(sentence.text.casefold().split()[:_OPENING_WORDS])
        if len(opening) == _OPENING_WORDS:
            alike[opening].append(index)
    return frozenset(
        index
        for group in alike.values()
        if any(in_paragraph[sentences[index].paragraph] > 1 for index in group)
        for index in group
        if in_paragraph[sentences[index].paragraph] == 1
    )


def _beside_text(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Sentences of paragraphs that their neighbours show to be none of the text."""
    paragraphs: defaultdict[int, list[str]] = defaultdict(list)
    for sentence in sentences:
        paragraphs[sentence.paragraph].append(sentence.text)
    numbers = list(paragraphs)
    joined = [" ".join(parts) for parts in paragraphs.values()]
    beside = {numbers[place] for place in asides(joined) | about_sender(joined)}
    return frozenset(index for index, sentence in enumerate(sentences) if sentence.paragraph in beside)


def _with_a_start(refusals: Sequence[str], needs: Sequence[int]) -> tuple[int, ...]:
    """Where every sentence leans on another, the first one is where to start."""
    fine = [index for index, refusal in enumerate(refusals) if not refusal]
    if not fine or any(needs[index] == ALONE for index in fine):
        return tuple(needs)
    return tuple(ALONE if index == fine[0] else need for index, need in enumerate(needs))


def _refusal(text: str, headline: _Headline, seen: set[str], furniture: bool) -> str:
    if headline.repeated_by(text):
        return "headline"
    if furniture:
        return "boilerplate"
    if text in seen:
        return "repeated"
    seen.add(text)
    if is_heading(text) or len(text.split(None, _FEWEST_WORDS)) < _FEWEST_WORDS:
        if len(text) > _LONGEST_WORD and text.isascii() and " " not in text:
            return "no words"
        return "heading" if text.isascii() or " " in text else ""
    return "" if is_balanced(text) else "quotation mark"


class _Headline:
    """Tells whether a sentence only says the headline again."""

    def __init__(self, title: str, language: str) -> None:
        self.language = language
        self.words = frozenset(content(title, language))
        self.openings = tuple(word[:_OPENING_LETTERS] for word in self.words)
        self.spare = len(self.openings) - _SAME_HEADLINE * len(self.openings)

    def repeated_by(self, text: str) -> bool:
        if not self.words or len(text) > 400:  # noqa: PLR2004  (no headline is that long)
            return False
        lower = text.lower()
        missing = 0
        for opening in self.openings:
            missing += opening not in lower
            if missing > self.spare:
                return False
        words = frozenset(content(text, self.language))
        shared = len(words & self.words)
        return bool(words) and shared >= _SAME_HEADLINE * len(words | self.words)
