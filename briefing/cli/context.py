"""What the commands share: where the settings are, and the work on them."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from briefing.bootstrap.workshop import Workshop
    from briefing.model import BriefSpec
    from briefing.settings.schema import Settings
    from briefing.store.database import Database

DEFAULT = "briefing.toml"

ConfigPath = Annotated[
    Path,
    typer.Option("--config", "-c", envvar="BRIEFING_CONFIG", help="The settings file.", show_default=True),
]


def settings_of(path: Path) -> "Settings":
    """Read the settings and set up the log by them."""
    from briefing.service.logs import configure, secrets_of
    from briefing.settings.reading import load

    settings = load(path, os.environ)
    configure(settings.service.log, secrets_of(settings), stream=sys.stderr)
    return settings


@contextmanager
def shop_for(path: Path, **share: Any) -> "Iterator[Workshop]":
    """Everything that work needs; `share` says which part of the jobs this process takes."""
    from briefing.bootstrap.workshop import workshop
    from briefing.service.logger import get_logger
    from briefing.settings.rereading import Rereading

    def tell(faults: str) -> None:
        get_logger().warning("settings not taken up", faults=faults)

    settings = settings_of(path)
    with workshop(settings, current=Rereading(path, os.environ, settings, tell), **share) as shop:
        yield shop


@contextmanager
def store_for(path: Path) -> "Iterator[Database]":
    """The store alone."""
    from briefing.bootstrap.workshop import opened

    with opened(settings_of(path)) as store:
        yield store


def refuse_unknown(path: Path, store: "Database", name: str) -> None:
    """Say so where a name is no brief's: of the settings, ordered in a conversation, or published once.

    Args:
        name: as it was typed; "" for none.

    Raises:
        ConfigError: there is no such brief.
    """
    known = [*settings_of(path).briefs, *(order.spec.name for order in store.orders.orders())]
    if name and name not in known and not store.briefs.latest(name, 1):
        raise ConfigError(_no_brief(name, known))


def spec_for(shop: "Workshop", name: str) -> "BriefSpec":
    """The standing order of a brief.

    Raises:
        ConfigError: there is none of that name.
    """
    specs = shop.worker.specs
    if name not in specs:
        raise ConfigError(_no_brief(name, specs))
    return specs[name]


def _no_brief(name: str, known: Iterable[str]) -> str:
    return f"there is no brief {name!r} in the settings; there are: {', '.join(known) or 'none yet'}"
