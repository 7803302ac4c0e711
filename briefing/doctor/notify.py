"""Other services: apprise knows their addresses; a test is sent only when asked for, since it rings phones."""

from collections.abc import Iterator, Mapping

from briefing.deliver.notify import announced, service_at
from briefing.doctor.results import Finding, Patient, failure, good
from briefing.errors import ConfigError
from briefing.settings.schema import NotifyDestination
from briefing.settings.secrets import NOTIFY

TITLE = "A test from briefing"


def services(patient: Patient) -> Iterator[Finding]:
    """Whether every address is one that apprise can send to."""
    named = _named(patient)
    for name, one in named.items():
        try:
            yield good(
                f"{name} goes to {service_at(one.url.get_secret_value())}; `briefing doctor --notify` sends a test"
            )
        except ConfigError as error:
            yield failure(f"{name}: {error}", f"correct {NOTIFY.variable_of(name)}")
    if not named:
        yield good("none is named")


def trial(patient: Patient) -> Iterator[Finding]:
    """Whether every service takes a test, which its readers see."""
    for name, one in _named(patient).items():
        try:
            taken = announced(one.url.get_secret_value(), TITLE, f"Sent to see whether {name} can be reached.")
        except Exception as error:  # noqa: BLE001  (a hundred services raise what they like)
            reason = str(error) or type(error).__name__
            yield failure(f"{name}: no test was sent: {reason}", f"correct {NOTIFY.variable_of(name)}")
            continue
        if taken:
            yield good(f"{name} took a test: look whether it arrived")
        else:
            yield failure(
                f"{name}: the service, or the way to it, said no to a test",
                f"see whether {NOTIFY.variable_of(name)} is right and still valid, and the service within reach",
            )


def _named(patient: Patient) -> Mapping[str, NotifyDestination]:
    return {name: one for name, one in patient.settings.destinations.items() if isinstance(one, NotifyDestination)}
