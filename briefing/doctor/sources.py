"""The sources: those that fail, were stopped or flooded, and mailboxes that cannot be opened."""

from collections.abc import Iterator

from briefing.bootstrap.faring import Faring
from briefing.bootstrap.faring import faring as all_faring
from briefing.collect.advice import advice
from briefing.collect.imap.client import address
from briefing.collect.imap.reading import Mailbox
from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.errors import BriefingError
from briefing.model import Health

MOST = 30
SECONDS, BYTES = 15.0, 1_000_000


def faring(patient: Patient) -> Iterator[Finding]:
    """Every source that needs somebody, a line each."""
    states = {state.source: state for state in patient.store.sources.states()}
    followed = tuple(patient.store.orders.followed())
    found = list(all_faring(patient.settings, followed, states, patient.now))
    ill = [one for one in found if one.health in {Health.FAILING, Health.STOPPED} or one.happened]
    for one in ill[:MOST]:
        yield warning(_words(one), one.advice)
    if len(ill) > MOST:
        yield warning(f"{len(ill) - MOST} more", "`briefing sources list` shows all of them")
    reading = [one for one in found if one.health not in {Health.FAILING, Health.STOPPED}]
    if found and not reading:
        yield failure(
            "no source can be read", "see why above; is there a network? nothing is lost, they are tried again"
        )
    elif not found:
        yield warning("there are none", "`briefing sources add URL` finds a feed and adds it")
    else:
        yield good(f"{len(reading)} of {len(found)} can be read")


def _words(one: Faring) -> str:
    since = f" since {one.failing_since:%Y-%m-%d %H:%M} UTC" if one.failing_since else ""
    again = f" Asked again {one.next_poll:%Y-%m-%d %H:%M} UTC." if one.next_poll else ""
    return f"{one.source} is {one.health.value}{since}: {one.happened}{again}"


def mailboxes(patient: Patient) -> Iterator[Finding]:
    """Whether every mailbox can be opened; nothing in it is read."""
    boxes = {name: one for name, one in patient.settings.sources.items() if one.kind == "mailbox"}
    for name, one in boxes.items():
        yield opened(name, one.url, one.password.get_secret_value())
    if not boxes:
        yield good("none is named")


def opened(name: str, url: str, password: str) -> Finding:
    """Whether a mailbox can be opened; nothing in it is read."""
    place = address(url)
    try:
        with Mailbox(place, password, seconds=SECONDS, most=BYTES):
            return good(f"{name} ({place.shown}) can be opened")
    except BriefingError as error:
        return failure(f"{name}: {error}", advice(error.fault))
