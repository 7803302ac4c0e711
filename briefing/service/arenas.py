"""Memory that threads share: what one has done with is there for the next, or given back to the system."""

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


def give_back() -> bool:
    """Give the system what no thread of this process uses; answers whether this allocator knows how and had any.

    glibc keeps what was freed below something that is still in use: a tenth of what a service holds.
    """
    try:
        return bool(ctypes.CDLL(None).malloc_trim(0))
    except (AttributeError, OSError, TypeError):
        return False
