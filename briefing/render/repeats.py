"""What would be said twice: a sentence that holds nothing but a quote which is shown below it anyway."""

import re
from dataclasses import replace

from briefing.model import Item, Quote, Sentence

MOST_BESIDE = 2
"""So many words beside the quote and its speaker are no news of their own: "on Monday"."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SAYING = {"a", "an", "the", "of", "at", "in", "for", "and", "to", "he", "she", "they", "it", "who", "also"} | {
    *("says", "said", "say", "told", "tells", "adds", "added", "according")
}


def unrepeated(item: Item) -> Item:
    """The story without sentences that only lead to a quote shown with it; at least one sentence stays.

    Args:
        item: a story with its sentences and quotes.
    """
    kept = tuple(one for one in item.sentences if not any(_only_says(one, quote) for quote in item.quotes))
    details = item.details
    if details and any(_only_says(details, quote) for quote in item.quotes):
        details = None
    return replace(item, sentences=kept or item.sentences[:1], details=details)


def _only_says(sentence: Sentence, quote: Quote) -> bool:
    """Whether nothing is left of the sentence without the quote, its speaker and the words of saying."""
    if not quote.text or quote.text.rstrip(" ,.") not in sentence.text:
        return False
    rest = sentence.text.replace(quote.text.rstrip(" ,."), " ", 1)
    told = _words(f"{quote.speaker or ''} {quote.role or ''} {quote.cue or ''}") | _SAYING
    return sum(word not in told for word in _listed(rest)) <= MOST_BESIDE


def _words(text: str) -> frozenset[str]:
    return frozenset(_listed(text))


def _listed(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
