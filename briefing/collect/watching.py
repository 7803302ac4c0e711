"""Articles that are looked at again: publishers correct a page without a word in the feed, mostly within a day.

A page that was read is asked for again one, four, twelve and twenty-four hours after the last time, conditionally, when
its source is polled anyway; few at a time, the young ones first. It costs its publisher four small answers an article.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from briefing.collect.entries import entry_as_json, entry_from_json
from briefing.collect.http.conditional import UNCHANGED, conditions, validators
from briefing.errors import Permanent
from briefing.model import Entry, Page

GAPS = (timedelta(hours=1), timedelta(hours=4), timedelta(hours=12), timedelta(hours=24))
MOST_WATCHED = 40
"""So many articles of a source are remembered, the last read."""

MOST_AT_ONCE = 10
"""So many are asked for again in one poll."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An article whose page was read and will be looked at again.

    Attributes:
        entry: as its source listed it, without its text.
        validators: what the last answer gave, for `conditional.conditions`.
        digest: of the page as it was read last.
        looks: how often it was looked at again.
        due: when it is looked at next.
    """

    entry: Entry
    validators: Mapping[str, str]
    digest: str
    due: datetime
    looks: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """What asks only for a changed page."""
        return conditions(self.validators)


def watched(entry: Entry, page: Page, now: datetime) -> Watched:
    """Begin to watch an article whose page was just read."""
    return Watched(replace(entry, summary="", content=""), validators(page), _digest(page), now + GAPS[0])


def due(known: Iterable[Watched], now: datetime) -> list[Watched]:
    """Those to look at now: the last read first, and not all at once."""
    return [one for one in reversed(list(known)) if one.due <= now][:MOST_AT_ONCE]


def changed(one: Watched, answer: Page | Exception | None) -> bool:
    """Whether an answer brings another page than the one that was read."""
    return isinstance(answer, Page) and answer.status not in UNCHANGED and _digest(answer) != one.digest


def after(one: Watched, answer: Page | Exception, now: datetime) -> Watched | None:
    """What remains to be watched after a look; None when it was looked at often enough, or is not there any more."""
    if isinstance(answer, Permanent) or one.looks + 1 >= len(GAPS):
        return None
    if isinstance(answer, Page) and answer.status not in UNCHANGED:
        one = replace(one, validators=validators(answer), digest=_digest(answer))
    return replace(one, looks=one.looks + 1, due=now + GAPS[one.looks + 1])


def remembered(known: Iterable[Watched], fresh: Iterable[Watched]) -> tuple[Watched, ...]:
    """What is watched from now on: each address once, the last read at the end, the oldest forgotten."""
    by_address = {one.entry.url: one for one in known}
    for one in fresh:
        by_address.pop(one.entry.url, None)
        by_address[one.entry.url] = one
    return tuple(by_address.values())[-MOST_WATCHED:]


def _digest(page: Page) -> str:
    return hashlib.blake2b(page.body, digest_size=8).hexdigest()


def as_json(known: Sequence[Watched]) -> list[dict[str, Any]]:
    """In plain JSON, for the memory of a source."""
    return [
        {
            **entry_as_json(one.entry),
            "validators": dict(one.validators),
            "digest": one.digest,
            "due": one.due.isoformat(),
            "looks": one.looks,
        }
        for one in known
    ]


def from_json(values: Iterable[Mapping[str, Any]]) -> tuple[Watched, ...]:
    """As `as_json` wrote them."""
    return tuple(
        Watched(
            entry_from_json(value),
            value["validators"],
            value["digest"],
            datetime.fromisoformat(value["due"]),
            value["looks"],
        )
        for value in values
    )
