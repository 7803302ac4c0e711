"""What a brief is composed from, by reference, as it is kept beside the brief: enough to compose it once more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from briefing.compose.material import Material
from briefing.compose.proving import Pair
from briefing.model import Article, BriefSpec, Gathered, Ingredients, Shown, SourceState, Story


def recorded(spec: BriefSpec, material: Material, made_by: str) -> Ingredients:
    """What a brief is composed from, by reference; nothing of where it goes or how its sources are asked."""
    stories = tuple(_gathered(story) for story in material.stories)
    concerned = {article_id for story in stories for article_id, _ in story.articles}
    concerned |= {story.story_id for story in stories} | {article.id for article in material.revised}
    return Ingredients(
        spec=replace(spec, destinations=(), templates=""),
        made_by=made_by,
        stories=stories,
        shown=tuple(sorted(concerning(material.shown, concerned))),
        revised=tuple((article.id, article.version) for article in material.revised),
        earlier=tuple(sorted(material.earlier)),
        partial=tuple((*pair, later) for pair, later in sorted(material.partial.items())),
        states=tuple(_fare(state) for state in material.states),
        preferences=material.preferences,
        missed=material.missed,
        older=material.older,
    )


def restored(ingredients: Ingredients, versions: Mapping[Pair, Article]) -> Material:
    """The material that was recorded, without its annotations.

    Args:
        versions: all the articles that it names.
    """
    return Material(
        stories=tuple(
            Story(one.story_id, tuple(versions[pair] for pair in one.articles), one.copies)
            for one in ingredients.stories
        ),
        shown=dict(ingredients.shown),
        revised=tuple(versions[pair] for pair in ingredients.revised),
        earlier=frozenset(ingredients.earlier),
        partial={(article_id, version): later for article_id, version, later in ingredients.partial},
        states=ingredients.states,
        preferences=ingredients.preferences,
        missed=ingredients.missed,
        older=ingredients.older,
    )


def drawn_on(ingredients: Ingredients) -> set[Pair]:
    """The versions of articles that the brief was composed from."""
    return {pair for story in ingredients.stories for pair in story.articles} | set(ingredients.revised)


def known_from(ingredients: Ingredients) -> set[Pair]:
    """The versions whose sentences counted as known, because earlier briefs had drawn on them."""
    shown = {pair for _, one in ingredients.shown for pair in one.articles}
    return shown | {(article_id, later) for article_id, _, later in ingredients.partial}


def _gathered(story: Story) -> Gathered:
    return Gathered(story.id, tuple((one.id, one.version) for one in story.articles), story.copies)


def concerning(shown: Mapping[str, Shown], concerned: Collection[str]) -> Iterable[tuple[str, Shown]]:
    """What was shown of these stories and articles, by their ids; of all others composing asks nothing."""
    for story_id, one in shown.items():
        if story_id in concerned or any(article_id in concerned for article_id, _ in one.articles):
            yield story_id, one


def _fare(state: SourceState) -> SourceState:
    """How a source fares, without its address and its memory, which may hold secrets."""
    return replace(state, url="", memory={})
