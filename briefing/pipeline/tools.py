"""What composing borrows from annotating, in the shape it asks for."""

from collections.abc import Sequence

from briefing.annotate.quotes import best_quotes, merge_quotes
from briefing.compose.material import Tools
from briefing.model import Annotation, Article, Quote


def quotes(articles: Sequence[Article], annotations: Sequence[Annotation], count: int) -> tuple[Quote, ...]:
    """The best quotes of a story, what several outlets quote alike only once."""
    pairs = [(article, found.quotes) for article, found in zip(articles, annotations, strict=True)]
    return best_quotes(merge_quotes(pairs), count)


TOOLS = Tools(quotes=quotes)
