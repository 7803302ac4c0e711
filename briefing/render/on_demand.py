"""One article in the shape of a story, so that every format shows it as it shows the stories of a brief."""

from briefing.model import Annotation, Article, ArticleLink, Item
from briefing.render.bounds import bounded_item
from briefing.render.scrub import scrub
from briefing.text.places import placed

WORDS_A_MINUTE = 230
MOST_FIGURES = 4
MOST_QUOTES = 2


def item_of(article: Article, annotation: Annotation) -> Item:
    """The story that consists of this article alone, scrubbed and bounded.

    Args:
        article: what was read.
        annotation: what was found in this version of it; figures and quotes not worth showing stay out.
    """
    quotes = sorted((quote for quote in annotation.quotes if quote.worth > 0), key=lambda quote: -quote.worth)
    figures = tuple(figure for figure in annotation.figures if figure.salience > 0)
    link = ArticleLink(
        article_id=article.id,
        version=article.version,
        url=article.url,
        title=article.title,
        site=article.site,
        minutes=max(1, round(article.words / WORDS_A_MINUTE)),
        degraded=article.degraded,
    )
    item = Item(
        number=1,
        story_id=article.id,
        headline=article.title,
        lead=link,
        sentences=annotation.summary,
        figures=figures[:MOST_FIGURES],
        quotes=tuple(sorted(quotes[:MOST_QUOTES], key=lambda quote: quote.start)),
        links=(link,),
    )
    return bounded_item(scrub(placed(item, (article,))))
