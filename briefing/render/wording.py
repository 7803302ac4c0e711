"""The words around the stories: the same in every format, so that no channel says more or less than another."""

import re
from datetime import date, datetime

from briefing.model import GAP, ArticleLink, Brief, Item, ItemKind, Lack, Quote, SourceProblem, SourceState
from briefing.render.bounds import MOST_PROBLEMS

TOP_LINE = "The top line"
NUMBERS = "By the numbers"
SAYING = "What they are saying"
DEEPER = "Go deeper"
ALSO = "Also today"
CORRECTIONS = "Corrections"
DIFFER = "Accounts differ"
CHANGED = "What changed"
BROWSER = "Read in the browser"
PREFERENCES = "Change topics or time"
UNSUBSCRIBE = "Unsubscribe"
VERBATIM = "Sentences, figures and quotes are taken word for word from the linked articles."

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_KINDS = {ItemKind.UPDATE: "Update", ItemKind.CORRECTION: "Correction"}
_ADDRESS_FIRST = re.compile(r"\Ahttps?://\S+ ")
"""Begins a problem in the log; readers know the source by its name."""
_LACKS = {
    Lack.UNREAD: "not collected",
    Lack.HELD: "left alone because the host asked for a pause",
    Lack.CAPPED: "cut short",
    Lack.PARTIAL: "collected in part",
}
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def plural(count: int, noun: str) -> str:
    """The count with its noun: "1 story", "1,204 articles", "no stories"."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{f'{count:,}' if count else 'no'} {noun if count == 1 else many}"


def quiet(brief: Brief) -> str:
    """Why there is little or nothing in a brief: the day, or what could not be read."""
    unread = _unread(brief)
    if unread and not brief.counts.articles:
        return f"No new article came in; {plural(unread, 'source')} could not be read."
    return "A quiet day: there is little new to report."


def quiet_subject(brief: Brief) -> str:
    """The same in the subject of a mail."""
    return "no new article came in" if _unread(brief) and not brief.counts.articles else "a quiet day"


def _unread(brief: Brief) -> int:
    return sum(problem.lack is Lack.UNREAD for problem in brief.problems)


def day(moment: date) -> str:
    """A date for people, whatever the locale of the process: "Tuesday, 24 November"."""
    return f"{WEEKDAYS[moment.weekday()]}, {moment.day} {_MONTHS[moment.month - 1]}"


def short_day(moment: date) -> str:
    """A date where there is little room: "24 Nov"."""
    return f"{moment.day} {_MONTHS[moment.month - 1][:3]}"


def slot_day(slot: str) -> str:
    """The date in a slot's key for people; "" for the key of a request, which has none."""
    try:
        return day(datetime.fromisoformat(slot))
    except ValueError:
        return ""


def since(slot: str) -> str:
    """When an earlier brief appeared: "on Monday, 23 November", or "in an earlier brief"."""
    known = slot_day(slot)
    return f"on {known}" if known else "in an earlier brief"


def dateline(brief: Brief) -> str:
    """Date, number of stories and reading time."""
    return " · ".join((day(brief.local_date), size(brief)))


def size(brief: Brief) -> str:
    """Number of stories and reading time: "5 stories · 4 min read"."""
    minutes = f"{brief.minutes} min read" if brief.items else ""
    return " · ".join(part for part in (plural(len(brief.items), "story"), minutes) if part)


def chosen_from(brief: Brief) -> str:
    """What the brief was chosen from: "from 214 articles of 18 sources"; "" when nothing was counted."""
    counts = brief.counts
    if not counts.articles:
        return ""
    return f"from {plural(counts.articles, 'article')} of {plural(counts.sources, 'source')}"


def kicker(item: Item) -> str:
    """What stands above a headline: the section and, for a known story, that it is an update."""
    return " · ".join(part for part in (item.section, _KINDS.get(item.kind, "")) if part)


def earlier(item: Item) -> str:
    """The words that introduce what an earlier brief reported."""
    return f"Reported {since(item.before_slot)}"


def beside(words: str) -> str:
    """What stands behind something on its line: words that go on from it, or else set apart by a dot."""
    goes_on = words[:1].islower() and "…" not in words
    return f"{' ' if goes_on else ' · '}{words}" if words else ""


def spoken(quote: Quote) -> str:
    """What was said, without the commas that led on to who said it: … where that stood inside of a sentence."""
    said, joint = quote.text, len(quote.text)
    if len(said) != sum(end - start + 1 for start, end in quote.spans) - 1:
        return said.rstrip(" ,") or said
    for start, end in reversed(quote.spans[1:]):
        joint -= end - start + 1
        if said[:joint].endswith(","):
            said = f"{said[: joint - 1]}{GAP}{said[joint:]}"
    return said.rstrip(" ,") or said


def speaker(quote: Quote, item: Item) -> str:
    """Who is quoted and where: "Ilse Brandt, chief executive, in Harbour Gazette and Ledger Daily"."""
    sites = {link.article_id: link.site for link in (item.lead, *item.links) if link.site}
    named = [sites[key] for key in (quote.article_id, *quote.also_in) if key in sites]
    where = f"in {' and '.join(list(dict.fromkeys(named))[:3])}" if named else ""
    return ", ".join(part for part in (_identity(quote), where) if part)


def _identity(quote: Quote) -> str:
    """The speaker with the role; the role alone where it has the name in it: "Norland’s Norpress news agency"."""
    if quote.role and quote.speaker and f" {quote.speaker} " in f" {quote.role} ":
        return quote.role
    return ", ".join(part for part in (quote.speaker, quote.role) if part)


def elsewhere(quote: Quote) -> str:
    """How other outlets print the same quote, where they differ; "" where they do not."""
    printed = " and ".join(f"“{wording}”" for wording in quote.drift)
    return f"Printed elsewhere as {printed}" if printed else ""


def reading(link: ArticleLink) -> str:
    """How long an article takes and whether its full text could be read: "3 min, summary only"."""
    parts = (f"{link.minutes} min" if link.minutes > 0 else "", "not read in full" if link.degraded else "")
    return ", ".join(part for part in parts if part)


def site(link: ArticleLink) -> str:
    """The outlet's name, or the host of the address, or just what it is."""
    host = link.url.partition("//")[2].partition("/")[0]
    return link.site or host.removeprefix("www.") or "Article"


def coverage(item: Item) -> str:
    """How many articles a story rests on: "from 6 articles of 4 outlets"; "" for one."""
    if item.articles < 2:  # noqa: PLR2004  (the one that is linked)
        return ""
    outlets = f" of {plural(item.outlets, 'outlet')}" if item.outlets > 1 else ""
    return f"from {plural(item.articles, 'article')}{outlets}"


def unlinked(item: Item) -> str:
    """What stands where the sources would, when none of them has an address that can be opened; "" for one article."""
    counted = coverage(item)
    return f"{counted[:1].upper()}{counted[1:]}, none of which has an address to open." if counted else ""


def chosen(brief: Brief) -> str:
    """The closing line: what it was chosen from and when it left."""
    origin = chosen_from(brief)
    sent = f"sent at {brief.sent_at}" if brief.sent_at else ""
    line = ", ".join(part for part in (f"Chosen {origin}" if origin else "", sent) if part)
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def left_out(brief: Brief, stories: int = 0, lines: int = 0, passages: int = 0) -> tuple[str, ...]:
    """What the reader does not see, a sentence each.

    Args:
        stories: stories that a limit of the channel kept out.
        lines: lines of "Also today" that it kept out.
        passages: sentences, quotes and figures that were too long for a brief.
    """
    counts = brief.counts
    told = (
        (counts.left_out, "story", "left out of this brief for length"),
        (counts.older, "article", "from more than a week ago left out"),
        (stories, "story", "left out to fit this message"),
        (lines, "headline", "left out to fit this message"),
        (passages, "passage", "too long for a brief and left out"),
        (counts.muted, "story", "muted by your settings"),
        (counts.copies, "copy", "of the same text folded together"),
        (counts.degraded, "article", "not read in full"),
    )
    return tuple(f"{plural(count, noun)} {what}." for count, noun, what in told if count > 0)


def missed(brief: Brief) -> str:
    """Which earlier slots this brief makes up for; "" for none."""
    days = [slot_day(slot) or slot for slot in brief.missed]
    return f"Also covers what was not sent {_listed(days, 5, 'on ')}." if days else ""


def not_collected(brief: Brief) -> str:
    """The sources that are missing from this brief, whole or in part, counted and named; "" for none."""
    told = []
    for lack, words in _LACKS.items():
        named = [
            f"{one.source} ({failure(one)})" if one.problem else one.source
            for one in brief.problems
            if one.lack is lack
        ]
        told += [f"{plural(len(named), 'source')} {words}: {_listed(named, MOST_PROBLEMS)}."] if named else []
    return " ".join(told)


def failure(problem: SourceProblem | SourceState) -> str:
    """Why a source failed, without its address and without a full stop."""
    return _ADDRESS_FIRST.sub("", problem.problem).rstrip(".")


def notes(brief: Brief, stories: int = 0, lines: int = 0, passages: int = 0) -> tuple[str, ...]:
    """The foot of a brief, a paragraph each: provenance, then what is missing; arguments as for `left_out`."""
    absent = " ".join(left_out(brief, stories, lines, passages))
    provenance = f"{VERBATIM if brief.items else ''} {chosen(brief)}".strip()
    paragraphs = (provenance, absent, missed(brief), not_collected(brief))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def direction(language: str) -> str:
    """Writing direction of a language (BCP 47), as the `dir` attribute of HTML names it."""
    return "rtl" if language.lower().partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _listed(names: list[str], most: int, before: str = "") -> str:
    more = len(names) - most
    tail = f" and {more} more" if more > 0 else ""
    return f"{before}{'; '.join(names[:most])}{tail}"
