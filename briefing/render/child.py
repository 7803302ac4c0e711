"""Filling in an operator's templates in a child process: one that loops or swells costs its own process and no more.

The sandbox keeps a template away from Python, but not from time and memory: `x ~ x` in a loop doubles without end.
"""

import resource
from collections.abc import Callable, Mapping
from typing import Any

from pebble import ProcessExpired, ProcessPool

from briefing.errors import ConfigError
from briefing.forking import SERVER
from briefing.render.templates import Templates

_MEGABYTE = 1_000_000


class ChildTemplates:
    """Templates that are filled in by child processes with bounds on time and memory.

    Args:
        folder: the operator's folder.
        filters: filters of the format, by name: functions that a child can import.
        seconds: a template that takes longer is given up.
        megabytes: address space of a child.
    """

    def __init__(
        self,
        folder: str,
        filters: Mapping[str, Callable[..., str]] | None = None,
        *,
        seconds: float = 10.0,
        megabytes: int = 600,
    ) -> None:
        self._folder = folder
        self._filters = dict(filters or {})
        self._seconds = seconds
        self._megabytes = megabytes

    def render(self, name: str, **context: Any) -> str:
        """Fill in a template.

        Args:
            name: path below the templates folder, such as "email/brief.html".
            context: what it may show: data, never template source.

        Raises:
            ConfigError: the template is wrong, forbidden, too slow or too large.
        """
        processes, limit = SERVER.context(__name__), (self._megabytes,)
        with (
            SERVER.needed(),
            ProcessPool(max_workers=1, context=processes, initializer=_limit_memory, initargs=limit) as pool,
        ):
            work = pool.schedule(_render, args=(self._folder, self._filters, name, context), timeout=self._seconds)
            try:
                return str(work.result())
            except TimeoutError:
                raise ConfigError(f"template {name}: it takes longer than {self._seconds:g} s") from None
            except (MemoryError, ProcessExpired):
                raise ConfigError(f"template {name}: it needs more than {self._megabytes} MB") from None


def templates_of(folder: str, filters: Mapping[str, Callable[..., str]] | None = None) -> Templates | ChildTemplates:
    """Our own templates, filled in here, or an operator's, filled in by child processes.

    Args:
        folder: the operator's folder; "" for none.
        filters: filters of the format, by name.
    """
    return ChildTemplates(folder, filters) if folder else Templates("", filters)


def _limit_memory(megabytes: int) -> None:
    """Bound the address space of this process."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, hard))


def _render(folder: str, filters: Mapping[str, Callable[..., str]], name: str, context: Mapping[str, Any]) -> str:
    return Templates(folder, filters).render(name, **context)
