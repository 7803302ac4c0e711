"""The queue that the database's URL asks for: no other file knows that there are two."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.errors import ConfigError
from briefing.model import JobKind
from briefing.pipeline.orders import Orders
from briefing.ports import Queue
from briefing.service.queue import LocalQueue
from briefing.settings.schema import Settings

if TYPE_CHECKING:
    from briefing.service.shared_condition import Condition

ALL = frozenset(JobKind)


def queue(settings: Settings, orders: Orders, kinds: frozenset[JobKind] = ALL, concurrency: int = 0) -> Queue:
    """The queue of this process: on SQLite its jobs stay here, on PostgreSQL workers on all machines share them.

    Args:
        kinds: of jobs that this process works on; only PostgreSQL can leave some to others.
        concurrency: jobs at once; 0 for what the settings say.
    """
    count = concurrency or settings.service.workers
    if not shared(settings):
        return LocalQueue(count)
    from briefing.service.shared_queue import SharedQueue
    from briefing.service.shared_worker import Share

    return SharedQueue(conninfo(settings.database), Share(kinds, count), _hosts(settings, orders))


def in_sight(queue: Queue, kinds: Collection[JobKind]) -> Callable[[], bool]:
    """What tells whether more than one job of some kinds waits or is under way; always, where jobs are shared."""

    def several() -> bool:
        found = queue.counts()
        return sum(sum(found.get(kind.value, {}).values()) for kind in kinds) > 1

    return several if isinstance(queue, LocalQueue) else lambda: True


def condition(settings: Settings) -> "Condition | None":
    """How the shared queue fares; None where jobs stay in the process.

    Raises:
        Transient: the database is out of reach.
    """
    if not shared(settings):
        return None
    from briefing.service.shared_condition import condition

    return condition(conninfo(settings.database))


def shared(settings: Settings) -> bool:
    """Whether workers on several machines can take jobs."""
    return settings.database.startswith("postgres")


def conninfo(database: str) -> str:
    """The database's URL as libpq reads it: without the name of a driver."""
    _, _, rest = database.partition("://")
    return f"postgresql://{rest}"


def kinds_named(names: str) -> frozenset[JobKind]:
    """The kinds of jobs in a list such as "collect, deliver"; all of them when it is empty.

    Raises:
        ConfigError: a name is none of theirs.
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    known = {kind.value for kind in JobKind}
    if unknown := [name for name in wanted if name not in known]:
        raise ConfigError(f"there is no queue {unknown[0]!r}; there are: {', '.join(sorted(known))}")
    return frozenset(map(JobKind, wanted)) or ALL


def _hosts(settings: Settings, orders: Orders) -> Callable[[], Mapping[str, str]]:
    """What tells the host of every source as it is now; those of the settings stay what they are."""
    settled = {name: urlsplit(one.url).hostname or "" for name, one in settings.sources.items()}

    def hosts() -> Mapping[str, str]:
        return {one.name: urlsplit(one.url).hostname or "" for one in orders.given.followed()} | settled

    return hosts
