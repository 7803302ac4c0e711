"""What earlier briefs showed: it keeps yesterday's news out, marks updates and owns up to corrections."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.compose.candidates import Candidate, outlet
from briefing.compose.likeness import Known, most_like
from briefing.compose.links import link
from briefing.compose.material import Material
from briefing.model import Annotation, Article, Correction, Figure, Sentence, Shown

_CHANGED = 0.4
"""Likeness from which on a sentence of the new version is the shown one, changed."""


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier briefs showed of one story, over all the ids it went by.

    Attributes:
        slot: the latest brief that showed it; headline: as that brief printed it.
        known: everything those briefs showed, and what the versions they drew on said.
    """

    slot: str
    headline: str
    articles: frozenset[tuple[str, int]]
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    known: tuple[str, ...]


class Memory:
    """Finds the past of a story by its id and, as stories merge and split, by its articles.

    Args:
        shown: by story id.
        annotations: by (article id, version); those of shown versions add what they said.
    """

    def __init__(self, shown: Mapping[str, Shown], annotations: Mapping[tuple[str, int], Annotation]) -> None:
        self._shown = shown
        self._annotations = annotations
        self._by_article: dict[str, list[str]] = {}
        for story_id in sorted(shown):
            for article_id, _ in shown[story_id].articles:
                self._by_article.setdefault(article_id, []).append(story_id)

    def past(self, candidate: Candidate) -> Past | None:
        """What the reader knows of a story; None when it is new."""
        ids = dict.fromkeys(one for article in candidate.articles for one in self._by_article.get(article.id, ()))
        if candidate.id in self._shown:
            ids.setdefault(candidate.id)
        if not ids:
            return None
        parts = sorted((self._shown[one] for one in ids), key=lambda one: one.slot)
        articles = frozenset(pair for one in parts for pair in one.articles)
        sentences = tuple(sentence for one in parts for sentence in one.sentences)
        figures = tuple(figure for one in parts for figure in one.figures)
        known = (*(one.text for one in sentences), *self._said(articles))
        return Past(parts[-1].slot, parts[-1].headline, articles, sentences, figures, known)

    def _said(self, pairs: Iterable[tuple[str, int]]) -> Iterator[str]:
        for pair in sorted(pairs):
            annotation = self._annotations.get(pair)
            if annotation:
                yield from (sentence.text for sentence in annotation.sentences)


def fresh_articles(candidate: Candidate, past: Past) -> tuple[Article, ...]:
    """The articles and versions that no earlier brief drew on."""
    return tuple(one for one in candidate.articles if (one.id, one.version) not in past.articles)


def has_news(articles: Iterable[Article], past: Past, annotations: Mapping[tuple[str, int], Annotation]) -> bool:
    """Whether any of the articles' summaries says something that the reader does not know."""
    known: Known | None = None
    for article in articles:
        annotation = annotations.get((article.id, article.version))
        if annotation:
            known = known or Known(past.known, article.language)
            if not all(known.says(sentence.text) for sentence in annotation.summary):
                return True
    return False


def corrections(material: Material) -> tuple[Correction, ...]:
    """One line for each shown sentence that its publisher has since changed, latest brief first."""
    latest: dict[str, Article] = {}
    in_stories = (one for story in material.stories for one in story.articles)
    for article in (*in_stories, *material.revised):
        if article.version > latest.get(article.id, article).version or article.id not in latest:
            latest[article.id] = article
    found = []
    for shown in sorted(material.shown.values(), key=lambda one: (one.slot, one.story_id), reverse=True):
        dealt_with = set(shown.articles)
        for sentence in shown.sentences:
            newest = latest.get(sentence.article_id)
            if newest and (newest.id, newest.version) not in dealt_with:
                found.append(_correction(shown, sentence, newest, material.annotations))
    unique = {(one.link.article_id, one.before): one for one in found if one}
    return tuple(unique.values())


def _correction(
    shown: Shown, sentence: Sentence, article: Article, annotations: Mapping[tuple[str, int], Annotation]
) -> Correction | None:
    if article.version <= sentence.version or sentence.text in article.text:
        return None
    annotation = annotations.get((article.id, article.version))
    texts = [one.text for one in annotation.sentences] if annotation else []
    place, likeness = most_like(sentence.text, texts, article.language)
    after = texts[place] if likeness >= _CHANGED else article.correction
    return Correction(link(article, outlet(article)), shown.slot, sentence.text, after) if after else None
