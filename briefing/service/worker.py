"""What a job of each kind does, and the tick that finds the jobs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from briefing.model import Annotation, Article, Brief, BriefSpec, Job, JobKind, Request
from briefing.pipeline.answering import Answering, problem_of
from briefing.pipeline.collecting import Collecting
from briefing.pipeline.delivering import Delivering
from briefing.pipeline.due import due_jobs, due_slot
from briefing.pipeline.publishing import Publishing
from briefing.ports import Clock, Queue, Source, Store

ANSWERABLE = timedelta(minutes=30)
"""Slack's response_url lives so long (https://docs.slack.dev/interactivity/handling-user-interaction)."""


class Reply(Protocol):
    """Carries an answer back to where a request came from."""

    def brief(self, request: Request, brief: Brief) -> None:
        """Answer with a brief; raises Transient when it may work later."""

    def article(self, request: Request, article: Article, annotation: Annotation) -> None:
        """Answer with an article."""

    def problem(self, request: Request, words: str) -> None:
        """Answer with what went wrong."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Everything the jobs need.

    Attributes:
        sites: the outlet's name by source, where the settings give one.
        reply: None where nothing can be asked.
        owner: this process's name, unique among all.
    """

    store: Store
    queue: Queue
    clock: Clock
    owner: str
    sources: Mapping[str, Source]
    sites: Mapping[str, str]
    specs: Mapping[str, BriefSpec]
    collecting: Collecting
    publishing: Publishing
    delivering: Delivering
    answering: Answering
    reply: Reply | None = None

    def due(self) -> list[Job]:
        """The jobs there are to do now."""
        specs = tuple(self.specs.values())
        return due_jobs(self.store, specs, frozenset(self.sources), self.owner, self.clock())

    def tick(self) -> None:
        """Queue what is due now."""
        for job in self.due():
            self.queue.put(job)

    def handlers(self) -> Mapping[JobKind, Callable[[Job], None]]:
        """What is done for a job, by its kind."""
        return {
            JobKind.COLLECT: self._collect,
            JobKind.COMPOSE: self._compose,
            JobKind.DELIVER: self._deliver,
            JobKind.SUMMARIZE: self._answer,
        }

    def _collect(self, job: Job) -> None:
        now = self.clock()
        # The tick that queued the job may be old by now, and another process may have polled since.
        due = self.store.sources.state(job.key).next_poll
        if due is not None and due > now:
            return
        found = self.collecting.poll(self.sources[job.key], self.sites.get(job.key, ""), now)
        log = structlog.get_logger().bind(source=job.key)
        if found.problem:
            log.warning("source failed", problem=found.problem)
        else:
            log.info("source polled", entries=found.entries, new=found.new, changed=found.changed)

    def _compose(self, job: Job) -> None:
        now = self.clock()
        spec = self.specs[job.arguments["brief"]]
        found = due_slot(self.store, spec, self.owner, now)
        if found is None:
            return
        slot, missed = found
        brief = self.publishing.publish_slot(spec, slot, missed, self.owner, now)
        log = structlog.get_logger().bind(brief=spec.name, slot=slot.key)
        if brief is None:
            log.info("brief skipped or in other hands")
            return
        log.info("brief published", stories=len(brief.items), destinations=len(spec.destinations))
        self._deliver_all(spec.name, slot.key)

    def _deliver_all(self, brief: str, slot: str) -> None:
        """Queue the deliveries of a fresh brief at once instead of at the next tick."""
        for delivery in self.store.ledger.find(brief=brief, slot=slot, state="pending"):
            self.queue.put(Job(JobKind.DELIVER, delivery.key))

    def _deliver(self, job: Job) -> None:
        delivery = self.delivering.advance(job.key)
        if delivery is not None:
            structlog.get_logger().info("delivery", key=job.key, state=delivery.state.value, reason=delivery.reason)

    def _answer(self, job: Job) -> None:
        request = self.store.requests.get(job.key)
        if request is None or request.answered is not None or self.reply is None:
            return
        now = self.clock()
        if now - request.asked > ANSWERABLE:
            self.store.requests.answer(request.id, now, "nobody waits for the answer any more")
            return
        problem = ""
        try:
            self._say(self.reply, request, now)
        except Exception as error:  # noqa: BLE001  (whoever asked is owed an answer, whatever went wrong)
            structlog.get_logger().warning("request failed", request=request.id, error=type(error).__name__)
            problem = problem_of(error)
            self.reply.problem(request, problem)
        self.store.requests.answer(request.id, self.clock(), problem)

    def _say(self, reply: Reply, request: Request, now: datetime) -> None:
        if request.question == "article":
            reply.article(request, *self.answering.article(request.subject, now))
        else:
            reply.brief(request, self.answering.brief(self.specs[request.subject], now))
