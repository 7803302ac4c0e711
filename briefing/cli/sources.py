"""`briefing sources`: what is read, and how it fares."""

from pathlib import Path

import typer

from briefing.cli.context import DEFAULT, ConfigPath, settings_of, shop_for
from briefing.cli.output import AsJson, show_rows

app = typer.Typer(no_args_is_help=True, help="What is read, and how it fares.")


@app.command("list")
def list_sources(config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """List the sources with their last poll and what went wrong."""
    from briefing.bootstrap.workshop import opened

    settings = settings_of(config)
    with opened(settings) as store:
        states = {state.source: state for state in store.sources.states()}
    rows = []
    for name, source in settings.sources.items():
        state = states.get(name)
        rows.append(
            {
                "source": name,
                "kind": source.kind,
                "address": source.url or source.path,
                "last success": state.last_success if state else None,
                "next poll": state.next_poll if state else None,
                "failures": state.failures if state else 0,
                "problem": state.problem if state else "not polled yet",
            }
        )
    show_rows(rows, as_json, "There are no sources yet: add a [sources.NAME] section to the settings.")


@app.command("test")
def try_out(name: str, config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """Poll one source without storing anything, and show what it brings or why it fails."""
    from briefing.cli.collecting import try_source

    with shop_for(config) as shop:
        try_source(shop, name, as_json)
