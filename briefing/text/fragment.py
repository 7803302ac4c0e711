"""Links to a place in a page: text directives of the WICG draft "URL Fragment Text Directives" (scroll to text)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BREAK = "\n"
_DIRECTIVE = ":~:"

# Longer selections are named by their first and last words: short links, and robust against a changed word inside.
_LONGEST_EXACT = 60
_FEWEST_WORDS = 4
_MOST_WORDS = 16
_MOST_CONTEXT = 12
# A text that repeats itself without end is given up on: its copies cannot be told apart anyway.
_MOST_TRIES = 200


@dataclass(frozen=True, slots=True)
class _Directive:
    """The four terms of a text directive; empty where one is not needed."""

    prefix: str = ""
    start: str = ""
    end: str = ""
    suffix: str = ""

    def written(self) -> str:
        """The directive as it stands in a URL: "prefix-,start,end,-suffix"."""
        terms = [f"{_encoded(self.prefix)}-" if self.prefix else "", _encoded(self.start)]
        terms += [_encoded(self.end) if self.end else "", f"-{_encoded(self.suffix)}" if self.suffix else ""]
        return ",".join(term for term in terms if term)


def link(url: str, text: str, start: int, end: int) -> str:
    """The address of a page with a text fragment by which a browser scrolls to words of it.

    The words are named exactly, or by their first and last ones where they are many or span paragraphs; words from
    around them are added until the first match in the text is the one meant (browsers take the first match, compare
    without case and accents, and want whole words).

    Args:
        url: address of the page; a fragment of its own is kept, a text directive is replaced.
        text: the page's text, paragraphs separated by line breaks.
        start: offset of the first character of the words; end: offset behind the last one.
    """
    start, end = _without_space(text, max(0, start), min(len(text), end))
    first = len(_spaced(text[:start]).lstrip())
    page = _spaced(text).strip()
    first, last = _whole_words(page, first, first + len(_spaced(text[start:end])))
    if first >= last:
        return url
    address, _, own = url.partition("#")
    own = own.partition(_DIRECTIVE)[0]
    return f"{address}#{own}{_DIRECTIVE}text={_directive(page, first, last).written()}"


def _encoded(term: str) -> str:
    """Percent-encode a term; "-", "," and "&" are the directive's own syntax and must not stand bare."""
    return quote(term, safe="", errors="replace").replace("-", "%2D")


def _spaced(text: str) -> str:
    """Each run of white space as one space, or one line break where a paragraph ends in it."""
    return _SPACE.sub(lambda run: _BREAK if _BREAK in run.group() else " ", text)


def _folded(text: str) -> str:
    """The text without case and accents, character for character."""
    folded = _NOT_ASCII.sub(lambda found: unicodedata.normalize("NFD", found.group())[0], text)
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(c.lower()[0] for c in folded)


def _without_space(page: str, first: int, last: int) -> tuple[int, int]:
    while first < last and page[first].isspace():
        first += 1
    while first < last and page[last - 1].isspace():
        last -= 1
    return first, last


def _whole_words(page: str, first: int, last: int) -> tuple[int, int]:
    """Widen a selection that begins or ends inside a word; empty when it holds no letter or digit."""
    if not any(c.isalnum() for c in page[first:last]):
        return first, first
    while first > 0 and page[first].isalnum() and page[first - 1].isalnum():
        first -= 1
    while last < len(page) and page[last - 1].isalnum() and page[last].isalnum():
        last += 1
    return first, last


def _directive(page: str, first: int, last: int) -> _Directive:
    folded = _folded(page)
    found = _Directive()
    for found in _candidates(page, first, last):
        if _first_match(folded, found, first) == (first, last):
            return found
    return found


def _candidates(page: str, first: int, last: int) -> Iterator[_Directive]:
    """Directives for a selection, from the shortest to the most particular."""
    selected = page[first:last]
    ranged = _BREAK in selected or len(selected) > _LONGEST_EXACT
    sizes = range(_FEWEST_WORDS, _MOST_WORDS + 1, _FEWEST_WORDS) if ranged else (0,)
    for size in sizes:
        start, end = _ends(selected, size) if ranged else (selected, "")
        yield _Directive("", start, end, "")
    for words in range(2, _MOST_CONTEXT + 1, 2):
        prefix, suffix = _words_before(page, first, words), _words_after(page, last, words)
        yield _Directive(prefix, start, end, "")
        yield _Directive("", start, end, suffix)
        yield _Directive(prefix, start, end, suffix)


def _ends(selected: str, size: int) -> tuple[str, str]:
    """The first words of a selection and half as many of its last, each inside one paragraph; all when they overlap.

    The last words are searched for from the first ones on, where little else can be met.
    """
    head = selected.partition(_BREAK)[0]
    tail = selected.rpartition(_BREAK)[2]
    head_words = list(_WORD.finditer(head))
    tail_words = list(_WORD.finditer(tail))
    start = head[: head_words[min(size, len(head_words)) - 1].end()]
    end = tail[tail_words[-min((size + 1) // 2, len(tail_words))].start() :]
    if _BREAK not in selected and len(start) + len(end) >= len(selected):
        return selected, ""
    return start, end


def _words_before(page: str, first: int, count: int) -> str:
    paragraph = page[page.rfind(_BREAK, 0, first) + 1 : first]
    words = list(_WORD.finditer(paragraph))[-count:]
    return paragraph[words[0].start() :].strip() if words else ""


def _words_after(page: str, last: int, count: int) -> str:
    stop = page.find(_BREAK, last)
    paragraph = page[last : stop if stop >= 0 else len(page)]
    words = list(_WORD.finditer(paragraph))[:count]
    return paragraph[: words[-1].end()].strip() if words else ""


def _first_match(page: str, directive: _Directive, upto: int) -> tuple[int, int] | None:
    """What the directive matches first in a folded page ("find a range" in the draft), up to the offset `upto`."""
    terms = directive.prefix, directive.start, directive.end, directive.suffix
    prefix, start, end, suffix = (_folded(term) for term in terms)
    position = 0
    for _ in range(_MOST_TRIES):
        begin, position = _after_prefix(page, prefix, start, position)
        if not 0 <= begin <= upto:
            return None
        stop = _end_match(page, begin + len(start), end, suffix)
        if stop >= 0:
            return begin, stop
    return None


def _after_prefix(page: str, prefix: str, start: str, position: int) -> tuple[int, int]:
    """Where the start term stands first behind its prefix (-1: nowhere), and where to search on."""
    if not prefix:
        begin = page.find(start, position)
        return begin, begin + 1
    for _ in range(_MOST_TRIES):
        at = page.find(prefix, position)
        if at < 0:
            break
        begin, position = _skip_space(page, at + len(prefix)), at + 1
        if page.startswith(start, begin):
            return begin, position
    return -1, position


def _end_match(page: str, position: int, end: str, suffix: str) -> int:
    """Where the match ends whose start term ends at `position`; -1 when the end term or the suffix is missing."""
    if not end:
        return position if page.startswith(suffix, _skip_space(page, position)) else -1
    for _ in range(_MOST_TRIES):
        at = page.find(end, position)
        if at < 0:
            break
        if page.startswith(suffix, _skip_space(page, at + len(end))):
            return at + len(end)
        position = at + 1
    return -1


def _skip_space(page: str, position: int) -> int:
    return position + 1 if page[position : position + 1] in {" ", _BREAK} else position
