"""What a refused mail means for the address it went to (RFC 3463): lost for good, or only not today."""

LOST = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
"""No such mailbox or domain, moved away, takes no mail (RFC 7505), switched off. Not: full, too large, or policy."""


def lost(status: str, stage: str = "recipient") -> bool:
    """Whether there is no use in writing to this address ever again.

    Args:
        status: enhanced status code "5.1.1"; "" where the server gave none: then nothing is certain.
        stage: what was refused; a refused sender says nothing of the recipient.
    """
    return stage != "sender" and status in LOST


def counts(status: str, stage: str) -> bool:
    """Whether a refusal speaks against the address at all, and not against us: our sender, our text, our reputation."""
    return stage == "recipient" and not status.startswith("5.7.")
