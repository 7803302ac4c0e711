"""Who writes to the log: structlog without rich, which it would load to draw tracebacks that we print as plain text.

With what rich draws on that is 66 modules, 4 MB of a process that runs for weeks. Whoever logs imports this.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _missing(name: str) -> Iterator[None]:
    """While this is open a module that nobody has loaded yet cannot be imported, as if it were not installed."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


with _missing("rich"):
    import structlog

__all__ = ["get_logger", "structlog"]

get_logger = structlog.get_logger
