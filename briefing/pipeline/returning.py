"""Mails that come back, and complaints about them: whom they were for is read from what we signed, never from names.

A report of a mail server comes to the return path of the mail; a complaint names that path, or holds the mail's headers
with its link to unsubscribe.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from briefing.errors import Permanent
from briefing.model import Job, JobKind, Standing, Subscriber
from briefing.pipeline.subscribing import Subscribing
from briefing.ports import Clock, ReturnedMail
from briefing.subscribers import complaints
from briefing.subscribers.complaints import Complaint
from briefing.subscribers.mails import subscriber_of
from briefing.subscribers.reports import Failure, Report, read
from briefing.subscribers.return_paths import LASTING, ReturnPaths
from briefing.subscribers.returned import counts, lost
from briefing.subscribers.rules import Origin

ROUND = "@bounces"
"""The key of the job that reads the mailbox of what came back; no delivery has it."""
HOW = "bounce"
COMPLAINT = "complaint"
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
        mark = sha256(data).hexdigest()[:12]
        if (report := read(data)) is not None:
            yield from self._failed(report, mark)
        elif (complaint := complaints.read(data)) is not None and complaint.against_us:
            yield from self._complained(complaint, mark)

    def _complained(self, complaint: Complaint, mark: str) -> Iterator[Remembered]:
        """Nobody can be complained of by others: only who got the mail has the signatures in it."""
        by_path = (self._person(holder, complaint.addresses) for holder in self._of_paths(complaint.paths))
        people = {person.id: person for person in (*by_path, *self._of_tokens(complaint.tokens)) if person is not None}
        reason = f"called spam, says {complaint.reporter or 'a provider'}"
        words = f"{reason} ({complaint.kind}, report {mark})"
        for person in people.values():
            if not self._known(person, COMPLAINT, words):
                after = self.desk.complained(person, Origin(COMPLAINT, words=words))
                yield Remembered(after.address, after.standing, reason)

    def _of_paths(self, paths: Iterable[str]) -> Iterator[str]:
        today = self.clock().date()
        return filter(None, dict.fromkeys(self.paths.holder(path, today) for path in paths))

    def _of_tokens(self, tokens: Iterable[str]) -> Iterator[Subscriber]:
        for token in tokens:
            try:
                yield self.desk.leaving(token)[0]
            except Permanent:
                continue

    def _known(self, person: Subscriber, how: str, words: str) -> bool:
        """Whether a report was remembered before."""
        return any(line.how == how and line.words == words for line in self.desk.subscribers.trail(person.id))

    def _failed(self, report: Report, mark: str) -> Iterator[Remembered]:
        named = [address for failure in report.failures for address in failure.addresses]
        for holder in self._of_paths(report.came_to):
            person = self._person(holder, named)
            failure = next(iter(report.failures), None)
            if person is not None and failure is not None:
                yield from self._remember(person, failure, mark)

    def _person(self, holder: str, named: Iterable[str]) -> Subscriber | None:
        """A subscriber by their id; somebody of the settings by the address that the signed path stands for."""
        known = self.desk.subscribers.get(holder)
        if known is not None:
            return known
        ours = next((one for one in named if self.paths.stands_for(one) == holder), "")
        return self.desk.subscribers.of_address(ours) if ours else None

    def _remember(self, person: Subscriber, failure: Failure, mark: str) -> Iterator[Remembered]:
        gone = lost(failure.status)
        if not gone and not counts(failure.status, "recipient"):
            return
        reason = f"{failure.status} {failure.reason}".strip() or "came back"
        words = f"{reason} (report {mark})"
        if self._known(person, HOW, words):
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
