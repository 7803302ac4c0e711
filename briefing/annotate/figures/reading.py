"""Every quantity of a text as data: value, unit, modifier, what it measures, who says so, and where it stands."""

import re
from collections.abc import Iterator
from itertools import islice

from briefing.annotate.figures.captions import caption
from briefing.annotate.figures.concepts import concept
from briefing.annotate.figures.context import as_of, own_time, source
from briefing.annotate.figures.modifiers import modified
from briefing.annotate.figures.salience import Found, Setting, salience, setting
from briefing.annotate.quantities.reading import quantities
from briefing.annotate.words.lexing import tokens
from briefing.annotate.words.small_words import word_set
from briefing.model import Article, Figure, Sentence
from briefing.text.sentences import sentences

_DECIMAL_COMMA = word_set("de fr es it pt nl da nb nn sv fi pl cs ru tr id el ro hu uk")
_HAS_NUMBER = re.compile(
    r"\d|[½¼¾⅓⅔⅛]|\b(?:an?|zero|nil|nought|naught|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?"
    r"|millions?|billions?|trillions?|dozens?|scores|tens|half|halves|quarter|couple|twice|\w+fold|doubl(?:e|ed|ing)|tripl(?:e|ed|ing)|trebl(?:e|ed|ing)|halv(?:e|ed|ing)"
    r"|quadrupl(?:e|ed|ing)|quintupl(?:e|ed|ing))\b",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 3_000
_MOST = 2_000
_AROUND = 120
"""Characters on either side by which a figure is compared with others."""


def figures(article_or_text: Article | str) -> tuple[Figure, ...]:
    """Find every quantity of a text, in reading order, each with how telling it is.

    Args:
        article_or_text: an article, whose id and version the figures then carry, or a bare text.

    Returns:
        At most 2,000 figures with `text[start:end] == figure.text`; dates, times, ordinals, models, phone numbers and
        the like are no figures.
    """
    if isinstance(article_or_text, str):
        return _of_text(Article("", "", "", article_or_text))
    return _of_text(article_or_text)


def _of_text(article: Article) -> tuple[Figure, ...]:
    found = tuple(islice(_found(article), _MOST))
    scene = setting(article, found)
    return tuple(_figure(scene, one) for one in found)


def _found(article: Article) -> Iterator[Found]:
    decimal_mark = "," if article.language in _DECIMAL_COMMA else "."
    for number, sentence in enumerate(sentences(article.text, article.language)):
        if not _HAS_NUMBER.search(sentence.text):
            continue
        line = tokens(article.text, sentence.start, min(sentence.end, sentence.start + _LONGEST_SENTENCE))
        read = quantities(line, decimal_mark=decimal_mark)
        teller, when = source(article.text, line), as_of(article.text, line)
        for rank, one in enumerate(modified(line, read)):
            measured = concept(line, one.first, one.end, one.quantity, read)
            at = "" if own_time(line, one.first, one.end) else when
            yield Found(sentence, number, line, one, measured, rank, len(read), teller.of(one.first), at)


def _figure(scene: Setting, found: Found) -> Figure:
    article, line, quantity, measured = scene.article, found.line, found.one.quantity, found.measured
    start, end = line[found.one.first].start, line[found.one.end - 1].end
    worth, reasons = salience(scene, found)
    shown = caption(article.text, start, (measured.start, measured.end))
    before, behind = _around(article.text, found.sentence, start, end) if worth > 0 else ("", "")
    return Figure(
        text=article.text[start:end],
        value=quantity.value,
        unit=quantity.unit.name,
        modifier=found.one.modifier,
        step=found.one.step,
        what=article.text[measured.start : measured.end],
        start=start,
        end=end,
        salience=worth,
        attribution=found.said_by,
        as_of=found.when,
        what_span=(measured.start, measured.end),
        article_id=article.id,
        version=article.version,
        reasons=reasons,
        unit_code=quantity.unit.code,
        caption=shown.text,
        caption_span=(shown.start, shown.end),
        words_before=before,
        words_behind=behind,
    )


def _around(text: str, sentence: Sentence, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence on either side of a figure, no word cut."""
    first, last = max(sentence.start, start - _AROUND), min(sentence.end, end + _AROUND)
    before, behind = text[first:start], text[end:last]
    if first > sentence.start:
        before = before.partition(" ")[2]
    if last < sentence.end:
        behind = behind.rpartition(" ")[0]
    return before, behind
