"""Stories: articles on one event, from any number of them at once."""

import math
from collections.abc import Iterable, Mapping

from briefing.group.index import StoryIndex
from briefing.group.open_stories import moment_of
from briefing.model import Article, Story


def stories(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Group articles into stories, in order of appearance; every article is in exactly one.

    Args:
        articles: in any order, from any stretch of time; what they span counts as one window.
    """
    ordered = sorted(articles, key=_order)
    index = StoryIndex(window_hours=math.inf)
    assignments = index.add_all(ordered)
    story_of = {article_id: one.story_id for article_id, one in assignments.items()} | index.settle()
    copies: dict[str, list[str]] = {}
    for article_id, assignment in assignments.items():
        if assignment.copy_of:
            copies.setdefault(assignment.copy_of, []).append(article_id)
    grouped: dict[str, dict[str, Article]] = {}
    for article in ordered:
        grouped.setdefault(story_of[article.id], {})[article.id] = article
    return tuple(_story(story_id, tuple(members.values()), copies) for story_id, members in grouped.items())


def _story(story_id: str, members: tuple[Article, ...], copies: Mapping[str, list[str]]) -> Story:
    return Story(story_id, members, {one.id: tuple(copies[one.id]) for one in members if one.id in copies})


def _order(article: Article) -> tuple[float, str]:
    moment = moment_of(article)
    return (math.inf if moment is None else moment, article.id)
