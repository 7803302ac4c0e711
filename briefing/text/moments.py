"""Moments that a machine wrote into a file."""

from datetime import UTC, datetime


def iso_moment(written: str) -> datetime | None:
    """A moment of ISO 8601 in UTC, which one without a zone is taken to be in; None where there is no such moment."""
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
