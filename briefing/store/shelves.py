"""PostgreSQL's search, newest first: its index of words knows neither order nor place, so it is asked piece by piece.

The entries stand on shelves, one after the other in the order of their numbers; eight shelves are one larger one, and
so on. Each entry is indexed by its words and by the shelves it stands on, and a question goes back from the newest in
steps: what it costs depends on how far back the answers lie, not on how many there are. A phrase needs the vectors of
words themselves, beside the index, of all entries that hold its words: the smaller the steps, the fewer.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, text

LEVELS = 4
_TOGETHER = 8
"""How many shelves make one of the next level."""
_SIZE = 512
"""How many entries the smallest shelves hold."""
_FIRST = 2
"""How many shelves are looked at first."""
_MARGIN = 1.25
"""How much further to look than what was found so far says: it is not spread evenly."""


def _named(level: int) -> str:
    return f"kind || '{level}:' || CAST(number / {_SIZE * _TOGETHER**level} AS text)"


SHELVES = f"(ARRAY[{', '.join(_named(level) for level in range(LEVELS))}])"
"""The names of the shelves that an entry stands on, as they are indexed."""

_ENDS = text(
    "SELECT max(number) AS newest, min(number) AS oldest, "
    "querytree(websearch_to_tsquery('english', :question)) AS indexed FROM search_entries"
)
# Materialized, because the planner takes a LIMIT for a promise that something is found soon, and then reads the whole
# table where two frequent words hardly ever stand together.
_FIND = text(
    "WITH found AS MATERIALIZED (SELECT key, number FROM search_entries "  # noqa: S608  (of constants)
    f"WHERE words @@ websearch_to_tsquery('english', :question) AND {SHELVES} && CAST(:shelves AS text[]) "
    "AND substr(key, 1, :length) = :start) SELECT key FROM found ORDER BY number DESC LIMIT :limit"
)


def find(connection: Connection, kind: str, question: str, start: str, limit: int) -> list[str]:
    """Keys of the newest entries that answer the question, at most `limit`.

    Args:
        kind: "article" or "brief".
        question: in the language of PostgreSQL's ``websearch_to_tsquery``.
        start: what the keys begin with.
    """
    ends: Row[Any] = connection.execute(_ENDS, {"question": question}).one()
    found: list[str] = []
    # A question of which no word is indexed ("the -ferry") would read everything.
    if ends.newest is None or ends.indexed in {"", "T"}:
        return found
    asked = {"question": question, "start": start, "length": len(start)}
    first, newest = ends.oldest // _SIZE, ends.newest // _SIZE + 1
    end, width = newest, _FIRST
    while end > first and len(found) < limit:
        begin = max(end - width, first)
        part = {"shelves": [f"{kind}{name}" for name in covering(begin, end)], "limit": limit - len(found)}
        found += connection.scalars(_FIND, asked | part)
        end, width = begin, _further(newest - begin, len(found), limit)
    return found


def _further(looked: int, found: int, limit: int) -> int:
    """How many shelves to look at next, after `looked` of them held `found`: at most as much again as a level has."""
    most = looked * (_TOGETHER - 1)
    return most if found == 0 else min(most, int(_MARGIN * looked * (limit - found) / found) + 1)


def covering(begin: int, end: int) -> Iterator[str]:
    """The fewest shelves that hold what the smallest ones from `begin` to before `end` do: level and number."""
    while begin < end:
        level = next(one for one in reversed(range(LEVELS)) if _fits(_TOGETHER**one, begin, end))
        yield f"{level}:{begin // _TOGETHER**level}"
        begin += _TOGETHER**level


def _fits(width: int, begin: int, end: int) -> bool:
    return begin % width == 0 and begin + width <= end
