"""`briefing web`: what the pages need."""

import typer

from briefing.cli.output import note, say
from briefing.errors import Permanent

SHORTEST_PASSWORD = 12

app = typer.Typer(no_args_is_help=True, help="What the pages need.")


@app.callback()
def pages() -> None:
    """What the pages need."""


@app.command()
def password() -> None:
    """Ask for an operator's password twice, and print its hash for OPERATOR_PASSWORD_HASH."""
    from argon2 import PasswordHasher

    typed = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    if len(typed) < SHORTEST_PASSWORD:
        raise Permanent(f"a password that the whole world may try has at least {SHORTEST_PASSWORD} characters")
    say(PasswordHasher().hash(typed))
    note("Set OPERATOR_PASSWORD_HASH to this line, in single quotes, or OPERATOR_PASSWORD_HASH_FILE to a file with it.")
