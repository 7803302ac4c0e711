"""Every quantity of a text as data: value, unit, modifier, what it measures, who says so, and where it stands."""

import re
from collections.abc import Iterator

from briefing.annotate import qualifiers
from briefing.annotate.concepts import Concept, concept
from briefing.annotate.context import as_of, attribution
from briefing.annotate.figure_salience import salience
from briefing.annotate.lexing import Token, tokens
from briefing.annotate.quantities import Quantity, quantities
from briefing.model import Article, Figure, Sentence
from briefing.text.sentences import sentences

_DECIMAL_COMMA = frozenset("de fr es it pt nl da nb nn sv fi pl cs ru tr id el ro hu uk".split())
_HAS_NUMBER = re.compile(
    r"\d|[½¼¾⅓⅔⅛]|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?"
    r"|millions?|billions?|trillions?|dozens?|scores|tens|half|halves|quarter)\b",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 5_000
_MOST = 2_000


def figures(article_or_text: Article | str) -> tuple[Figure, ...]:
    """Find every quantity of a text, in reading order, each with how telling it is.

    Args:
        article_or_text: an article, whose id and version the figures then carry, or a bare text.

    Returns:
        At most 2,000 figures with `text[start:end] == figure.text`; dates, times, ordinals, models, phone numbers and
        the like are no figures.
    """
    if isinstance(article_or_text, str):
        return tuple(_of_text(article_or_text, Article("", "", "", article_or_text)))
    return tuple(_of_text(article_or_text.text, article_or_text))


def _of_text(text: str, article: Article) -> Iterator[Figure]:
    count = 0
    for sentence in sentences(text, article.language):
        if not _HAS_NUMBER.search(sentence.text):
            continue
        line = tokens(text, sentence.start, min(sentence.end, sentence.start + _LONGEST_SENTENCE))
        found = quantities(line, decimal_comma=article.language in _DECIMAL_COMMA)
        for quantity in found:
            yield _figure(article, sentence, line, quantity, found)
            count += 1
            if count >= _MOST:
                return


def _figure(
    article: Article, sentence: Sentence, line: tuple[Token, ...], quantity: Quantity, others: tuple[Quantity, ...]
) -> Figure:
    modifier, first, end = _extent(line, quantity)
    measured: Concept = concept(line, first, end, quantity, others)
    text = article.text
    start, stop = line[first].start, line[end - 1].end
    return Figure(
        text=text[start:stop],
        value=quantity.value,
        unit=quantity.unit.name,
        modifier=modifier,
        what=text[measured.start : measured.end],
        start=start,
        end=stop,
        salience=salience(article, sentence, line, quantity, measured),
        attribution=attribution(text, line),
        as_of=as_of(text, line),
        what_span=(measured.start, measured.end),
        article_id=article.id,
        version=article.version,
        unit_code=quantity.unit.code,
    )


def _extent(line: tuple[Token, ...], quantity: Quantity) -> tuple[str, int, int]:
    """The modifier of a quantity, and its tokens with the modifier's and "ago"."""
    first, end = quantity.first, quantity.end
    modifier = "~" if quantity.style == "vague" else "="
    ahead = qualifiers.before(line, first)
    behind = qualifiers.after(line, end)
    told = qualifiers.direction(line, ahead[1] if ahead else first)
    if ahead:
        modifier, first = ahead
    elif behind:
        modifier, end = behind
    elif told:
        modifier = told
    elif quantity.unit.kind == "share" and isinstance(quantity.value, float) and quantity.value < 0:
        modifier = "down"
    if quantity.unit.kind == "time" and end < len(line) and line[end].low in {"ago", "old"}:
        end += 1
    return modifier, first, end
