"""Running the checks in their order; nothing that a check says or raises shows a secret."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from briefing.doctor.checks import CHECKS
from briefing.doctor.results import Check, Finding, Level, Patient, Result, failure, warning
from briefing.errors import BriefingError, ConfigError
from briefing.service.logs import concealing, secrets_of
from briefing.settings.schema import Settings
from briefing.store.database import open_store

ELSEWHERE = "let this user write there, or name another place in `database`; then ask again"


def examine(settings: Settings, now: datetime, checks: Sequence[Check] = CHECKS) -> Iterator[Result]:
    """Look at everything, a result at a time.

    Args:
        now: the time by this machine's clock.
        checks: the table.
    """
    conceal = concealing(secrets_of(settings))
    try:
        store = open_store(settings.database)
    except ConfigError as error:
        # Without it there is no patient to look at.
        yield from (Result("database", Level.FAILURE, _line(fault, conceal), ELSEWHERE) for fault in error.faults)
        return
    failed: set[str] = set()
    try:
        patient = Patient(settings, store, now)
        for check in checks:
            for found in _looked(check, patient, failed):
                if found.level is Level.FAILURE:
                    failed.add(check.name)
                yield Result(check.name, found.level, _line(found.words, conceal), _line(found.advice, conceal))
    finally:
        store.close()


def _looked(check: Check, patient: Patient, failed: set[str]) -> Iterator[Finding]:
    if check.needs in failed:
        yield warning(f"not looked at, because of {check.needs}")
        return
    try:
        yield from check.look(patient)
    except BriefingError as error:
        yield failure(str(error))
    except Exception as error:  # noqa: BLE001  (one check that breaks must not hide what the others find)
        yield failure(f"could not be looked at: {type(error).__name__}: {error}")


def _line(text: str, conceal: Callable[[str], str]) -> str:
    return " ".join(conceal(text).split())
