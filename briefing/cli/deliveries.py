"""`briefing deliveries`: what went out, and what needs somebody."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath, refuse_unknown, store_for
from briefing.cli.output import AsJson, say, show_json, show_rows
from briefing.errors import ConfigError, Permanent

if TYPE_CHECKING:
    from briefing.model import Delivery, DeliveryState
    from briefing.store.database import Database

app = typer.Typer(no_args_is_help=True, help="What went out, and what needs somebody.")

Key = Annotated[str, typer.Argument(metavar="KEY", help="Key of the delivery, as listed.")]


@app.command("list")
def list_deliveries(
    state: Annotated[str, typer.Option(help="pending, sending, sent, failed, unknown or held.")] = "",
    brief: Annotated[str, typer.Option(help="One brief only.")] = "",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """List deliveries, newest first."""
    from briefing.model import DeliveryState

    states = [one.value for one in DeliveryState]
    if state and state not in states:
        raise ConfigError(f"there is no state {state!r}; there are: {', '.join(states)}")
    with store_for(config) as store:
        found = store.ledger.find(brief=brief, state=state, limit=200)
        if not found:
            refuse_unknown(config, store, brief)
    show_rows([_row(one) for one in found], as_json, "There are no such deliveries.")


@app.command()
def retry(key: Key, config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """Try a failed or held delivery again; look first whether it arrived after all."""
    from briefing.ledger import RETRYABLE, retried

    with store_for(config) as store:
        before = _final(store, key, RETRYABLE)
        after = _moved(store, before, retried(before, datetime.now(UTC)))
    _show(after, as_json, f"{key} is pending again; a running service sends it within seconds.")


@app.command()
def resolve(
    key: Key,
    note: Annotated[str, typer.Option(help="How you know.")] = "seen by the operator",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Record that an unknown or held delivery did arrive."""
    from briefing.ledger import RESOLVABLE, resolved

    with store_for(config) as store:
        before = _final(store, key, RESOLVABLE)
        after = _moved(store, before, resolved(before, datetime.now(UTC), note))
    _show(after, as_json, f"{key} counts as sent.")


def _final(store: "Database", key: str, states: "frozenset[DeliveryState]") -> "Delivery":
    found = store.ledger.get(key)
    if found is None:
        raise Permanent(f"there is no delivery {key!r}: `briefing deliveries list` shows the keys")
    if found.state not in states:
        raise Permanent(f"{key} is {found.state.value}; this is for deliveries that are {' or '.join(sorted(states))}")
    return found


def _moved(store: "Database", before: "Delivery", after: "Delivery") -> "Delivery":
    if not store.ledger.update(before, after):
        raise Permanent(f"{before.key} changed at this moment; look again")
    return after


def _row(one: "Delivery") -> dict[str, object]:
    return {
        "key": one.key,
        "state": one.state.value,
        "attempts": one.attempts,
        "updated": one.updated,
        "reason": one.reason,
    }


def _show(one: "Delivery", as_json: bool, words: str) -> None:
    if as_json:
        show_json(_row(one))
    else:
        say(words)
