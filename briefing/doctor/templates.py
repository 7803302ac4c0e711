"""The templates: each brief's are filled in with its latest edition, or with an empty one."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from briefing.bootstrap.forms import payloads
from briefing.doctor.results import Finding, Patient, failure, good
from briefing.errors import BriefingError
from briefing.model import Brief, BriefSpec, Window
from briefing.render.wording import plural
from briefing.settings.specs import specs


def fill(patient: Patient) -> Iterator[Finding]:
    """Whether every form of every brief can be made."""
    standing = specs(patient.settings)
    faults = [(spec.name, fault) for spec in standing for fault in _faults(patient, spec)]
    for name, fault in dict.fromkeys(faults):
        yield failure(f"{name}: {fault}", "correct the file in its templates folder, or remove it to get ours back")
    if not faults:
        yield good(f"those of {plural(len(standing), 'brief')} can be filled in")


def _faults(patient: Patient, spec: BriefSpec) -> Iterator[str]:
    latest = next(iter(patient.store.briefs.latest(spec.name, 1)), None) or _empty(patient, spec)
    for make in payloads(patient.settings, spec, latest).values():
        try:
            make()
        except BriefingError as error:
            yield str(error)


def _empty(patient: Patient, spec: BriefSpec) -> Brief:
    now = patient.now.astimezone(ZoneInfo(spec.schedule.zone if spec.schedule else "UTC"))
    window = Window(patient.now - timedelta(days=1), patient.now)
    return Brief(spec.name, spec.title, "", window, patient.now, now.date(), f"{now:%H:%M}", (), quiet=True)
