"""What is new: the default method on the sentences that earlier briefs have not shown in other words."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Sentence
from briefing.summarize.many import summarize_many
from briefing.summarize.salience import Salience, budget_of


class Update(Salience):
    """Summarizes an article, or several, against what a reader knows already."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        self.known = tuple(known)

    def summarize(
        self, article: Article, *, count: int | tuple[int, int] = 3, words: int | None = None
    ) -> tuple[Sentence, ...]:
        """The sentences most worth showing of those that add something to the known ones; fewer where little is new."""
        return summarize_many((article,), budget_of(count, words), self.known)

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """The same over several articles."""
        return summarize_many(articles, budget_of(count, words), (*self.known, *known))
