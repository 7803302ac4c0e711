"""Lists of subscribers as CSV (RFC 4180): faults are named by their line, and no cell that is written is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.model import Format, Subscriber, Wishes

COLUMNS = ("address", "briefs", "topics", "days", "hour", "zone", "format")
STATE = ("standing", "since", "reason")
FORMATS = frozenset(one.value for one in Format)
_BETWEEN = ";"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is worked out by spreadsheets (OWASP, CSV injection)."""
MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, or what is wrong with it.

    Attributes:
        number: of the line in the file, the heading being 1.
        problem: a sentence; "" when the line can be read.
    """

    number: int
    address: str = ""
    wishes: Wishes = field(default_factory=Wishes)
    problem: str = ""


def read(text: str, briefs: Sequence[str]) -> Iterator[Row]:
    """The rows of a list with a heading; a text without one is a list of addresses, one a line.

    Args:
        text: separated by commas, semicolons or tabs.
        briefs: names of the briefs for rows that name none.
    """
    first = text.lstrip("\ufeff").partition("\n")[0].strip().lower()
    if "address" not in first and "email" not in first:
        yield from _plain(text, briefs)
        return
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, start=2):
            yield _row(number, {(key or "").strip().lower(): _text(cell) for key, cell in cells.items()}, briefs)
    except csv.Error as error:
        yield Row(reader.line_num, problem=f"the line cannot be read as CSV: {error}")


def write(subscribers: Iterable[Subscriber]) -> Iterator[str]:
    """The lines of a list, heading first, as it can be read again."""
    yield _line((*COLUMNS, *STATE))
    for one in subscribers:
        wishes = one.wishes
        yield _line(
            (
                one.address,
                _BETWEEN.join(wishes.briefs),
                _BETWEEN.join(wishes.topics),
                _BETWEEN.join(wishes.days),
                wishes.hour,
                wishes.zone,
                wishes.format.value,
                one.standing.value,
                one.updated.isoformat() if one.updated else "",
                one.reason,
            )
        )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(text: str, briefs: Sequence[str]) -> Iterator[Row]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if line.strip():
            yield _named(Row(number, _bare(line.strip()), Wishes(tuple(briefs))))


def _row(number: int, cells: Mapping[str, str], briefs: Sequence[str]) -> Row:
    address = _bare(cells.get("address") or cells.get("email") or "")
    wanted = cells.get("format", "").lower() or Format.HTML.value
    if not address:
        return Row(number, problem="there is no address")
    if wanted not in FORMATS:
        return Row(number, address, problem=f"format {wanted!r} is neither html nor text")
    wishes = Wishes(
        briefs=_many(cells.get("briefs", "")) or tuple(briefs),
        topics=_many(cells.get("topics", "")),
        days=tuple(day.lower() for day in _many(cells.get("days", ""))),
        hour=cells.get("hour", ""),
        zone=cells.get("zone", ""),
        format=Format(wanted),
    )
    return _named(Row(number, address, wishes))


def _named(row: Row) -> Row:
    return row if row.wishes.briefs else replace(row, problem="no brief is named: give the line one, or use --brief")


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _bare(cell: str) -> str:
    """The cell without the mark that kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _bare(cell).replace("|", _BETWEEN).split(_BETWEEN) if part.strip())


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([harmless(cell) for cell in cells])
    return line.getvalue()
