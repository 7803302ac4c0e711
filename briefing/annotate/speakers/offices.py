"""Offices with "of", and the people who hold them: "director of rugby Ida Ek", "Secretary of State Omar Rask"."""

from collections.abc import Sequence

from briefing.annotate.speakers.names import Name
from briefing.annotate.words.cues import SPEAKER_DETERMINERS
from briefing.annotate.words.role_words import DEPARTMENTS, ROLE_WORDS


def holds_office(words: Sequence[str], first: int, name: Name) -> bool:
    """Whether a description ends with the name of who is described, unlike "the mother of (victim) Ida Ek".

    Args:
        words: tokens of the narration.
        first: where the description begins.
        name: the name it ends with.
    """
    if not name.whole or name.titles <= first + 1:
        return False
    of = next((at for at in range(name.titles, first, -1) if words[at].lower() == "of"), -1)
    if of < 0 or words[of - 1].lower().rpartition("-")[2] not in ROLE_WORDS:
        return False
    if words[name.titles] in DEPARTMENTS and name.titles == of + 1 and name.titles < name.first:
        return True
    between = words[of + 1 : name.titles]
    return bool(between) and all(word.islower() for word in between) and not _TELLING.intersection(between)


_TELLING = ROLE_WORDS | SPEAKER_DETERMINERS
"""With one of these it is somebody else who is named: "the mother of victim Ida Ek", "of the mayor, Ida Ek"."""
