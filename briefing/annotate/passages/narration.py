"""The narration of an article: its tokens outside quotation marks, each quoted part standing as one token."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.annotate.passages.quotation_marks import Part
from briefing.annotate.words.cues import ABBREVIATIONS
from briefing.annotate.words.lexing import UNSEEN

QUOTE = "“”"
BREAK = "\n"

_TOKEN = re.compile(
    r"(?:[^\W\d_a-z]-)?(?:[^\W\d_a-z]\.)+"
    rf"|(?:{'|'.join(sorted(ABBREVIATIONS, key=len, reverse=True))})\."
    r"|\w+(?:[-’'&]\w+|\.[a-z0-9]\w*)*"
    rf"|\n+|\.\.+|--+|[^\w\s{UNSEEN}]"
)
_ENDS = frozenset(".!?…")
_CLOSING_SPACE = " \t\u00a0\"'”’)]"


@dataclass(slots=True)
class Narration:
    """Tokens of an article outside its quotes.

    Attributes:
        words: the tokens as printed; a quoted part is `QUOTE`, the end of a paragraph `BREAK`.
        starts: their offsets in the text.
        ends: the offsets behind them.
        quotes: the token index of each quoted part, in order.
        sentence_starts: for each token, the index of the first token of its sentence.
    """

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    sentence_starts: list[int] = field(default_factory=list)

    def span(self, first: int, last: int) -> str:
        """The text from the token `first` up to, not including, the token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def before(self, index: int) -> str:
        """The token before this one; the end of a paragraph where there is none."""
        return self.words[index - 1] if index > 0 else BREAK

    def opens_sentence(self, index: int) -> bool:
        """Whether the token is the first of its sentence."""
        return self.sentence_starts[index] == index


def narrate(text: str, parts: Sequence[Part]) -> Narration:
    """Cut a text into tokens, each of its quoted parts one token.

    Args:
        text: the article.
        parts: its quoted parts, in order and apart from each other.
    """
    story = Narration(text)
    position = 0
    for part in parts:
        _add_tokens(story, position, part.outer_start)
        story.quotes.append(len(story.words))
        _add(story, QUOTE, part.outer_start, part.outer_end)
        position = part.outer_end
    _add_tokens(story, position, len(text))
    _find_sentences(story, dict(zip(story.quotes, parts, strict=True)))
    return story


def _add(story: Narration, word: str, start: int, end: int) -> None:
    story.words.append(word)
    story.starts.append(start)
    story.ends.append(end)


def _add_tokens(story: Narration, start: int, end: int) -> None:
    for match in _TOKEN.finditer(story.text, start, end):
        word = match.group()
        _add(story, BREAK if word[0] == "\n" else word, match.start(), match.end())


def _find_sentences(story: Narration, parts: dict[int, Part]) -> None:
    current, ended = 0, True
    for index, word in enumerate(story.words):
        if ended and (word == QUOTE or word[0].isalnum()) and not word[0].islower():
            current, ended = index, False
        elif word[0].isalnum() and word[0].islower():
            ended = False
        if word == BREAK:
            current, ended = index, True
        elif word == QUOTE:
            inside = story.text[parts[index].start : parts[index].end]
            ended = inside.rstrip(_CLOSING_SPACE)[-1:] in _ENDS
        elif word[0] in _ENDS:
            ended = True
        story.sentence_starts.append(current)
