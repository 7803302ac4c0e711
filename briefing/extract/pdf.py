"""A PDF file as an article: the text that it carries, never a guess at pictures of text."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from briefing.extract.article import read_text
from briefing.model import Article
from briefing.text.plain import clean

ENCRYPTED = "the PDF is encrypted: save it without a password"
BROKEN = "the PDF is damaged"
IMAGES_ONLY = "the PDF holds only pictures of text: run text recognition (OCR) over it first"
MOST_PAGES = 60
_MOST_TEXT = 400_000
_LEAST_LETTERS = 40
_EDGE = 3
_LEAST_PAGES_TO_COMPARE = 3
_FULL_LINES = 0.8
_SHORT_LINE = 0.75
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W{0,4}(?:(?:page|seite|p\.)\s)?\d{1,4}(?:\s?(?:of|von|/)\s?\d{1,4})?\W{0,4}", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_NO_TITLE = re.compile(r"^(?:untitled|microsoft word\b|.{0,200}\.(?:docx?|pdf|indd|tex|qxd|odt|dvi)\b)", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", ":", "”", '"', "“", "»", "。")


def read_pdf(data: bytes, url: str | None = None, content_type: str = "") -> Article | str:  # noqa: ARG001
    """The article of a PDF file, or a phrase that says why there is none.

    Args:
        data: the file.
        url: the address under which the article is known.
        content_type: nothing more is to be known of a PDF; it is here because other kinds need it.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every small damage that it has mended
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return ENCRYPTED
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    except (FileNotDecryptedError, DependencyError):
        return ENCRYPTED
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (a damaged file brings out KeyError, ValueError, RecursionError and more)
        return BROKEN
    text = "\n\n".join(_paragraphs(pages))[:_MOST_TEXT]
    if sum(map(str.isalpha, text)) < _LEAST_LETTERS:
        return IMAGES_ONLY
    title, authors, published = _about(reader)
    return read_text(text, title, url, published, authors=authors)


def _about(reader: Any) -> tuple[str, tuple[str, ...], datetime | None]:
    """Title, authors and date as the file's own information gives them; what is not believable is left out."""
    try:
        about = reader.metadata
        title, author = (clean(str(value or "")) for value in (about.title, about.author))
        created = about.creation_date
    except Exception:  # noqa: BLE001  (no information, or one that is damaged like the rest)
        return "", (), None
    made = created.astimezone(UTC) if created and created.tzinfo else created and created.replace(tzinfo=UTC)
    return ("" if _NO_TITLE.match(title) else title[:300]), ((author[:200],) if author else ()), made


def _paragraphs(pages: Sequence[str]) -> list[str]:
    """The paragraphs of all pages: lines joined, hyphens at their ends undone, running heads and page numbers out."""
    found: list[str] = []
    open_ended = False
    for lines in _without_running_heads([page.splitlines() for page in pages]):
        lengths = sorted(len(line) for line in lines if line.strip())
        full = lengths[int(_FULL_LINES * len(lengths))] if lengths else 0
        for line in lines:
            bare = clean(line)
            if not bare:
                open_ended = False
            elif open_ended:
                found[-1] = _HYPHEN.sub("", found[-1]) + ("" if _HYPHEN.search(found[-1]) else " ") + bare
            else:
                found.append(bare)
            ended = bare.endswith(_SENTENCE_ENDS)
            open_ended = bool(bare) and not (len(bare) < _SHORT_LINE * full and (ended or not open_ended))
    return found


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The lines of each page without those that most pages repeat at their edges, numbers apart."""
    edges = Counter(key for lines in pages for key in {_key(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])})
    often = {key for key, count in edges.items() if len(pages) >= _LEAST_PAGES_TO_COMPARE and 2 * count > len(pages)}
    kept = []
    for lines in pages:
        last = len(lines) - _EDGE
        kept.append(
            [
                line
                for place, line in enumerate(lines)
                if not ((place < _EDGE or place >= last) and (_key(line) in often or _PAGE_NUMBER.fullmatch(line)))
            ]
        )
    return kept


def _key(line: str) -> str:
    return _DIGITS.sub("0", clean(line)).casefold()
