"""The operator is told, through the ledger and on another channel, that a destination needs somebody."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.model import Delivery, Destination, Part
from briefing.ports import Clock, Ledger
from briefing.subscribers.mails import LETTERS, subscriber_of

OPERATOR = "@operator"
"""Stands for a brief's name in deliveries of notices; no brief can have this name."""
USEFUL = timedelta(days=2)

Render = Callable[[str, str, str, datetime, Destination], Part]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells of deliveries that failed or are held.

    A destination that is gone fails with every brief: the operator is told once in a calendar week, by the key under
    which the ledger knows the notice. Notices about notices are only logged, and so is mail to subscribers, whose
    refusals have a room of their own.

    Attributes:
        operator: where the operator reads; empty for the log alone.
        render: a notice's bytes, from its key, title, words, the time, and where it goes.
        log: writes each of them down.
    """

    ledger: Ledger
    operator: Sequence[Destination]
    render: Render
    clock: Clock
    log: Callable[[Delivery], None]

    def __call__(self, delivery: Delivery) -> None:
        """Tell of one; those that are reached by what fails itself are not told through it."""
        self.log(delivery)
        if delivery.brief in {OPERATOR, LETTERS} or subscriber_of(delivery.destination.name):
            return
        for place in self.operator:
            if (place.channel, place.address) != (delivery.destination.channel, delivery.destination.address):
                self.ledger.add(self._notice(delivery, place, self.clock()))

    def _notice(self, about: Delivery, place: Destination, now: datetime) -> Delivery:
        slot = f"{_matter(about)}-{now:%G%V}"
        key = f"{OPERATOR}:{slot}:{place.name}:0"
        title = f"{about.destination.name}: a brief is {about.state.value}"
        part = self.render(key, title, _words(about), now, place)
        return Delivery(
            key, OPERATOR, slot, place, part, created=now, updated=now, not_before=now, expires=now + USEFUL
        )


def _matter(about: Delivery) -> str:
    """The same for the same trouble of the same destination: the words behind a reason's code may differ."""
    place, code = about.destination, about.reason.partition(" ")[0]
    named = f"{place.channel}|{place.name}|{place.address}|{about.state.value}|{code}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _words(about: Delivery) -> str:
    place = about.destination
    return "\n".join(
        (
            f"Destination: {place.name} ({place.channel} {place.address})",
            f"Brief: {about.brief}, {about.slot}",
            f"What happened: {about.reason}",
            "",
            f"briefing deliveries retry {about.key}   sends it once you have mended the cause",
            f"briefing deliveries resolve {about.key}   says that it did arrive",
            "",
            "While this stays so you are told once a week; the log and `briefing deliveries list` have each case.",
        )
    )
