"""Gathering what a brief is composed from."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from briefing.compose.material import Material
from briefing.compose.preferences import REMEMBERED, preferences
from briefing.model import Article, BriefSpec, Story, Window
from briefing.pipeline.stories import WINDOW
from briefing.ports import Store

COMMITTING = timedelta(minutes=10)
"""An article counts from the moment its poll began and is stored a little later: so far back a window reads again."""
ARCHIVE = timedelta(hours=48)
"""What was published longer before the window than this is a source's archive, not news."""


def gather(store: Store, spec: BriefSpec, window: Window, missed: Sequence[str]) -> Material:
    """Everything that is known about the stories with something new in the window."""
    begin = min(window.start - COMMITTING, window.end - WINDOW)
    recent = store.articles.seen_between(begin, window.end, spec.sources)
    fresh = [article for article in recent if _is_news(article, window)]
    story_ids = store.articles.story_ids(article.id for article in recent)
    wanted = {story_ids[article.id] for article in fresh if article.id in story_ids}
    members = [article for article in recent if story_ids.get(article.id) in wanted]
    copies = store.articles.copies(article.id for article in members)
    stories = _stories(members, story_ids, copies)
    shown = store.briefs.shown(spec.name)
    pairs = {pair for one in shown.values() for pair in one.articles}
    latest = store.articles.known(article_id for article_id, _ in pairs)
    changed = {article_id for article_id, version in pairs if latest.get(article_id, 0) > version}
    revised = [article for one in sorted(changed) if (article := store.articles.get(one)) is not None]
    read = {(article.id, article.version) for article in (*members, *revised)}
    return Material(
        stories=stories,
        annotations=store.articles.annotations(pairs | read),
        shown=shown,
        revised=tuple(revised),
        states=tuple(state for state in store.sources.states() if state.source in spec.sources),
        preferences=preferences(store.votes.of(spec.name, window.end - REMEMBERED), window.end),
        missed=tuple(missed),
    )


def _is_news(article: Article, window: Window) -> bool:
    seen_in_time = article.first_seen is None or article.first_seen > window.start - COMMITTING or article.version > 1
    return seen_in_time and (article.published is None or article.published > window.start - ARCHIVE)


def _stories(
    members: Sequence[Article], story_ids: Mapping[str, str], copies: Mapping[str, tuple[str, ...]]
) -> tuple[Story, ...]:
    by_story: dict[str, list[Article]] = {}
    for article in members:
        by_story.setdefault(story_ids[article.id], []).append(article)
    return tuple(
        Story(story_id, tuple(articles), {one.id: copies[one.id] for one in articles if one.id in copies})
        for story_id, articles in by_story.items()
    )
