"""Three mornings in the sample newsroom: everything real but the news, on a clock that the demo turns by hand."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.assets import folder as asset
from briefing.bootstrap.forms import payloads
from briefing.bootstrap.workshop import Workshop, register, workshop
from briefing.demo.newsroom import Names, publishing, read_newsroom
from briefing.model import Brief, BriefSpec, DeliveryState, Links
from briefing.pipeline.due import due_slot
from briefing.render.wording import plural
from briefing.settings.reading import load
from briefing.subscribers.pages import Pages
from briefing.subscribers.tokens import Scope, Tokens

NEWSROOM = "NEWSROOM"
"""Stands in the demo's settings for the proxy address that the newsroom gets when it opens."""
FIRST = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
"""Five past seven in Berlin, on a Monday."""
DAYS = 3
PAGES = "https://briefs.news.example"
READER = "0" * 24
"""The id of a subscriber who does not exist, and for the links of the demo a key that keeps nothing."""
FORMS = {"text": ".txt", "html": ".html", "email": ".eml", "slack": ".slack.json", "json": ".json"}

Say = Callable[[str], None]


@dataclass(slots=True)
class Hands:
    """A clock whose hands are moved by whoever holds it."""

    now: datetime = field(default=FIRST)

    def __call__(self) -> datetime:
        """The time that the hands show."""
        return self.now


def run(target: Path, say: Say) -> dict[str, Brief]:
    """Collect, publish and deliver on three mornings; comes back with the last brief of each name.

    Args:
        target: folder for the database, the settings as used, and the briefs; what an earlier demo left is replaced.
        say: told what happens.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    clock = Hands()
    newsroom = read_newsroom(asset("config") / "demo")
    with publishing(newsroom, clock) as address:
        settings = load(_settings_file(target, address), {})
        with workshop(settings, clock, Names()) as shop:
            register(shop)
            _begin(shop, clock)
            latest = {spec.name: brief for spec, brief in _mornings(shop, clock, say)}
            for spec in shop.worker.specs.values():
                _write(shop, spec, latest[spec.name], target)
    return latest


def _settings_file(target: Path, address: str) -> Path:
    """The demo's settings with real addresses, kept so that every other command can be tried on them."""
    text = (asset("config") / "demo" / "briefing.toml").read_text(encoding="utf-8")
    path = target / "briefing.toml"
    path.write_text(text.replace(NEWSROOM, address).replace("FOLDER", target.as_posix()), encoding="utf-8")
    return path


def _begin(shop: Workshop, clock: Hands) -> None:
    """Let the schedule begin the evening before, as if the bot had been started then."""
    clock.now = FIRST - timedelta(hours=12)
    for spec in shop.worker.specs.values():
        due_slot(shop.store, spec, shop.worker.owner, clock.now)


def _mornings(shop: Workshop, clock: Hands, say: Say) -> Iterator[tuple[BriefSpec, Brief]]:
    worker = shop.worker
    for day in range(DAYS):
        clock.now = FIRST + timedelta(days=day)
        found = [worker.collecting.poll(one, worker.sites[name], clock.now) for name, one in worker.sources.items()]
        new, changed = sum(one.new for one in found), sum(one.changed for one in found)
        say(f"{clock.now:%A, %-d %B}: {new} new and {changed} changed articles from {plural(len(found), 'source')}")
        for one in found:
            if one.problem:
                say(f"  {one.source} failed, as it is meant to here: {one.problem}")
        for spec in worker.specs.values():
            yield spec, _publish(shop, spec, clock, say)


def _publish(shop: Workshop, spec: BriefSpec, clock: Hands, say: Say) -> Brief:
    worker = shop.worker
    slot, missed = due_slot(shop.store, spec, worker.owner, clock.now) or (None, ())
    assert slot is not None, "the demo's briefs are due every morning"
    brief = worker.publishing.publish_slot(spec, slot, missed, worker.owner, clock.now)
    assert brief is not None, "no morning of the demo is a quiet one"
    deliveries = worker.delivering.advance_all(spec.name, slot.key)
    sent = sum(one.state is DeliveryState.SENT for one in deliveries)
    say(f"  {spec.title}: {plural(len(brief.items), 'story')}, {sent} of {len(deliveries)} deliveries sent")
    return brief


def _write(shop: Workshop, spec: BriefSpec, brief: Brief, target: Path) -> None:
    made = payloads(shop.settings, spec, brief, _links(shop, spec, brief))
    for form, suffix in FORMS.items():
        (target / f"{spec.name}{suffix}").write_bytes(made[form]())


def _links(shop: Workshop, spec: BriefSpec, brief: Brief) -> Links:
    """Those of a subscriber, made as real ones are; like all addresses of the demo they lead to an invented host."""
    pages, tokens = Pages(PAGES), Tokens(READER, shop.worker.clock)
    return Links(
        pages.brief(spec.name, brief.slot),
        pages.preferences(tokens.issue(Scope.PREFERENCES, READER)),
        pages.unsubscribe(tokens.issue(Scope.UNSUBSCRIBE, READER, spec.name)),
    )
