"""The service: slots that are overdue, and deliveries that need somebody."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.model import BriefSpec, DeliveryState
from briefing.pipeline.due import done_of
from briefing.render.wording import plural
from briefing.schedule import previous_slot
from briefing.settings.specs import specs

PATIENCE = timedelta(minutes=10)
"""So long a brief may take to leave before it counts as overdue."""

RECENT = timedelta(days=7)
MOST = 20
_SEE = "look whether it arrived, then `briefing deliveries resolve KEY` or `retry KEY`"
_MEND = "mend what its reason says, then `briefing deliveries retry KEY`"
NEEDING: Mapping[DeliveryState, tuple[Callable[[str, str], Finding], str]] = {
    DeliveryState.HELD: (failure, _SEE),
    DeliveryState.FAILED: (warning, _MEND),
    DeliveryState.UNKNOWN: (warning, "nothing yet: it is looked up by itself"),
}


def slots(patient: Patient) -> Iterator[Finding]:
    """Whether every slot that was due was published."""
    standing = [spec for spec in specs(patient.settings) if spec.schedule]
    late = [found for spec in standing for found in _overdue(patient, spec)]
    yield from late
    if not late:
        yield good(f"no slot is overdue, of {plural(len(standing), 'brief')} with an hour")


def _overdue(patient: Patient, spec: BriefSpec) -> Iterator[Finding]:
    assert spec.schedule is not None
    slot = previous_slot(spec.name, spec.schedule, patient.now)
    done = done_of(patient.store, [spec], patient.now).get(spec.name, ())
    if slot is None or not done or slot.key <= max(done) or patient.now - slot.due < PATIENCE:
        return
    words = f"{spec.name} of {slot.key} was due {slot.due:%Y-%m-%d %H:%M} UTC and was not published"
    if patient.now <= slot.closes:
        yield failure(words, f"is `briefing serve` running? it is still sent until {slot.closes:%H:%M} UTC")
    else:
        yield failure(words, "is `briefing serve` running? the next brief covers its time")


def deliveries(patient: Patient) -> Iterator[Finding]:
    """Deliveries that are held, those that failed of late, and those whose outcome is not known."""
    found = [
        (delivery, *needing)
        for state, needing in NEEDING.items()
        for delivery in patient.store.ledger.find(state=state.value, limit=MOST)
        if state is DeliveryState.HELD or (delivery.updated or patient.now) > patient.now - RECENT
    ]
    for delivery, level, told in found:
        yield level(f"{delivery.key} is {delivery.state.value}: {delivery.reason or 'no reason was recorded'}", told)
    if not found:
        yield good("none needs you")
