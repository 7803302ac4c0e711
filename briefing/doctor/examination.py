"""Running the checks in their order; nothing that a check says or raises shows a secret."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from briefing.doctor.checks import CHECKS
from briefing.doctor.results import Check, Finding, Level, Patient, Result, failure, warning
from briefing.errors import BriefingError
from briefing.service.logs import HIDDEN, secrets_of
from briefing.settings.schema import Settings
from briefing.store.database import open_store


def examine(settings: Settings, now: datetime, checks: Sequence[Check] = CHECKS) -> Iterator[Result]:
    """Look at everything, a result at a time.

    Args:
        now: the time by this machine's clock.
        checks: the table.
    """
    secrets = sorted(filter(None, secrets_of(settings)), key=len, reverse=True)
    store = open_store(settings.database)
    failed: set[str] = set()
    try:
        patient = Patient(settings, store, now)
        for check in checks:
            for found in _looked(check, patient, failed):
                if found.level is Level.FAILURE:
                    failed.add(check.name)
                yield Result(check.name, found.level, _hidden(found.words, secrets), _hidden(found.advice, secrets))
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


def _hidden(text: str, secrets: Sequence[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return " ".join(text.split())
