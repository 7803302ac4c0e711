"""Lines that stand among an article's paragraphs and are none of it: site chrome, pitches, credits, bylines.

A line is judged by itself and only when it is short; what the tables do not name stays. Every shape is anchored
and bounded, so that judging a line takes time linear in its length.
"""

from collections import Counter
from collections.abc import Sequence

from briefing.extract.chrome import CHROME, HEADING_SHAPES, LINE_SHAPES

_LONGEST = 320
_TOO_OFTEN = 3
_MARKS = " \t-–—•·*|:>»›→▶►…"
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "。")


def without_boilerplate(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs that belong to the article, in order; a short line that comes three times or more does not.

    Args:
        paragraphs: one line each, clean.
    """
    counts = Counter(part for part in paragraphs if len(part) <= _LONGEST)
    return [part for part in paragraphs if counts[part] < _TOO_OFTEN and not is_boilerplate(part)]


def is_boilerplate(line: str) -> bool:
    """Whether a line is none of the article's own.

    Args:
        line: a paragraph, clean.
    """
    if len(line) > _LONGEST:
        return False
    bare = line.strip(_MARKS)
    if not any(map(str.isalnum, bare)) or bare.casefold() in CHROME:
        return True
    shapes = LINE_SHAPES if bare.endswith(_SENTENCE_ENDS) else LINE_SHAPES + HEADING_SHAPES
    return any(shape.match(bare) for shape in shapes)
