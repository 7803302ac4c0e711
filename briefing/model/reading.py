"""What is read: articles and what was found in them; every sentence, figure and quote is a span."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """The main text of a page with what is known about it.

    Attributes:
        id: key derived from the canonical URL (or from title and text where there is none): 16 hex digits.
        url: the address to link to, as given.
        text: paragraphs separated by a blank line; NFC, without control or bidi characters.
        source: name of the source that brought it; empty for an article read on demand.
        site: the outlet's name for the reader.
        version: 1 for the first reading, one more for every changed text.
        degraded: why this is not the full text ("the page could not be read: …"); empty when it is.
        dateline: the place line split off the beginning ("BERLIN (Agency) — "); empty when there is none.
        correction: the publisher's own correction notice, word for word; empty when there is none.
        first_seen: when this bot first met the article.
    """

    id: str
    url: str
    title: str
    text: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    language: str = "en"
    site: str = ""
    source: str = ""
    canonical_url: str = ""
    image: str = ""
    version: int = 1
    degraded: str = ""
    dateline: str = ""
    correction: str = ""
    first_seen: datetime | None = None

    @property
    def when(self) -> datetime | None:
        """When it appeared: the publisher's date, else the moment it was first seen."""
        return self.published or self.first_seen

    @property
    def outlet(self) -> str:
        """Who published it, for the reader: the site's name, else the source's; empty where neither is known."""
        return self.site or self.source

    @property
    def digest(self) -> str:
        """SHA-256 of title and text, as hex digits: whether two readings differ, and whether one was changed since."""
        return hashlib.sha256(f"{self.title}\n\n{self.text}".encode("utf-8", "replace")).hexdigest()

    @property
    def words(self) -> int:
        """Length in words, for reading times."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document of which nothing could be read.

    Attributes:
        reason: why, as a phrase ("the PDF is encrypted").
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One named contribution to a score, for `briefs explain`.

    Attributes:
        name: what contributed ("position", "coverage", "topic energy").
        value: how much, in the score's own unit.
        words: the same as a phrase for people; empty when the name says it all.
    """

    name: str
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, word for word.

    Attributes:
        paragraph: index of its paragraph, from 0.
        article_id: the article it stands in; empty for a bare text.
        salience: how much it deserves to be shown; comparable within one article only.
        reasons: why it was chosen; empty when it was not judged.
        url: address of its place in the page; filled where it is shown, empty where the page is not to be had.
    """

    text: str
    start: int
    end: int
    paragraph: int = 0
    article_id: str = ""
    version: int = 1
    salience: float = 0.0
    reasons: tuple[Reason, ...] = ()
    url: str = ""


GAP = "\N{NO-BREAK SPACE}…"
"""What stands in a figure's place in words that lead to it; never alone on a line."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a text, with what it measures.

    Attributes:
        text: as printed ("nearly $1.2bn").
        value: a number, a range (low, high), or None when vague ("dozens"); of "six years and four months", which has
            a figure "four months" behind it, the larger unit's; where it is shown, the whole in the smaller one.
        unit: canonical English name in the singular ("kilometre", "dollar per barrel", "job"), "" for none.
        unit_code: ISO 4217 for money ("USD"), UCUM for measures ("km"); empty where neither has one.
        modifier: "=" exact, "~" about, ">" more than (also "eight more"), "<" less than, "up" / "down" changed by it
            or, when `step` is empty, to it ("fell to 49.55").
        step: "up" / "down" when it tells by how much something changed, whatever the modifier ("grew by just 3 %").
        words_before: what stands before it in its sentence, at most 120 characters; words_behind: what is behind it.
            Both empty for a figure that is told in passing.
        what: what it measures, word for word from the same sentence.
        attribution: who says so, word for word ("the State Department"); empty when the outlet itself does.
        as_of: the date or time the text gives for it, word for word; empty when none.
        salience: how telling it is, 0 to 1; at most 0 means not worth showing.
        what_span: start and end of `what` in the text; (0, 0) when it was not found.
        caption: what it measures as it is shown below the figure: word for word, behind it perhaps `GAP`.
        caption_span: start and end of the caption without its `GAP`; (0, 0) when there is none.
        url: address of its place in the page; filled where it is shown.
    """

    text: str
    value: float | tuple[float, float] | None
    unit: str
    modifier: str
    what: str
    start: int
    end: int
    salience: float = 0.0
    attribution: str = ""
    as_of: str = ""
    what_span: tuple[int, int] = (0, 0)
    article_id: str = ""
    version: int = 1
    reasons: tuple[Reason, ...] = ()
    unit_code: str = ""
    url: str = ""
    caption: str = ""
    caption_span: tuple[int, int] = (0, 0)
    step: str = ""
    words_before: str = ""
    words_behind: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words as an article printed them.

    Attributes:
        text: what was quoted, marks excluded; the parts of a split quote joined by a space.
        start: offset of the first part's first character; end: offset behind the last part's last character.
        speaker: full name, or organisation, or description word for word; None when unsure.
        role: what the text says of the speaker ("chief executive of VeldenNet"); None when it says nothing.
        cue: the word of saying ("said", "told", "according to"); None for a quote without one.
        spans: the quoted parts, (start, end) each, in order; one for an unsplit quote.
        worth: how much it deserves to be shown, 0 to 1; at most 0 means not worth showing.
        also_in: ids of other articles that quote the same; filled where articles are compared.
        drift: how they word it where they differ, as printed there; without repeats.
        url: address of its place in the page; filled where it is shown.
    """

    text: str
    start: int
    end: int
    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    worth: float = 0.0
    article_id: str = ""
    version: int = 1
    also_in: tuple[str, ...] = ()
    drift: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in one version of an article, once, on arrival.

    Attributes:
        summary: the default summary, in reading order.
        sentences: all sentences in reading order, each with its salience.
        figures: all figures, most telling first.
        quotes: all quotes in reading order.
    """

    article_id: str
    version: int
    sentences: tuple[Sentence, ...]
    summary: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article as it is stored: with what was found in it and its place among the others.

    Attributes:
        article: as just read; its `first_seen` is the moment of this reading.
        annotation: what was found in it.
        story_id: the story it belongs to.
        copy_of: id of the original when it is a near-duplicate; empty when it is not.
    """

    article: Article
    annotation: Annotation
    story_id: str
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event.

    Attributes:
        id: stable while the story lives: the id of the article that opened it.
        articles: originals in order of appearance.
        copies: ids of near-duplicates, keyed by the id of the original they copy.
    """

    id: str
    articles: tuple[Article, ...]
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
