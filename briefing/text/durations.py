"""Stretches of time in words."""


def lasting(seconds: float) -> str:
    """A stretch of time for people, in its largest unit: "40 seconds", "90 minutes", "6 hours", "3 days"."""
    for unit, length, most in (("second", 1, 99), ("minute", 60, 120), ("hour", 3600, 72), ("day", 86_400, 10**9)):
        count = round(seconds / length)
        if count <= most:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "very long"
