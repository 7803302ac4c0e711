"""One source tried as if for the first time: what was asked, what came, and what can be done."""

import difflib
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from briefing.bootstrap import edges
from briefing.bootstrap.faring import place
from briefing.bootstrap.fetching import fetching
from briefing.collect.advice import advice, first_advice, reading_advice
from briefing.collect.http.address import shown
from briefing.collect.http.client import Hop
from briefing.collect.scouting import completed, scout
from briefing.errors import BriefingError, ConfigError
from briefing.extract.child import ChildReader
from briefing.model import Article, Document, Entry, Fault, Poll, SourceState, Unreadable
from briefing.ports import Fetcher
from briefing.settings.schema import Settings, SourceSettings

READ = 5
"""So many of the newest articles are read."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How a source fares when it is asked now.

    Attributes:
        source: its name in the settings, or the address that was given.
        hops: every request that was made, in order.
        seconds: for all of it.
        entries: how many entries it lists.
        newest: the newest of those that are news, newest first.
        whole: how many of the newest could be read in full.
        reasons: why the others could not, and how many of them.
        problem: why nothing came; empty when something did.
        advice: what can be done; empty when nothing needs to be.
    """

    source: str
    kind: str
    address: str
    hops: tuple[Hop, ...] = ()
    seconds: float = 0.0
    entries: int = 0
    newest: tuple[Entry, ...] = ()
    whole: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    problem: str = ""
    advice: str = ""


def diagnosed(settings: Settings, target: str, now: datetime) -> Diagnosis:
    """Try a source; nothing is stored.

    Args:
        target: the name of a source in the settings, or an address.

    Raises:
        ConfigError: there is no source of that name, and it is no address.
    """
    hops: list[Hop] = []
    started = time.monotonic()
    with fetching(settings, watch=hops.append) as fetcher:
        kind, address = "", "" if target in settings.sources else shown(target)
        try:
            chosen = _chosen(settings, fetcher, target, now)
            kind, address = chosen.kind, place(chosen)
            poll = edges.source("tried", chosen, fetcher).poll(SourceState("tried"), now)
        except ConfigError:
            raise
        except BriefingError as error:
            spent = time.monotonic() - started
            told = advice if target in settings.sources else first_advice
            return Diagnosis(target, kind, address, tuple(hops), spent, problem=str(error), advice=told(error.fault))
    whole, reasons = _read(poll.documents)
    return Diagnosis(
        source=target,
        kind=kind,
        address=address,
        hops=tuple(hops),
        seconds=time.monotonic() - started,
        entries=poll.entries,
        newest=tuple(document.entry for document in reversed(poll.documents)),
        whole=whole,
        reasons=reasons,
        problem=poll.state.problem,
        advice=_advice(poll, reasons),
    )


def _chosen(settings: Settings, fetcher: Fetcher, target: str, now: datetime) -> SourceSettings:
    """The source that is meant, with a cap that keeps the trial short."""
    if target in settings.sources:
        return settings.sources[target].model_copy(update={"most": READ})
    if "." not in target and ":" not in target:
        close = difflib.get_close_matches(target, list(settings.sources), 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(settings.sources) or 'none yet'}"
        raise ConfigError(f"there is no source {target!r} in the settings, and it is no address; {hint}")
    best = scout(fetcher, completed(target), now).prospects[0]
    return SourceSettings.model_validate({"kind": best.kind, "url": best.url, "most": READ})


def _read(documents: tuple[Document, ...]) -> tuple[int, Mapping[str, int]]:
    """How many documents could be read in full, and why the others could not."""
    with _reading() as reader:
        found = reader.read_many(documents)
    reasons = Counter(map(_because, documents, found))
    return reasons.pop("", 0), dict(reasons)


def _because(document: Document, read: Article | Unreadable) -> str:
    """Why a document could not be read in full, in words that are the same for every page; empty when it could."""
    reason = read.degraded if isinstance(read, Article) else read.reason
    return reason.replace(shown(document.url), "the page") if document.url else reason


@contextmanager
def _reading() -> Iterator[ChildReader]:
    reader = ChildReader(workers=1)
    try:
        yield reader
    finally:
        reader.close()


def _advice(poll: Poll, reasons: Mapping[str, int]) -> str:
    if poll.state.problem:
        return advice(poll.state.fault)
    return reading_advice(reasons) if poll.entries else advice(Fault.EMPTY)
