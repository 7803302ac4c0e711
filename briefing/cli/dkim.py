"""`briefing dkim`: the key that mails are signed with, and what DNS has to say about it."""

import os
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.context import DEFAULT, ConfigPath, settings_of
from briefing.cli.output import note, say
from briefing.errors import ConfigError, Permanent

OWNER_ONLY = 0o600
LONGEST_STRING = 255
"""Characters of one string of a TXT record (RFC 1035, 3.3); a longer value is several strings (RFC 6376, 3.6.2.2)."""

app = typer.Typer(no_args_is_help=True, help="The key that mails are signed with.")


@app.command()
def key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the private key goes; nobody else can read it.")],
) -> None:
    """Make a key, as PEM; a file that is there stays as it is."""
    from briefing.deliver.dkim import new_key

    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        raise Permanent(f"{file} exists already; it was left as it is") from None
    except OSError as error:
        raise Permanent(f"{file} cannot be written: {error.strerror}") from None
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(new_key())
    say(f"{file} written. Next: set DKIM_KEY_FILE={file} and email.dkim_domain, then `briefing dkim record`.")


@app.command()
def record(config: ConfigPath = Path(DEFAULT)) -> None:
    """Print the line that DNS needs, for the domain and selector of the settings."""
    from briefing.deliver.dkim import signer

    email = settings_of(config).email
    if not email.dkim_domain:
        raise ConfigError("email.dkim_domain: is not set: mails are not signed")
    value = signer(email.dkim_domain, email.dkim_selector, email.dkim_key.get_secret_value()).record()
    strings = [f'"{value[at : at + LONGEST_STRING]}"' for at in range(0, len(value), LONGEST_STRING)]
    typer.echo(f"{email.dkim_selector}._domainkey.{email.dkim_domain}. IN TXT {' '.join(strings)}")
    note("Put it into the zone of the domain; `briefing doctor` says whether it can be seen.")
