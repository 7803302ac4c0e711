"""Blocks of a page that point to other pieces: lists of what is most read, related or recommended, with their teasers.

Where an article is short, an extractor takes such teasers for its last paragraphs.
"""

import re

from lxml import html

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?:most|meist)[_-]?(?:read|popular|viewed|shared|clicked|commented|discussed|emailed|gelesen|geklickt)"
    r"|(?:related|recommended|popular|trending|similar|latest|recent|other|more)[_-]?"
    r"(?:articles?|stories|story|posts?|news|content|links?|reads?|reading|headlines|items?|coverage|topics?)"
    r"|read[_-]?(?:next|more[_-]list|also)|up[_-]?next|(?:you[_-])?(?:may|might)[_-]also[_-]like|dont[_-]miss"
    r"|editors?[_-]picks?|must[_-]reads?|mas[_-]leid[ao]s?|lo[_-]mas[_-]leido|plus[_-]lus|mais[_-]lidas"
    r")(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = ("div", "section", "aside", "ul", "ol")
_FEWEST_LINKS = 2
_PARAGRAPHS_A_LINK = 2


def without_pointers(tree: html.HtmlElement) -> None:
    """Take the blocks out of the tree that are named as lists of other pieces and are made of links to them."""
    for element in [one for one in tree.iter(*_BLOCKS) if _is_named(one)]:
        if element.getparent() is not None and _is_list(element):
            element.drop_tree()


def _is_named(element: html.HtmlElement) -> bool:
    return any(_NAMES.search(value) for name in ("class", "id") if (value := element.get(name)))


def _is_list(element: html.HtmlElement) -> bool:
    """Whether an element is made of links, each with a teaser at most, and does not hold the article itself."""
    if next(element.iter("h1", "article", "main"), None) is not None:
        return False
    links = sum(1 for link in element.iter("a") if link.get("href") and (link.text_content() or "").strip())
    texts = sum(1 for text in element.iter("p") if (text.text_content() or "").strip())
    return links >= _FEWEST_LINKS and texts <= _PARAGRAPHS_A_LINK * links
