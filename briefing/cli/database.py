"""`briefing db`: the database itself."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath, store_for
from briefing.cli.output import AsJson, note, say, show_json

app = typer.Typer(no_args_is_help=True, help="The database itself.")


@app.command()
def upgrade(config: ConfigPath = Path(DEFAULT)) -> None:
    """Bring the schema up to date; safe to run again, and by several processes at once."""
    with store_for(config) as store:
        say(f"The schema is at revision {store.upgrade()}.")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="The file to write.")], config: ConfigPath = Path(DEFAULT)
) -> None:
    """Write a consistent copy of the database while it is in use."""
    with store_for(config) as store:
        store.backup(target)
    say(f"{target} written.")


@app.command()
def prune(config: ConfigPath = Path(DEFAULT)) -> None:
    """Let go of article bodies older than 90 days, and of keys older than 400."""
    with store_for(config) as store:
        pruned = store.prune(datetime.now(UTC))
    say(f"Pruned: {pruned}")


@app.command()
def move(
    source: Annotated[str, typer.Argument(metavar="SQLITE-URL", help="Where everything is now.")],
    target: Annotated[str, typer.Argument(metavar="POSTGRES-URL", help="An empty database.")],
    as_json: AsJson = False,
) -> None:
    """Copy everything to another database, compare both, and retire the first; nothing is sent again."""
    from briefing.store.database import open_store

    with closing(open_store(source)) as before, closing(open_store(target)) as after:
        before.upgrade()
        copied = before.move(after, lambda table: note(f"{table.table}: {table.rows} rows, the same in both"))
    if as_json:
        show_json(copied)
    else:
        say(f"Moved: {sum(table.rows for table in copied)} rows. Now set `database` to the new one, and restart.")
