"""The body of a mail: the two alternatives, made once for all recipients."""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefing.model import Brief, Format, Links
from briefing.render import wording
from briefing.render.bounds import Bounded, shortened
from briefing.render.child import templates_of
from briefing.render.email.inlining import Inliner
from briefing.render.email.mime import Hole, multipart, single, text_part
from briefing.render.ready import ready
from briefing.render.scrub import web_address
from briefing.text.places import numbered, unplaced

MOST_BYTES = 94_000
"""Gmail clips a mail whose HTML is longer than about 102 kB; the headers come on top."""
FEW_LINES = 5
PREHEADER = 120
SHORT_PREHEADER = 40


@dataclass(frozen=True, slots=True)
class Body:
    """What all recipients of a brief get.

    Attributes:
        brief: the brief as it may be shown: scrubbed and bounded, with all its stories.
        content: MIME headers, an empty line, and the parts: what follows the other headers of the mail.
        left_out: how many stories found no room.
    """

    brief: Brief
    content: bytes
    left_out: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """A brief shortened for the mail, with the number of stories and of headlines that this left out."""

    brief: Brief
    stories: int
    lines: int


class Bodies:
    """Makes the bodies of a brief's mails.

    Args:
        unsubscribe: where people turn to who have no link for it.
        postal_address: one line, for the foot; "" for none.
        templates: the operator's template folder; "" for none.
    """

    def __init__(self, unsubscribe: str, postal_address: str, templates: str) -> None:
        self._unsubscribe = unsubscribe
        self._postal_address = postal_address
        self._templates = templates_of(templates)
        self._inliner = Inliner()

    def html(self, brief: Brief, links: Links) -> str:
        """The HTML alternative on its own and uncut, for previews."""
        inside = ready(brief)
        return self._html(self._context(_cuts(inside)[0], safe_links(links), inside.passages))

    def body(self, brief: Brief, links: Links, form: Format, holes: Sequence[Hole] = ()) -> Body:
        """The body with as many stories as fit.

        Args:
            links: web addresses, or the words of holes.
            holes: where each recipient's own links go.
        """
        inside = ready(brief)
        boundary = f"=_{hashlib.sha256(f'{brief.name}:{brief.slot}'.encode()).hexdigest()[:24]}"
        cuts = _cuts(inside)

        @cache
        def content(number: int) -> bytes:
            context = self._context(cuts[number], links, inside.passages)
            plain = text_part(self._templates.render("email/brief.txt", **context), "plain", holes)
            if form is Format.TEXT:
                return single(plain)
            return multipart(boundary, plain, text_part(self._html(context), "html", holes))

        fitting = _first(len(cuts), lambda number: len(content(number)) <= MOST_BYTES)
        return Body(brief=inside.brief, content=content(fitting), left_out=cuts[fitting].stories)

    def _context(self, cut: _Cut, links: Links, passages: int) -> dict[str, Any]:
        """What the templates of both alternatives may show."""
        return {
            "brief": cut.brief,
            "links": links,
            "places": numbered(cut.brief.items),
            "notes": wording.notes(cut.brief, cut.stories, cut.lines, passages),
            "why": f"You receive this because your address is on the list of {cut.brief.title}.",
            "unsubscribe": links.unsubscribe or self._unsubscribe,
            "postal_address": self._postal_address,
            "preheader": preheader(cut.brief),
        }

    def _html(self, context: Mapping[str, Any]) -> str:
        return self._inliner(self._templates.render("email/brief.html", **context))


def safe_links(links: Links) -> Links:
    """The links, of which only web addresses are left."""
    return Links(*(web_address(url) for url in (links.browser, links.preferences, links.unsubscribe)))


def preheader(brief: Brief) -> str:
    """What an inbox shows behind the subject: as many further headlines as fit, else the top line."""
    shown = ""
    for item in brief.items[1:]:
        longer = f"{shown}; {item.headline}" if shown else f"Plus: {item.headline}"
        if len(longer) > PREHEADER:
            break
        shown = longer
    line = shown or brief.top_line
    if len(line) < SHORT_PREHEADER:
        line = f"{line} {brief.title}, {wording.dateline(brief)}".strip()
    return shortened(line, PREHEADER)


def _cuts(inside: Bounded) -> list[_Cut]:
    """The brief as it is, then without links to places, with few headlines, ever fewer stories, no corrections."""
    whole = inside.brief
    brief = replace(whole, items=tuple(unplaced(item) for item in whole.items))
    lines = brief.also[:FEW_LINES]
    unseen = inside.lines + len(brief.also) - len(lines)
    count = len(brief.items)
    shorter = [
        _Cut(replace(brief, also=lines, items=brief.items[:kept]), count - kept, unseen)
        for kept in range(count, -1, -1)
    ]
    bare = replace(brief, also=(), items=(), corrections=())
    full = [_Cut(whole, 0, inside.lines), _Cut(brief, 0, inside.lines)]
    return [*full, *shorter, _Cut(bare, count, inside.lines + len(brief.also))]


def _first(count: int, fits: Callable[[int], bool]) -> int:
    """The first of `count` ever shorter cuts that fits, or the last one; nearly always it is the very first."""
    return 0 if fits(0) else bisect_left(range(count - 1), 1, lo=1, key=lambda number: int(fits(number)))
