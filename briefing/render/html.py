"""A brief as a web page of its own, and as a fragment for other pages."""

from typing import Any

from briefing.model import Brief, Destination, Links, Message, Part
from briefing.render import wording
from briefing.render.child import templates_of
from briefing.render.ready import ready
from briefing.render.scrub import web_address


class HtmlRenderer:
    """Renders a brief as HTML that works without JavaScript, images or anything fetched.

    Args:
        templates: the operator's template folder; "" for none.
    """

    def __init__(self, templates: str = "") -> None:
        self._templates = templates_of(templates)

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """One part of text/html, UTF-8."""
        payload = self.page(brief, links).encode()
        return Message(destination=destination, parts=(Part(number=0, content_type="text/html", payload=payload),))

    def page(self, brief: Brief, links: Links | None = None) -> str:
        """The whole page; its one style element is `style`."""
        return self._templates.render("web/brief.html", style=self.style(), **_context(brief, links))

    def fragment(self, brief: Brief, links: Links | None = None) -> str:
        """The `article` element alone, for a page or a feed around it; pages bring `style` themselves."""
        return self._templates.render("web/fragment.html", **_context(brief, links))

    def style(self) -> str:
        """The style sheet."""
        return self._templates.render("web/brief.css")


def _context(brief: Brief, links: Links | None) -> dict[str, Any]:
    inside = ready(brief)
    given = links or Links()
    return {
        "brief": inside.brief,
        "links": Links(browser=web_address(given.browser), preferences=web_address(given.preferences)),
        "notes": wording.notes(inside.brief, lines=inside.lines, passages=inside.passages),
    }
