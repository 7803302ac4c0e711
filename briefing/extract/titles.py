"""The headline of a page, chosen among all the places where a page prints one."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from lxml import etree, html

from briefing.text.plain import clean, plain_html

_SEEN_STRINGS = etree.XPath(".//text()[not(parent::style or parent::script)]")
_MOST_HEADINGS = 40
_LONGEST = 250
_META_NAMES = ("og:title", "twitter:title", "dc.title", "headline", "title", "parsely-title", "sailthru.title")
_SEPARATORS = re.compile(r"(?<!\s)\s+[|–—·•»«›‹:/⋆~>-]+\s+|(?:(?<!\s)\s+)?[|»«]\s*|(?:(?<!\s)\s+)?::\s*")
_NO_LETTERS = re.compile(r"[\W_]+")
_SAME_SHARE = 0.6
_LEAST_LETTERS = 4
_LEAST_WORDS = 3


def titles(tree: html.HtmlElement, meta: Mapping[str, str], headline: str, site: str, url: str | None) -> list[str]:
    """Every form of the headline that a page gives, the best first; empty when it gives none.

    A heading that agrees with what the page says of itself elsewhere is what its readers see as the headline. Failing
    that, the structured data, then the meta elements without the name of the site, then a part of the page's title.

    Args:
        tree: the page.
        meta: contents of its meta elements by name, as they came.
        headline: the headline of its structured data, clean; empty when there is none.
        site: the outlet's name; empty when it is not known.
        url: the page's address, which may show the outlet's name.
    """
    page_title = _page_title(tree)
    stated = [headline, *(plain_html(meta.get(name, "")) for name in _META_NAMES)]
    names = _names(site, url) | _outlet_parts(page_title, stated)
    named = [_without_site(title, names) for title in stated if title]
    parts = _parts(page_title, names)
    forms = [*named, *parts, page_title]
    first, second = (_headings(tree, level, names) for level in ("h1", "h2"))
    agreed = [
        sorted((text for text in level if _agrees(text, forms)), key=len, reverse=True) for level in (first, second)
    ]
    only = first if len(first) == 1 and len(first[0].split()) >= _LEAST_WORDS else []
    found = [*agreed[0][:1], *only, *named, *agreed[1][:1], *parts, *first, *agreed[0]]
    return list(dict.fromkeys(filter(None, found)))


def _page_title(tree: html.HtmlElement) -> str:
    element = tree.find(".//title")
    return clean(element.text or "") if element is not None else ""


def _headings(tree: html.HtmlElement, level: str, names: Iterable[str]) -> list[str]:
    """The texts of a page's headings of one level, clean, without empty and endless ones and the outlet's name."""
    texts = (clean(" ".join(_SEEN_STRINGS(element))) for element in itertools.islice(tree.iter(level), _MOST_HEADINGS))
    return [text for text in dict.fromkeys(texts) if 0 < len(text) <= _LONGEST and _bare(text) not in names]


def _parts(title: str, names: Iterable[str]) -> list[str]:
    """The parts of a page's title that are not the outlet's name, the longest first."""
    parts = [part for part in map(clean, _SEPARATORS.split(title)) if part and _bare(part) not in names]
    return sorted(parts, key=len, reverse=True)


def _outlet_parts(title: str, stated: Sequence[str]) -> frozenset[str]:
    """The part of a page's title where the outlet's name stands: the last, or the first before a "»"."""
    found = list(_SEPARATORS.finditer(title))
    if not found:
        return frozenset()
    outlet = title[: found[0].start()] if "»" in found[0][0] else title[found[-1].end() :]
    short = 2 * len(outlet) <= len(title)
    return frozenset({_bare(outlet)} - set(map(_bare, stated))) if short else frozenset()


def _without_site(title: str, names: Iterable[str]) -> str:
    """A title without the outlet's name at its end or beginning."""
    for found in (*reversed(list(_SEPARATORS.finditer(title))),):
        before, after = title[: found.start()], title[found.end() :]
        if _bare(after) in names:
            title = before
        elif _bare(before) in names:
            return after
    return title


def _names(site: str, url: str | None) -> frozenset[str]:
    """The outlet's name in the forms in which it may stand in a title."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    labels = host.rsplit(".", 1)[0]
    return frozenset(_bare(name) for name in (site, host, labels, labels.rpartition(".")[2]) if name)


def _agrees(heading: str, others: Sequence[str]) -> bool:
    """Whether a heading says the same as another form of the title, or stands whole in one."""
    own = _letters(heading)
    if len(own) < _LEAST_LETTERS:
        return False
    for other in map(_letters, others):
        shorter, longer = sorted((own, other), key=len)
        if shorter and shorter in longer and (own == shorter or len(shorter) >= _SAME_SHARE * len(longer)):
            return True
    return False


def _letters(text: str) -> str:
    return _NO_LETTERS.sub(" ", text).strip().casefold()


def _bare(text: str) -> str:
    return _letters(text).replace(" ", "")
