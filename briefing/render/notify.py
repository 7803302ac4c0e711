"""A brief as a short text with a link, for services that carry little: phones, chats, pagers."""

import json
import re
from collections.abc import Callable

from briefing.model import Brief, Destination, Links, Message, Part
from briefing.render import wording
from briefing.render.bounds import shortened
from briefing.render.ready import ready

HEADLINES = 5
_CALLS = re.compile(r"@(?=\w)|<(?=[!@#])")
"""What chats take for a call to somebody: "@everyone", "<!channel>", "<@U1>"."""
LONGEST_TITLE, LONGEST_HEADLINE = 100, 140
"""With five headlines and a link under 1,000 characters, which all but a few of apprise's services take."""


class NotifyRenderer:
    """Renders title, headlines and where to read on.

    Args:
        page: where a brief (name, slot) can be read; "" for nowhere: then the first article's address stands for it.
    """

    def __init__(self, page: Callable[[str, str], str]) -> None:
        self._page = page

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """One part, JSON with `title` and `body`, both plain text."""
        inside = ready(brief).brief
        shown = inside.items[:HEADLINES]
        more = len(inside.items) - len(shown)
        lines = [f"{item.number}. {shortened(item.headline, LONGEST_HEADLINE)}" for item in shown]
        lines += [] if shown else [wording.quiet(inside)]
        lines += [f"and {wording.plural(more, 'story')} more"] if more else []
        url = links.browser or self._page(brief.name, brief.slot) or next((item.lead.url for item in shown), "")
        title = shortened(f"{inside.title}, {wording.day(inside.local_date)}", LONGEST_TITLE)
        text = {"title": _calm(title), "body": "\n".join([*map(_calm, lines), *([url] if url else [])])}
        payload = json.dumps(text, ensure_ascii=False, sort_keys=True).encode()
        return Message(destination, (Part(0, "application/json", payload),), left_out=more)


def _calm(line: str) -> str:
    """The line with a word joiner in what would call somebody; it reads the same."""
    return _CALLS.sub(lambda found: f"{found[0]}\u2060", line)
