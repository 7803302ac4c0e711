"""A brief a day from the replay newsroom, through everything but the sending, and what a reader would complain about.

python -m benchmarks.five_days ../shared [--sites 40] [--feeds 120] [--days 5]
The newsroom knows which articles are on one event. Ends with 1 when a story came twice without anything new, when two
items of one brief are on one event, or when an event that three outlets carry is neither in the brief nor counted.
"""

import argparse
import sys
import tempfile
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.newsroom.days import Days, live, open_newsroom, running
from briefing.bootstrap.workshop import Workshop, workshop
from briefing.extract.canonical import canonical
from briefing.model import Brief, BriefSpec, Document, Item, ItemKind, Poll, Schedule, SourceState
from briefing.pipeline.due import due_slot
from briefing.settings.reading import load

CARRIED = 3
"""Outlets from which on an event has to be in the brief, or be counted."""
ORDERED = 7
ORDER = BriefSpec("daily", "The Daily", Schedule((f"0 {ORDERED} * * *",), "UTC"), minutes=6, most=10)
SETTINGS = 'database = "sqlite:///{folder}/five_days.sqlite3"\n'


@dataclass(frozen=True, slots=True)
class Brought:
    """A source that brings what its feed brought at one moment of the simulated days."""

    name: str
    documents: tuple[Document, ...]

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """What came in at that moment."""
        del now
        return Poll(self.documents, state, len(self.documents))


@dataclass
class Complaints:
    """What a reader would complain about, a sentence each."""

    again: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def main() -> int:
    """Print the briefs' stories and the complaints about them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--feeds", type=int, default=120)
    parser.add_argument("--days", type=int, default=5)
    options = parser.parse_args()
    newsroom = open_newsroom(options.shared, sites=options.sites, feeds=options.feeds, days=options.days)
    with running(newsroom):
        days = live(newsroom, options.days)
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "briefing.toml"
        settings.write_text(SETTINGS.format(folder=folder), encoding="utf-8")
        with workshop(load(settings, {})) as shop:
            briefs = list(_mornings(shop, days, newsroom.t0, options.days))
            complaints = _judged(shop, briefs, days)
    for heading, found in vars(complaints).items():
        print(f"{heading}: {len(found)}")
        for sentence in found:
            print(f"  {sentence}")
    return int(any(vars(complaints).values()))


def _mornings(shop: Workshop, days: Days, start: datetime, count: int) -> Iterator[Brief]:
    """Let everything come in in its order, and publish a brief at seven each morning."""
    first = start.replace(hour=ORDERED, minute=0) + timedelta(days=int(start.hour >= ORDERED))
    due_slot(shop.store, ORDER, shop.worker.owner, first - timedelta(hours=1))
    coming = deque(_arrivals(days))
    for morning in (first + timedelta(days=number) for number in range(count)):
        while coming and coming[0][0] < morning:
            when, feed, documents = coming.popleft()
            shop.worker.collecting.poll(Brought(feed, documents), "", when)
        yield from _published(shop, morning)


def _published(shop: Workshop, morning: datetime) -> Iterator[Brief]:
    due = due_slot(shop.store, ORDER, shop.worker.owner, morning)
    brief = due and shop.worker.publishing.publish_slot(ORDER, due[0], due[1], shop.worker.owner, morning)
    if brief:
        counts = brief.counts
        print(
            f"{brief.slot}: {counts.stories} stories of {counts.articles} articles; {len(brief.items)} told "
            f"({sum(item.kind is ItemKind.UPDATE for item in brief.items)} updates), {len(brief.also)} in a line, "
            f"{counts.left_out} left out",
            flush=True,
        )
        yield brief


def _arrivals(days: Days) -> list[tuple[datetime, str, tuple[Document, ...]]]:
    """What came in: when, from which feed, which documents."""
    came: defaultdict[tuple[datetime, str], list[Document]] = defaultdict(list)
    for url, diary in days.diaries.items():
        for when, document in diary.documents:
            came[when, url].append(document)
    return [(when, url, tuple(documents)) for (when, url), documents in sorted(came.items(), key=lambda one: one[0])]


def _judged(shop: Workshop, briefs: Sequence[Brief], days: Days) -> Complaints:
    truth = {canonical(article["url"]): article for article in days.truth if article["cluster"]}
    complaints = Complaints()
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for brief in briefs:
        held = shop.store.articles.seen_between(brief.window.start, brief.window.end)
        known = [(one.id, truth[one.canonical_url]) for one in held if one.canonical_url in truth]
        event_of = {article_id: str(article["cluster"]) for article_id, article in known}
        told = [(item, _events(item, event_of)) for item in brief.items]
        complaints.double += _double(brief, told)
        for item, events in told:
            complaints.again += _again(brief, item, {sentence for event in events for sentence in shown[event]})
        for item, events in told:
            for event in events:
                shown[event].update(sentence.text for sentence in item.sentences)
        named = {event_of.get(line.link.article_id, "") for line in brief.also} | shown.keys()
        missing = _carried(article for _, article in known) - named
        if len(missing) > brief.counts.left_out:
            complaints.lost.append(f"{brief.slot}: {len(missing)} events, {brief.counts.left_out} stories left out")
    return complaints


def _carried(articles: Iterable[Mapping[str, Any]]) -> set[str]:
    """The events that so many outlets carry that they have to be accounted for."""
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        outlets[str(article["cluster"])].add(str(article["site"]))
    return {event for event, sites in outlets.items() if len(sites) >= CARRIED}


def _events(item: Item, event_of: Mapping[str, str]) -> set[str]:
    return {event_of[link.article_id] for link in (item.lead, *item.links) if link.article_id in event_of}


def _double(brief: Brief, told: Iterable[tuple[Item, set[str]]]) -> Iterator[str]:
    headlines: defaultdict[str, list[str]] = defaultdict(list)
    for item, events in told:
        for event in events:
            headlines[event].append(item.headline)
    for found in headlines.values():
        if len(found) > 1:
            yield f"{brief.slot}: {' = '.join(found)}"


def _again(brief: Brief, item: Item, known: set[str]) -> Iterator[str]:
    """An event that was shown before has to come as an update, with no sentence that was shown."""
    repeated = [sentence.text for sentence in item.sentences if sentence.text in known]
    if repeated:
        yield f"{brief.slot}: {item.headline}: shown before: {repeated[0][:90]}"
    elif known and item.kind is ItemKind.NEW:
        yield f"{brief.slot}: {item.headline}: as new, although its event was in an earlier brief"


if __name__ == "__main__":
    sys.exit(main())
