"""What words of kinship tell of people: of "Her brother, Olav Vik," that he is a man and whose brother a woman."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.annotate.passages.narration import Narration
from briefing.annotate.speakers.names import Name

KIN = {
    "woman": "f", "mother": "f", "wife": "f", "daughter": "f", "sister": "f", "actress": "f", "queen": "f", "man": "m",
    "father": "m", "husband": "m", "son": "m", "brother": "m", "king": "m", "widow": "f", "aunt": "f", "uncle": "m",
    "niece": "f", "nephew": "m", "grandmother": "f", "grandfather": "m",
}  # fmt: skip
"""Words that tell whether somebody is a woman ("f") or a man ("m")."""

_OWNERS = {"her": "f", "his": "m"}
_NEAR = 30
_FIRST = 2


def told_by_kinship(names: Sequence[Name], story: Narration) -> Iterator[tuple[Name, str]]:
    """The people of whom kinship tells the gender, each with "f" or "m".

    Args:
        names: the names of an article in order.
        story: its narration.
    """
    for before, name in pairwise(names):
        words = story.words
        at = name.titles - 1 if words[name.titles - 1] == "," else name.titles
        kin, owner = KIN.get(words[at - 1].lower()), _OWNERS.get(words[at - 2].lower())
        if at < _FIRST or kin is None or owner is None or not name.person:
            continue
        yield name, kin
        if before.person and before.text != name.text and at - before.last <= _NEAR:
            yield before, owner
