"""Web addresses: normalised as a browser does (WHATWG), kept to http and https, shown without credentials."""

import base64
import re
from urllib.parse import unquote

import ada_url

from briefing.errors import Permanent
from briefing.model import Fault

LONGEST = 2048
_PLAIN = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[!-~]*)?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WEB = frozenset({"http:", "https:"})


def _parsed(url: str, base: str | None = None) -> ada_url.URL | None:
    try:
        return ada_url.URL(url, base) if base else ada_url.URL(url)
    except ValueError:
        return None


def shown(url: str) -> str:
    """The address as it may be shown or logged: without credentials, cut to 200 characters."""
    if "@" not in url and _PLAIN.fullmatch(url):
        return url[:200]
    parsed = _parsed(url)
    if parsed is None:
        return _CONTROL.sub("", url.rpartition("@")[2])[:200]
    if parsed.username or parsed.password:
        parsed.username = parsed.password = ""
    return str(parsed.href)[:200]


def normalised(url: str) -> str:
    """The address to ask for: WHATWG-normalised, without fragment and credentials.

    Args:
        url: an absolute address as somebody wrote it.

    Raises:
        Permanent: it is not an address of the web, too long, or holds control characters.
    """
    url = url.strip()
    if _CONTROL.search(url):
        raise Permanent(f"{shown(url)} holds control characters", fault=Fault.ADDRESS)
    parsed = _parsed(url)
    if parsed is None:
        raise Permanent(f"{shown(url)} is not an address", fault=Fault.ADDRESS)
    if parsed.protocol not in _WEB or not parsed.hostname:
        raise Permanent(f"{shown(url)} is not an address of the web (http or https)", fault=Fault.ADDRESS)
    parsed.username = parsed.password = parsed.hash = ""
    href = str(parsed.href)
    if len(href) > LONGEST:
        raise Permanent(f"{shown(url)} is longer than {LONGEST} characters", fault=Fault.ADDRESS)
    return href


def authorization(url: str) -> str:
    """The Basic authorization (RFC 7617) that credentials in the address ask for; empty without them."""
    parsed = _parsed(url.strip()) if "@" in url else None
    if parsed is None or not (parsed.username or parsed.password):
        return ""
    pair = f"{unquote(parsed.username)}:{unquote(parsed.password)}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def origin(url: str) -> str:
    """Scheme, host and port of a normalised address."""
    parsed = _parsed(url)
    return str(parsed.origin) if parsed else ""


def resolved(reference: str, base: str) -> str:
    """What `reference` in a document at `base` points to.

    Returns:
        an absolute http or https address without credentials, or nothing when it points elsewhere.
    """
    reference = reference.strip()
    if len(reference) > LONGEST:
        return ""
    if _PLAIN.fullmatch(reference):
        return reference
    parsed = _parsed(reference, base or None)
    if parsed is None or parsed.protocol not in _WEB or not parsed.hostname:
        return ""
    parsed.username = parsed.password = ""
    return str(parsed.href)[:LONGEST]
