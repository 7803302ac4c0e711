"""Plain text: for terminals, files and the text part of a mail."""

from briefing.model import Annotation, Article, Brief, Destination, Links, Message, Part
from briefing.render import wording
from briefing.render.child import templates_of
from briefing.render.on_demand import item_of
from briefing.render.ready import ready


class TextRenderer:
    """Renders a brief as plain text of 76 columns.

    Args:
        templates: the operator's template folder; "" for none.
    """

    def __init__(self, templates: str = "") -> None:
        self._templates = templates_of(templates)

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """One part of text/plain, UTF-8."""
        payload = self.text(brief, links).encode()
        return Message(destination=destination, parts=(Part(number=0, content_type="text/plain", payload=payload),))

    def text(self, brief: Brief, links: Links | None = None) -> str:
        """The brief as text; free of control characters, so that a terminal can print it as it is."""
        inside = ready(brief)
        notes = wording.notes(inside.brief, lines=inside.lines, passages=inside.passages)
        shown = {"brief": inside.brief, "links": links or Links(), "notes": notes, "places": {}}
        return self._templates.render("text/brief.txt", **shown)


def article_text(article: Article, annotation: Annotation) -> str:
    """One article on demand: its summary, figures and quotes as plain text.

    Args:
        article: what was read.
        annotation: what was found in this version of it.
    """
    item = item_of(article, annotation)
    return templates_of("").render("text/article.txt", item=item, places={}, note=wording.VERBATIM)
