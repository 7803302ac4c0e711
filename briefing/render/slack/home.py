"""The app's Home tab: what comes next, what is ordered, what came, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.model import Brief, SourceProblem
from briefing.render import wording
from briefing.render.bounds import NAME, PROBLEM, shortened
from briefing.render.scrub import scrub
from briefing.render.slack import elements as kit
from briefing.render.slack.elements import Block

SEND, OPEN, SCHEDULE = "send_now", "open_brief", "schedule_form"
MOST_ORDERS = 20
MOST_PROBLEMS = 15
MOST_TOLD, MOST_FOLLOWED = 200, 300
"""Letters of the lines below a title: escaped they grow fivefold at most, and 3,000 are taken."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A standing order as the Home tab shows it.

    Attributes:
        upcoming: when its next brief comes, in words.
        follows: what it follows, in words; empty for everything.
    """

    name: str
    title: str
    upcoming: str
    follows: str = ""
    can_send: bool = True


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the tab.

    Attributes:
        upcoming: the next brief of all, in words; empty when none is ordered.
        latest: the last briefs, newest first.
        problems: sources that fail now.
    """

    upcoming: str
    orders: tuple[Ordered, ...] = ()
    latest: tuple[Brief, ...] = ()
    problems: tuple[SourceProblem, ...] = ()


def home_view(home: Home) -> Mapping[str, Any]:
    """The tab as a view of type "home"."""
    home = scrub(home)
    blocks = [
        kit.header("Your briefs"),
        kit.rich_text([kit.paragraph(kit.text("Next: ", kit.BOLD), kit.text(home.upcoming or "nothing is ordered"))]),
        kit.actions([kit.press(SCHEDULE, "Order a brief of your own", "own")], "own"),
        *_section("Subscriptions", [block for order in home.orders[:MOST_ORDERS] for block in _order(order)]),
        *_section("Last briefs", [block for brief in home.latest for block in _brief(brief)]),
        *_section("Sources that fail", _problems(home.problems)),
    ]
    return {"type": "home", "blocks": blocks}


def closed_view(words: str) -> Mapping[str, Any]:
    """The tab for somebody who is shown nothing, and why."""
    return {"type": "home", "blocks": [kit.rich_text([kit.paragraph(kit.text(words))])]}


def _section(title: str, blocks: Sequence[Block]) -> list[Block]:
    return [kit.divider(), kit.rich_text([kit.paragraph(kit.text(title, kit.BOLD))]), *blocks] if blocks else []


def _order(order: Ordered) -> list[Block]:
    about = f"Follows {order.follows}" if order.follows else ""
    told = (shortened(order.upcoming, MOST_TOLD), shortened(about, MOST_FOLLOWED))
    section: dict[str, Any] = {"type": "section", "text": _entry(order.title, *told)}
    if order.can_send:
        sure = {
            "title": kit.plain("Send it now?"),
            "text": kit.plain("An edition outside the schedule goes to everybody who receives this brief."),
            "confirm": kit.plain("Send now"),
            "deny": kit.plain("Not now"),
        }
        section["accessory"] = {**kit.press(SEND, "Send now", order.name), "confirm": sure}
    return [section]


def _brief(brief: Brief) -> list[Block]:
    value = f"{brief.name}|{brief.slot}|0"
    button = kit.press(OPEN, "Show", value, f"Show {shortened(brief.title, 40)}")
    return [{"type": "section", "text": _entry(brief.title, wording.dateline(brief)), "accessory": button}]


def _entry(title: str, *lines: str) -> kit.Element:
    """A title in bold over lines about it; empty ones are left away."""
    strong = f"*{kit.label(shortened(title, NAME) or 'Brief')}*"
    return kit.mrkdwn("\n".join([strong, *(kit.label(line) for line in lines if line)]))


def _problems(problems: Sequence[SourceProblem]) -> list[Block]:
    lines = [
        kit.paragraph(
            kit.text(shortened(one.source, NAME) or "–", kit.BOLD),
            kit.text(wording.beside(shortened(wording.failure(one), PROBLEM)) or " "),
        )
        for one in problems[:MOST_PROBLEMS]
    ]
    more = len(problems) - len(lines)
    rest = [kit.small(f"and {wording.plural(more, 'source')} more")] if more > 0 else []
    return [kit.rich_text([kit.bullets(lines)]), *rest] if lines else []
