"""What can be read, by the media type of what came: web pages, mails, PDF files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.extract.article import MOST_BYTES, TOO_LARGE
from briefing.extract.mail import read_mail
from briefing.extract.pdf import read_pdf
from briefing.model import Article

MAIL = "message/rfc822"
PDF = "application/pdf"
LARGEST_FILE = 20_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """How one media type is read.

    Attributes:
        read: from the bytes, their address and their Content-Type to the article, or a phrase that says why not.
        largest: bytes up to which it is tried.
        too_large: the phrase for what is larger.
    """

    read: Callable[[bytes, str, str], Article | str]
    largest: int
    too_large: str


def _read_page(body: bytes, url: str, content_type: str) -> Article | str:
    # Only the processes that read pages import what reads them: it is a tenth of the memory of one that does not.
    from briefing.extract.page import read_page

    return read_page(body, url, content_type)


PAGE = Kind(_read_page, MOST_BYTES, TOO_LARGE)
_KINDS: Mapping[str, Kind] = {
    MAIL: Kind(read_mail, LARGEST_FILE, "the mail is larger than 20 MB"),
    PDF: Kind(read_pdf, LARGEST_FILE, "the PDF is larger than 20 MB"),
}


def kind_of(content_type: str) -> Kind:
    """How a body of a Content-Type is read; as a web page where the type says nothing better."""
    return _KINDS.get(content_type.partition(";")[0].strip().lower(), PAGE)
