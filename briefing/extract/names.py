"""Names of authors, out of what bylines and meta elements put around them."""

import re
from collections.abc import Iterable

from briefing.extract.chrome import DATE_WORDS
from briefing.text.people import PARTICLES

_PREFIXES = re.compile(
    r"^(?:(?:story|article|text|words|interview|report|opinion|analysis|kommentar|artikel|beitrag|gastbeitrag"
    r"|ein beitrag"
    r"|ein artikel|ein kommentar|ein gastbeitrag|post author|posted|written|published|reported|created|submitted"
    r"|contributed|edited|reviewed|veröffentlicht|geschrieben|verfasst|eingestellt|erstellt|publiziert|gepostet"
    r"|escrito|escribe|publicado|écrit|publié|scritto|pubblicato|geschreven)\b[\s:,-]{0,3})?"
    r"(?:(?:by|von|vom|por|par|di|od|autora?|author|autoren|authors|auteur|autore|redakteur(?:in)?|reporter|writer"
    r"|text|words|interview|über|about)\b\s{0,2}[:|-]?\s{0,2}|[~|·•–—-]\s{0,2})?",
    re.IGNORECASE,
)
_CUTS = re.compile(
    r"\s[|·•–—~/-]\s|\s[|·•~]|(?<!\w)\d|[(\[<|@$]|https?:|www\.|\s-(?=\w)|\s(?:aktualisiert|veröffentlicht|published"
    r"|updated|posted|publiziert|stand|date|hace|am (?=\d|mo|di|mi|do|fr|sa|so)|um \d|on (?=\w{3,9}\s\d)|follow|share"
    r"|für die|for (?:the|cnn|reuters|bbc|mailonline)|via|sagt|says|search for|email|e-mail|view|see|profile|mehr von"
    r"|more (?:from|by)|in (?=\w{3})|alle (?:beiträge|artikel))\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s{0,3}(?:[;,&]|\s(?:and|und|et|y|sowie|with|mit)\s|\s/\s|\s\+\s)\s{0,3}", re.IGNORECASE)
_NO_NAMES = re.compile(
    r"(?:view|see|zeige|alles?|unsere?|mehr|more|zur|zum|a propos|the author|search|follow|photograph|photo"
    r"|illustration"
    r"|übersetzt|translated|foto|bild|quelle|source|datum|date|read|show|anzeigen|all posts)\b",
    re.IGNORECASE,
)
_ROLES = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|staff|columnist|contributor|journalist|(?:chef)?redakteur(?:in)?"
    r"|korrespondent(?:in)?|autor(?:in)?|producer|chief|associate|senior|author|authors|bureau|special|contributing"
    r"|professor|director|phd|md|mba|esq|more|comments?)\b",
    re.IGNORECASE,
)
_NOBODY = frozenset({
    "admin", "administrator", "editor", "webmaster", "author", "authors", "autor", "autoren", "unknown", "anonymous",
    "anonym", "guest", "user", "root", "none", "null", "n/a", "by", "von", "posted", "published", "share", "follow",
    "comments", "written", "about the author", "über den autor", "about", "zum autor", "mehr", "more", "email",
    "kontakt", "contact", "website", "name", "byline", "profile", "dr", "dr.", "prof.", "the author", "guest author",
    "guest post", "super user",
})  # fmt: skip
_ORGANISATION = re.compile(
    r"\b(?:gmbh|ag|e\.?\s?v\.?|inc|ltd|llc|zeitung|news|verlag|media|medien|magazin|magazine|online|redaktion|editorial"
    r"|team|staff|press|agency|agentur|desk|foundation|stiftung|university|universität|company|corporation|network"
    r"|redacción|rédaction|webteam|blog|tv|radio)\b|\.(?:de|com|net|org|at|ch|fr|es|it|co|uk|eu|info)\b",
    re.IGNORECASE,
)
_MARKS = ' \t,;:|·•~–—-*"“”„'
_LEAST_WORDS = 2
_MOST_WORDS = 5
_LONGEST = 60
_LONGEST_LINE = 200
_MOST_NAMES = 12


def names(line: str) -> tuple[str, ...]:
    """The names in a byline as printed, without "By", dates, roles and separators; empty when it holds none.

    Args:
        line: the text of a byline, clean; too long a one is none.
    """
    if len(line) > _LONGEST_LINE:
        return ()
    bare = _PREFIXES.sub("", line.strip(), count=1)
    cut = _CUTS.search(bare)
    parts = _BETWEEN.split(bare[: cut.start()] if cut else bare)
    found = dict.fromkeys(part for part in (_trimmed(part) for part in parts) if _is_name(part))
    return tuple(found)[:_MOST_NAMES]


def is_organisation(name: str, outlets: Iterable[str] = ()) -> bool:
    """Whether an author is the outlet itself or another organisation rather than a person.

    Args:
        name: as printed.
        outlets: names of the outlet.
    """
    letters = _letters(name)
    return bool(_ORGANISATION.search(name)) or any(
        letters in _letters(outlet) or _letters(outlet) in letters for outlet in outlets if _letters(outlet)
    )


def is_person(name: str) -> bool:
    """Whether a name has the shape of a person's: two to five words, each with a capital or a particle."""
    words = name.split()
    capital = sum(word[0].isupper() or not word[0].isascii() for word in words)
    return (
        1 < len(words) <= _MOST_WORDS
        and all(word[0].isupper() or word in PARTICLES or not word.isascii() for word in words)
        and capital > 1
    )


def _trimmed(part: str) -> str:
    """A name without marks, dates, roles and words of saying so at its ends."""
    bare = _PREFIXES.sub("", part.strip(_MARKS), count=1).strip(_MARKS)
    words = bare.split()
    while words and words[-1].strip(".,").casefold() in DATE_WORDS:
        words.pop()
    while len(words) > _LEAST_WORDS and _ROLES.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _is_name(part: str) -> bool:
    """Whether a part of a byline can be a name."""
    words = part.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and 1 < len(part) <= _LONGEST
        and part.casefold() not in _NOBODY
        and any(map(str.isalpha, part))
        and _NO_NAMES.match(part) is None
        and not (part.endswith(".") and words[-1].islower())
        and not (len(words) > 1 and words[-1].islower())
        and not all(_ROLES.fullmatch(word.strip(".")) for word in words)
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
