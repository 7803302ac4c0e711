"""A brief made for a question: what the stored articles of the last days say about some words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from briefing.compose.edition import compose
from briefing.compose.material import Material, Tools
from briefing.model import Article, Brief, BriefSpec, Story, Window
from briefing.ports import Store, Summarizer

FOUND = ".found"
"""The name of such briefs; no settings can give it a standing order that votes would count for."""
RECENT = timedelta(days=14)
MOST = 200
"""Articles that hold the words, the newest, among which the stories are chosen."""


def about(
    store: Store, words: str, sources: frozenset[str], summarizer: Summarizer, tools: Tools, now: datetime
) -> Brief | None:
    """The most telling stories whose articles hold all the words; None when there are none.

    Args:
        words: as somebody typed them; "phrases in quotation marks" count as one, and -word excludes.
        sources: names of the sources whose articles count.
        now: the moment of asking, aware.
    """
    window = Window(now - RECENT, now)
    recent = [one for one in store.articles.search(words, MOST) if _counts(one, sources, window)]
    if not recent:
        return None
    read = store.articles.annotations((one.id, one.version) for one in recent)
    material = Material(stories=_stories(store, recent), annotations=read)
    spec = BriefSpec(FOUND, f"“{words}”", most=5, quiet=0)
    brief = compose(spec, "asked", now, window, material, summarizer, now, tools)
    return brief if brief.items else None


def _counts(article: Article, sources: frozenset[str], window: Window) -> bool:
    return article.source in sources and (article.when is None or article.when > window.start)


def _stories(store: Store, recent: Sequence[Article]) -> tuple[Story, ...]:
    ids = store.articles.story_ids(one.id for one in recent)
    copies = store.articles.copies(one.id for one in recent)
    members: defaultdict[str, list[Article]] = defaultdict(list)
    for article in reversed(recent):
        members[ids.get(article.id, article.id)].append(article)
    return tuple(
        Story(story_id, tuple(articles), {one.id: copies[one.id] for one in articles if one.id in copies})
        for story_id, articles in members.items()
    )
