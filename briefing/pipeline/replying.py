"""One step of one request: take it in hand, find its answer once, and post what of it has not been posted yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from briefing.errors import Permanent, Transient
from briefing.model import Answer, Later, Refused, Request, Sent, Unclear
from briefing.pipeline.answering import Answering
from briefing.ports import Clock, Reply, RequestStore

IN_HAND = timedelta(minutes=3)
"""A worker that has not come back by then is taken for dead."""
WAITED_FOR = timedelta(hours=2)
"""After this nobody waits for an answer any more."""
TRIES = 3
"""So often an answer is looked for before whoever asked is told that it cannot be had."""
UNFORESEEN = "something went wrong here; the operator finds it in the log"
PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Replying:
    """What replying needs.

    Attributes:
        reply: carries answers back; None where nothing can be asked.
        failed: called with a request and what went wrong that is nobody's fault but this code's.
    """

    requests: RequestStore
    answering: Answering
    reply: Reply | None
    clock: Clock
    failed: Callable[[Request, Exception], None]

    def advance(self, request_id: str) -> Request | None:
        """Do what is due for a request; comes back with it as it stands, None when there is nothing to do."""
        request = self.requests.get(request_id)
        now = self.clock()
        if self.reply is None or request is None or request.answered or (request.not_before or now) > now:
            return None
        claimed = self.requests.claim(request, now + IN_HAND)
        if claimed is None:
            return None
        after = self._advanced(claimed, self.reply)
        self.requests.save(after)
        return after

    def _advanced(self, request: Request, reply: Reply) -> Request:
        now = self.clock()
        if now - request.asked > WAITED_FOR:
            return replace(request, answered=now, problem=request.problem or "nobody waits for the answer any more")
        if request.answer is None:
            request = self._found(request)
            if request.answer is None:
                return request
        return self._told(request, request.answer, reply)

    def _found(self, request: Request) -> Request:
        """The request with its answer, which may be why there is none; without one when it is to be tried again."""
        try:
            return replace(request, answer=self.answering.answer(request, self.clock()))
        except Transient as error:
            if request.attempts < TRIES:
                return self._postponed(request, str(error), error.retry_after)
            problem = str(error)
        except Permanent as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001  (whoever asked is owed an answer, whatever went wrong)
            self.failed(request, error)
            problem = UNFORESEEN
        return replace(request, answer=Answer(problem), problem=problem)

    def _told(self, request: Request, answer: Answer, reply: Reply) -> Request:
        parts = reply.parts(request, answer)
        while request.posted < len(parts):
            match reply.post(request, parts[request.posted], self.clock()):
                case Sent():
                    request = replace(request, posted=request.posted + 1)
                    if request.posted < len(parts):
                        self.requests.save(request)
                case Later(reason, wait):
                    return self._postponed(request, reason, wait)
                case Refused(reason) | Unclear(reason):
                    return replace(request, answered=self.clock(), problem=reason)
        return replace(request, answered=self.clock())

    def _postponed(self, request: Request, reason: str, wait: float | None) -> Request:
        back_off = min(PAUSE * 2 ** min(request.attempts - 1, 20), LONGEST_PAUSE)
        return replace(request, not_before=self.clock() + _pause(wait, back_off), problem=reason)


def _pause(wait: float | None, back_off: timedelta) -> timedelta:
    return back_off if wait is None else timedelta(seconds=wait)
