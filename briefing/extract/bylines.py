"""Who wrote an article, as the page shows it to its readers."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree, html

from briefing.extract.names import is_organisation, is_person, names
from briefing.text.plain import clean

_BYLINE = re.compile(
    r"author|by-?line|\bautor|autoren|auteur|journalist|contributor-?name|posted-?by|submitted-?by|\bwriter|verfasser"
    r"|\bbyl\b|\bredakteur",
    re.IGNORECASE,
)
_NOT_BYLINE = re.compile(
    r"comment|avatar|image|photo|picture|related|share|social|follow|descri|biogra|\bbio\b|-bio|more|widget|recommend"
    r"|affiliat|authority|authorize|archive|count",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"comment|respond|related|recommend|popular|trending|teaser|most-read|newsletter|promo|carousel|disqus|caption",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset({"aside", "nav", "figure", "figcaption", "blockquote", "form"})
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|journalists?|(?<!licenses/)by|staff|people|profiles?|reporters?|contributors?)/"
    r"|[?&]author=",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:an?|the|ein|eine|blog|guest|gast)[ -]){0,2}"
    r"(?:(?:posted|written|published|reported|story|article|text|words|interview|geschrieben|verfasst|eingestellt"
    r"|veröffentlicht|gespeichert|artikel|beitrag|gastbeitrag|kolumne|kommentar|bericht|escrito|publicado|écrit) )?"
    r"(?:by|von|vom|por|par|author|autora?|autoren|auteur|text)\b\s{0,2}:?\s{0,2}",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:veröffentlicht|geschrieben|erstellt|publiziert|gepostet|posted|published|created) (?:am|on)\b.{4,60}?"
    r"\b(?:von|by)\s(?=[^\W\d_])",
    re.IGNORECASE,
)
_TEXT_TAGS = frozenset({"p", "div", "span", "li", "address", "h4", "h5", "h6", "td", "small", "em", "i", "b", "strong"})
_LONGEST = 160
_LONGEST_SIGNATURE = 90
_ABOVE = 10
_NEAR = 3
_MOST_NAMES = 8
_MOST_BELOW = 60
_BESIDE = 2
_WEAK = 3
_BY_LINK = 3
_BY_TEXT = 4


def byline(tree: html.HtmlElement, outlets: Sequence[str] = ()) -> tuple[str, ...]:
    """The authors' names as a page shows them; empty when it shows none.

    The clearest sign counts, and of equal signs the first: what is marked up as the author (microdata, rel), what is
    classed so, a link to an author's page, a line that begins with "By". Several names of one sign side by side are
    several authors.

    Args:
        tree: the page; left as it is.
        outlets: names of the outlet, which is nobody's name.
    """
    best: list[_Sign] = []
    for sign in _signs(tree):
        if best and sign.rank > best[0].rank:
            continue
        found = tuple(name for name in names(sign.text) if sign.fits(name, outlets))
        if found and not _is_elsewhere(sign.element):
            best = [*(best if best and best[0].rank == sign.rank else ()), replace(sign, names=found)]
    return _together(best)


@dataclass(frozen=True, slots=True)
class _Sign:
    """An element that may show an author; rank 0 is the clearest."""

    rank: int
    element: html.HtmlElement
    text: str
    names: tuple[str, ...] = ()

    def fits(self, name: str, outlets: Sequence[str]) -> bool:
        """Whether a name is believable: a weak sign must show a person's."""
        return self.rank < _WEAK or (is_person(name) and not is_organisation(name, outlets))


def _signs(tree: html.HtmlElement) -> Iterator[_Sign]:
    """Elements that may show an author, in the order of the page."""
    for element in tree.iter(etree.Element):
        rank = _rank(element)
        if rank is not None:
            text = clean(_text(element))
            if 0 < len(text) <= _LONGEST:
                yield _Sign(rank, element, text)
        elif element.tag in _TEXT_TAGS and len(element) <= _NEAR and _OPENING.match(_beginning(element)):
            text = clean(_text(element))
            opening = _SIGNED.match(text) or _OPENING.match(text)
            if opening and len(text) <= _LONGEST_SIGNATURE:
                yield _Sign(_BY_TEXT, element, text[opening.end() :])


def _beginning(element: html.HtmlElement) -> str:
    """The first string of an element or its first child."""
    own = (element.text or "").lstrip()
    return own or ((element[0].text or "").lstrip() if len(element) else "")


def _rank(element: html.HtmlElement) -> int | None:
    """How clearly an element's attributes say that it shows the author; None when it cannot."""
    given = dict(element.items())
    if "author" in given.get("rel", "").split() or "author" in given.get("itemprop", "").split():
        return 0
    named = _named_rank(given.get("class", ""), given.get("id", ""), given.get("data-testid", "")) if given else None
    if named is not None:
        return named
    linked = element.tag == "a" and _PROFILE.search(given.get("href", ""))
    return _BY_LINK if linked or element.tag == "address" else None


@lru_cache(maxsize=4096)
def _named_rank(*names_: str) -> int | None:
    """How clearly class and id say that an element shows the author; remembered, since a page repeats its classes."""
    named = " ".join(names_)
    if _BYLINE.search(named) is None or _NOT_BYLINE.search(named):
        return None
    return 1 if "name" in named.lower() else 2


def _text(element: html.HtmlElement) -> str:
    """The strings of an element with a space between blocks; that of its itemprop "name" when it has one."""
    below = itertools.islice(element.iter(etree.Element), _MOST_BELOW)
    named = [inner for inner in below if inner.get("itemprop") == "name"][:_MOST_NAMES]
    if named:
        return ", ".join(inner.get("content") or " ".join(inner.itertext()) for inner in named)
    strings = []
    for string in element.itertext():
        strings.append(string)
        if sum(map(len, strings)) > 2 * _LONGEST:
            break
    return element.get("content") or " ".join(strings)


def _is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether an element belongs to a comment, a sidebar or a teaser of another piece."""
    for depth, above in enumerate(element.iterancestors()):
        if depth > _ABOVE or above.tag in {"body", "article", "main"}:
            return False
        if above.tag in _ELSEWHERE_TAGS or _ELSEWHERE.search(f"{above.get('class', '')} {above.get('id', '')}"):
            return True
    return False


def _together(found: Sequence[_Sign]) -> tuple[str, ...]:
    """The names of the first sign and of those beside it."""
    if not found:
        return ()
    near = set(itertools.islice(found[0].element.iterancestors(), _BESIDE))
    beside = [sign for sign in found if near & set(itertools.islice(sign.element.iterancestors(), _BESIDE))]
    return tuple(dict.fromkeys(name for sign in beside for name in sign.names))
