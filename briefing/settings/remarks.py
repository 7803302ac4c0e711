"""What is in order in the settings and may still not be what was meant."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from briefing.settings.schema import Settings

_EXAMPLES = frozenset({"example.com", "example.net", "example.org"})
"""Hosts on which nobody has a feed (RFC 2606)."""


def remarks(settings: Settings) -> Iterator[str]:
    """A sentence for each."""
    return (remark for look in _LOOKS for remark in look(settings))


def _sources(settings: Settings) -> Iterator[str]:
    if not settings.sources:
        yield "there are no sources yet: `briefing sources add URL`, or a [sources.NAME] section"
    first: dict[str, str] = {}
    for name, source in settings.sources.items():
        if source.kind == "folder" and not Path(source.path).is_dir():
            yield f"sources.{name}.path: there is no folder {source.path} yet"
        elif (urlsplit(source.url).hostname or "").removeprefix("www.") in _EXAMPLES:
            yield f"sources.{name}.url: this host is set aside for examples: put the address of a feed of your own"
        elif source.url and first.setdefault(source.url, name) != name:
            yield f"sources.{name}.url: is that of sources.{first[source.url]}, too"


def _topics(settings: Settings) -> Iterator[str]:
    of_sources = {source.topic for source in settings.sources.values()}
    for name, topic in settings.topics.items():
        if not topic.words and name not in of_sources:
            yield f"topics.{name}: has no words and no source, so that nothing will come under it"


def _briefs(settings: Settings) -> Iterator[str]:
    for name, brief in settings.briefs.items():
        timed = brief.at or brief.cron
        if timed and not brief.send_to and not brief.open:
            yield f"briefs.{name}: has its hour and goes nowhere: name a destination in send_to"
        if brief.send_to and not timed:
            yield f"briefs.{name}: has no hour (at, or cron): `briefing run {name}` sends it, nothing else does"
        if brief.topics and not brief.include and "off_topic" not in brief.model_fields_set:
            yield (
                f"briefs.{name}.topics: are its sections, and stories of none of them are shown too; "
                'off_topic = "skip" keeps them out, off_topic = "show" ends this remark'
            )


def _destinations(settings: Settings) -> Iterator[str]:
    used = Counter(target for brief in settings.briefs.values() for target in brief.send_to)
    used.update(settings.service.operator)
    for name in settings.destinations:
        if not used[name]:
            yield f"destinations.{name}: no brief goes there: name it in a brief's send_to"


_LOOKS: tuple[Callable[[Settings], Iterator[str]], ...] = (_sources, _topics, _briefs, _destinations)
