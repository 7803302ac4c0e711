"""What can be pressed below a story, and how a press names the story it means."""

from dataclasses import dataclass

from briefing.model import Item
from briefing.render.slack import elements as kit
from briefing.render.slack.elements import Block, Element

MORE, WHY, UP, DOWN, CHANGE = "more", "why", "up", "down", "change"
ALL_OF_STORY = (MORE, UP, DOWN, WHY)
ASKED = "asked"
"""Stands in place of a brief's name where the edition was made for one request."""

_LOOKS = {
    MORE: ("More", "More of this story"),
    UP: (":+1:", "More stories like this"),
    DOWN: (":-1:", "Fewer stories like this"),
    WHY: ("Why is this here?", ""),
}


@dataclass(frozen=True, slots=True)
class Pressed:
    """The story that a press means.

    Attributes:
        brief: name of the brief, or `ASKED`.
        edition: key of its slot, or id of the request.
        number: the story's number in it; 0 for an article on its own.
    """

    brief: str
    edition: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.brief}|{self.edition}|{self.number}"


def pressed(value: str) -> Pressed | None:
    """What the value of a press names; None when it is none of ours."""
    brief, _, rest = value.partition("|")
    edition, _, number = rest.rpartition("|")
    return Pressed(brief, edition, int(number)) if edition and number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Buttons:
    """The buttons of one edition.

    Attributes:
        brief, edition: as in `Pressed`.
        of_story: what can be pressed below each story, in order; empty for nothing.
        can_change: whether the reader may change the standing order.
    """

    brief: str = ""
    edition: str = ""
    of_story: tuple[str, ...] = ()
    can_change: bool = False

    def below(self, item: Item) -> list[Block]:
        """The row below a story, if there is any."""
        if not self.of_story:
            return []
        value = str(Pressed(self.brief, self.edition, item.number))
        row = [kit.press(action, *_LOOKS[action][:1], value, _LOOKS[action][1]) for action in self.of_story]
        return [kit.actions(row, f"story {item.number}")]

    def change(self, words: str) -> list[Element]:
        """The button to change the standing order, if it can be."""
        return [kit.press(CHANGE, words, str(Pressed(self.brief, self.edition)))] if self.can_change else []


NO_BUTTONS = Buttons()
