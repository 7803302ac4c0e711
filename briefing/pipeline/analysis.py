"""Reading an article through: its sentences, summary, figures and quotes, once, on arrival."""

from dataclasses import replace

from briefing.annotate.figures import figures, whole_times
from briefing.annotate.quotes import quotes
from briefing.model import Annotation, Article
from briefing.ports import Summarizer
from briefing.text.sentences import sentences


def annotate(article: Article, summarizer: Summarizer) -> Annotation:
    """Find everything that a brief may show of this version of an article."""
    spoken = tuple(
        replace(sentence, article_id=article.id, version=article.version)
        for sentence in sentences(article.text, article.language or "en")
    )
    found = whole_times(figures(article))
    return Annotation(
        article_id=article.id,
        version=article.version,
        sentences=summarizer.rank(article, spoken),
        summary=summarizer.summarize(article),
        figures=tuple(sorted(found, key=lambda figure: -figure.salience)),
        quotes=quotes(article),
    )
