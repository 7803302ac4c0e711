"""Which stories stand in which message, and how many links to the places of what they say find room there."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefing.model import Item
from briefing.render.slack import elements as kit
from briefing.render.slack.buttons import Buttons
from briefing.render.slack.elements import Block
from briefing.render.slack.story import fitting_story
from briefing.text.places import count_placed, most_placed, unplaced

MOST_BLOCKS = 50
MOST_STORIES = 8
MOST_PARTS = 3
CAPACITY = 11_800
"""Below the undocumented cumulative limit of about 13,200 (slackapi/bolt-js#2509), with a margin."""
MOST_FOR_STORY = 7_000
TITLE = 300
"""What the line above the stories in the thread weighs at most, beside the toll of its block."""

Story = tuple[Item, list[Block]]


@dataclass(frozen=True, slots=True)
class Packed:
    """Stories as distributed over messages, as (item, blocks) pairs, and how many found no room."""

    parts: tuple[tuple[Story, ...], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A story below the line that divides it from the one before, and what both weigh."""

    blocks: list[Block]
    weight: int


@dataclass(frozen=True, slots=True)
class _Room:
    """What the stories of one message may use together."""

    weight: int
    blocks: int

    def holds(self, stories: Sequence[_Weighed]) -> bool:
        """Whether these stories fit."""
        blocks, weight = sum(len(one.blocks) for one in stories), sum(one.weight for one in stories)
        return len(stories) <= MOST_STORIES and blocks <= self.blocks and weight <= self.weight


def packed(items: Sequence[Item], opening: Sequence[Block], buttons: Buttons) -> Packed:
    """Put the stories into messages in their order; what does not fit into the last one is left out.

    Where a story stands is settled without the links to places, so that no link costs another story its place.

    Args:
        items: scrubbed and bounded.
        opening: what stands above and below the stories of the first message.
        buttons: what can be pressed below each.
    """
    plain = [_weighed(fitting_story(unplaced(item), MOST_FOR_STORY, buttons)) for item in items]
    parts: list[tuple[Story, ...]] = []
    taken = 0
    for room in _rooms(opening):
        last = taken + _count(plain[taken:], room)
        shown = _linked(items[taken:last], plain[taken:last], room, buttons)
        parts.append(tuple((item, one.blocks) for item, one in zip(items[taken:last], shown, strict=True)))
        taken = last
    return Packed((parts[0], *(part for part in parts[1:] if part)), len(items) - taken)


def _rooms(opening: Sequence[Block]) -> list[_Room]:
    first = _Room(CAPACITY - kit.weight(opening), MOST_BLOCKS - len(opening))
    return [first, *[_Room(CAPACITY - 2 * kit.BLOCK_COST - TITLE, MOST_BLOCKS - 2)] * (MOST_PARTS - 1)]


def _count(stories: Sequence[_Weighed], room: _Room) -> int:
    """How many of the stories fit, from the first."""
    counts = range(min(len(stories), MOST_STORIES), 0, -1)
    return next((count for count in counts if room.holds(stories[:count])), 0)


def _linked(items: Sequence[Item], plain: Sequence[_Weighed], room: _Room, buttons: Buttons) -> Sequence[_Weighed]:
    """The stories of a message with as many links to places as there is room for.

    Args:
        plain: the same stories without these links, for which there is room.
    """
    counts = list(map(count_placed, items))
    given_up = _given_up(counts)

    @cache
    def stories(lost: int) -> Sequence[_Weighed]:
        fewer = Counter(given_up[:lost])
        return [
            _weighed(fitting_story(most_placed(item, counts[number] - fewer[number]), MOST_FOR_STORY, buttons))
            for number, item in enumerate(items)
        ]

    lost = bisect_left(range(len(given_up)), 1, key=lambda number: int(room.holds(stories(number))))
    return stories(lost) if room.holds(stories(lost)) else plain


def _given_up(counts: Sequence[int]) -> list[int]:
    """In which order stories that have so many links give up one each: those with the most, the last of them first."""
    return [
        number
        for level in range(max(counts, default=0), 0, -1)
        for number in reversed(range(len(counts)))
        if counts[number] >= level
    ]


def _weighed(story: list[Block]) -> _Weighed:
    blocks = [kit.divider(), *story]
    return _Weighed(blocks, kit.weight(blocks))
