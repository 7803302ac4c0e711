"""The key under which an article is known: one for all the addresses that lead to it.

The canonical URL is a key only. What is fetched and what a reader is sent to is the URL as given.
"""

import hashlib
import re
from urllib.parse import unquote_to_bytes

from ada_url import URL

from briefing.text.plain import clean

_WEB = frozenset({"http:", "https:"})
_TRACKING_PREFIXES = (
    "utm_", "at_", "ns_", "mc_", "hsa_", "pk_", "mtm_", "piwik_", "matomo_", "stm_", "wt_", "wt.", "_hs", "__hs", "ga_",
    "trk_", "fb_", "vero_", "oly_", "sc_", "guce_",
)  # fmt: skip
_TRACKING_NAMES = frozenset({
    "amp", "campaign_id", "cmp", "cmpid", "dclid", "dicbo", "ef_id", "emci", "emdi", "fbclid", "feature", "gaa_at",
    "gbraid", "gclid", "gclsrc", "guccounter", "icid", "igsh", "igshid", "intcid", "itm_source", "ito",
    "jsessionid", "mbid", "mibextid", "mkt_tok", "mod", "msclkid", "ncid", "ocid", "outputtype", "partner",
    "phpsessid", "ref", "ref_src", "ref_url", "referer", "referrer", "rss", "s_cid", "share", "shareid", "smid",
    "smtyp", "spm", "sr_share", "srsltid", "tag_id", "taid", "traffic_source", "trk", "ttclid", "twclid", "usqp",
    "wbraid", "wprov", "xtor", "yclid", "zanpid",
})  # fmt: skip
_TRACKING_VALUES = frozenset({"rss", "feed", "atom", "newsletter", "twitter", "facebook", "email", "social"})
_TELLTALE_NAMES = frozenset({"source", "src", "from", "via", "medium", "campaign", "output", "cid"})
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_PATH_ENDS = ("/index.html", "/index.htm", "/index.php", "/default.aspx", "/amp.html", "/amp", "/")
_PATH_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical(url: str) -> str:
    """The key of a URL: equal for addresses that differ only in how a reader came there.

    Scheme, "www.", default port, credentials, fragment, tracking parameters, the order of parameters, index pages,
    AMP endings and trailing slashes do not count. Parsing follows the WHATWG URL standard.

    Args:
        url: absolute URL; anything else comes back as its own clean text.
    """
    try:
        parsed = URL(clean(url))
    except ValueError:
        return clean(url)
    if parsed.protocol not in _WEB:
        return parsed.href
    host = _HOST_PREFIX.sub("", parsed.hostname.rstrip("."))
    if not host:
        return parsed.href
    port = f":{parsed.port}" if parsed.port else ""
    fragment = parsed.hash if parsed.hash.startswith("#!") else ""
    return f"https://{host}{port}{_path(parsed.pathname)}{_query(parsed.search)}{fragment}"


def article_id(canonical_url: str, title: str, text: str) -> str:
    """The id of an article: 16 hexadecimal digits, from its canonical URL where it has one.

    Args:
        canonical_url: what `canonical` gave; empty for an article without an address.
        title: used with the text when there is no address.
        text: the article's text.
    """
    identity = canonical_url or f"{clean(title)}\n{text}"
    return hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _path(path: str) -> str:
    """The path with plain characters unescaped, without session ids and without endings that mean the same page."""
    tidy = _PATH_SESSION.sub("", _ESCAPED.sub(_unescaped, path))
    trimmed = True
    while trimmed:
        ending = next((end for end in _PATH_ENDS if tidy.lower().endswith(end)), "")
        tidy = tidy[: len(tidy) - len(ending)]
        trimmed = bool(ending)
    return tidy or "/"


def _unescaped(escape: re.Match[str]) -> str:
    """An escape that stands for an unreserved character as that character (RFC 3986, 6.2.2), others in capitals."""
    byte = unquote_to_bytes(escape[0])[0]
    return chr(byte) if byte in _UNRESERVED else escape[0].upper()


def _query(search: str) -> str:
    """The parameters that say what is shown, in order of name."""
    kept = sorted(part for part in search.removeprefix("?").split("&") if part and not _is_tracking(part))
    return "?" + "&".join(kept) if kept else ""


def _is_tracking(parameter: str) -> bool:
    """Whether a parameter only says how the reader came here."""
    name, _, value = parameter.lower().partition("=")
    return (
        name in _TRACKING_NAMES
        or name.startswith(_TRACKING_PREFIXES)
        or (name in _TELLTALE_NAMES and value in _TRACKING_VALUES)
    )
