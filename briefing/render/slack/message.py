"""A brief as the arguments of Slack's chat.postMessage: one message, and its continuation in the thread.

Everything that is sent is fixed here, the delivery key included, by which a posted message is found again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.model import Annotation, Article, Brief, Destination, Item, Links, Message, Part
from briefing.render import wording
from briefing.render.bounds import Bounded, shortened
from briefing.render.on_demand import item_of
from briefing.render.ready import ready
from briefing.render.scrub import scrub, web_address
from briefing.render.slack import elements as kit
from briefing.render.slack.buttons import NO_BUTTONS, Buttons
from briefing.render.slack.elements import Block
from briefing.render.slack.packing import MOST_FOR_STORY, Packed, packed
from briefing.render.slack.story import fitting_story

EVENT_TYPE = "briefing_delivery"
MOST_FOR_FOOT = 4_000
MOST_FOR_CORRECTIONS = 1_800
HEADER = 150

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around and below the stories."""

    inside: Bounded
    links: Links
    buttons: Buttons


class SlackRenderer:
    """Renders a brief as Block Kit messages within every documented limit and the cumulative one.

    Args:
        presses: what can be pressed below each story; nothing where the bot does not listen.
    """

    def __init__(self, presses: tuple[str, ...] = ()) -> None:
        self._presses = presses

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """Parts of application/json: part 0 for the conversation, later ones for its thread.

        A part holds `channel`, `text`, `blocks`, `unfurl_links`, `unfurl_media` and `metadata` with the delivery
        key; whoever posts a later part adds `thread_ts`. `link_names` and `parse` stay unset.
        """
        buttons = Buttons(brief.name, brief.slot, self._presses, can_change=bool(self._presses))
        messages, left_out = brief_messages(brief, links, buttons)
        parts = tuple(
            Part(number=number, content_type="application/json", payload=_frozen(message, brief, destination, number))
            for number, message in enumerate(messages)
        )
        return Message(destination=destination, parts=parts, left_out=left_out)


def brief_messages(brief: Brief, links: Links, buttons: Buttons = NO_BUTTONS) -> tuple[list[Payload], int]:
    """The messages of a brief, the first for a conversation and the others for its thread.

    Args:
        buttons: what can be pressed below its stories.

    Returns:
        The messages, and how many stories found no room.
    """
    inside = ready(brief)
    frame = _Frame(inside, scrub(links), buttons)
    found = _packed(frame)
    return [_opening(frame, found), *_continuations(inside, found)], found.left_out


def article_message(article: Article, annotation: Annotation, buttons: Buttons = NO_BUTTONS) -> Payload:
    """One article on demand: `text` and `blocks` for any of Slack's posting methods or a response_url.

    Args:
        article: what was read.
        annotation: what was found in this version of it.
        buttons: what can be pressed below it.
    """
    item = replace(item_of(article, annotation), number=0)
    blocks = [*fitting_story(item, MOST_FOR_STORY, buttons), kit.small(wording.VERBATIM)]
    return _message([item.headline, *(sentence.text for sentence in item.sentences)], blocks)


def _message(lines: Sequence[str], blocks: Sequence[Block]) -> Payload:
    return {"text": kit.fallback(lines), "blocks": list(blocks), "unfurl_links": False, "unfurl_media": False}


def _frozen(message: Payload, brief: Brief, destination: Destination, number: int) -> bytes:
    """The bytes of a message; the same brief gives the same ones."""
    key = f"{brief.name}:{brief.slot}:{destination.name}:{number}"
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"delivery_key": key}}
    conversation = destination.address.rpartition("/")[2]
    arguments = {"channel": conversation, **message, "metadata": metadata}
    return json.dumps(arguments, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(frame: _Frame) -> Packed:
    inside = frame.inside
    opening = [*_head(inside.brief), *_foot(frame, inside.brief.items[:0], 0), kit.small("x" * 200)]
    return packed(inside.brief.items, opening, frame.buttons)


def _opening(frame: _Frame, found: Packed) -> Payload:
    brief = frame.inside.brief
    stories = [block for _, blocks in found.parts[0] for block in blocks]
    later = tuple(item for part in found.parts[1:] for item, _ in part)
    blocks = [*_head(brief), *stories, *_foot(frame, later, found.left_out)]
    return _message(_told(brief), blocks)


def _continuations(inside: Bounded, found: Packed) -> list[Payload]:
    brief = inside.brief
    messages = []
    for part in found.parts[1:]:
        first, last = part[0][0].number, part[-1][0].number
        title = f"{brief.title}, {wording.day(brief.local_date)}: {_stories(first, last)} of {len(brief.items)}"
        blocks = [kit.small(title), *(block for _, blocks in part for block in blocks)]
        messages.append(_message([title, *(item.headline for item, _ in part)], blocks))
    return messages


def _stories(first: int, last: int) -> str:
    return f"story {first}" if first == last else f"stories {first} to {last}"


def _head(brief: Brief) -> list[Block]:
    """Title, meta line, top line and corrections."""
    title = f" · {wording.day(brief.local_date)}"
    meta = (wording.size(brief), wording.chosen_from(brief))
    blocks = [
        kit.header(shortened(brief.title, HEADER - len(title)) + title),
        kit.small(" · ".join(part for part in meta if part)),
    ]
    if brief.quiet:
        blocks.append(kit.rich_text([kit.paragraph(kit.text(wording.quiet(brief)))]))
    if brief.top_line:
        strong = kit.text(f"{wording.TOP_LINE}: ", kit.BOLD)
        blocks.append(kit.rich_text([kit.paragraph(strong, kit.text(brief.top_line))]))
    return [*blocks, *_corrections(brief)]


def _corrections(brief: Brief) -> list[Block]:
    lines = [
        kit.paragraph(
            kit.link(correction.link.title or wording.site(correction.link), correction.link.url),
            kit.text(f". Reported {wording.since(correction.slot)}: "),
            kit.text(correction.before or "–", kit.ITALIC),
            kit.text(" Now: "),
            kit.text(correction.after or "–", kit.ITALIC),
        )
        for correction in brief.corrections
    ]
    return _listed(wording.CORRECTIONS, lines, MOST_FOR_CORRECTIONS)[0]


def _listed(title: str, lines: Sequence[Mapping[str, Any]], most: int) -> tuple[list[Block], int]:
    """A titled list of as many lines as weigh no more than `most`, and how many were left out."""
    shown = list(lines)
    heading = kit.paragraph(kit.text(title, kit.BOLD))
    while shown and kit.weight([kit.rich_text([heading, kit.bullets(shown)])]) > most:
        shown.pop()
    return ([kit.rich_text([heading, kit.bullets(shown)])] if shown else []), len(lines) - len(shown)


def _foot(frame: _Frame, later: Sequence[Item], left_out: int) -> list[Block]:
    """What continues in the thread, "Also today", buttons, provenance and what is missing."""
    inside, brief = frame.inside, frame.inside.brief
    lines = [
        kit.paragraph(kit.link(line.headline, line.link.url), kit.text(f" ({wording.site(line.link)})"))
        for line in brief.also
    ]
    also, unseen = _listed(wording.ALSO, lines, MOST_FOR_FOOT)
    numbers = _stories(later[0].number, later[-1].number) if later else ""
    thread = [kit.small(f"↓ {numbers[:1].upper()}{numbers[1:]} in the thread")] if later else []
    notes = wording.notes(brief, left_out, inside.lines + unseen, inside.passages)
    return [
        *thread,
        kit.divider(),
        *also,
        *_buttons(frame),
        *kit.smalls([shortened(note, MOST_FOR_CORRECTIONS) for note in notes]),
    ]


def _buttons(frame: _Frame) -> list[Block]:
    browser, preferences = web_address(frame.links.browser), web_address(frame.links.preferences)
    buttons = [kit.button("open_web", wording.BROWSER, browser)] if browser else []
    if preferences:
        buttons.append(kit.button("settings", wording.PREFERENCES, preferences))
    else:
        buttons.extend(frame.buttons.change(wording.PREFERENCES))
    return [kit.actions(buttons)] if buttons else []


def _told(brief: Brief) -> list[str]:
    """The brief as lines for notifications and screen readers, what counts most first."""
    title = f"{brief.title}, {wording.day(brief.local_date)}"
    lines = [f"{title}: {brief.items[0].headline}" if brief.items else f"{title}. {wording.quiet(brief)}"]
    for item in brief.items:
        lines.append(f"{item.number}. {item.headline}")
        lines.extend(sentence.text for sentence in item.sentences)
    return lines
