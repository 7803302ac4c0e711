"""`briefing db`: the database itself."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath, store_for
from briefing.cli.output import AsJson, note, say, show_json

app = typer.Typer(no_args_is_help=True, help="The database itself.")

FORGOTTEN = {
    "bodies": "article text",
    "payloads": "sent message",
    "articles": "article",
    "briefs": "brief",
    "slots": "empty slot",
    "requests": "answered question",
}
"""What pruning counts, by its name there."""


@app.command()
def upgrade(config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """Bring the schema up to date; safe to run again, and by several processes at once."""
    with store_for(config) as store:
        revision = store.upgrade()
    _tell({"revision": revision}, as_json, f"The schema is at revision {revision}.")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="The file to write.")],
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Write a consistent copy of the database while it is in use."""
    with store_for(config) as store:
        store.backup(target)
    _tell({"file": str(target), "bytes": target.stat().st_size}, as_json, f"{target} written.")


@app.command()
def prune(config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """Let go of article bodies older than 90 days, and of keys older than 400."""
    from briefing.render.wording import plural

    with store_for(config) as store:
        pruned = store.prune(datetime.now(UTC))
    counted = ((getattr(pruned, name), noun) for name, noun in FORGOTTEN.items())
    told = ", ".join(plural(count, noun) for count, noun in counted if count)
    _tell(pruned, as_json, f"Forgotten: {told}." if told else "There was nothing old enough to forget.")


@app.command()
def move(
    source: Annotated[str, typer.Argument(metavar="SQLITE-URL", help="Where everything is now.")],
    target: Annotated[str, typer.Argument(metavar="POSTGRES-URL", help="An empty database.")],
    as_json: AsJson = False,
) -> None:
    """Copy everything to another database, compare both, and retire the first; nothing is sent again."""
    from briefing.render.wording import plural
    from briefing.store.database import open_store

    with closing(open_store(source)) as before, closing(open_store(target)) as after:
        before.upgrade()
        copied = before.move(after, lambda table: note(f"{table.table}: {plural(table.rows, 'row')}, the same in both"))
    rows = plural(sum(table.rows for table in copied), "row")
    _tell(copied, as_json, f"Moved: {rows}. Now set `database` to the new one, and restart.")


def _tell(found: object, as_json: bool, words: str) -> None:
    if as_json:
        show_json(found)
    else:
        say(words)
