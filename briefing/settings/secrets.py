"""Secrets come from the environment or from files, never from the settings file.

`SLACK_BOT_TOKEN`, or a file whose path is in `SLACK_BOT_TOKEN_FILE`. What belongs to a source or a destination carries
its name: the password of a mailbox under [sources.letters] is `MAILBOX_PASSWORD_LETTERS`, or `MAILBOX_PASSWORD`, which
holds for all of them; the address of a service under [destinations.phone] is `NOTIFY_URL_PHONE`, or `NOTIFY_URL`.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECRETS = {
    "SLACK_BOT_TOKEN": ("slack", "bot_token"),
    "SLACK_APP_TOKEN": ("slack", "app_token"),
    "SLACK_SIGNING_SECRET": ("slack", "signing_secret"),
    "SLACK_CLIENT_SECRET": ("slack", "client_secret"),
    "SLACK_ENCRYPTION_KEY": ("slack", "encryption_key"),
    "SMTP_PASSWORD": ("email", "password"),
    "BOUNCES_PASSWORD": ("email", "bounces_password"),
    "DKIM_KEY": ("email", "dkim_key"),
    "METRICS_TOKEN": ("service", "metrics_token"),
    "PING_URL": ("service", "ping"),
    "SIGNING_KEY": ("web", "signing_key"),
    "OPERATOR_PASSWORD_HASH": ("web", "password_hash"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of table that has a secret of its own.

    Attributes:
        table: where such tables are; tells, value: the key that tells the kind, and its value.
        key: of the secret; variable: what the variable is called, before the name of the table.
    """

    table: str
    tells: str
    value: str
    key: str
    variable: str

    def variable_of(self, name: str) -> str:
        """The variable of the environment for one of these tables."""
        return f"{self.variable}_{name.upper().replace('-', '_')}"


MAILBOX = Kind("sources", "kind", "mailbox", "password", "MAILBOX_PASSWORD")
NOTIFY = Kind("destinations", "channel", "notify", "url", "NOTIFY_URL")
KINDS = (MAILBOX, NOTIFY)


def misplaced(values: Mapping[str, Any]) -> Iterator[str]:
    """Secrets that stand in the file, a sentence for each."""
    for kind, name, found in _tables(values):
        if kind.key in found:
            yield _elsewhere(f"{kind.table}.{name}.{kind.key}", kind.variable_of(name))
    for variable, (section, key) in SECRETS.items():
        given = values.get(section)
        if isinstance(given, Mapping) and key in given:
            yield _elsewhere(f"{section}.{key}", variable)


def merge(values: dict[str, Any], environment: Mapping[str, str]) -> Iterator[str]:
    """Put the secrets of the environment into the values; yields what is wrong with them."""
    for variable, (section, key) in SECRETS.items():
        secret = yield from _secret(variable, environment)
        target = values.setdefault(section, {})
        if secret and isinstance(target, dict):
            target[key] = secret
    for kind, name, table in _tables(values):
        own = yield from _secret(kind.variable_of(name), environment)
        secret = own or (yield from _secret(kind.variable, environment))
        if secret:
            table[kind.key] = secret


def _elsewhere(place: str, variable: str) -> str:
    return f"{place}: a secret does not belong into the file: set {variable} or {variable}_FILE"


def _secret(variable: str, environment: Mapping[str, str]) -> Generator[str, None, str]:
    """The secret that a variable, or the file that it names, holds; yields what is wrong with it."""
    secret = environment.get(variable, "")
    if file := environment.get(f"{variable}_FILE", ""):
        try:
            secret = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            yield f"{variable}_FILE: {file} cannot be read: {getattr(error, 'strerror', '') or 'not text'}"
    return secret


def _tables(values: Mapping[str, Any]) -> Iterator[tuple[Kind, str, dict[str, Any]]]:
    for kind in KINDS:
        tables = values.get(kind.table)
        for name, table in tables.items() if isinstance(tables, Mapping) else ():
            if isinstance(table, dict) and table.get(kind.tells) == kind.value:
                yield kind, name, table
