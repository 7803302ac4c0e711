"""Memory that threads share: what one has done with is there for the next."""

import ctypes

_MOST = 2
_M_ARENA_MAX = -8
"""As glibc's malloc.h numbers it."""


def share_arenas() -> bool:
    """Let all threads take memory from two places; answers whether this system's allocator knows how.

    glibc gives each thread an arena of its own, which keeps what the largest brief that it ever composed took: with
    seven threads seven times as much as one brief needs. Threads that exist already keep theirs.
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _MOST))
    except (AttributeError, OSError, TypeError):
        return False
