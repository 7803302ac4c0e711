"""How the brief names an article: where it is, and how long it takes to read."""

import math

from briefing.model import Article, ArticleLink

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults (Brysbaert 2019)."""


def minutes(words: int) -> int:
    """Whole minutes to read so many words, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def link(article: Article) -> ArticleLink:
    """The article as a reader sees it listed."""
    return ArticleLink(
        article_id=article.id,
        version=article.version,
        url=article.url,
        title=article.title,
        site=article.outlet,
        minutes=minutes(article.words),
        degraded=article.degraded,
    )
