"""What composing borrows from annotating, in the shape it asks for."""

from collections.abc import Sequence

from briefing.annotate.across.disagreements import disagreements
from briefing.annotate.across.movements import moved
from briefing.annotate.across.same_quotes import merge_quotes
from briefing.annotate.figures import pick, subject
from briefing.annotate.quotes import best_quotes
from briefing.compose.links import link
from briefing.compose.material import Tools
from briefing.model import Annotation, Article, Claim, Disagreement, Figure, Quote


def key_figures(
    articles: Sequence[Article], annotations: Sequence[Annotation], count: int, told: Sequence[Figure]
) -> tuple[Figure, ...]:
    """The most telling figures of a story that are not told already, equal facts once."""
    del articles
    return pick((figure for found in annotations for figure in found.figures), count, told)


def quotes(articles: Sequence[Article], annotations: Sequence[Annotation], count: int) -> tuple[Quote, ...]:
    """The best quotes of a story, what several outlets quote alike only once."""
    pairs = [(article, found.quotes) for article, found in zip(articles, annotations, strict=True)]
    return best_quotes(merge_quotes(pairs), count)


def contradictions(articles: Sequence[Article], annotations: Sequence[Annotation]) -> tuple[Disagreement, ...]:
    """What outlets give different values for, each with the sentence it says so in."""
    pairs = [(article, found.figures) for article, found in zip(articles, annotations, strict=True)]
    said = {found.article_id: found for found in annotations}
    by_id = {article.id: article for article in articles}
    return tuple(
        Disagreement(subject(group[0]), tuple(_claim(figure, by_id, said) for figure in group))
        for group in disagreements(pairs)
    )


def _claim(figure: Figure, articles: dict[str, Article], said: dict[str, Annotation]) -> Claim:
    article = articles[figure.article_id]
    sentences = said[figure.article_id].sentences
    spoken = next((one.text for one in sentences if one.start <= figure.start < one.end), figure.text)
    return Claim(figure, spoken, link(article))


TOOLS = Tools(figures=key_figures, quotes=quotes, disagreements=contradictions, moved=moved)
