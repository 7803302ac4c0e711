"""What a good collector does with a feed of each kind: a table of promises, and how a diary shows that one is kept."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from benchmarks.newsroom.days import NEVER_COLLECTED, Days, Diary
from briefing.collect.politeness import DAY, SHORTEST
from briefing.extract.canonical import canonical
from briefing.model import Document

PREFIX = "Café “Zürich” – "
"""Stands before the titles of the feeds whose encoding is lied about."""

SILENT = frozenset({"empty200", "zero_items"})
"""Modes from which nothing comes and which are not a failure."""


class Promise(NamedTuple):
    """What is promised of feeds of some modes; `kept` looks at one diary."""

    words: str
    modes: frozenset[str]
    kept: Callable[[Diary], bool]


def _gaps(diary: Diary) -> list[timedelta]:
    return [later - earlier for earlier, later in pairwise(diary.polls)]


def _days(diary: Diary) -> float:
    return max((diary.polls[-1] - diary.polls[0]) / timedelta(days=1), 1.0)


def _waits_two_hours(diary: Diary) -> bool:
    return min(_gaps(diary)) >= timedelta(hours=2)


def _sleeps_until_six(diary: Diary) -> bool:
    return all(moment.hour >= 6 for moment in diary.polls[1:])


def _a_few_times_a_day(diary: Diary) -> bool:
    return len(diary.polls) <= 4 * _days(diary)


def _less_and_less(diary: Diary) -> bool:
    """Whether each pause is at least twice the one that the failure before deserved, up to a day."""
    deserved = [min(SHORTEST * 2**failures, DAY) for failures in range(len(diary.polls))]
    return all(gap.total_seconds() >= least for gap, least in zip(_gaps(diary), deserved, strict=False))


def _right_titles(diary: Diary) -> bool:
    return all(document.entry.title.startswith(PREFIX) for _, document in diary.documents)


def _says(*words: str) -> Callable[[Diary], bool]:
    """Whether every problem is told with one of these words."""
    return lambda diary: bool(diary.problems) and all(any(one in said for one in words) for said in diary.problems)


def _once(diary: Diary) -> bool:
    """Whether no entry came twice in the same words; in other words it is an article that was updated."""
    times = Counter(
        (canonical(document.entry.url.partition("?")[0]), *_words(document))
        for _, document in diary.documents
        if not document.problem
    )
    return max(times.values(), default=1) == 1


def _words(document: Document) -> tuple[object, ...]:
    """What an entry says; one whose page was looked at again comes without its words, so the page speaks for it."""
    entry = document.entry
    said = (entry.updated, entry.summary, entry.content)
    return said if any(said) else (document.body,)


def _modes(*names: str) -> frozenset[str]:
    return frozenset(names)


_CHANGES_ITS_WORDS = _modes("huge", "bad_xml")
"""One shifts its addresses with every answer, the other its descriptions."""

_FAILING = NEVER_COLLECTED - SILENT
_BACKED_OFF = _FAILING - {"gone410"}

PROMISES = (
    Promise("never brings anything, and says why", _FAILING, lambda d: bool(d.problems) and not d.documents),
    Promise("brings nothing, without being a failure", SILENT, lambda d: not d.documents and not d.problems),
    Promise("is asked less and less", _BACKED_OFF, _less_and_less),
    Promise("is not asked again once it is gone", _modes("gone410"), lambda d: len(d.polls) == 1 and d.state.gone),
    Promise("is refused as an address that is not public", _modes("to_trap"), _says("not public")),
    Promise("is not followed out of the web", _modes("to_file"), _says("not followed")),
    Promise(
        "is cut at the size limit or the deadline", _modes("oversize", "gzip_bomb"), _says("larger than", "in time")
    ),
    Promise("runs into the deadline", _modes("stall", "stall_body", "drip"), _says("in time")),
    Promise("is left alone for two hours", _modes("maxage", "ttl_skip"), _waits_two_hours),
    Promise("is left alone in the hours it skips", _modes("ttl_skip"), _sleeps_until_six),
    Promise("is asked a few times a day", _modes("sy_daily"), _a_few_times_a_day),
    Promise(
        "has its new address stored", _modes("moved301", "moved308", "html_page"), lambda d: "/moved/" in d.state.url
    ),
    Promise("keeps its address", _modes("temp302", "chain", "ok"), lambda d: not d.state.url),
    Promise("has its titles right", _modes("latin1_as_utf8", "header_charset", "utf16"), _right_titles),
    Promise(
        "has no date in the future",
        _modes("future"),
        lambda d: all(not one.entry.published or one.entry.published <= now for now, one in d.documents),
    ),
    Promise(
        "carries no script and no local file into a summary",
        _modes("js_markup", "xxe", "laughs"),
        lambda d: not any("alert(1)" in (said := repr(one.entry)) or "root:" in said for _, one in d.documents),
    ),
    Promise("brings only what is new", _modes("huge"), lambda d: d.left_out > 0),
)


def unmet(days: Days) -> list[str]:
    """What was not kept, a sentence each."""
    given = "".join(article["title"] for article in days.truth)
    found = [
        f"{url} ({diary.mode}) {promise.words}: not kept"
        for promise in PROMISES
        for url, diary in days.diaries.items()
        if diary.mode in promise.modes and not promise.kept(diary)
    ]
    for url, diary in days.diaries.items():
        if diary.mode not in NEVER_COLLECTED and not diary.documents:
            found.append(f"{url} ({diary.mode}) brings entries: not kept")
        if diary.mode not in _CHANGES_ITS_WORDS and not _once(diary):
            found.append(f"{url} ({diary.mode}) brings each entry once: not kept")
        titles = (document.entry.title for _, document in diary.documents)
        if any("\ufffd" in title and title.removeprefix(PREFIX) not in given for title in titles):
            found.append(f"{url} ({diary.mode}) has no invented replacement characters: not kept")
    return found
