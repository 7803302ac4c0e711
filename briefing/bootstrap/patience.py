"""Patience with a database that is not there yet, is being restarted, or has no connection left."""

import time
from collections.abc import Callable
from typing import TypeVar

from briefing.errors import Transient
from briefing.service.logger import get_logger

T = TypeVar("T")

PAUSE = 1.0
SERVING = 300.0
"""Seconds that what keeps running waits at its start; then it ends, and whoever supervises it starts it again."""


def insist(deed: Callable[[], T], seconds: float) -> T:
    """What `deed` returns, tried again while the database is out of reach.

    Args:
        seconds: how long; 0 to try once.

    Raises:
        Transient: it is still out of reach.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            return deed()
        except Transient as error:
            if time.monotonic() >= end:
                raise
            get_logger().warning("waiting for the database", reason=str(error))
            time.sleep(PAUSE)
