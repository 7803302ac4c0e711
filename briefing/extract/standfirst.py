"""The opening paragraph that many outlets print above their text and that extractors take for a decoration."""

from collections.abc import Iterable, Sequence

from lxml import html

from briefing.text.language import detect
from briefing.text.plain import clean

_TAGS = ("p", "div", "h2", "h3", "strong", "span")
_ELSEWHERE = frozenset({"a", "aside", "button", "figcaption", "figure", "footer", "form", "nav", "noscript"})
_SHORTEST = 60
_LONGEST = 600
_SAME = 40
_MOST_CHILDREN = 6
_A_SENTENCE_OF_ITS_OWN = 180


def standfirst(tree: html.HtmlElement, descriptions: Iterable[str], paragraphs: Sequence[str]) -> str:
    """The page's description of its article, when the page also prints it and the text lacks it; empty otherwise.

    In English-language outlets a short one is the editor's line about the article, not its first paragraph, and stays
    out; elsewhere, and when it is long, the article begins with it.

    Args:
        tree: the page.
        descriptions: what its meta elements say the article is about, clean.
        paragraphs: the main text as found.
    """
    text = " ".join(paragraphs)
    if not text:
        return ""
    for description in dict.fromkeys(descriptions):
        beginning = description[:_SAME]
        if len(description) < _SHORTEST or beginning in text:
            continue
        printed = _printed(tree, description, paragraphs[0][:_SAME])
        if printed and (len(printed) >= _A_SENTENCE_OF_ITS_OWN or detect(printed) != "en"):
            return printed
    return ""


def _printed(tree: html.HtmlElement, description: str, first: str) -> str:
    """The shortest block before the text that begins as the description does, whole; empty when there is none."""
    beginning = description[:_SAME]
    for element in tree.iter(*_TAGS):
        if len(element) > _MOST_CHILDREN:
            continue
        block = clean("".join(element.itertext())[: 2 * _LONGEST])
        if block.startswith(first):
            return ""
        fits = _SHORTEST <= len(block) <= _LONGEST and block.startswith(beginning)
        if fits and not any(above.tag in _ELSEWHERE for above in element.iterancestors()):
            return block
    return ""
