"""How results are shown: a table or plain lines for people, JSON for programs."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.errors import Permanent

if TYPE_CHECKING:
    from briefing.model import Entry

_WIDEST = 10_000
"""Columns of a table for programs, which wrap nothing."""

_LONGEST_TITLE = 200

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Form = Annotated[str, typer.Option("--format", help="text, markdown, html, slack, email or json.")]


def say(text: str = "") -> None:
    """Print text as it is."""
    typer.echo(text)


def note(text: str) -> None:
    """Say something beside the result, on standard error."""
    typer.echo(text, err=True)


def called() -> str:
    """How this program was called, for commands that a person may copy: ".venv/bin/briefing", or "briefing"."""
    name = Path(sys.argv[0])
    if name.name == "__main__.py":
        return "python -m briefing"
    return str(name) if name.name == "briefing" and not name.is_absolute() else "briefing"


def columns() -> int:
    """How wide the terminal is to which results go; 0 where they go elsewhere, which wraps nothing."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def entry_line(entry: "Entry") -> str:
    """One entry of a source, as a line of a list."""
    from briefing.render.bounds import shortened

    when = f"{entry.published:%Y-%m-%d %H:%M}" if entry.published else "no date"
    name = entry.title or entry.url or entry.id or "(no title)"
    return f"  {when:16}  {shortened(name, _LONGEST_TITLE)}"


def show_json(value: Any) -> None:
    """Print a value of the model, or a collection of them, as JSON."""
    from briefing.codec import to_json

    typer.echo(json.dumps(to_json(value), ensure_ascii=False, indent=2))


def show_rows(rows: Sequence[Mapping[str, Any]], as_json: bool, empty: str) -> None:
    """Print rows as a table, or as JSON; `empty` is said to people when there are none."""
    if as_json:
        typer.echo(json.dumps([{key: _plain(value) for key, value in row.items()} for row in rows], indent=2))
    elif not rows:
        say(empty)
    else:
        _table(rows)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        Permanent: it is there, or cannot be written.
    """
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
            except OSError:
                path.unlink()
                raise
    except FileExistsError:
        raise Permanent(f"{path} is there already and was left as it is: name a new file") from None
    except OSError as error:
        raise Permanent(f"{path} cannot be written: {error.strerror}") from None


def progress_over(steps: Sequence[Any], what: str) -> Iterable[Any]:
    """The same steps, with a progress bar on a terminal."""
    if not sys.stderr.isatty():
        return steps
    from rich.console import Console
    from rich.progress import track

    return track(steps, description=what, console=Console(stderr=True), transient=True)


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for place, name in enumerate(rows[0]):
        # What a row is called is what people copy.
        table.add_column(name, overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*(Text(_words(value)) for value in row.values()))
    console = Console()
    needed = console.measure(table, options=console.options.update(max_width=_WIDEST))
    if not console.is_terminal:
        console.width = max(console.width, needed.maximum)
    if needed.minimum <= console.width:
        console.print(table)
    else:
        say("\n\n".join(_record(row) for row in rows))


def _record(row: Mapping[str, Any]) -> str:
    """What a row holds below each other, for terminals so narrow that a table would break words."""
    return "\n".join(f"{name}: {words}" for name, value in row.items() if (words := _words(value)))


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
