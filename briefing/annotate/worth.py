"""How much a quote deserves to be shown: it says something, stands alone, and somebody named said it."""

import re

_WORD = re.compile(r"\w+")


def worth(text: str, speaker: str | None, role: str | None, cue: str | None) -> float:
    """Score a quote from 0 (not worth showing) to 1."""
    words = len(_WORD.findall(text))
    if speaker is None or words < 5:
        return 0.0
    score = 0.3 + 0.2 * (role is not None) + 0.1 * (cue is not None)
    score += 0.4 * min(1.0, words / 20) if words <= 45 else 0.2
    return min(1.0, score)
