"""Delivery to any of the services that apprise knows, best effort: tried once, and nobody can look whether it came.

apprise answers yes or no, and a no may come before or after a service took the text. Sending again could double it, so
that a no is final until the operator retries; an attempt that a dying process left open is held for the operator.
"""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from briefing.errors import ConfigError
from briefing.model import Delivery, Finding, Outcome, Refused, Sent, Unclear

NO = "the service, or the way to it, said no, and this channel is tried once: `briefing deliveries retry` tries again"
Notify = Callable[[str, str, str], bool]


class NotifyChannel:
    """Hands short texts to services.

    Args:
        urls: apprise's address of each service, by the destination's name; they hold keys, and are never logged.
        notify: sends to an address a title and a body; apprise when none is given.
    """

    settle = 0.0

    def __init__(self, urls: Mapping[str, str], notify: Notify | None = None) -> None:
        self._urls = urls
        self._notify = notify or announced

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:  # noqa: ARG002  (no threads here)
        """One attempt."""
        url = self._urls.get(delivery.destination.address, "")
        if not url:
            return Refused("the settings name no service of this name any more: add it, or take it out of send_to")
        text = json.loads(delivery.part.payload)
        try:
            sent = self._notify(url, text["title"], text["body"])
        except ConfigError as error:
            return Refused(str(error))
        except Exception as error:  # noqa: BLE001  (a hundred services raise what they like)
            return Refused(f"{NO} ({type(error).__name__})")
        return Sent({}) if sent else Refused(NO)

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:  # noqa: ARG002
        """Nothing can be looked up, and a second copy is worse than none."""
        return Unclear("nobody can look whether a notification came: ask its reader before you retry")


def service_at(url: str) -> str:
    """The name of the service that an address is of; nothing is sent.

    Args:
        url: apprise's address.

    Raises:
        ConfigError: the extra is not installed, or apprise knows no such address.
    """
    return str(next(iter(_service(url))).service_name)


def announced(url: str, title: str, body: str) -> bool:
    """Hand a text to the service at an address; whether it was taken.

    Raises:
        ConfigError: the extra is not installed, or apprise knows no such address.
    """
    return bool(_service(url).notify(body=body, title=title, body_format="text"))


def _service(url: str) -> Any:
    try:
        import apprise
    except ModuleNotFoundError:
        raise ConfigError("other services need the extra: pip install 'briefing[notify]'") from None
    # What it logs may hold the address.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    service = apprise.Apprise()
    if not service.add(url):
        raise ConfigError("the address is none that apprise knows: see its list of services")
    return service
