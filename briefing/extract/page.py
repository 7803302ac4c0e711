"""A web page becomes an `Article`."""

from dataclasses import replace

from briefing.extract.article import MOST_BYTES, NO_TEXT, TOO_LARGE, of_prose
from briefing.extract.decoding import charset_of, decoded
from briefing.extract.main_text import main_paragraphs
from briefing.extract.metadata import Metadata, metadata
from briefing.extract.pointers import without_pointers
from briefing.extract.prose import Prose, prose
from briefing.extract.standfirst import standfirst
from briefing.extract.tree import parsed
from briefing.extract.walls import PAYWALL, wall, without_notices
from briefing.model import Article

_SHORTEST = 12
"""Characters of a text that is worth calling one."""


def extract_html(html: bytes, url: str | None = None) -> Article | None:
    """The article of a page; None when it has no main text, is only a wall in front of one, or is larger than 5 MB.

    What stands before a paywall is an article that says so in `degraded`. The work is done in the calling process and
    has no time limit of its own: the service runs it in a child process that can be killed (`briefing.extract.child`).

    Args:
        html: the page as it came, decoded from its transfer and content encodings.
        url: where it came from.
    """
    found = read_page(html, url)
    return found if isinstance(found, Article) else None


def read_page(html: bytes, url: str | None = None, content_type: str = "") -> Article | str:
    """The article of a page, or a phrase that says why there is none.

    Args:
        html: the page as it came.
        url: where it came from.
        content_type: the header that came with it, for the charset that it may name.
    """
    if len(html) > MOST_BYTES:
        return TOO_LARGE
    tree = parsed(decoded(html, charset_of(content_type)))
    if tree is None:
        return NO_TEXT
    known = metadata(tree, url)
    title = next(iter(known.titles), "")
    without_pointers(tree)
    parts = main_paragraphs(tree, url, known.body)
    problem = wall(title, parts, free=known.free)
    if sum(map(len, parts)) < _SHORTEST or problem not in {"", PAYWALL}:
        return problem or NO_TEXT
    if problem:
        parts = without_notices(parts)
    opening = standfirst(tree, known.descriptions, parts)
    found = prose([opening, *parts] if opening else parts, title, known.titles[1:])
    return replace(_of_page(found, known, url), degraded=problem)


def _of_page(found: Prose, known: Metadata, url: str | None) -> Article:
    """The article of a page; its id comes from the address as given, so that reading does not change it."""
    return of_prose(
        found,
        url or known.canonical_url,
        authors=known.authors,
        published=known.published,
        updated=known.updated,
        language=known.language,
        site=known.site,
        image=known.image,
    )
