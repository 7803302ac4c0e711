"""A newsletter as an article (RFC 5322, MIME): the words of its HTML part, under the name of its sender.

Only text is taken from a mail. Its links and pictures, which tell the sender who opened it and when, are gone with the
markup; attachments are never opened, whatever they are packed with.
"""

import re
from datetime import UTC, datetime
from email import errors, message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from lxml import html

from briefing.extract.article import NO_TEXT, read_text
from briefing.extract.boilerplate import is_boilerplate
from briefing.extract.decoding import charset_of, decoded
from briefing.extract.letter import without_letter_chrome
from briefing.extract.tree import parsed
from briefing.model import Article
from briefing.text.plain import clean, html_paragraphs, paragraphs

BROKEN_OFF = "the mail breaks off in the middle"
_LONGEST_HEADER = 2_000
_MOST_MARKUP = 3_000_000
_MOST_PARTS = 200
_LONGEST_POINTER = 330
_FORWARDED = re.compile(r"^(?:(?:fwd?|wg|tr|rv|i|re|aw)\s?:\s{0,3})+", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all"
    r"|(?:max-height|opacity)\s{0,3}:\s{0,3}0(?:\.0{1,3})?(?:px|pt|em|%)?\s{0,3}(?:[;!]|$)",
    re.IGNORECASE,
)


def field(mail: Message, name: str) -> str:
    """A header as it came, bytes in it read as UTF-8 (RFC 6532) or Windows-1252; empty when it is not there.

    Args:
        name: in any case.
    """
    found = next((str(value) for known, value in mail.raw_items() if known.lower() == name.lower()), "")
    return decoded(found[:_LONGEST_HEADER].encode("utf-8", "surrogateescape"))


def header(value: str) -> str:
    """One line of plain text from a header as it came, its encoded words (RFC 2047) decoded as far as they can be.

    Args:
        value: the header's value.
    """
    raw = value[:_LONGEST_HEADER]
    try:
        parts = [
            part if isinstance(part, str) else decoded(part, charset or "") for part, charset in decode_header(raw)
        ]
    except (errors.HeaderParseError, ValueError, LookupError):
        parts = [raw]
    return clean("".join(parts))


def sender(value: str) -> tuple[str, str]:
    """Name and address of a From header, decoded; the domain stands for a name that is not given."""
    try:
        name, address = parseaddr(value[:_LONGEST_HEADER])
    except RecursionError:  # comments in comments without end
        name, address = "", ""
    address = clean(address).lower()
    return header(name).strip("\"' ") or address.rpartition("@")[2], address


def date(value: str) -> datetime | None:
    """The moment of a Date header in UTC; None when it is none."""
    try:
        moment = parsedate_to_datetime(value[:200])
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def read_mail(data: bytes, url: str | None = None, content_type: str = "") -> Article | str:  # noqa: ARG001
    """The article of a mail, or a phrase that says why there is none.

    Args:
        data: the mail as it came, or its beginning.
        url: the address under which the article is known.
        content_type: nothing more is to be known of a mail; it is here because other kinds need it.
    """
    try:
        mail = message_from_bytes(data, policy=policy.compat32)
        markup, text, whole = _parts(mail)
    except RecursionError:  # mails in mails without end
        return NO_TEXT
    words = _words(markup) if markup else []
    if not words:
        words = paragraphs(text).split("\n\n")
    name, _ = sender(field(mail, "From"))
    words = [part for part in without_letter_chrome(words) if part.casefold() != name.casefold()]
    if not words:
        return NO_TEXT
    title = _FORWARDED.sub("", header(field(mail, "Subject")))
    degraded = "" if whole else BROKEN_OFF
    return read_text("\n\n".join(words), title, url, date(field(mail, "Date")), site=name, degraded=degraded)


def _parts(mail: Message) -> tuple[str, str, bool]:
    """The longest HTML and the longest plain text that are no attachments, and whether the HTML came whole."""
    found = {"text/html": "", "text/plain": ""}
    last = None
    for part in islice(mail.walk(), _MOST_PARTS):
        kind = part.get_content_type()
        last = kind if not part.is_multipart() else last
        if kind not in found or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        body = payload[:_MOST_MARKUP] if isinstance(payload, bytes) else b""
        words = decoded(body, charset_of(field(part, "Content-Type")))
        found[kind] = max(found[kind], words, key=len)
    defects = (defect for part in islice(mail.walk(), _MOST_PARTS) for defect in part.defects)
    cut = any(isinstance(defect, errors.CloseBoundaryNotFoundDefect) for defect in defects)
    return found["text/html"], found["text/plain"], not (cut and last == "text/html")


def _words(markup: str) -> list[str]:
    """The paragraphs of a mail's HTML that a reader sees."""
    tree = parsed(markup)
    if tree is None:
        return []
    for node in list(tree.iter()):
        hidden = _HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None
        pointer = node.tag == "a" and is_boilerplate(clean(node.text_content())[:_LONGEST_POINTER])
        if (hidden or pointer) and node.getparent() is not None:
            node.drop_tree()
    return html_paragraphs(html.tostring(tree, encoding="unicode")).split("\n\n")
