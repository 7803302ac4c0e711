"""The database: there, whole, and of this code's schema."""

from collections.abc import Iterator

from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.errors import BriefingError


def reachable(patient: Patient) -> Iterator[Finding]:
    """Whether it answers with the schema of this code, and is not damaged."""
    file = patient.store.file
    if file is not None and not file.exists():
        yield failure(f"{file} does not exist yet", "`briefing db upgrade` makes it; so do collect and serve")
        return
    try:
        patient.store.check()
        patient.store.verify()
    except BriefingError as error:
        told = "" if "`" in str(error) or ":" in str(error) else "see that it runs, and that its address is right"
        yield failure(str(error), told)
        return
    yield good(f"{file}, {file.stat().st_size / 1e6:.0f} MB" if file else "PostgreSQL answers; its schema is right")


def permissions(patient: Patient) -> Iterator[Finding]:
    """Whether the database may be read, written and upgraded by this user."""
    lacking = patient.store.lacking()
    if lacking.use:
        yield failure(f"this user may not {', '.join(lacking.use)}", "give the tables to the user of `database`")
    if lacking.upgrade:
        yield warning(f"this user may not {', '.join(lacking.upgrade)}", "run `briefing db upgrade` as one who may")
    if not lacking.use and not lacking.upgrade:
        yield good("this user may read, write and upgrade")
