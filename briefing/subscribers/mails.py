"""What the ledger calls the mails of subscribers."""

LETTERS = "@letters"
"""Stands for a brief's name in deliveries of letters about the subscription; no brief can have this name."""
_PREFIX = "subscriber/"


def destination_of(subscriber_id: str) -> str:
    """The name of a subscriber as a destination."""
    return f"{_PREFIX}{subscriber_id}"


def subscriber_of(destination: str) -> str:
    """The id in a destination's name; "" for one that the settings name."""
    return destination.removeprefix(_PREFIX) if destination.startswith(_PREFIX) else ""


def letter_key(subscriber_id: str, number: int) -> str:
    """The ledger's key of a letter: it exists once, however often it is asked for."""
    return f"{LETTERS}:{number}:{destination_of(subscriber_id)}:0"
