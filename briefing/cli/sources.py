"""`briefing sources`: what is read, and how it fares."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath
from briefing.cli.output import AsJson

app = typer.Typer(no_args_is_help=True, help="What is read, and how it fares.")


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, a home page, or any page of a site.")],
    name: Annotated[str, typer.Option(help="Its name in the settings; otherwise made from its title.")] = "",
    topic: Annotated[str, typer.Option(help="Topic of its stories when no topic's words fit.")] = "",
    feed: Annotated[int | None, typer.Option(min=1, help="Which one, when several are found.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Add it without asking.")] = False,
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Find what can be read at an address, show it, and add it to the settings."""
    from briefing.cli.adding import add_source

    add_source(config, url, name=name, topic=topic, number=feed or 0, sure=yes, as_json=as_json)


@app.command("import")
def import_sources(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file, as feed readers export it.")],
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Add the feeds of an OPML list to the settings; categories become topics."""
    from briefing.cli.lists import import_list

    import_list(config, file, as_json=as_json)


@app.command("export")
def export_sources(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The file to write; printed when none is named.")
    ] = None,
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Write the feeds of the settings as an OPML list."""
    from briefing.cli.lists import export_list

    export_list(config, file, as_json=as_json)


@app.command("list")
def list_sources(config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """List the sources: what happened, when each is asked again, and what can be done."""
    from briefing.cli.faring import list_faring

    list_faring(config, as_json=as_json)


@app.command("test")
def try_out(
    source: Annotated[str, typer.Argument(metavar="NAME-OR-URL", help="A source of the settings, or an address.")],
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Ask one source as if for the first time, store nothing, and explain what comes or why it fails."""
    from briefing.cli.faring import explain_source

    explain_source(config, source, as_json=as_json)
