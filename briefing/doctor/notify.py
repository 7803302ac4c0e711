"""Other services: apprise knows their addresses; nothing is sent, since that would ring somebody's phone."""

from collections.abc import Iterator

from briefing.deliver.notify import service_at
from briefing.doctor.results import Finding, Patient, failure, good
from briefing.errors import ConfigError
from briefing.settings.schema import NotifyDestination
from briefing.settings.secrets import NOTIFY


def services(patient: Patient) -> Iterator[Finding]:
    """Whether every address is one that apprise can send to."""
    named = {name: one for name, one in patient.settings.destinations.items() if isinstance(one, NotifyDestination)}
    for name, one in named.items():
        try:
            yield good(
                f"{name} goes to {service_at(one.url.get_secret_value())}; whether it answers, a brief will show"
            )
        except ConfigError as error:
            yield failure(f"{name}: {error}", f"correct {NOTIFY.variable_of(name)}")
    if not named:
        yield good("none is named")
