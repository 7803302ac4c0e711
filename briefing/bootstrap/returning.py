"""What reading returned mail needs, built from the settings."""

from collections.abc import Callable
from datetime import datetime

from briefing.collect.returned_mail import ReturnedMailbox
from briefing.errors import ConfigError
from briefing.model import Delivery
from briefing.pipeline.returning import Returning, Round, return_path
from briefing.pipeline.subscribing import Subscribing
from briefing.settings.schema import Settings
from briefing.subscribers.return_paths import ReturnPaths


def return_paths(settings: Settings) -> ReturnPaths | None:
    """Who makes return paths; nobody where no address is set for them."""
    address = settings.email.return_path
    return ReturnPaths(address, settings.web.signing_key.get_secret_value()) if address else None


def return_path_of(settings: Settings) -> Callable[[Delivery], str]:
    """The envelope sender of each delivery; "" for that of the mail itself."""
    paths = return_paths(settings)

    def path(delivery: Delivery) -> str:
        made: datetime | None = delivery.created
        if paths is None or made is None:
            return ""
        return return_path(paths, delivery.destination.name, delivery.destination.address, made)

    return path


def returning(settings: Settings, desk: Subscribing) -> Returning:
    """What remembers returned mail.

    Raises:
        ConfigError: mails do not come back to an address of their own.
    """
    paths = return_paths(settings)
    if paths is None:
        raise ConfigError("email.return_path: is not set, so that nobody can tell whom a returned mail was for")
    return Returning(desk, paths, desk.clock)


def bounces(settings: Settings, desk: Subscribing) -> Round | None:
    """What reads returned mail while the service runs; None where no mailbox is set."""
    return Round(returning(settings, desk), returned_mailbox(settings)) if settings.email.bounces else None


def returned_mailbox(settings: Settings) -> ReturnedMailbox:
    """The mailbox that they come back to.

    Raises:
        ConfigError: none is set.
    """
    email = settings.email
    if not email.bounces:
        raise ConfigError("email.bounces: is not set: name the mailbox, or give the mails: briefing bounces FILE")
    return ReturnedMailbox(email.bounces, email.bounces_password.get_secret_value())
