"""Which sentences may be shown at all, and which only behind the one before them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from briefing.model import Sentence
from briefing.text.boilerplate import about_sender, asides, furniture_test, is_heading
from briefing.text.openers import leans_back
from briefing.text.quotation import is_balanced
from briefing.text.similarity import content

_SAME_HEADLINE = 0.8
_FEWEST_WORDS = 3
_LONGEST_WORD = 100
"""Letters in a row that are a word at most, in a script with spaces: what is longer is no sentence either."""
_OPENING_LETTERS = 3
"""Letters that a stem shares with its words: a sentence without them is not worth cutting to stems."""
_OPENING_WORDS = 8
_CURABLE = frozenset({"heading", "quotation mark"})

ALONE = -1
NOTHING_BEFORE = -2


class Standing:
    """What stands against showing the sentences of an article; each is looked at once it is asked about.

    Where nothing may be shown (a list of headings, a table), headings and broken quotations are admitted; boilerplate
    and the headline never are.
    """

    def __init__(self, sentences: Sequence[Sentence], title: str = "", language: str = "en") -> None:
        self._texts = [sentence.text for sentence in sentences]
        self._language = language
        self._headline = _Headline(title, language)
        self._beside = _pull_quotes(sentences) | _beside_text(sentences)
        self._is_furniture = furniture_test(self._texts)
        self._first: dict[str, int] = {}
        for index, text in enumerate(self._texts):
            if index not in self._beside:
                self._first.setdefault(text, index)
        self._plain: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def refusal(self, index: int) -> str:
        """Why a sentence is not shown ("boilerplate", "headline", …); empty when nothing stands against it."""
        refusal = self._plain_refusal(index)
        return "" if refusal in _CURABLE and self._all_refused else refusal

    def allows(self, index: int) -> bool:
        """Whether nothing stands against the sentence itself."""
        return not self.refusal(index)

    def need(self, index: int) -> int:
        """The sentence that has to be shown before: ALONE for none, NOTHING_BEFORE where what it leans on is missing.

        Where every sentence leans on another, the first one is where to start.
        """
        if not leans_back(self._texts[index], self._language):
            return ALONE
        before = next((other for other in range(index - 1, -1, -1) if self.allows(other)), NOTHING_BEFORE)
        return ALONE if before == NOTHING_BEFORE and self.allows(index) and self._all_lean else before

    def readable(self, index: int, chosen: Sequence[int]) -> bool:
        """Whether the sentence is understood behind the chosen ones."""
        need = self.need(index)
        return need == ALONE or need in chosen

    @cached_property
    def _all_refused(self) -> bool:
        return all(self._plain_refusal(index) for index in range(len(self)))

    @cached_property
    def _all_lean(self) -> bool:
        return all(leans_back(text, self._language) for index, text in enumerate(self._texts) if self.allows(index))

    def _plain_refusal(self, index: int) -> str:
        if index not in self._plain:
            self._plain[index] = "beside the text" if index in self._beside else self._judged(index)
        return self._plain[index]

    def _judged(self, index: int) -> str:
        text = self._texts[index]
        if self._headline.repeated_by(text):
            return "headline"
        if self._is_furniture(text):
            return "boilerplate"
        return "repeated" if self._first[text] != index else _fault(text)


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


def _fault(text: str) -> str:
    """What is wrong with a sentence as such."""
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
