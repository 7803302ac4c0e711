"""The pieces of Block Kit (https://docs.slack.dev/reference/block-kit/) in which foreign text is only ever text.

Article text stands in `rich_text` text nodes or in `plain_text`, which Slack never parses, or in `verbatim`
mrkdwn when it holds nothing that mrkdwn would act on.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Element = Mapping[str, Any]
Block = Mapping[str, Any]

BLOCK_COST = 125
"""What a block costs of the cumulative limit beside its text (slackapi/bolt-js#2509 and #2867)."""

MOST_TEXT = 3_900
"""chat.postMessage advises at most 4,000 characters of text."""

MOST_IN_TEXT = 3_000

PLACE = "↗"
"""Links to the place of a sentence or quote: a whole linked sentence would be blue from end to end."""

BOLD = {"bold": True}
ITALIC = {"italic": True}

_FORMATTING = re.compile(r"[*_~`]|^\s*>|:[\w+'-]+:|^\s*[•◦-]\s|\]\(")
_LOOKALIKES = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ", ":": "꞉", ">": "›", "<": "‹", "]": "］"})


def escaped(text: str) -> str:
    """The text with the three characters replaced that Slack reads as control sequences, once.

    Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def label(text: str) -> str:
    """A line for use inside mrkdwn: characters that would format are replaced by their likenesses."""
    return escaped(text.translate(_LOOKALIKES) if _FORMATTING.search(text) else text)


def fallback(lines: Iterable[str]) -> str:
    """The text for notifications and screen readers: whole lines from the first, as many as are advised."""
    shown: list[str] = []
    room = MOST_TEXT
    for line in map(label, lines):
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    return "\n".join(shown)


def mrkdwn_link(text: str, url: str) -> str:
    """A link inside mrkdwn, or only its text when there is no address."""
    return f"<{escaped(url)}|{label(text).replace('|', '∣')}>" if url else label(text)


def mrkdwn(markup: str) -> Element:
    """A text object of our own markup; bare names and addresses in it stay text."""
    return {"type": "mrkdwn", "verbatim": True, "text": markup}


def plain(text: str) -> Element:
    """A text object that is never parsed, not even for emoji names."""
    return {"type": "plain_text", "emoji": False, "text": text}


def field(strong: str, text: str, heading: str = "", url: str = "") -> Element:
    """A field of a section: a strong word over a text; unformatted when either would act on its own.

    Args:
        strong: the figure.
        text: what stands below it, word for word; may be empty.
        heading: our own mrkdwn beside the strong word.
        url: what the strong word links to; "" for nothing.
    """
    if _FORMATTING.search(strong) or _FORMATTING.search(text):
        return plain("\n".join(part for part in (strong, text) if part))
    above = " ".join(part for part in (f"*{mrkdwn_link(strong, url)}*", heading) if part)
    return mrkdwn("\n".join(part for part in (above, escaped(text)) if part))


def text(words: str, style: Mapping[str, bool] | None = None) -> Element:
    """A text node of rich text."""
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def link(words: str, url: str, style: Mapping[str, bool] | None = None) -> Element:
    """A link node of rich text, or a text node when there is no address."""
    if not url:
        return text(words, style)
    return {"type": "link", "url": url, "text": words, **({"style": style} if style else {})}


def passage(words: str, url: str, style: Mapping[str, bool] | None = None) -> list[Element]:
    """Words of an article, and behind them the mark that links to their place in it where that is known."""
    return [text(words, style), *([text(" "), link(PLACE, url)] if url else [])]


def paragraph(*nodes: Element) -> Element:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(nodes)}


def lines(members: Sequence[Sequence[Element]]) -> Element:
    """A paragraph of several lines, as Slack's own composer writes it."""
    broken = [[*([text("\n")] if number else []), *nodes] for number, nodes in enumerate(members)]
    return paragraph(*(node for nodes in broken for node in nodes))


def quotation(*nodes: Element) -> Element:
    """A quotation of rich text."""
    return {"type": "rich_text_quote", "elements": list(nodes)}


def bullets(paragraphs: Iterable[Element]) -> Element:
    """A bulleted list of rich text."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(paragraphs)}


def rich_text(elements: Iterable[Element]) -> Block:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def header(words: str) -> Block:
    """A block with a title of at most 150 characters."""
    return {"type": "header", "text": plain(words)}


def fields(members: Sequence[Element]) -> Block:
    """A section of two columns."""
    return {"type": "section", "fields": list(members)}


def figures(members: Sequence[Element]) -> Block:
    """Fields in pairs; of an odd number the first one stands above them, as wide as both."""
    alone = {"text": members[0]} if len(members) % 2 else {}
    pairs = {"fields": list(members[len(alone) :])} if len(members) > len(alone) else {}
    return {"type": "section", **alone, **pairs}


def context(markup: str) -> Block:
    """A small grey line of our own markup."""
    return {"type": "context", "elements": [mrkdwn(markup)]}


def small(words: str) -> Block:
    """A small grey line of foreign text, in which not even an address becomes a link."""
    markup = escaped(words)
    acts = _FORMATTING.search(words) or len(markup) > MOST_IN_TEXT
    return {"type": "context", "elements": [plain(words) if acts else mrkdwn(markup)]}


def smalls(paragraphs: Iterable[str]) -> list[Block]:
    """Small grey paragraphs of foreign text below each other, in as few blocks as hold them."""
    joined: list[str] = []
    for paragraph in paragraphs:
        if joined and len(escaped(joined[-1])) + len(escaped(paragraph)) < MOST_IN_TEXT:
            joined[-1] += f"\n{paragraph}"
        else:
            joined.append(paragraph)
    return [small(words) for words in joined]


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(action: str, words: str, url: str) -> Element:
    """A button that opens an address."""
    return {"type": "button", "action_id": action, "text": plain(words), "url": url}


def press(action: str, words: str, value: str, told: str = "") -> Element:
    """A button whose press comes back to the bot.

    Args:
        action: what it does, unique in its row.
        words: what stands on it; a single emoji is one.
        value: what the press names, at most 2,000 characters.
        told: what a screen reader says in place of the words.
    """
    label_of = {"accessibility_label": told} if told else {}
    text_of = {"type": "plain_text", "emoji": True, "text": words}
    return {"type": "button", "action_id": action, "text": text_of, "value": value, **label_of}


def actions(buttons: Iterable[Element], name: str = "foot") -> Block:
    """A row of buttons; its name is unique in the message."""
    return {"type": "actions", "block_id": name, "elements": list(buttons)}


def weight(blocks: Sequence[Block]) -> int:
    """What blocks use of the cumulative limit: all text and addresses in them, and a toll a block."""
    return BLOCK_COST * len(blocks) + sum(_letters(block) for block in blocks)


def _letters(value: Any) -> int:
    """Length of all text and addresses, in the UTF-16 units in which the other side may count."""
    if not isinstance(value, dict):
        return sum(map(_letters, value))
    letters = 0
    for key, member in value.items():
        if isinstance(member, dict | list):
            letters += _letters(member)
        elif key in {"text", "url"}:
            letters += len(member.encode("utf-16-le")) // 2
    return letters
