"""Lines of a page that are no part of what it tells: teasers, captions, credits, bylines, sign-ups, notices."""

import re
from collections.abc import Callable, Mapping, Sequence

# All of these read lower-case lines: patterns that need not look for capitals are several times as quick.
# A word that must be there -> what makes a line with it page furniture; the word saves trying the pattern.
_ANYWHERE = {
    "contributed": r"contributed to this (?:report|story|article)",
    "all rights": r"all rights reserved",
    "cookie": r"\b(?:our|use|uses|accept) cookies\b|\bcookie (?:policy|settings)",
    "sign up": (
        r"sign up (?:here|now|below)|"
        r"sign up (?:for|to) (?:our|the|this|get|receive)\b.{0,60}(?:newsletter|alert|e?-?mail|update|inbox)"
    ),
    "subscrib": (
        r"\bsubscribe (?:now|here|today)\b|"
        r"\bsubscribe to (?:our|this|the newsletter)\b|"
        r"\bunsubscribe\b|"
        r"already a subscriber"
    ),
    "newsletter": r"\bnewsletters?\b.{0,40}\b(?:inbox|here|below)",
    "click": r"\bclick (?:here|below|the (?:link|image|photo|video))\b",
    "follow": r"\bfollow (?:us|.{1,40}) on (?:twitter|facebook|instagram|x|linkedin)\b",
    "originally": r"\boriginally (?:published|appeared) (?:on|in|by|at)\b",
    "credit": r"\b(?:image|photo|picture|video|graphic)s? credits?\b",
    "courtesy": r"\((?:image|photo|picture|video|graphic)?s? ?courtesy\b|\b(?:photo|image|video) courtesy\b",
    "scroll down": r"\bscroll down\b",
    "read ": r"\bread the (?:original|full) (?:article|story|report)\b|\bread more(?: here|:|\W*$)",
    "editing by": r"\b(?:reporting|writing)\b.{0,100}\bediting by\b|^\W*\(?(?:additional )?(?:reporting|editing) by\b",
    "privacy policy": r"\bour privacy policy\b|terms of (?:use|service) and privacy policy",
    "this article": (
        r"this article (?:was|has been|is) (?:updated|corrected|amended|republished|part of)|"
        r"listen to this article"
    ),
    "this story": r"this story (?:was|has been) (?:updated|corrected|amended|republished)|\bshare this story\b",
    "commission": r"\bmay (?:receive|earn) an? (?:affiliate )?commission\b",
    "affiliate": r"\baffiliate (?:links?|partners?|commissions?)\b",
    "download": r"\bdownload (?:our|the) (?:free )?app\b",
    "tickets": r"\bbook your tickets\b",
    "getty": r"\bgetty images\b(?! (?:said|says|sued|sues|is|has|was|will))",
    "shutterstock": r"(?:image|photo|/|\().{0,60}shutterstock",
    "thank": r"\bthank you (?:all )?for (?:reading|your (?:kind|feedback|review|support|comment))",
    "javascript": r"\b(?:enable|disabled?|requires?)\b.{0,30}javascript|javascript\b.{0,30}\b(?:enabled?|disabled?)",
    "adblock": r"\bad-?block",
    "published": r"\(\s*published\b",
    "pictured": r"\(\s*pictured\b|\bpictured\s*(?:\)|:)|^pictured,?\b",
    "(photo": r"\(\s*photos?\b",
    "(image": r"\(\s*images?\b",
    "check ": r"\bcheck (?:them|it|this|these) out (?:below|here)",
    "watch": r"\bwatch (?:the|this) (?:full )?video (?:above|below|here)|^watch\b.{0,80}\bvideo\b",
    "waiting for": r"\bwhat are you waiting for\b",
    "flash briefing": r"\bflash briefing\b",
    "doi": r"\bdoi\s*:\s*10\.",
}  # fmt: skip
_START = (
    r"connect with us", r"continue reading", r"stories to keep", r"advertisement\W*$", r"sponsored (?:by|content)",
    r"promoted (?:by|content|stories)", r"related\s*:", r"related(?: (?:stor|article|link|coverage|topic)\w*)?\W*$",
    r"more\s*:", r"more (?:on this|information\s*:)", r"more (?:stories|news|coverage|from)\b.{0,30}$",
    r"don['’]t miss\W*$",
    r"don['’]t miss\s*:", r"editor['’]s (?:note|pick)", r"correction\s*:", r"story highlights",
    r"disclaimer\s*(?:$|:)",
    r"(?:image|photo|picture|video|gallery|graphic|caption|watch|listen|live|pictured|sources?|note|disclosure)s?\s*:",
    r"(?:image|photo|picture|video|graphic)s? (?:credit|courtesy|source|copyright|by|caption)", r"copyright\b", r"©",
    r"\(c\)\s", r"provided by ", r"available (?:from|on) \w+\W*$", r"buy now", r"skip to (?:main|content|navigation)",
    r"share (?:on|this|your (?:story|thoughts|views))\b", r"comments?\W*$", r"top stories", r"trending(?: now)?\W*$",
    r"most (?:read|popular|viewed)\W*$", r"sign up\b", r"subscribe\b", r"click\b", r"read more\b", r"read also\b",
    r"see also\b",
    r"good (?:morning|evening|afternoon)\W.{0,60}(?:need to know|newsletter|welcome)",
    r"you can also (?:subscribe|follow)",
    r"have an? (?:\w+ ){1,3}device\?", r"have you been affected", r"(?:do you have|got) an? (?:story|tip)\b",
    r"if you (?:have|or someone you) .{0,60}(?:contact|call|e-?mail)",
    r"e-?mail (?:us|the (?:author|reporter|writer))",
    r"contact (?:us|the (?:author|reporter|newsroom))", r"write to us\b", r"staff (?:writer|reporter)\W*$",
    r"sorry we are not", r"you can add location", r"follow (?:us|him|her|them|me)\b", r"we hope to see you",
    r"link to \w+ website",
    r"updated on \d", r"published (?:on )?\w+ \d", r"lees (?:ook|meer)", r"lesen sie", r"mehr zum thema",
    r"(?:foto|bild|quelle)\s*:",
    r"lire aussi", r"à lire", r"crédit\s", r"lea también", r"leer más", r"leia (?:também|mais)", r"leggi anche",
    r"foto de ",
    r"(?:video|media|image) (?:caption|copyright)",
)  # fmt: skip
_BYLINE = r"(?:[Bb]y|von|par|por|di|da|door)\s[A-Z][^.!?]{2,60}|@?\w+@[\w.]+|\W*(?:https?://|www\.)\S+\W*"
_STARTS = re.compile("|".join(_START))
_BYLINES = re.compile(rf"\A(?:{_BYLINE})")
_COMPILED = {word: re.compile(pattern) for word, pattern in _ANYWHERE.items()}
_LEADING = "•*-–—_ \t\"'“‘(["
_FINAL = tuple(".!?…。！？؟।:;")
_CLOSING = "\"”’'»)]」』 \t"
_LONGEST_READ = 500
_LONGEST_HEADING = 14
_WORD = re.compile(r"\w+")
_FEWEST_PULLED = 6
_MOST_PULLED = 40
_MOST_COMPARED = 400
_LABEL = r"(?:[A-Z][\w’'&-]{0,20}\s){1,3}[A-Z][\w’'&-]{0,20}:\s"
_RUNDOWN = re.compile(rf"{_LABEL}[^;]{{20,300}};\s[^;]{{20,300}}(?:;|$)")
_OPENING = 3
_ABOUT = re.compile(
    r"(?:About|Über|À propos d[e’'u]|Acerca de|Informazioni su|Over)\s(?:the\s)?(?P<name>\w[^:.!?]{1,60}):?$"
)


def is_boilerplate(line: str) -> bool:
    """Whether a line or sentence is page furniture by its own words; only its first 500 characters are looked at."""
    return furniture_test((line,))(line)


def furniture_test(lines: Sequence[str]) -> Callable[[str], bool]:
    """What tells the same of each of several lines, which are searched for the tell-tale words together."""
    together = "\n".join(line[:_LONGEST_READ] for line in lines).lower()
    patterns = {word: pattern for word, pattern in _COMPILED.items() if word in together}
    return lambda line: _is_furniture(line[:_LONGEST_READ].strip(), patterns)


def _is_furniture(head: str, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    if not any(map(str.isalpha, head)):
        return True
    lower = head.lower()
    if _STARTS.match(lower.lstrip(_LEADING)) or _BYLINES.fullmatch(head):
        return True
    return any(word in lower and pattern.search(lower) for word, pattern in patterns.items())


def is_heading(line: str) -> bool:
    """Whether a line is a heading, label or caption rather than a sentence: short and without a final mark."""
    return not line.rstrip(_CLOSING).endswith(_FINAL) and len(line.split()) <= _LONGEST_HEADING


def asides(paragraphs: Sequence[str]) -> frozenset[int]:
    """Which paragraphs stand beside the text they are printed in, as their neighbours tell: indices from 0.

    A pull quote says words that stand in the text itself, and the line under it whose they are. A rundown at the
    beginning ("Harbour Watch: the ferry sails; the mill burns") tells of several other pieces.

    Args:
        paragraphs: one line each, in order; only the first 400 are compared.
    """
    compared = paragraphs[:_MOST_COMPARED]
    said = [f" {' '.join(_WORD.findall(part.casefold()))} " for part in compared] if len(compared) > 1 else []
    pulled = {index for index in range(len(said)) if _is_pulled(index, said)}
    names = {index + 1 for index in pulled if index + 1 < len(compared) and is_heading(compared[index + 1])}
    rundowns = {index for index, part in enumerate(compared[:_OPENING]) if _RUNDOWN.match(part)}
    return frozenset(pulled | names | rundowns)


def about_sender(paragraphs: Sequence[str]) -> frozenset[int]:
    """Where a press release speaks of the one who sent it: headings "About …" and what is under each, indices from 0.

    It belongs to the text, but is not what the text has to tell.

    Args:
        paragraphs: one line each, in order.
    """
    found: set[int] = set()
    for index, part in enumerate(paragraphs[1:-1], 1):
        heading = _ABOUT.match(part)
        if heading and paragraphs[index + 1].casefold().startswith(heading["name"].split()[0].casefold()):
            found |= {index, index + 1}
    return frozenset(found)


def _is_pulled(index: int, said: Sequence[str]) -> bool:
    """Whether all words of a paragraph stand in a row in a longer one."""
    own = said[index]
    fits = _FEWEST_PULLED <= own.count(" ") - 1 <= _MOST_PULLED
    return fits and any(own in other and len(own) < len(other) for other in said)
