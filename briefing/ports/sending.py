"""What sends: renderers, channels, and the jobs in between."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from briefing.model import (
    Answer,
    Brief,
    Delivery,
    Destination,
    Finding,
    Job,
    JobKind,
    Letter,
    Links,
    Message,
    Outcome,
    Part,
    Recipient,
    Request,
)


class Renderer(Protocol):
    """Turns a brief into the frozen messages of one kind of channel."""

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """Exactly what will be sent; deterministic: the same brief gives the same bytes."""


class MailRenderer(Renderer, Protocol):
    """Turns a brief into mails for many recipients, who share what is the same for them."""

    def many(self, brief: Brief, recipients: Iterable[Recipient]) -> Iterator[Message]:
        """A message for each recipient."""


class LetterRenderer(Protocol):
    """Writes the mails about subscriptions and accounts."""

    def letter(self, kind: Letter, address: str, key: str, briefs: Sequence[str], url: str, now: datetime) -> Part:
        """The frozen mail; deterministic.

        Args:
            key: the ledger's key, from which its Message-ID follows.
            briefs: titles of the briefs that it is about.
            url: the page where the reader goes on.
        """


class Reply(Protocol):
    """Carries answers back to where requests came from."""

    def parts(self, request: Request, answer: Answer) -> Sequence[bytes]:
        """The messages that tell the answer; the same answer gives the same ones."""

    def post(self, request: Request, part: bytes, now: datetime) -> Outcome:
        """One attempt to post one of them; does not raise."""


class Channel(Protocol):
    """A way to deliver. It makes one attempt and says what is known; the ledger decides what follows."""

    settle: float
    """Seconds after an unclear attempt before a look-up can be trusted."""

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:
        """One call to the other side; `thread` is the receipt of part 0 for later parts. Does not raise."""

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:
        """Whether an earlier attempt arrived; Unclear where that cannot be found out."""


class MailLine(Protocol):
    """A connection to the mail server, over which one mail goes after the other."""

    def ready(self) -> Outcome | None:
        """See to it that there is a connection; why there cannot be one now, if so."""

    def send(self, delivery: Delivery) -> Outcome:
        """One attempt; does not raise."""

    def close(self) -> None:
        """Take leave."""


class MailChannel(Channel, Protocol):
    """Delivers mail over lines that are used again and again."""

    @property
    def lease(self) -> float:
        """Seconds that one attempt can take at most."""

    def line(self) -> MailLine:
        """A line; nothing is opened yet."""


class Queue(Protocol):
    """Where jobs wait for a worker."""

    def put(self, job: Job) -> bool:
        """Queue a job; False when one of the same kind and key is waiting already."""

    def put_all(self, jobs: Iterable[Job]) -> int:
        """Queue those of the jobs that neither wait nor are under way; answers how many."""

    def rescue(self) -> int:
        """Take the jobs of workers that died; answers how many."""

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many jobs there are, by kind and by "waiting", "under way" and "failed"; zeros left out."""

    def run(self, handlers: Mapping[JobKind, Callable[[Job], None]]) -> AbstractContextManager[None]:
        """Work on jobs while the context is open; leaving it drains what is under way."""
