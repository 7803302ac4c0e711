"""Lines that stand among an article's paragraphs and are none of it: site chrome, pitches, credits, bylines.

A line is judged by itself and only when it is short; what the tables do not name stays. Every shape is anchored
and bounded, so that judging a line takes time linear in its length.
"""

import re
from collections.abc import Sequence

from briefing.extract.chrome import CHROME, DATE_WORDS, HEADING_SHAPES, LINE_SHAPES, POINTERS
from briefing.extract.months import dated_span
from briefing.text.boilerplate import asides

_LONGEST = 320
_LONGEST_DATE = 80
_LONGEST_HEADLINE = 250
_PROSE = 60
_MARKS = " \t-–—•·*|:>»›→▶►…?!"
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "“", "»", "。")
_WORDS = re.compile(r"[^\W\d_]+")
_BYLINE = re.compile(
    r"\A\W*(?:by|von|par|por|di|door)\s(?:[^\W\d][\w.’'-]{0,30}+[ ,|&/·–—-]{0,3}+){1,10}$", re.IGNORECASE
)


def without_boilerplate(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs that belong to the article, in order.

    Headlines behind a heading that points to other pieces go with it, and so does a paragraph of prose that has been
    printed before (a second rendering for small screens) and what stands beside the text (pull quotes, rundowns).

    Args:
        paragraphs: one line each, clean.
    """
    own: list[str] = []
    printed: set[str] = set()
    pointing = False
    beside = asides(paragraphs)
    for part in (one for index, one in enumerate(paragraphs) if index not in beside):
        ends = part.endswith(_SENTENCE_ENDS)
        if is_boilerplate(part):
            pointing = pointing or _bare(part) in POINTERS
        elif pointing and len(part) <= _LONGEST_HEADLINE and not ends:
            continue
        elif part not in printed:
            pointing = False
            own.append(part)
            if ends and len(part) >= _PROSE:
                printed.add(part)
    return own


def is_boilerplate(line: str) -> bool:
    """Whether a line is none of the article's own.

    Args:
        line: a paragraph, clean.
    """
    if len(line) > _LONGEST:
        return False
    bare = _bare(line)
    if not any(map(str.isalnum, bare)) or bare in CHROME or bare in POINTERS or _only_says_when(bare):
        return True
    stripped = line.strip(_MARKS)
    shapes = LINE_SHAPES if line.endswith(_SENTENCE_ENDS) else LINE_SHAPES + HEADING_SHAPES
    return any(shape.match(stripped) for shape in shapes)


def _bare(line: str) -> str:
    """A line as the tables name it."""
    return line.strip(_MARKS).casefold()


def _only_says_when(bare: str) -> bool:
    """Whether a line only says when something was put up, and by whom."""
    if len(bare) > _LONGEST_DATE or not any(map(str.isdigit, bare)):
        return False
    if all(word in DATE_WORDS for word in _WORDS.findall(bare)) and _WORDS.search(bare) is not None:
        return True
    found = dated_span(bare)
    if found is None:
        return False
    _, start, end = found
    rest = f"{bare[:start]} {bare[end:]}"
    return all(word in DATE_WORDS for word in _WORDS.findall(rest)) or _BYLINE.match(bare[:start]) is not None
