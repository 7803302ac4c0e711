"""Which language a text is in: by its script, then by the share of each language's function words."""

import re
from collections import Counter, defaultdict

from briefing.text.stopwords import STOP_WORDS
from briefing.text.tokens import words

_SAMPLE = 4000
_LEAST_WORDS = 5
_LEAST_SHARE = 0.12
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_LEAST_SIGNS = 0.15
_LANGUAGES_OF: defaultdict[str, list[str]] = defaultdict(list)
for _language, _words in STOP_WORDS.items():
    for _word in sorted(_words):
        _LANGUAGES_OF[_word].append(_language)


def detect(text: str) -> str:
    """The language of a text as ISO 639-1; empty when it is too short or like none that is known.

    Only the first 4,000 characters are read. A library with models would weigh tens of megabytes for the same answer.
    """
    sample = text[:_SAMPLE]
    signs = len("".join(sample.split()))
    for language, script in _SCRIPTS:
        if signs and not sample.isascii() and len(script.findall(sample)) >= _LEAST_SIGNS * signs:
            return language
    return _by_function_words(words(sample))


def _by_function_words(found: list[str]) -> str:
    if len(found) < _LEAST_WORDS:
        return ""
    told = Counter(language for word in found if word in _LANGUAGES_OF for language in _LANGUAGES_OF[word])
    best = max(STOP_WORDS, key=lambda language: (told[language], language))
    return best if told[best] >= _LEAST_SHARE * len(found) else ""
