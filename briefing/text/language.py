"""Which language a text is in: by its script, then by the share of each language's function words."""

import re
from collections import Counter, defaultdict
from itertools import chain, repeat

from briefing.text.stopwords import STOP_WORDS
from briefing.text.tokens import words

_SAMPLE = 1000
_LEAST_WORDS = 5
_LEAST_SHARE = 0.12
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_ANY_SCRIPT = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_LEAST_SIGNS = 0.15
_LANGUAGES_OF: defaultdict[str, list[str]] = defaultdict(list)
for _language, _words in STOP_WORDS.items():
    for _word in sorted(_words):
        _LANGUAGES_OF[_word].append(_language)


def detect(text: str) -> str:
    """The language of a text as ISO 639-1; empty when it is too short or like none that is known.

    Only the first 1,000 characters are read. A library with models would weigh tens of megabytes for the same answer.
    """
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_function_words(words(sample))


def _by_script(sample: str) -> str:
    if sample.isascii() or not _ANY_SCRIPT.search(sample):
        return ""
    least = _LEAST_SIGNS * len("".join(sample.split()))
    return next((language for language, script in _SCRIPTS if len(script.findall(sample)) >= least), "")


def _by_function_words(found: list[str]) -> str:
    if len(found) < _LEAST_WORDS:
        return ""
    told = Counter(chain.from_iterable(map(_LANGUAGES_OF.get, found, repeat(()))))
    best = max(STOP_WORDS, key=lambda language: (told[language], language))
    return best if told[best] >= _LEAST_SHARE * len(found) else ""
