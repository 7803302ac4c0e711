"""`briefing briefs`: what was published."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath, refuse_unknown, shop_for, spec_for, store_for
from briefing.cli.output import AsJson, Form, columns, progress_over, say, show_json, show_rows

app = typer.Typer(no_args_is_help=True, help="What was published.")

Name = Annotated[str, typer.Argument(metavar="BRIEF", help="Name of a brief, as `briefing briefs list` has it.")]
Slot = Annotated[str, typer.Argument(metavar="SLOT", help="Key of the slot; the latest one when none is named.")]


@app.command("list")
def list_briefs(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="One brief; all of them when none is named.")] = "",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """List published briefs, newest first."""
    with store_for(config) as store:
        found = store.briefs.latest(brief, 50)
        if not found:
            refuse_unknown(config, store, brief)
    rows = [
        {
            "brief": one.name,
            "slot": one.slot,
            "stories": len(one.items),
            "lead": one.items[0].headline if one.items else "",
            "published": one.created,
        }
        for one in found
    ]
    show_rows(rows, as_json, "Nothing was published yet.")


@app.command()
def show(
    brief: Name,
    slot: Slot = "",
    form: Form = "text",
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Show a published brief again."""
    from briefing.cli.forms import published
    from briefing.cli.forms import show as show_form

    with shop_for(config) as shop:
        show_form(shop, spec_for(shop, brief), published(shop.store, brief, slot), "json" if as_json else form)


@app.command()
def explain(brief: Name, slot: Slot = "", config: ConfigPath = Path(DEFAULT), as_json: AsJson = False) -> None:
    """Say why each story and each sentence of a brief was chosen."""
    from briefing.cli.forms import explanation, published

    with store_for(config) as store:
        refuse_unknown(config, store, brief)
        found = published(store, brief, slot)
    if as_json:
        show_json(found.items)
    else:
        say(explanation(found, columns()))


@app.command()
def verify(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="One brief; all of them when none is named.")] = "",
    slot: Annotated[
        str, typer.Argument(metavar="SLOT", help="Key of one slot; the newest ones when none is named.")
    ] = "",
    most: Annotated[int, typer.Option(help="At most so many briefs, the newest.", min=1)] = 50,
    config: ConfigPath = Path(DEFAULT),
    as_json: AsJson = False,
) -> None:
    """Prove published briefs: all they show stands in the stored articles, and they come out the same once more.

    Ends with 1 when something does not.
    """
    from briefing.bootstrap.proving import proving
    from briefing.cli.forms import proven, published

    with store_for(config) as store:
        refuse_unknown(config, store, brief)
        found = [published(store, brief, slot)] if slot else store.briefs.latest(brief, most)
        prover = proving(store)
        proofs = [prover.prove(one) for one in progress_over(found, "Verifying")]
    if as_json:
        show_json(proofs)
    else:
        say("\n".join(map(proven, proofs)) or "Nothing was published yet.")
    if any(proof.flaws for proof in proofs):
        raise typer.Exit(1)
