"""Who may ask, and how often: told plainly when the answer is no."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.pipeline.allowance import Allowance
from briefing.slack.asker import Asker

STRANGER = "This workspace is not among those that this bot answers: ask whoever runs it."
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class House:
    """What the operator allows.

    Attributes:
        teams: workspaces that may ask; empty for all.
        conversations: where may be asked; empty for everywhere.
        of_user: at most so many questions of one user in a minute; of_team: of all users of a workspace.
    """

    teams: frozenset[str] = frozenset()
    conversations: frozenset[str] = frozenset()
    of_user: int = 10
    of_team: int = 60


class Admission:
    """Counts the questions of the last minute, in this process; safe to share between threads.

    Args:
        house: what is allowed.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._of_user = Allowance(house.of_user, MINUTE)
        self._of_team = Allowance(house.of_team, MINUTE)

    def refusal(self, asker: Asker, now: datetime) -> str:
        """Why this one is not answered, as words for whoever asked; empty when it is."""
        house = self._house
        if self.is_stranger(asker):
            return STRANGER
        if house.conversations and asker.conversation not in house.conversations:
            return "The bot does not answer in this conversation: ask whoever runs it which ones are open to it."
        if not self._of_user.take(f"{asker.team}:{asker.user}", now):
            return "That was a lot at once: wait a minute, then ask again."
        if not self._of_team.take(asker.team, now):
            return "Your workspace asks a lot at the moment: wait a minute, then ask again."
        return ""

    def is_stranger(self, asker: Asker) -> bool:
        """Whether nobody in the workspace of this one is answered."""
        return bool(self._house.teams) and asker.team not in self._house.teams
