"""The story behind a button, with what its articles say, and the votes on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.model import Annotation, Article, Brief, Item, Vote
from briefing.ports import Clock, Store
from briefing.render.on_demand import item_of
from briefing.render.slack.buttons import ASKED, Pressed, pressed
from briefing.render.slack.more import more_view, note_view, why_view
from briefing.slack.asker import Asker

GONE = "This story is no longer kept: its headline leads to the article."
NOTED = {1: "Noted: more stories like this.", -1: "Noted: fewer stories like this."}

View = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A story as it was shown.

    Attributes:
        brief: the brief that showed it; None for an article on its own.
        read: articles that are not in the store, because they were only read on demand.
    """

    item: Item
    brief: Brief | None = None
    read: tuple[tuple[Article, Annotation], ...] = ()


@dataclass(frozen=True, slots=True)
class Stories:
    """Finds stories by what a press names, whichever edition showed them."""

    store: Store
    clock: Clock

    def more(self, value: str) -> View:
        """The modal with all that the story's articles say."""
        found = self._found(pressed(value))
        if found is None:
            return note_view("All of the story", GONE)
        return more_view(found.item, found.read or self._read(found.item))

    def why(self, value: str) -> View:
        """The modal with the reasons for the story."""
        found = self._found(pressed(value))
        return why_view(found.item) if found else note_view("Why it is here", GONE)

    def vote(self, asker: Asker, value: str, thumb: int) -> str:
        """Store a vote; comes back with what to say.

        Args:
            thumb: 1 for up, -1 for down.
        """
        found = self._found(pressed(value))
        if found is None or found.brief is None:
            return GONE
        articles = (self.store.articles.get(link.article_id) for link in (found.item.lead, *found.item.links))
        vote = Vote(
            brief=found.brief.name,
            story_id=found.item.story_id,
            reader=f"{asker.team}:{asker.user}",
            value=thumb,
            cast=self.clock(),
            sources=tuple(dict.fromkeys(article.source for article in articles if article and article.source)),
            topic=found.item.section,
        )
        self.store.votes.cast(vote)
        return NOTED[thumb]

    def _found(self, press: Pressed | None) -> Found | None:
        if press is None:
            return None
        if press.brief != ASKED:
            return _of_brief(self.store.briefs.get(press.brief, press.edition), press.number)
        request = self.store.requests.get(press.edition)
        answer = request.answer if request else None
        if answer and answer.article and answer.annotation:
            item = replace(item_of(answer.article, answer.annotation), number=0)
            return Found(item, read=((answer.article, answer.annotation),))
        return _of_brief(answer.brief if answer else None, press.number)

    def _read(self, item: Item) -> list[tuple[Article, Annotation]]:
        """The stored articles that the story was shown from, the one it is headed by first."""
        named = [
            *((link.article_id, link.version) for link in (item.lead, *item.links)),
            *((sentence.article_id, sentence.version) for sentence in item.sentences),
            *((figure.article_id, figure.version) for figure in item.figures),
            *((quote.article_id, quote.version) for quote in item.quotes),
        ]
        pairs = [pair for pair in dict.fromkeys(named) if pair[0]]
        annotations = self.store.articles.annotations(pairs)
        articles = {pair: self.store.articles.get(*pair) for pair in pairs if pair in annotations}
        return [(article, annotations[pair]) for pair, article in articles.items() if article]


def _of_brief(brief: Brief | None, number: int) -> Found | None:
    items = brief.items if brief else ()
    return next((Found(item, brief) for item in items if item.number == number), None)
