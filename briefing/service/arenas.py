"""Memory that threads share: what one has done with is there for the next, or given back to the system."""

import ctypes

_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
"""As glibc's malloc.h numbers them."""
_MOST = 1
_LARGE = 1 << 18
"""Bytes from which on a piece is the system's own, which has it back as soon as it is free."""


def share_arenas() -> bool:
    """Let all threads take memory from one place; answers whether this system's allocator knows how.

    glibc gives each thread an arena of its own, which keeps what the largest brief that it ever composed took: with
    seven threads seven times as much as one brief needs. Threads that exist already keep theirs. They hardly wait for
    each other there, as the interpreter lets one work at a time. Large pieces stay outside, whose holes nothing fills;
    left alone glibc takes them in too once it has seen some that did not last.
    """
    try:
        choose = ctypes.CDLL(None).mallopt
        return bool(choose(_M_ARENA_MAX, _MOST) and choose(_M_MMAP_THRESHOLD, _LARGE))
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
