"""How much a quote deserves to be shown: it says something, stands alone, and somebody named said it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.annotate.words.small_words import word_set
from briefing.model import Quote

# What adds to a quote's worth and what takes from it; the sum is cut to 0..1.
WEIGHTS: Mapping[str, float] = {
    "length": 0.34,
    "role": 0.16,
    "person": 0.06,
    "anybody": -0.24,
    "exclaimed": -0.12,
    "contrast": 0.14,
    "turn": 0.24,
    "self": 0.06,
    "fragment": -0.02,
    "leans back": -0.14,
    "late": -0.03,
}
_BASE = 0.15
_FULL_LENGTH = 25
_SHORTEST = 5
_SHORTEST_FRAGMENT = 8
_LONGEST = 90
# Of several quotes by one speaker the best keeps its worth; each further one is worth so much less.
_FURTHER = 0.75

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_DEFINITE = word_set("the this that these those his her its their")
_SHARES = word_set("percent cent % half most many some")
_FIRST_WORDS = 3
_TURNS = frozenset(":—–")
_CONTRAST = word_set("""
    not no never nor neither nothing nobody but although though while because instead unless if
""")
_SELF = word_set("i we our my us me i’m i'm we’re we're i’ve i've we’ve we've i’d i'd we’ll we'll i’ll i'll")
_LEANING = word_set("""
    it it’s it's that that’s that's this these those they they’re they're he he’s he's she she’s she's and but so or
    because which also yes no well
""")


def with_worth(quotes: Sequence[Quote], length: int) -> tuple[Quote, ...]:
    """The quotes of one article with their worth set, in the same order.

    Args:
        quotes: all quotes of the article.
        length: length of the article in characters.
    """
    judged = [replace(quote, worth=worth(quote, quote.start / max(1, length))) for quote in quotes]
    best: dict[str | None, Quote] = {}
    for quote in judged:
        if quote.speaker not in best or quote.worth > best[quote.speaker].worth:
            best[quote.speaker] = quote
    return tuple(q if q is best[q.speaker] else replace(q, worth=round(q.worth * _FURTHER, 4)) for q in judged)


def worth(quote: Quote, place: float) -> float:
    """The worth of a quote on its own, from 0 (not worth showing) to 1.

    Args:
        quote: the quote, its speaker and role resolved.
        place: where it stands in the article, from 0 (the beginning) to 1.
    """
    words = [word.lower() for word in _WORD.findall(quote.text)]
    fragment = quote.text[0].islower()
    if quote.speaker is None or not (_SHORTEST_FRAGMENT if fragment else _SHORTEST) <= len(words) <= _LONGEST:
        return 0.0
    traits = {
        "length": min(len(words), _FULL_LENGTH) / _FULL_LENGTH,
        "role": quote.role is not None,
        "person": " " in quote.speaker and quote.speaker[0].isupper(),
        "anybody": _is_anybody(quote.speaker),
        "exclaimed": "!" in quote.text,
        "contrast": any(word in _CONTRAST or word.endswith(("n’t", "n't")) for word in words),
        "turn": any(mark in quote.text for mark in _TURNS),
        "self": any(word in _SELF for word in words),
        "fragment": fragment,
        "leans back": words[0] in _LEANING,
        "late": place,
    }
    return round(min(1.0, max(0.0, _BASE + sum(WEIGHTS[name] * value for name, value in traits.items()))), 4)


def _is_anybody(speaker: str) -> bool:
    """Whether it could be one of many: "an officer", "officers", "44 percent of Americans", not "the patient"."""
    words = speaker.split()
    if words[0][:1].isdigit() or any(word.lower() in _SHARES for word in words[:_FIRST_WORDS]):
        return True
    return words[0].lower() not in _DEFINITE and not any(word[:1].isupper() for word in words)
