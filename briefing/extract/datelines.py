"""The dates that a page shows its readers, told apart by their mark-up, their words and their way to the headline."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from lxml import etree, html

from briefing.extract.chrome import DATE_WORDS
from briefing.extract.moments import midnight, moment
from briefing.extract.months import dated_span, written_date
from briefing.text.plain import clean

_LABEL = re.compile(
    r"(?:^|[\s_-])(?:publish\w*|posted\w*|(?:post|article|entry|create|creation|news|story|content|meta)[-_]?date\w*"
    r"|date|datum|fecha|time|pubdate|timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|widget|popular|latest|recent|event|respond|copyright|birth|updat"
    r"|modif",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"comment|related|recommend|teaser|sidebar|widget|popular|respond|event"
    r"|(?:latest|recent)[\s_-]?(?:news|posts?|articles?|entries|stories|comments?|items?)",
    re.IGNORECASE,
)
_DATE_BOX = re.compile(r"(?:^|[\s_-])date(?:$|[\s_-])", re.IGNORECASE)
_CHANGED = re.compile(
    r"updat|modif|edited|aktualis|geändert|actuali[sz]|mis à jour|aggiorna|atualiza|bijgewerkt|обновлено", re.IGNORECASE
)
_PUT_UP = re.compile(
    rf"{_CHANGED.pattern}|publi[sšcé]|posted|veröffentlicht|erstellt|erschienen|gepostet", re.IGNORECASE
)
_ELSEWHERE_TAGS = frozenset({"aside", "nav", "footer"})
_WHOLE_PAGE = frozenset({"body", "html", "main", "article"})
_UNSEEN_TAGS = frozenset({"script", "style", "head", "title", "option", "meta", "link", "noscript", "template"})
_HEADINGS = ("h1", "h2", "h3", "h4")
_MARKS = frozenset({"datepublished", "schema:datepublished", "schema:datecreated"})
_SAID_OF_DATES = DATE_WORDS | frozenset({
    "am", "by", "created", "datum", "eingestellt", "erschienen", "erscheinungsdatum", "erstellt", "geplaatst",
    "geschrieben", "gespeichert", "on", "online", "von", "vom", "written",
})  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")
_BROKEN_OFF = re.compile(r"\s{0,9}[-–—|:]\s")
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "。")
_NO_LETTERS = re.compile(r"[\W_]+")

_NOWHERE = 1_000_000
_BESIDE = 25
_NEAR = 45
_ABOVE = 15
_LONGEST_LABEL = 120
_LONGEST_LINE = 100
_LONGEST_READ = 300
_MOST_CHILDREN = 4
_MOST_WORDS_BEFORE = 4
_MOST_WORDS_BEHIND = 6
_TELLING = 20


@dataclass(frozen=True, slots=True)
class _Sign:
    """A date on the page.

    Attributes:
        behind: elements between the latest headline and this one; many where there was none yet.
        at: its place among the elements of the page.
    """

    when: datetime
    element: html.HtmlElement
    behind: int
    at: int


class Datelines:
    """What dates a page shows and where. Nothing is looked for before it is asked for.

    Args:
        tree: the page; left as it is.
        headline: its headline; empty when it has none.
    """

    def __init__(self, tree: html.HtmlElement, headline: str) -> None:
        self._tree = tree
        self._headline = _letters(headline)
        self._sides: dict[html.HtmlElement, bool] = {}
        self._found: dict[_Reading, list[_Sign]] = {}

    def marked(self) -> datetime | None:
        """The date that is marked up as that of publication (microdata, RDFa)."""
        return next((sign.when for sign in self._own(_marked)), None)

    def beside_headline(self) -> datetime | None:
        """The date in the first label of one close behind the headline, if it is not that of a change."""
        near = (sign for sign in self._signs(_labelled) if sign.behind < _BESIDE)
        sign = next((sign for sign in near if not self._is_elsewhere(sign)), None)
        return None if sign is None or _CHANGED.search(_text(sign.element)) else sign.when

    def near_headline(self) -> datetime | None:
        """The date close to the headline: in a label behind or above it, else in a line that says little else."""
        labels, lines = list(self._own(_labelled)), list(self._own(_alone))
        behind = next((sign.when for sign in labels if sign.behind < _BESIDE), None) or self._above(labels)
        return behind or next((sign.when for sign in lines if sign.behind < _NEAR), None) or self._above(lines)

    def labelled(self) -> datetime | None:
        """The date in the first element whose class or id says that it shows one."""
        return next((sign.when for sign in self._own(_labelled) if sign.element.tag != "time"), None)

    def bears_out(self, when: datetime) -> bool:
        """Whether the page shows a day as that of its article, and not only as that of a comment or another piece.

        The first of a month that is printed nowhere is what a search makes of an address or of a copyright line.
        """
        signs = (sign for read in (_marked, _labelled, _alone) for sign in self._every(read))
        shown = [sign for sign in signs if sign.when.date() == when.date()]
        if shown:
            return not all(map(self._is_elsewhere, shown))
        told = [line for line in map(_opening, self._tree.iter(etree.Element)) if written_date(line) == when.date()]
        return any(map(_speaks_of_page, told)) if told else when.day > 1

    def _own(self, read: "_Reading") -> Iterator[_Sign]:
        """The signs that do not belong to comments, lists of other pieces or the foot of the page."""
        return (sign for sign in self._every(read) if not self._is_elsewhere(sign))

    def _every(self, read: "_Reading") -> list[_Sign]:
        """The signs of one kind, remembered."""
        if read not in self._found:
            self._found[read] = list(self._signs(read))
        return self._found[read]

    def _signs(self, read: "_Reading") -> Iterator[_Sign]:
        behind = _NOWHERE
        for at, element in enumerate(self._tree.iter(etree.Element)):
            behind = 0 if element in self._headlines else behind + 1
            when = read(element)
            if when:
                yield _Sign(when, element, behind, at)

    def _above(self, signs: Iterable[_Sign]) -> datetime | None:
        """The date of the last of signs that stands closely above the headline."""
        return next((sign.when for sign in reversed([*signs]) if self._is_above(sign)), None)

    def _is_above(self, sign: _Sign) -> bool:
        return 0 < self._first - sign.at <= _ABOVE

    @cached_property
    def _first(self) -> int:
        """The place of the first headline."""
        return next((at for at, one in enumerate(self._tree.iter(etree.Element)) if one in self._headlines), 0)

    @cached_property
    def _headlines(self) -> frozenset[html.HtmlElement]:
        """The headings that print the headline; every main heading where none does."""
        found = [element for element in self._tree.iter(*_HEADINGS) if self._is_headline(element)]
        return frozenset(found or self._tree.iter("h1"))

    def _is_headline(self, heading: html.HtmlElement) -> bool:
        shown = _letters(clean(" ".join(heading.itertext())[:_LONGEST_READ]))
        shorter, longer = sorted((shown, self._headline), key=len)
        return bool(shown) and (shown == self._headline or (len(shorter) >= _TELLING and longer.startswith(shorter)))

    @cached_property
    def _around(self) -> frozenset[html.HtmlElement]:
        """What holds a headline cannot be a list of other pieces."""
        return frozenset(above for heading in self._headlines for above in heading.iterancestors())

    @cached_property
    def _prose(self) -> int:
        return _prose_length(self._tree)

    def _is_elsewhere(self, sign: _Sign) -> bool:
        """Whether a sign belongs to a comment, to other pieces or, far from the headline, to the foot of the page."""
        far = sign.behind >= _NEAR and not self._is_above(sign) and _marked(sign.element) is None
        above = sign.element.iterancestors()
        return any(self._is_side(one) or (far and one.tag in _ELSEWHERE_TAGS) for one in above)

    def _is_side(self, element: html.HtmlElement) -> bool:
        """Whether an element's name says that it is beside the article; one with most of the prose never is."""
        if element not in self._sides:
            named = f"{element.get('class', '')} {element.get('id', '')}"
            self._sides[element] = (
                element.tag not in _WHOLE_PAGE
                and element not in self._around
                and _SIDE.search(named) is not None
                and _DATE_BOX.search(named) is None
                and 2 * _prose_length(element) < self._prose
            )
        return self._sides[element]


_Reading = Callable[[html.HtmlElement], datetime | None]


def _marked(element: html.HtmlElement) -> datetime | None:
    """The date of an element that is marked up as the one of publication."""
    given = f"{element.get('itemprop', '')} {element.get('property', '')}".lower().split()
    return _stated(element) if _MARKS.intersection(given) else None


def _labelled(element: html.HtmlElement) -> datetime | None:
    """The date of an element that shows one by its kind, class or id, and not that of a change or a comment."""
    if element.tag == "time" or (element.tag == "abbr" and element.get("title")):
        shows = _ELSEWHERE.search(element.get("class", "")) is None
    else:
        named = element.tag not in _WHOLE_PAGE and len(element) <= _MOST_CHILDREN
        shows = named and _names_a_date(element.get("class", ""), element.get("id", ""))
    return _stated(element) if shows else None


@lru_cache(maxsize=4096)
def _names_a_date(*names: str) -> bool:
    """Whether class and id say that an element shows a date; remembered, since a page repeats its classes."""
    named = " ".join(names)
    return _LABEL.search(named) is not None and _ELSEWHERE.search(named) is None


def _stated(element: html.HtmlElement) -> datetime | None:
    """The date that an element states in its attributes or its text, when it says little else."""
    title = element.get("title") if element.tag == "abbr" else ""
    stated = element.get("datetime") or element.get("content") or title
    text = stated or _text(element)
    return (moment(text) or midnight(written_date(text))) if len(text) <= _LONGEST_LABEL else None


def _text(element: html.HtmlElement) -> str:
    return clean("".join(element.itertext())[: 2 * _LONGEST_LABEL])


def _alone(element: html.HtmlElement) -> datetime | None:
    """The date of a line that says when and by whom, or that a dash sets before the text."""
    line = _opening(element)
    found = dated_span(line)
    if found is None:
        return None
    day, start, end = found
    before = _WORDS.findall(line[:start].casefold())
    if len(before) > _MOST_WORDS_BEFORE or not _SAID_OF_DATES.issuperset(before):
        return None
    short = len(line) <= _LONGEST_LINE and len(_WORDS.findall(line[end:])) <= _MOST_WORDS_BEHIND
    return midnight(day) if short or _BROKEN_OFF.match(line, end) else None


def _speaks_of_page(line: str) -> bool:
    """Whether a line with a date is no sentence of the text: it has no end, begins with it, or speaks of publishing."""
    found = dated_span(line)
    ends = line.endswith(_SENTENCE_ENDS)
    return not ends or (found is not None and found[1] == 0) or _PUT_UP.search(line) is not None


def _opening(element: html.HtmlElement) -> str:
    """The beginning of an element's own text where it holds a figure; empty where it holds none or is not shown."""
    if element.tag in _UNSEEN_TAGS:
        return ""
    strings = " ".join([element.text or "", *(child.tail or "" for child in element)])[:_LONGEST_READ]
    return clean(strings) if any(map(str.isdigit, strings)) else ""


def _prose_length(element: html.HtmlElement) -> int:
    """Characters in the paragraphs of an element."""
    return sum(len(string) for paragraph in element.iter("p") for string in paragraph.itertext())


def _letters(text: str) -> str:
    return _NO_LETTERS.sub(" ", text).strip().casefold()
