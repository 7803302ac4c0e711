"""Links to a place in a page: text fragments as in the WICG draft "URL Fragment Text Directives"."""

from urllib.parse import quote

_LONG = 200


def _encoded(text: str) -> str:
    """Percent-encode a term of a text directive; "-", "," and "&" are its syntax and must not stand bare."""
    return quote(text, safe="").replace("-", "%2D")


def link(url: str, text: str, start: int, end: int) -> str:
    """The address of a page with a fragment that leads to words of it.

    Args:
        url: address of the page; a fragment of its own is kept.
        text: the page's text; start, end: where the words stand in it.
    """
    words = " ".join(text[start:end].split())
    if not words:
        return url
    mark = ":~:" if "#" in url else "#:~:"
    return f"{url}{mark}text={_encoded(words)}"
