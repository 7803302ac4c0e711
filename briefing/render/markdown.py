"""Markdown (CommonMark): for files and for whoever pastes a brief elsewhere."""

import re

from briefing.model import Brief, Destination, Links, Message, Part
from briefing.render import wording
from briefing.render.child import templates_of
from briefing.render.ready import ready

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~$]|&(?=[#\w])|://|^(?:[-+=#@]|\d{1,9}(?=[.)](?:\s|$)))")


class MarkdownRenderer:
    """Renders a brief as CommonMark.

    Args:
        templates: the operator's template folder; "" for none.
    """

    def __init__(self, templates: str = "") -> None:
        self._templates = templates_of(templates, {"md": escaped, "md_link": linked})

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """One part of text/markdown, UTF-8."""
        payload = self.markdown(brief, links).encode()
        return Message(destination=destination, parts=(Part(number=0, content_type="text/markdown", payload=payload),))

    def markdown(self, brief: Brief, links: Links | None = None) -> str:
        """The brief as Markdown in which no word of an article is markup."""
        inside = ready(brief)
        notes = wording.notes(inside.brief, lines=inside.lines, passages=inside.passages)
        return self._templates.render("markdown/brief.md", brief=inside.brief, links=links or Links(), notes=notes)


def escaped(text: str) -> str:
    """The text with a backslash before everything that Markdown, or a spreadsheet behind it, would act on.

    Args:
        text: one line of plain text.
    """
    return _ACTIVE.sub(_neutral, text)


def linked(text: str, url: str) -> str:
    """The text as a link, or only the text when there is no address."""
    return f"[{escaped(text)}](<{url}>)" if url else escaped(text)


def _neutral(found: re.Match[str]) -> str:
    """The backslash goes before punctuation; a number at the start of a line gets it before its full stop."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
