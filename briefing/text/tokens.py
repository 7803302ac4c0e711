"""Words, stems and stop words: what the stages count and compare."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import Stemmer

from briefing.text.stopwords import STOP_WORDS

# Letters and digits with inner apostrophes, points and commas of numbers; scripts without spaces come in runs. Each
# pattern begins with what any word begins with, which is quickly found; then it looks back at what that was.
_WORD = re.compile(r"[^\W_](?:(?<!\d)[^\W\d_]*+(?:'[^\W\d_]++)*+\d*+|\d*+(?:[.,]\d++)*+[^\W\d_]*+)")
_PLAIN_WORD = re.compile(  # the same for ASCII
    r"[0-9A-Za-z](?:(?<![0-9])[A-Za-z]*+(?:'[A-Za-z]++)*+[0-9]*+|[0-9]*+(?:[.,][0-9]++)*+[A-Za-z]*+)"
)
_REMEMBERED = 8_000
"""Words of a language whose stems are remembered: more than nine in ten of all that are asked for, in 1.5 MB."""
_MARKS = "“”–—‘…"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text in order, lower-cased, numbers included; each sign is a word in scripts without spaces."""
    return spelled(text.lower())


def spelled(text: str) -> list[str]:
    """The same words in the case in which they are written."""
    if not text.isascii():
        text = _with_plain_marks(text)
    if text.isascii():
        return _PLAIN_WORD.findall(text)
    found = _WORD.findall(text)
    return _split_unspaced(found) if _UNSPACED.search(text) else found


def _with_plain_marks(text: str) -> str:
    """The text with ASCII marks for typographic ones: most news is all ASCII then, which is quicker to read."""
    text = text.replace("’", "'")
    for mark in _MARKS:
        text = text.replace(mark, '"')
    return text


def _split_unspaced(found: list[str]) -> list[str]:
    split: list[str] = []
    for word in found:
        split.extend(word if _UNSPACED.search(word) else (word,))
    return split


def stems(text: str | Sequence[str], language: str = "en") -> list[str]:
    """The words of a text, or words found before, each cut to its stem by the language's Snowball rules.

    Args:
        language: ISO 639-1; words of a language without rules stay as they are.
    """
    found = words(text) if isinstance(text, str) else text
    return [*map(_remembered(_algorithm(language)), found)]


def stem(word: str, language: str = "en") -> str:
    """One lower-case word cut to its stem."""
    return _remembered(_algorithm(language))(word)


def stemmer(language: str = "en") -> Callable[[str], str]:
    """What cuts a lower-case word of a language to its stem; nothing is remembered, for words that come once."""
    return _cut(_algorithm(language))


def _algorithm(language: str) -> str:
    return _ALGORITHMS.get(language[:2].lower() or "en", "")


@cache
def _remembered(algorithm: str) -> Callable[[str], str]:
    """The same as `_cut`, which remembers the words that came last; the key is the bare word."""
    return lru_cache(maxsize=_REMEMBERED)(_cut(algorithm))


@cache
def _cut(algorithm: str) -> Callable[[str], str]:
    if algorithm not in Stemmer.algorithms():
        return str
    # It would remember ten thousand words of its own, whether they come again or not.
    cut: Callable[[str], str] = Stemmer.Stemmer(algorithm, maxCacheSize=0).stemWord
    return cut


def stopwords(language: str = "en") -> frozenset[str]:
    """The words of a language that carry grammar, not matter: lower-case; empty for a language without a list."""
    return STOP_WORDS.get(language[:2].lower() or "en", frozenset())
