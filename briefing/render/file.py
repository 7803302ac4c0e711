"""A brief for a folder: the same content in several formats, a part each."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Brief, Destination, Links, Message
from briefing.ports import Renderer


class FileRenderer:
    """Renders a brief with several renderers into one message; the content types tell the parts apart.

    Args:
        renderers: one a format, in the order of the parts.
    """

    def __init__(self, renderers: Sequence[Renderer]) -> None:
        self._renderers = tuple(renderers)

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """All parts of all formats, numbered through."""
        messages = [renderer.render(brief, destination, links) for renderer in self._renderers]
        parts = [part for message in messages for part in message.parts]
        return Message(
            destination=destination,
            parts=tuple(replace(part, number=number) for number, part in enumerate(parts)),
            left_out=max((message.left_out for message in messages), default=0),
        )
