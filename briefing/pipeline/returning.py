"""Mails that come back: whom they were for is read from the address they came back to, and remembered by the rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from briefing.model import Job, JobKind, Standing, Subscriber
from briefing.pipeline.subscribing import Subscribing
from briefing.ports import Clock, ReturnedMail
from briefing.subscribers.mails import subscriber_of
from briefing.subscribers.reports import Failure, Report, read
from briefing.subscribers.return_paths import LASTING, ReturnPaths
from briefing.subscribers.returned import counts, lost
from briefing.subscribers.rules import Origin

ROUND = "@bounces"
"""The key of the job that reads the mailbox of what came back; no delivery has it."""
HOW = "bounce"
EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a report came to.

    Attributes:
        standing: of the subscriber now.
        reason: status and words of the server.
    """

    address: str
    standing: Standing
    reason: str


@dataclass(frozen=True, slots=True)
class Returning:
    """What reading returned mail needs.

    Attributes:
        paths: makes and reads the addresses that mails come back to.
    """

    desk: Subscribing
    paths: ReturnPaths
    clock: Clock

    def run(self, box: ReturnedMail) -> list[Remembered]:
        """Read what came back of late; a report that was read before changes nothing."""
        return self.take(box.since(self.clock() - LASTING))

    def take(self, mails: Iterable[bytes]) -> list[Remembered]:
        """Remember what these mails report; those that are no reports, or not on our mails, are passed over."""
        return [remembered for data in mails for remembered in self._one(data)]

    def _one(self, data: bytes) -> Iterator[Remembered]:
        report = read(data)
        if report is None:
            return
        mark = sha256(data).hexdigest()[:12]
        today = self.clock().date()
        holders = dict.fromkeys(self.paths.holder(address, today) for address in report.came_to)
        for holder in filter(None, holders):
            person = self._person(holder, report)
            failure = next(iter(report.failures), None)
            if person is not None and failure is not None:
                yield from self._remember(person, failure, mark)

    def _person(self, holder: str, report: Report) -> Subscriber | None:
        """A subscriber by their id; somebody of the settings by the address that the signed path stands for."""
        known = self.desk.subscribers.get(holder)
        if known is not None:
            return known
        named = (address for failure in report.failures for address in failure.addresses)
        ours = next((one for one in named if self.paths.stands_for(one) == holder), "")
        return self.desk.subscribers.of_address(ours) if ours else None

    def _remember(self, person: Subscriber, failure: Failure, mark: str) -> Iterator[Remembered]:
        gone = lost(failure.status)
        if not gone and not counts(failure.status, "recipient"):
            return
        reason = f"{failure.status} {failure.reason}".strip() or "came back"
        words = f"{reason} (report {mark})"
        if any(line.how == HOW and line.words == words for line in self.desk.subscribers.trail(person.id)):
            return
        after = self.desk.returned(person.id, lost=gone, origin=Origin(HOW, words=words)) or person
        yield Remembered(after.address, after.standing, reason)


def return_path(paths: ReturnPaths, destination: str, address: str, made: datetime) -> str:
    """The envelope sender of a delivery: the same at each attempt."""
    return paths.of(subscriber_of(destination) or paths.stands_for(address), made)


@dataclass(slots=True)
class Round:
    """Reads the mailbox from time to time while the service runs.

    Attributes:
        every: how long it rests.
        last: when it was read last by this process.
    """

    returning: Returning
    box: ReturnedMail
    every: timedelta = EVERY
    last: datetime | None = None

    def jobs(self) -> list[Job]:
        """The job that reads it, where that is due."""
        now = self.returning.clock()
        return [] if self.last is not None and now - self.last < self.every else [Job(JobKind.DELIVER, ROUND)]

    def run(self) -> list[Remembered]:
        """Read it now."""
        self.last = self.returning.clock()
        return self.returning.run(self.box)
