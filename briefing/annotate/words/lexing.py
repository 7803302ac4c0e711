"""Tokens with offsets, and tables of phrases that are matched on them: the ground on which figures are read."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Ranges of characters that are not seen, for patterns: marks of direction, spaces and joiners without width."""

# Every alternative consumes at least one character and none can be entered twice at one place: linear on any input.
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)\S+)"
    r"|(?P<number>(?<!\w)\.\d+|\d+(?:[.,٫٬]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)*(?:\[[^\W\d_]+\])?)"
    rf"|(?P<symbol>[^\s{UNSEEN}])"
)
_NO_SIGNS = str.maketrans("", "", ".[]")
_HYPHENS = frozenset("-‐‑–—−")

Payload = TypeVar("Payload")


class Token(NamedTuple):
    """A number, a word or a sign of a text.

    Attributes:
        low: the text in lower case, without the stops of an abbreviation ("U.S." is "us") and the brackets in which an
            editor completed a word ("min[ute]" is "minute").
        kind: "number", "word", "symbol", or "address" for one of the web.
        glued: no white space stands between it and the token before.
    """

    text: str
    low: str
    start: int
    end: int
    kind: str
    glued: bool


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut text[start:end] into tokens; offsets count from the beginning of the text.

    Args:
        text: any text.
        start: where to begin; end: where to stop, the end of the text when None.
    """
    limit = len(text) if end is None else end
    found: list[Token] = []
    before = -1
    for match in _TOKEN.finditer(text, start, limit):
        piece = match.group()
        low = piece.translate(_NO_SIGNS).lower() if match.lastgroup == "word" else piece
        found.append(
            Token(piece, low, match.start(), match.end(), match.lastgroup or "symbol", match.start() == before)
        )
        before = match.end()
    return tuple(found)


def is_hyphen(token: Token) -> bool:
    """Whether the token is a hyphen, a dash or a minus sign."""
    return token.text in _HYPHENS


class PhraseTable(Generic[Payload]):
    """Phrases and what they stand for, matched on tokens, the longest first.

    A phrase with a capital letter is matched with its case, any other without; a hyphen between two words of a text
    counts as a space.
    """

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        self._forward: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        self._backward: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        for phrase, payload in phrases:
            cased = phrase != phrase.lower()
            words = tuple(_key(token, cased=cased) for token in tokens(phrase) if not is_hyphen(token))
            self._forward.setdefault(words[0], []).append((words, payload))
            self._backward.setdefault(words[-1], []).append((words, payload))
        for entries in (*self._forward.values(), *self._backward.values()):
            entries.sort(key=lambda entry: -len(entry[0]))

    def match_from(self, line: Sequence[Token], index: int) -> tuple[Payload, int] | None:
        """The longest phrase that begins at a token.

        Returns:
            What it stands for and the index behind its last token; None when no phrase begins there.
        """
        if index >= len(line):
            return None
        best: tuple[Payload, int] | None = None
        for first in {line[index].low, line[index].text}:
            for words, payload in self._forward.get(first, ()):
                end = _walk(line, index, words)
                if end is not None and (best is None or end > best[1]):
                    best = payload, end
                    break
        return best

    def match_until(self, line: Sequence[Token], index: int) -> tuple[Payload, int] | None:
        """The longest phrase that ends right before a token.

        Returns:
            What it stands for and the index of its first token; None when no phrase ends there.
        """
        if index < 1:
            return None
        for words, payload in self._backward.get(line[index - 1].low, ()):
            begin = _walk_back(line, index - 1, words)
            if begin is not None:
                return payload, begin
        return None


def _key(token: Token, *, cased: bool) -> str:
    return token.text if cased else token.low


def _walk(line: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    for position, word in enumerate(words):
        if position and index + 1 < len(line) and is_hyphen(line[index]) and line[index].glued:
            index += 1
        if index >= len(line) or word not in {line[index].low, line[index].text}:
            return None
        index += 1
    return index


def _walk_back(line: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    for position, word in enumerate(reversed(words)):
        if position and index > 0 and is_hyphen(line[index]) and line[index].glued:
            index -= 1
        if index < 0 or word != line[index].low:
            return None
        index -= 1
    return index + 1


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a packaged table, its comment lines left out.

    Args:
        name: file name in the data folder of `briefing.annotate`; columns are separated by tabs.
    """
    text = files("briefing.annotate").joinpath("data", name).read_text(encoding="utf-8")
    rows = (row for row in text.splitlines() if row and not row.startswith("#"))
    return tuple(tuple(cell.strip() for cell in row.split("\t")) for row in rows)
