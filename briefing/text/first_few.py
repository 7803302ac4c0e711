"""Many things in one line: the first few of them, and how many more there are."""

from collections.abc import Sequence

_MOST = 3


def first_few(said: Sequence[str]) -> str:
    """The first three, and the number of the others."""
    more = f" and {len(said) - _MOST} more" if len(said) > _MOST else ""
    return "; ".join(said[:_MOST]) + more
