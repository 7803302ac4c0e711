"""A brief narrowed to the topics that one reader wants."""

from dataclasses import replace

from briefing.compose.length import words_of
from briefing.compose.links import minutes
from briefing.model import Brief


def narrowed(brief: Brief, topics: tuple[str, ...]) -> Brief | None:
    """The same brief with the stories of these topics alone, and the others counted as muted.

    The lines in "Also today" and the corrections stay: they belong to no topic.

    Args:
        topics: names as the brief prints them; empty for all.

    Returns:
        None when no story is left of those there were.
    """
    kept = tuple(item for item in brief.items if item.section in topics)
    if not topics or len(kept) == len(brief.items):
        return brief
    if not kept:
        return None
    return replace(
        brief,
        items=tuple(replace(item, number=number) for number, item in enumerate(kept, start=1)),
        # It speaks of stories that may be gone.
        top_line="",
        minutes=minutes(words_of(kept, brief.also, brief.corrections)),
        counts=replace(brief.counts, muted=brief.counts.muted + len(brief.items) - len(kept)),
    )
