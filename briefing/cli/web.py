"""`briefing web`: what the pages need."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath, settings_of
from briefing.cli.output import note, say
from briefing.errors import Permanent

SHORTEST_PASSWORD = 12

app = typer.Typer(no_args_is_help=True, help="What the pages need.")


@app.callback()
def pages() -> None:
    """What the pages need."""


@app.command()
def password() -> None:
    """Print the hash of an operator's password for OPERATOR_PASSWORD_HASH.

    It is asked for twice; where there is no terminal, it is the first line of the standard input.
    """
    from argon2 import PasswordHasher

    typed = _typed()
    if len(typed) < SHORTEST_PASSWORD:
        raise Permanent(f"a password that the whole world may try has at least {SHORTEST_PASSWORD} characters")
    say(PasswordHasher().hash(typed))
    note(
        "Set OPERATOR_PASSWORD_HASH to this line (in a shell in single quotes, in Docker's --env-file without), "
        "or OPERATOR_PASSWORD_HASH_FILE to a file with it."
    )


def _typed() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return answer


@app.command("sign-out")
def sign_out(
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="E-mail address; or `operator`: all who came in by the password.")
    ],
    config: ConfigPath = Path(DEFAULT),
) -> None:
    """End somebody's sessions on all devices, at once; they may sign in again as long as the settings let them."""
    from briefing.bootstrap.subscribing import tokens
    from briefing.bootstrap.workshop import opened
    from briefing.subscribers.tokens import named

    settings = settings_of(config)
    signing = tokens(settings, lambda: datetime.now(UTC))
    if signing is None:
        raise Permanent("nobody signs in here: web.address is not set")
    meant = named(who)
    with opened(settings) as store:
        store.sign_outs.record(signing.holder(meant), datetime.now(UTC))
    say(f"{meant} is signed out on all devices.")
