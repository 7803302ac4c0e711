"""Plain text of titles and summaries, which may or may not be HTML: nobody can tell but by the looks of them."""

import re

from briefing.text.plain import plain, plain_html

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--")
_SEAMLESS = ("a", "b", "i", "u", "em", "strong", "span", "font", "code", "small", "sub", "sup")
_BLOCKS = (
    "p", "br", "div", "img", "hr", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure",
    "figcaption", "table", "tbody", "tr", "td", "th", "pre",
)  # fmt: skip
_BORDERS = {**dict.fromkeys(_SEAMLESS, ""), **dict.fromkeys(_BLOCKS, " ")}
_BORDERS_OF_BARE_TAGS = {
    form.format(name): border for name, border in _BORDERS.items() for form in ("{}", "/{}", "{}/", "{} /")
}


def plain_text(value: str, longest: int) -> str:
    """One line of plain text.

    Args:
        value: as the publisher wrote it, text or HTML.
        longest: characters of it that are looked at.
    """
    if len(value) > longest:
        value = value[:longest]
        opened = value.rfind("<")
        value = value[:opened] if opened > value.rfind(">") else value
    if "<" not in value:
        return plain(value)
    simple = _without_simple_tags(value)
    if simple is not None:
        return plain(simple)
    return plain_html(value) if has_tags(value) else plain(value)


def has_tags(value: str, within: int = 10_000) -> bool:
    """Whether there is a tag or comment of HTML in the beginning of a text."""
    return _TAG.search(value, 0, within) is not None


def _without_simple_tags(text: str) -> str | None:
    """The words between common tags, which nearly all summaries have and no others; None when a parser has to look."""
    first, *parts = text.split("<")
    words = [first]
    for part in parts:
        tag, closed, behind = part.partition(">")
        border = _BORDERS_OF_BARE_TAGS.get(tag)
        if border is None:
            border = _border(tag)
        if border is None or not closed:
            return None
        words.append(border)
        words.append(behind)
    return "".join(words)


def _border(tag: str) -> str | None:
    """What stands in the place of a common tag; None for any other, and for one of which only a part may be here."""
    if not tag or tag[0].isspace():
        return None
    name, *attributes = tag.strip("/").split(None, 1) or ("",)
    return None if attributes and _is_open(attributes[0]) else _BORDERS.get(name.lower())


def _is_open(attributes: str) -> bool:
    """Whether a quoted value is not closed, because a ">" stands in it."""
    outside = attributes.split('"')
    return len(outside) % 2 == 0 or ("'" in attributes and "".join(outside[::2]).count("'") % 2 == 1)
