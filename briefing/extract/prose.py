"""From the paragraphs of a page or file to an article's prose: headline, place line and notices set apart."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.extract.boilerplate import without_boilerplate

_AGENCY = (
    r"(?:AP|Reuters|REUTERS|AFP|CNN|dpa|DPA|UPI|Xinhua|ANSA|EFE|APA|ATS|SID|PTI|ANI|IANS|TASS|Tass|Interfax|Kyodo|Yonhap"
    r"|Bloomberg|BBC|KNA|epd|PA|AAP|CP|CBS News|NBC News|ABC News|CNN Business|The Associated Press|Associated Press"
    r"|Agence France-Presse|[A-Z][\w.&’'-]{1,20}(?: [A-Z][\w.&’'-]{1,20}){0,3})"
)
_DASH = r"(?:—|–|--|-|:)"
_PLACE = r"[A-ZÀ-Þ][\w.’'()-]{0,24}(?:[ /,]{1,2}[A-ZÀ-Þa-z\d][\w.’'-]{0,24}){0,6}"
_CAPITALS = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{2,24}(?:[ /]{1,3}[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{1,24}){0,4}"
    r"(?:, [A-Z][\w.’'-]{0,20}(?: [\w.]{1,12}){0,3}){0,2}"
)
_BEGINS = r"\s{0,2}(?=[A-ZÀ-Þ\d“\"‘'«„(])"
_DATELINES = (
    re.compile(rf"{_PLACE},? \({_AGENCY}(?:/{_AGENCY})?\)\.? ?{_DASH}{_BEGINS}"),
    re.compile(rf"{_CAPITALS},? (?:—|–|--|-){_BEGINS}"),
    re.compile(rf"\((?:{_AGENCY})\) ?(?:(?:—|–|--|-) ?)?(?=[A-ZÀ-Þ\d“\"‘'])"),
)
_LONGEST_DATELINE = 90

_PIECE = r"(?:article|story|report|post|piece|column|version|headline|caption|photo caption)"
_CORRECTIONS = re.compile(
    r"\W{0,2}(?:"
    r"(?:corrections?(?: and clarifications?)?|clarification|korrektur|richtigstellung|corrección|rectificatif|erratum"
    r"|errata|correção|rettifica|rectificatie|訂正|تصحيح)"
    r"(?: \([^()]{1,40}\)|,? (?:\w{1,12} )?\d{1,2}\.?[^:—–|]{0,24})?\s?[:：—–.|-]"
    r"|(?:editor[’']s note|(?:anmerkung|hinweis) der redaktion|note de la rédaction|ndlr|nota de la redacción)"
    r"\s?:.{0,200}(?:correct|earlier version|misstated|incorrectly|früheren|korrigiert|précédente|corrig|anterior)"
    rf"|(?:an|a) (?:earlier|previous) version of (?:this|the) {_PIECE}"
    rf"|this {_PIECE} (?:has been|was|is) (?:amended|corrected|clarified|updated to correct|edited to correct)"
    r"|in einer (?:früheren|ersten|vorherigen) (?:version|fassung)"
    r"|(?:dans )?une (?:version|première version) (?:précédente|antérieure)? ?(?:de cet article|indiquait)"
    r"|(?:en )?una versión anterior de est|in una (?:precedente versione|versione precedente)|uma versão anterior dest"
    r"|in een eerdere versie van dit"
    r")",
    re.IGNORECASE,
)
_LONGEST_CORRECTION = 900

_MARKDOWN_HEADING = re.compile(r"#{1,6} +(?=\S)")
_LONGEST_HEADLINE = 180
_MOST_HEADLINE_WORDS = 28
_SENTENCE_ENDS = (".", ":", ";", ",", "…")
_NO_LETTERS = re.compile(r"[\W_]+")
_MOST_ABOVE = 10
_LONGEST_ABOVE = 60


@dataclass(frozen=True, slots=True)
class Prose:
    """An article's own words, with what belonged to them but is not to be read as a sentence set apart.

    Attributes:
        title: as given, or the headline found at the beginning; empty when there is none.
        text: paragraphs separated by a blank line.
        dateline: the place line, without the space behind it.
        correction: the publisher's correction notice.
    """

    title: str
    text: str
    dateline: str = ""
    correction: str = ""


def prose(paragraphs: Sequence[str], title: str = "", others: Sequence[str] = ()) -> Prose:
    """Set apart what is not prose; when nothing would be left, all that was given is.

    Args:
        paragraphs: one line each, clean, in order.
        title: the headline, when it is known.
        others: other forms of the headline, which are not prose either.
    """
    own = without_boilerplate(paragraphs) or list(paragraphs)
    headline = title or _headline(own)
    notices = [part for part in own if is_correction(part)]
    headlines = {_letters(form) for form in (headline, *others) if form}
    own = own[_above(own, headlines) :]
    body = [part for part in own if part not in notices and not _repeats(part, headlines)] or own
    dateline = place_line(body[0]) if body else ""
    if dateline:
        body = [body[0][len(dateline) :].lstrip(), *body[1:]]
    return Prose(headline, "\n\n".join(body), dateline.strip(), " ".join(notices))


def place_line(paragraph: str) -> str:
    """The place line at the beginning ("SEOUL — ", "BERLIN (dpa) - ", "(CNN) -- "); empty when there is none.

    Args:
        paragraph: the first paragraph of an article, clean.
    """
    for shape in _DATELINES:
        found = shape.match(paragraph, 0, _LONGEST_DATELINE)
        if found and len(paragraph) > found.end():
            return found[0]
    return ""


def is_correction(paragraph: str) -> bool:
    """Whether a paragraph is a publisher's notice that something was corrected."""
    return len(paragraph) <= _LONGEST_CORRECTION and _CORRECTIONS.match(paragraph) is not None


def _headline(paragraphs: Sequence[str]) -> str:
    """The first line when it looks like a headline and prose follows; empty otherwise."""
    first = paragraphs[0] if paragraphs else ""
    marked = _MARKDOWN_HEADING.match(first)
    line = first[marked.end() :] if marked else first
    fits = len(line) <= _LONGEST_HEADLINE and len(line.split()) <= _MOST_HEADLINE_WORDS
    follows = any(len(part) > len(line) for part in paragraphs[1:])
    return line if fits and follows and (marked or not line.endswith(_SENTENCE_ENDS)) else ""


def _above(paragraphs: Sequence[str], headlines: Collection[str]) -> int:
    """How many short lines stand above the headline where the text prints it: a menu, a section, the outlet's name."""
    for number, part in enumerate(paragraphs[:_MOST_ABOVE]):
        if _repeats(part, headlines):
            return number
        if len(part) > _LONGEST_ABOVE or part.endswith((*_SENTENCE_ENDS, "!", "?")):
            break
    return 0


def _repeats(paragraph: str, headlines: Collection[str]) -> bool:
    """Whether a paragraph only prints a headline once more."""
    return len(paragraph) <= 2 * _LONGEST_HEADLINE and _letters(paragraph) in headlines


def _letters(text: str) -> str:
    return _NO_LETTERS.sub(" ", text).strip().casefold()
