"""One line over all stories: an outlet's own words and counts, nothing invented."""

from collections.abc import Sequence

from briefing.compose.likeness import matter, shared
from briefing.compose.ranking import Ranked
from briefing.model import Counts, Item

_LONGEST_WORDS = 30
_ANOTHER = 0.7
"""Share of words that another outlet's headline may have in common with the one that is shown below it."""


def top_line(items: Sequence[Item], ranked: Sequence[Ranked], counts: Counts) -> str:
    """What the first story says in other words than its headline, then how much is behind the brief; empty for none.

    Args:
        items: in the order shown.
        ranked: where the first item's story is found with all its articles.
    """
    if not items:
        return ""
    quoted = _quoted(items[0], ranked).rstrip()
    stop = "" if quoted[-1:] in '.!?…”"' else "."
    stories = _number(len(items), "story", "stories")
    return f"{quoted}{stop} {stories} from {_number(counts.articles, 'article', 'articles')}."


def _quoted(first: Item, ranked: Sequence[Ranked]) -> str:
    """Another outlet's headline if it says more than the one shown, else a short first sentence, else the headline."""
    story = next((one for one in ranked if one.candidate.id == first.story_id), None)
    shown = matter(first.headline)
    # The articles to go deeper are those with something new: an update is not headed by what was said before.
    fresh = {one.article_id for one in first.links} - {first.lead.article_id}
    for article in story.candidate.articles if story else ():
        words = matter(article.title)
        if article.id in fresh and len(words) >= len(shown) and shared(words, shown) <= _ANOTHER:
            return article.title
    sentence = first.sentences[0].text if first.sentences else ""
    return sentence if 0 < len(sentence.split()) <= _LONGEST_WORDS else first.headline


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
