"""Include, mute and watch words: phrases, prefixes, conditions and patterns, whatever their case."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import re2

_PATTERN_MEMORY = 1 << 20
"""Bytes that one pattern may take."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")


class Phrase(NamedTuple):
    """One entry of a word list.

    Attributes:
        written: as the settings have it.
        needle: lower-case text where the pattern is tried, as a pattern alone is slow to search with; empty for an
            operator's own pattern.
        required: written with a leading "+": an include list is only satisfied when all such entries occur.
    """

    written: str
    needle: str
    pattern: Any
    required: bool

    def occurs(self, text: str) -> bool:
        """Whether it occurs in a lower-case text."""
        if not self.needle:
            return self.pattern.search(text) is not None
        place = text.find(self.needle)
        while place >= 0:
            if self.pattern.match(text, place):
                return True
            place = text.find(self.needle, place + 1)
        return False


@lru_cache(maxsize=4096)
def phrase(written: str) -> Phrase:
    """Read one entry: `word or phrase`, `begin*`, `+needed`, or `/regular expression/`.

    Regular expressions are RE2's (https://github.com/google/re2/wiki/Syntax): whatever the pattern and the text, the
    time is linear in the text. There is no looking around and no back-reference.

    Args:
        written: as in the settings; blank entries match nothing.

    Raises:
        ValueError: the regular expression between slashes is not one; says why.
    """
    required = written.startswith("+")
    body = (written[1:] if required else written).strip()
    if len(body) > 2 and body[0] == body[-1] == "/":  # noqa: PLR2004  (two slashes)
        return Phrase(written, "", _operators_pattern(body[1:-1]), required)
    text = " ".join(body.lower().split())
    needle = text.removesuffix("*")
    if not needle:
        return Phrase(written, "", re.compile(r"(?!)"), required)
    bare = bool(_UNSPACED.search(needle))
    left = "" if bare or not _is_word(needle[0]) else r"(?<!\w)"
    right = "" if bare or text.endswith("*") or not _is_word(needle[-1]) else r"(?!\w)"
    return Phrase(written, needle, re.compile(left + re.escape(needle) + right), required)


def _operators_pattern(expression: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _PATTERN_MEMORY
    try:
        return re2.compile(expression, options)
    except re2.error as error:
        told = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
        raise ValueError(f"/{expression}/ is not a regular expression that can be used: {told}") from None


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def found(entries: Iterable[str], text: str) -> tuple[str, ...]:
    """The entries of a word list that occur in a lower-case text, as written."""
    return tuple(written for written in entries if phrase(written).occurs(text))


def satisfied(entries: Sequence[str], text: str) -> bool:
    """Whether a lower-case text meets an include list: all needed entries, and one of the others if there are any."""
    if not entries:
        return True
    read = [phrase(written) for written in entries]
    if not all(one.occurs(text) for one in read if one.required):
        return False
    free = [one for one in read if not one.required]
    return not free or any(one.occurs(text) for one in free)
