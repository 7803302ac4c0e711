"""A brief in every form there is, made when it is asked for."""

import json
from collections.abc import Callable, Mapping

from briefing.bootstrap.edges import renderers
from briefing.codec import to_json
from briefing.model import Brief, BriefSpec, Destination, Links
from briefing.render.html import HtmlRenderer
from briefing.render.markdown import MarkdownRenderer
from briefing.render.text import TextRenderer
from briefing.settings.schema import Settings

Payload = Callable[[], bytes]
NO_LINKS = Links()


def payloads(settings: Settings, spec: BriefSpec, brief: Brief, links: Links = NO_LINKS) -> Mapping[str, Payload]:
    """What makes each form, by its name: as it would be sent, to sample destinations where there are none.

    Args:
        links: of the mail's sample recipient.
    """
    kinds = renderers(settings, spec)
    slack = _first(spec, "slack") or Destination("preview", "slack", "C0PREVIEW")
    email = _first(spec, "email") or Destination("preview", "email", "reader@example.com")
    return {
        "text": lambda: TextRenderer(spec.templates).text(brief).encode(),
        "markdown": lambda: MarkdownRenderer(spec.templates).markdown(brief).encode(),
        "html": lambda: HtmlRenderer(spec.templates).page(brief).encode(),
        "slack": lambda: _indented([part.payload for part in kinds["slack"].render(brief, slack, NO_LINKS).parts]),
        "json": lambda: json.dumps(to_json(brief), ensure_ascii=False, indent=1).encode(),
        "email": lambda: kinds["email"].render(brief, email, links).parts[0].content,
    }


def _first(spec: BriefSpec, channel: str) -> Destination | None:
    return next((place for place in spec.destinations if place.channel == channel), None)


def _indented(parts: list[bytes]) -> bytes:
    messages = [json.loads(part) for part in parts]
    return json.dumps(messages[0] if len(messages) == 1 else messages, ensure_ascii=False, indent=1).encode()
