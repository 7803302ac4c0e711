"""Invented articles in any number: events with words of their own, outlets that report them, copies that spread."""

import functools
import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from briefing.model import Article

START = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
_HOURS = 72
_SYLLABLES = ("ka", "lo", "mi", "ren", "tos", "vel", "dan", "shu", "bri", "or", "pel", "gant", "es", "um", "fi", "wex")
_COMMON, _OWN = 30_000, 200_000
_WORDS = 350
_OUTLETS = 200


def invented(count: int, per_event: float = 5.0, seed: int = 7, first_event: int = 0) -> Iterator[Article]:
    """Articles in order of appearance over three days; about one in eight copies an earlier one of its event.

    Args:
        first_event: number of the first event; events of other numbers have other words of their own.
    """
    random = np.random.default_rng(seed)
    words = _words()
    shares = np.cumsum(1.0 / np.arange(10, _COMMON + 10))
    shares /= shares[-1]
    events = max(1, int(count / per_event))
    popularity = random.pareto(1.2, events) + 0.2
    popularity /= popularity.sum()
    of = random.choice(events, count, p=popularity)
    latest: dict[int, str] = {}
    for number, event in enumerate(of.tolist()):
        own = words[_COMMON + ((first_event + event) * 17 + np.arange(24)) % _OWN]
        if event in latest and random.random() < 0.12:
            text = latest[event][: int(len(latest[event]) * random.uniform(0.6, 1.0))]
        else:
            text = _text(random, words, shares, own)
        latest[event] = text
        title = " ".join(str(word).capitalize() for word in random.permutation(own)[:7])
        yield Article(
            id=f"{number:016x}",
            url=f"https://outlet{number % _OUTLETS}.example/{number}",
            title=title,
            text=text,
            site=f"Outlet {number % _OUTLETS}",
            source=f"outlet-{number % _OUTLETS}",
            first_seen=START + timedelta(hours=_HOURS * number / count),
        )


def _text(random: np.random.Generator, words: np.ndarray, shares: np.ndarray, own: np.ndarray) -> str:
    """Sentences of common words, a quarter of them the event's own in the lead and fewer behind."""
    chosen = words[np.searchsorted(shares, random.random(_WORDS), side="right")]
    places = random.random(_WORDS) < np.linspace(0.35, 0.05, _WORDS)
    chosen[places] = random.choice(own, int(places.sum()))
    sentences = [" ".join(chosen[at : at + 18]).capitalize() + "." for at in range(0, _WORDS, 18)]
    return "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


@functools.cache
def _words() -> np.ndarray:
    return np.array(list(itertools.islice(_spellings(), _COMMON + _OWN)), dtype=object)


def _spellings() -> Iterator[str]:
    for length in itertools.count(2):
        yield from map("".join, itertools.product(_SYLLABLES, repeat=length))
