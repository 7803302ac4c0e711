"""How telling a figure is, 0 to 1, from what it measures, how it is written and where it stands."""

from collections.abc import Sequence

from briefing.annotate.concepts import Concept
from briefing.annotate.lexing import Token
from briefing.annotate.quantities import Quantity
from briefing.model import Article, Sentence

_KINDS = {"money": 0.6, "share": 0.5, "thing": 0.4, "time": 0.2, "age": -0.3, "factor": 0.2, "": 0.1}


def salience(
    article: Article, sentence: Sentence, line: Sequence[Token], quantity: Quantity, measured: Concept
) -> float:
    """Judge a figure.

    Args:
        article: where it stands; sentence: the sentence it stands in; line: the sentence's tokens.
        quantity: the figure; measured: what it measures.
    """
    del line
    score = 0.3 + _KINDS.get(quantity.unit.kind, 0.3)
    if (
        isinstance(quantity.value, float)
        and abs(quantity.value) <= 10
        and quantity.unit.kind in {"thing", "", "factor"}
    ):
        score -= 0.6
    if measured.start == measured.end:
        score -= 0.2
    score -= 0.3 * sentence.start / max(1, len(article.text))
    return max(0.0, min(1.0, score))
