"""Gathering what a brief is composed from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from briefing.compose.material import Material
from briefing.compose.preferences import REMEMBERED, preferences
from briefing.model import Article, BriefSpec, Story, Window
from briefing.pipeline.ingredients import concerning
from briefing.pipeline.stories import WINDOW
from briefing.ports import ArticleStore, Store

COMMITTING = timedelta(minutes=10)
"""An article counts from the moment its poll began and is stored a little later: so far back a window reads again."""
ARCHIVE = timedelta(hours=48)
"""What was published longer before the window than this is a source's archive, not news."""


def gather(store: Store, spec: BriefSpec, window: Window, missed: Sequence[str]) -> Material:
    """Everything that is known about the stories with something new in the window."""
    shown = store.briefs.shown(spec.name)
    pairs = {pair for one in shown.values() for pair in one.articles}
    latest = store.articles.known(article_id for article_id, _ in pairs)
    outdated = {(article_id, version) for article_id, version in pairs if latest.get(article_id, 0) > version}
    revised = _latest(store.articles, {article_id for article_id, _ in outdated})
    partial = _partial(store.articles, outdated, latest)
    given = dict(sorted({*pairs, *((one, whole) for (one, _), whole in partial.items())}))
    recent = _recent(store.articles, spec, window, {article.id for article in revised})
    fresh = [article for article in recent if _is_news(article, window, given)]
    news = {article.id for article in fresh}
    story_ids = store.articles.story_ids(article.id for article in recent)
    wanted = {story_ids[article.id] for article in fresh if article.id in story_ids}
    members = [article for article in recent if story_ids.get(article.id) in wanted]
    copies = store.articles.copies(article.id for article in members)
    read = {(article.id, article.version) for article in (*members, *revised)}
    concerned = {*wanted, *(article_id for article_id, _ in read)}
    # What was found in all that was shown in four weeks would fill the memory, and nearly none of it is looked at.
    told = {pair for _, one in concerning(shown, concerned) for pair in one.articles}
    whole = {(article_id, later) for (article_id, _), later in partial.items()}
    return Material(
        stories=_stories(members, story_ids, copies),
        annotations=store.articles.annotations(told | read | whole),
        shown=shown,
        revised=revised,
        earlier=frozenset((article.id, article.version) for article in members if article.id not in news),
        partial=partial,
        states=tuple(state for state in store.sources.states() if state.source in spec.sources),
        preferences=preferences(store.votes.of(spec.name, window.end - REMEMBERED), window.end),
        missed=tuple(missed),
    )


def _recent(articles: ArticleStore, spec: BriefSpec, window: Window, revised: Collection[str]) -> Sequence[Article]:
    """What was seen of late of the stories in which there may be news.

    All other stories of the last days are not even read: they are most of them, where a brief comes often.

    Args:
        revised: ids of articles that have changed since they were shown.
    """
    begin = window.start - COMMITTING
    stories = articles.stories_between(begin, window.end, spec.sources) | set(articles.story_ids(revised).values())
    return articles.seen_between(min(begin, window.end - WINDOW), window.end, spec.sources, stories)


def _is_news(article: Article, window: Window, given: Mapping[str, int]) -> bool:
    """Whether it was first seen in the window, or has changed since it was shown; what is old is no news in any case.

    Args:
        given: the latest version by article id of what earlier briefs showed.
    """
    seen_in_time = article.first_seen is None or article.first_seen > window.start - COMMITTING
    recent = article.published is None or article.published > window.start - ARCHIVE
    return recent and (seen_in_time or article.version > given.get(article.id, article.version))


def _latest(articles: ArticleStore, ids: Iterable[str]) -> tuple[Article, ...]:
    return tuple(article for one in sorted(ids) if (article := articles.get(one)) is not None)


def _partial(
    articles: ArticleStore, outdated: Iterable[tuple[str, int]], latest: Mapping[str, int]
) -> dict[tuple[str, int], int]:
    """Those of the outdated versions that were only a summary, with the version that was read in full first."""
    found = {}
    for article_id, version in sorted(outdated):
        then = articles.get(article_id, version)
        if then is None or not then.degraded:
            continue
        later = (articles.get(article_id, one) for one in range(version + 1, latest[article_id] + 1))
        whole = next((one.version for one in later if one and not one.degraded), None)
        if whole is not None:
            found[article_id, version] = whole
    return found


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
