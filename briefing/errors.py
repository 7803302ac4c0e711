"""The three ways in which something can fail, told apart because each asks for another answer."""


class BriefingError(Exception):
    """Any failure this package raises on purpose; its text is a sentence for the operator.

    Args:
        message: what happened.
        fault: the kind of failure, where advice depends on it (`briefing.model.Fault`); empty elsewhere.
    """

    def __init__(self, message: str = "", *, fault: str = "") -> None:
        super().__init__(message)
        self.fault = fault


class Transient(BriefingError):
    """It may work later, unchanged: try again after a pause.

    Args:
        message, fault: as for every failure.
        retry_after: seconds to wait before the next attempt, when the other side said so.
    """

    def __init__(self, message: str, *, retry_after: float | None = None, fault: str = "") -> None:
        super().__init__(message, fault=fault)
        self.retry_after = retry_after


class Permanent(BriefingError):
    """It will not work however often it is tried: somebody has to change something."""


class ConfigError(BriefingError):
    """The settings are wrong.

    Args:
        faults: every fault found, one sentence each, naming the key.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
