"""Where quoted words begin and end: every style of quotation mark, nested, unclosed, across paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile('["“”„‟«»‹›「」『』]')
_SINGLE_MARK = re.compile("['‘’‚]")
# A typist's double mark: single ones may then be nested or closing, and say nothing certain.
_DOUBLED = re.compile(r"(?<!\S)(?:''|‘‘|``)(?=\w)")
_FEET = re.compile(r"\d['’′]\s?\d{0,2}$")
_FEET_REACH = 6
_CURLY = re.compile("[“”\n]")
_LONGEST_SEARCH = 1_000

# What may close a mark, by the mark that opened. A straight mark closes curly ones: editors mix them.
_CLOSERS = {
    '"': '"”',
    "“": '”"‟',
    "”": "”",
    "„": '“”"‟',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
_OPENERS = frozenset(_CLOSERS)
_CURLY_OPENERS = frozenset("“„")
_NESTING = {"“": "“", '"': "“", "«": "«", "「": "「", "『": "『"}
# Marks that open in one tradition and close in another open only where a word begins.
_EITHER_WAY = frozenset('"”»›‟')
_BEFORE_OPENING = frozenset(" \t\u00a0\u202f([{—–-/,:;'‘’“«„")
_AFTER_SINGLE = frozenset(" \t\u00a0\u202f([{—–-:")
_ENDS_SPEECH = frozenset(",.?!…—–")
# Elisions that begin with the sign of a single quotation mark.
_ELISIONS = frozenset({"tis", "twas", "em", "til", "cause", "bout", "n", "cuz", "round", "neath"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """Words between a pair of quotation marks, inside one paragraph.

    Attributes:
        start: offset of the first character inside the marks.
        end: offset behind the last character inside the marks.
        outer_start: offset of the opening mark.
        outer_end: offset behind the closing mark.
        paragraph: index of the paragraph among those that are not empty.
        goes_on: no mark closes it here, and the next paragraph opens with a mark: the speech goes on.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    goes_on: bool = False


def quoted_parts(text: str) -> list[Part]:
    """Find the outermost quoted parts of a text, in reading order.

    An opening mark without a closing one is a part only where the next paragraph opens with a mark again (the
    convention for speech over several paragraphs); otherwise it is dropped. Inch signs never open or close.
    Single marks count only in a text that has no double ones.

    Args:
        text: paragraphs separated by line breaks.
    """
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    if _MARK.search(text):
        scan = _double_parts
    elif _DOUBLED.search(text):
        return []
    else:
        scan = _single_parts
    found: list[Part] = []
    for index, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[index + 1][0]] if index + 1 < len(paragraphs) else ""
        found += scan(text, start, end, index, following)
    trimmed = (_trimmed(text, part) for part in found)
    return [part for part in trimmed if part.start < part.end]


def _trimmed(text: str, part: Part) -> Part:
    inside = text[part.start : part.end]
    start = part.start + len(inside) - len(inside.lstrip())
    end = part.end - (len(inside) - len(inside.rstrip()))
    return Part(start, max(start, end), part.outer_start, part.outer_end, part.paragraph, part.goes_on)


def _opens(text: str, position: int, start: int, end: int, straight: int) -> bool:
    """Whether a mark opens a part; `straight` is where the first straight mark of the paragraph stands, -1 for none."""
    mark = text[position]
    if mark not in _OPENERS:
        return False
    if mark not in _EITHER_WAY:
        return True
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if mark == "”" and not 0 <= straight < position:
        return position == start and not after.isspace()
    return not after.isspace() and before in _BEFORE_OPENING


def _closes(text: str, position: int, end: int, opening: str) -> bool:
    mark = text[position]
    if mark not in _CLOSERS[opening]:
        return False
    if mark != '"':
        return True
    after = text[position + 1] if position + 1 < end else " "
    return not after.isalnum() or not text[position - 1].isspace()


def _hugs_left(text: str, position: int, end: int) -> bool:
    """Whether a mark stands as a closing one does: behind a word, before a space."""
    after = text[position + 1] if position + 1 < end else " "
    return not text[position - 1].isspace() and (after.isspace() or after in ",.;:")


def _nested_end(text: str, position: int, end: int, opening: str) -> int:
    """Where words end that a straight mark opens inside of curly ones ("She called it "sad" today"); -1 for none."""
    after = text[position + 1] if position + 1 < end else " "
    if text[position] != '"' or opening not in _CURLY_OPENERS or after.isspace():
        return -1
    return text.find('"', position + 1, end) if text[position - 1] in _BEFORE_OPENING else -1


def _is_inch(text: str, position: int, opening: str) -> bool:
    """Whether a straight mark is the sign of inches: behind feet, or behind a digit where a curly mark will close."""
    if text[position] != '"':
        return False
    if opening == "“" and text[position - 1 : position].isdigit():
        following = _CURLY.search(text, position, position + _LONGEST_SEARCH)
        return following is not None and following.group() == "”"
    return bool(_FEET.search(text[max(0, position - _FEET_REACH) : position]))


def _double_parts(text: str, start: int, end: int, paragraph: int, following: str) -> Iterator[Part]:
    opened = -1
    depth = 0
    first_inner_close = -1
    nested_end = -1
    straight = text.find('"', start, end)
    for match in _MARK.finditer(text, start, end):
        position = match.start()
        if position <= nested_end or _is_inch(text, position, text[opened] if opened >= 0 else ""):
            continue
        if opened < 0:
            opened = position if _opens(text, position, start, end, straight) else -1
            depth, first_inner_close = 0, -1
            continue
        opening = text[opened]
        nested_end = _nested_end(text, position, end, opening)
        if nested_end >= 0:
            continue
        if text[position] == "“" and _hugs_left(text, position, end):
            yield Part(opened + 1, position, opened, position + 1, paragraph)
            opened = -1
        elif text[position] == _NESTING.get(opening):
            depth += 1
        elif _closes(text, position, end, opening):
            if depth and text[position] != '"':
                depth -= 1
                first_inner_close = position if first_inner_close < 0 else first_inner_close
            else:
                yield Part(opened + 1, position, opened, position + 1, paragraph)
                opened = -1
    if opened >= 0:
        yield from _unclosed(text, opened, end, paragraph, following, first_inner_close)


def _unclosed(text: str, opened: int, end: int, paragraph: int, following: str, inner_close: int) -> Iterator[Part]:
    """The part that a paragraph leaves open: speech that goes on, a nested mark closed once for two, or nothing."""
    if inner_close >= 0:
        yield Part(opened + 1, inner_close, opened, inner_close + 1, paragraph)
    elif following in _OPENERS and not text[opened + 1 : opened + 2].islower():
        yield Part(opened + 1, end, opened, end, paragraph, goes_on=True)


def _single_parts(text: str, start: int, end: int, paragraph: int, following: str) -> Iterator[Part]:
    """British style: single marks, told from apostrophes by what stands beside them."""
    marks = [match.start() for match in _SINGLE_MARK.finditer(text, start, end)]
    opened = weak = -1
    for position in marks:
        before = text[position - 1] if position > start else " "
        after = text[position + 1] if position + 1 < end else " "
        if before in _AFTER_SINGLE and not after.isspace() and text[position] != "’":
            if opened >= 0 and weak >= 0:
                yield Part(opened + 1, weak, opened, weak + 1, paragraph)
                opened = weak = -1
            if opened < 0 and not _is_elision(text, position):
                opened = position
        elif opened >= 0 and text[position] != "‘" and not after.isalnum() and not before.isspace():
            if before in _ENDS_SPEECH:
                yield Part(opened + 1, position, opened, position + 1, paragraph)
                opened = weak = -1
            elif weak < 0:
                weak = position
    if opened >= 0 and weak >= 0:
        yield Part(opened + 1, weak, opened, weak + 1, paragraph)
    elif opened >= 0 and following in ("'", "‘"):
        yield Part(opened + 1, end, opened, end, paragraph, goes_on=True)


def _is_elision(text: str, position: int) -> bool:
    word = _WORD.match(text, position + 1)
    return word is not None and (word.group().lower() in _ELISIONS or word.group()[0].isdigit())
