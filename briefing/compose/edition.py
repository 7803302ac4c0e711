"""Compose one dated edition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefing.compose.budget import Plan, plan, size
from briefing.compose.candidates import Candidate, candidates
from briefing.compose.headline import best_headline
from briefing.compose.items import Desk, tell
from briefing.compose.length import fit, words_of
from briefing.compose.links import WORDS_A_MINUTE, link, minutes
from briefing.compose.material import Material, Tools
from briefing.compose.memory import Memory, Past, corrections, fresh_articles, has_news
from briefing.compose.ranking import Ranked, rank
from briefing.compose.top_line import top_line
from briefing.model import AlsoLine, Brief, BriefSpec, Counts, Health, Item, Lack, SourceProblem, SourceState, Window
from briefing.ports import Summarizer

LATE = timedelta(hours=1)
"""A source that should have been asked so long before a brief, and was not, is missing from it."""
_LACKS = {Health.HELD: Lack.HELD, Health.PARTIAL: Lack.PARTIAL}
_DEFAULT_TOOLS = Tools()


@dataclass(frozen=True, slots=True)
class _Choice:
    """The stories with something new, best first, with what the reader knows of them."""

    ranked: tuple[Ranked, ...]
    past: dict[str, Past]


def compose(
    spec: BriefSpec,
    slot_key: str,
    local: datetime,
    window: Window,
    material: Material,
    summarizer: Summarizer,
    now: datetime,
    tools: Tools = _DEFAULT_TOOLS,
) -> Brief:
    """Choose, order and cut the stories of a window to one brief; the same material gives the same brief.

    Args:
        spec: the standing order.
        slot_key: key of the slot or of the request it is made for.
        local: its date and time on the readers' wall clock, aware, in the brief's zone.
        window: the stretch of time that the material was taken from.
        material: the stories and all that is known about them.
        summarizer: the method that chooses sentences.
        now: the moment of composing, aware.
        tools: what finds figures, quotes, disagreements and movements.
    """
    chosen = candidates(spec, material.stories)
    choice = _choose(spec, chosen.kept, material, now)
    budget = int(spec.minutes * WORDS_A_MINUTE)
    desk = Desk(spec, material, tools, summarizer)
    items, left = _tell_all(desk, choice, _plan(spec, choice.ranked, material, budget))
    shown = {one.story_id for one in items}
    also = tuple(_line(one, choice.past, spec) for one in left if one.candidate.id not in shown)
    fixed = corrections(material, tools.moved)
    items, also = fit(items, also, fixed, budget)
    counts = replace(_counts(chosen.kept, chosen.muted, choice, items, also), older=material.older)
    problems = tuple(_problems(spec, material.states, window))
    return Brief(
        name=spec.name,
        title=spec.title,
        slot=slot_key,
        window=window,
        created=now,
        local_date=local.date(),
        sent_at=local.strftime("%H:%M %Z"),
        items=items,
        also=also,
        corrections=fixed,
        top_line=top_line(items, choice.ranked, counts),
        minutes=minutes(words_of(items, also, fixed)),
        counts=counts,
        problems=problems,
        missed=material.missed,
        quiet=len(items) < spec.quiet,
        language=spec.language or "en",
    )


def _choose(spec: BriefSpec, kept: Sequence[Candidate], material: Material, now: datetime) -> _Choice:
    memory = Memory(material)
    past: dict[str, Past] = {}
    telling = []
    for candidate in kept:
        known = memory.past(candidate)
        new = fresh_articles(candidate, known) if known else candidate.articles
        if known:
            past[candidate.id] = known
            if not has_news(new, known, material.annotations):
                continue
        telling.append(rank(spec, candidate, new, material.preferences, now))
    ordered = sorted(telling, key=lambda one: (-one.score, one.candidate.id))
    return _Choice(tuple(ordered), past)


def _plan(spec: BriefSpec, ranked: Sequence[Ranked], material: Material, budget: int) -> Plan:
    sizes = []
    for one in ranked:
        lead = one.candidate.articles[0]
        sizes.append(size(one, material.annotations.get((lead.id, lead.version)), spec.sentences))
    return plan(spec, ranked, sizes, budget)


def _tell_all(desk: Desk, choice: _Choice, planned: Plan) -> tuple[tuple[Item, ...], tuple[Ranked, ...]]:
    items: list[Item] = []
    for ranked, form in planned.told:
        item = tell(desk, ranked, form, choice.past.get(ranked.candidate.id))
        if item:
            items.append(replace(item, number=len(items) + 1))
    return tuple(items), planned.also


def _line(ranked: Ranked, past: dict[str, Past], spec: BriefSpec) -> AlsoLine:
    known = past.get(ranked.candidate.id)
    articles = fresh_articles(ranked.candidate, known) if known else ranked.candidate.articles
    lead = best_headline(articles, spec.weights)
    return AlsoLine(ranked.candidate.id, lead.title, link(lead))


def _counts(
    kept: Sequence[Candidate], muted: int, choice: _Choice, items: Sequence[Item], also: Sequence[AlsoLine]
) -> Counts:
    articles = [one for candidate in kept for one in candidate.articles]
    copies = sum(candidate.copies for candidate in kept)
    return Counts(
        articles=len(articles) + copies,
        sources=len({one.source or one.site for one in articles}),
        stories=len(kept),
        copies=copies,
        left_out=len(choice.ranked) - len(items) - len(also),
        muted=muted,
        degraded=sum(1 for one in articles if one.degraded),
    )


def _problems(spec: BriefSpec, states: Sequence[SourceState], window: Window) -> Iterator[SourceProblem]:
    """What is missing of the brief's sources, by name: what the last poll left or did not, and floods in the window."""
    for one in sorted(states, key=lambda state: state.source):
        if spec.sources and one.source not in spec.sources:
            continue
        if one.problem:
            yield SourceProblem(one.source, one.problem, _LACKS.get(one.health, Lack.UNREAD))
        elif one.next_poll and one.next_poll < window.end - LATE:
            yield SourceProblem(one.source, "its turn did not come in time")
        if one.capped and window.start < one.capped <= window.end:
            yield SourceProblem(one.source, f"{one.left_out:,} new entries beyond its cap", Lack.CAPPED)
