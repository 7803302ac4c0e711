"""What a job of each kind does, and the tick that finds the jobs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefing.errors import BriefingError
from briefing.model import BriefSpec, Job, JobKind
from briefing.pipeline.collecting import Collecting
from briefing.pipeline.delivering import Delivering
from briefing.pipeline.due import due_jobs, due_slot
from briefing.pipeline.mailing import CHANNEL, ROUND, Mailing
from briefing.pipeline.orders import Orders
from briefing.pipeline.publishing import Publishing
from briefing.pipeline.replying import Replying
from briefing.pipeline.returning import ROUND as RETURNS
from briefing.pipeline.returning import Round
from briefing.ports import Clock, Queue, Source, Store
from briefing.service.logger import get_logger


@dataclass(frozen=True, slots=True)
class Worker:
    """Everything the jobs need.

    Attributes:
        owner: this process's name, unique among all.
        sites: the outlet's name by source, where the settings give one.
    """

    store: Store
    queue: Queue
    clock: Clock
    owner: str
    orders: Orders
    sites: Mapping[str, str]
    collecting: Collecting
    publishing: Publishing
    delivering: Delivering
    mailing: Mailing
    replying: Replying
    bounces: Round | None

    @property
    def specs(self) -> Mapping[str, BriefSpec]:
        """Every standing order by name, as they are now."""
        return self.orders.specs()

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by name, as they are now."""
        return self.orders.all_sources()

    def due(self) -> list[Job]:
        """The jobs there are to do now."""
        specs = tuple(self.specs.values())
        jobs = due_jobs(self.store, specs, frozenset(self.sources), self.owner, self.clock())
        return [*jobs, *(self.bounces.jobs() if self.bounces else ())]

    def tick(self) -> None:
        """Queue what is due now, and what workers left that died."""
        self.queue.rescue()
        self.queue.put_all(self.due())

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
        source = self.orders.source(job.key)
        if source is None or (due is not None and due > now):
            return
        found = self.collecting.poll(source, self.sites.get(job.key, ""), now)
        log = get_logger().bind(source=job.key)
        if found.problem:
            log.warning("source failed", problem=found.problem)
        else:
            remark = {"remark": found.remark} if found.remark else {}
            log.info("source polled", entries=found.entries, new=found.new, changed=found.changed, **remark)

    def _compose(self, job: Job) -> None:
        now = self.clock()
        spec = self.specs.get(job.arguments["brief"])
        found = due_slot(self.store, spec, self.owner, now) if spec else None
        if spec is None or found is None:
            return
        slot, missed = found
        brief = self.publishing.publish_slot(spec, slot, missed, self.owner, now)
        log = get_logger().bind(brief=spec.name, slot=slot.key)
        if brief is None:
            log.info("brief skipped or in other hands")
            return
        log.info("brief published", stories=len(brief.items), destinations=len(spec.destinations))
        self._deliver_all(spec.name, slot.key)

    def _deliver_all(self, brief: str, slot: str) -> None:
        """Queue the deliveries of a fresh brief at once instead of at the next tick."""
        fresh = self.store.ledger.due_keys(self.clock(), without=CHANNEL, brief=brief, slot=slot)
        self.queue.put_all(Job(JobKind.DELIVER, key) for key in (*fresh, ROUND))

    def _deliver(self, job: Job) -> None:
        if job.key == ROUND:
            get_logger().info("mail", sent=self.mailing.run())
            return
        if job.key == RETURNS:
            self._read_bounces()
            return
        delivery = self.delivering.advance(job.key)
        if delivery is not None:
            get_logger().info("delivery", key=job.key, state=delivery.state.value, reason=delivery.reason)

    def _read_bounces(self) -> None:
        try:
            found = self.bounces.run() if self.bounces else []
        except BriefingError as error:
            get_logger().warning("returned mail not read", problem=str(error))
            return
        for one in found:
            get_logger().info("mail came back", standing=one.standing.value, reason=one.reason)

    def _answer(self, job: Job) -> None:
        request = self.replying.advance(job.key)
        if request is not None:
            log = get_logger().bind(request=request.id, question=request.question)
            log.info("request", answered=request.answered is not None, problem=request.problem)
