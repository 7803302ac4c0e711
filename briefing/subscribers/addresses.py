"""What counts as the address of a person, and when two are the same."""

import re

import ada_url

from briefing.errors import Permanent

LONGEST, LONGEST_LOCAL = 254, 64
"""RFC 5321, 4.5.3.1; the path of 256 bytes counts its angle brackets."""

_LOCAL = re.compile(r"[^\s\x00-\x1f\x7f\"(),:;<>@\[\\\]]+")
_NAMED = re.compile(r"(?<![^\s<>()\[\],;:\"'])[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def address(text: str) -> str:
    """The address as mail goes to it: its domain in lower case and in the letters of DNS (RFC 5891).

    Quoted local parts and literal networks addresses are refused: nobody reads a brief there.

    Raises:
        Permanent: it is none, with a sentence for the one who typed it.
    """
    local, _, domain = text.strip().rpartition("@")
    plain = _dns_letters(domain)
    whole = f"{local}@{plain}"
    fits = len(whole.encode("utf-8", "replace")) <= LONGEST and len(local.encode("utf-8", "replace")) <= LONGEST_LOCAL
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    if not plain or not fits or dots or not _LOCAL.fullmatch(local) or not _encodable(local):
        raise Permanent("this is not an e-mail address such as name@example.com")
    return whole


def same(text: str) -> str:
    """The form by which addresses are compared: no server in use tells upper from lower case in the local part."""
    return text.casefold()


def masked(text: str) -> str:
    """A server's words without addresses: what is kept or logged must not name people who may ask to be erased."""
    return _NAMED.sub("…", text)


def domain_of(text: str) -> str:
    """What stands behind the @, in lower case."""
    return text.rpartition("@")[2].lower()


def _dns_letters(domain: str) -> str:
    """The domain as DNS writes it; "" when it is none, or has no dot."""
    if not domain or not domain.isprintable() or len(domain) > LONGEST:
        return ""
    try:
        plain = ada_url.idna_to_ascii(domain.encode()).decode() if not domain.isascii() else domain.lower()
    except (UnicodeError, ValueError):
        return ""
    labels = plain.split(".")
    good = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    return plain if good else ""


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
