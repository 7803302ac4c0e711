"""What earlier briefs showed: it keeps yesterday's news out, marks updates and owns up to corrections."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.compose.candidates import Candidate
from briefing.compose.likeness import Known, most_like
from briefing.compose.links import link
from briefing.compose.material import FindMoved, Material
from briefing.model import Annotation, Article, Correction, Figure, Sentence, Shown

_CHANGED = 0.4
"""Likeness from which on a sentence of the new version is the shown one, changed."""


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier briefs showed of one story, over all the ids it went by.

    Attributes:
        slot: the latest brief that showed it; headline: as that brief printed it.
        articles: the versions that those briefs drew on, and those that had come in by then without being drawn on.
        known: everything those briefs showed, and what the versions they drew on said.
    """

    slot: str
    headline: str
    articles: frozenset[tuple[str, int]]
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    known: tuple[str, ...]


class Memory:
    """Finds the past of a story by its id and, as stories merge and split, by its articles."""

    def __init__(self, material: Material) -> None:
        self._shown = material.shown
        self._annotations = material.annotations
        self._partial = material.partial
        self._earlier = material.earlier
        self._by_article: dict[str, list[str]] = {}
        for story_id in sorted(self._shown):
            for article_id, _ in self._shown[story_id].articles:
                self._by_article.setdefault(article_id, []).append(story_id)

    def past(self, candidate: Candidate) -> Past | None:
        """What the reader knows of a story; None when it is new."""
        ids = dict.fromkeys(one for article in candidate.articles for one in self._by_article.get(article.id, ()))
        if candidate.id in self._shown:
            ids.setdefault(candidate.id)
        if not ids:
            return None
        parts = sorted((self._shown[one] for one in ids), key=lambda one: one.slot)
        articles = frozenset(pair for one in parts for pair in self._given(one))
        sentences = tuple(sentence for one in parts for sentence in one.sentences)
        figures = tuple(figure for one in parts for figure in one.figures)
        known = (*(one.text for one in sentences), *self._said(articles))
        return Past(parts[-1].slot, parts[-1].headline, articles | self._earlier, sentences, figures, known)

    def _given(self, shown: Shown) -> Iterator[tuple[str, int]]:
        """What the reader was given: with an article's summary also the whole of it, which was a click away."""
        for pair in shown.articles:
            yield pair
            if pair in self._partial:
                yield pair[0], self._partial[pair]

    def _said(self, pairs: Iterable[tuple[str, int]]) -> Iterator[str]:
        for pair in sorted(pairs):
            annotation = self._annotations.get(pair)
            if annotation:
                yield from (sentence.text for sentence in annotation.sentences)


def fresh_articles(candidate: Candidate, past: Past) -> tuple[Article, ...]:
    """The articles and versions that have come in since, of which no earlier brief knew."""
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


def corrections(material: Material, moved: FindMoved) -> tuple[Correction, ...]:
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
                found.append(_correction(shown, sentence, newest, material, moved))
    unique = {(one.link.article_id, one.before): one for one in found if one}
    return tuple(unique.values())


def _correction(
    shown: Shown, sentence: Sentence, article: Article, material: Material, moved: FindMoved
) -> Correction | None:
    if article.version <= sentence.version or sentence.text in article.text:
        return None
    now = material.annotations.get((article.id, article.version))
    changed = _counterpart(sentence, now, article.language)
    then = (sentence.article_id, sentence.version)
    if then not in material.partial:
        after = changed.text if changed else article.correction
    else:
        # A summary says in other words what the whole says: only another number is a change.
        before = _figures_in(sentence, material.annotations.get(then))
        after = changed.text if changed and moved(before, _figures_in(changed, now)) else ""
    return Correction(link(article), shown.slot, sentence.text, after) if after else None


def _counterpart(sentence: Sentence, annotation: Annotation | None, language: str) -> Sentence | None:
    """The sentence of another version that is this one, changed."""
    sentences = annotation.sentences if annotation else ()
    place, likeness = most_like(sentence.text, [one.text for one in sentences], language)
    return sentences[place] if likeness >= _CHANGED else None


def _figures_in(sentence: Sentence, annotation: Annotation | None) -> tuple[Figure, ...]:
    figures = annotation.figures if annotation else ()
    return tuple(one for one in figures if sentence.start <= one.start and one.end <= sentence.end)
