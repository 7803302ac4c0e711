"""Whether a request comes from Slack, decided on its bytes before anything in them is read.

The method is Slack's (https://docs.slack.dev/authentication/verifying-requests-from-slack); the library's own verifier
raises on a timestamp that is no number and on a signature beyond ASCII, and does not know replays.
"""

import hashlib
import hmac
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum

from briefing.errors import BriefingError
from briefing.ports import OnceStore

TOLERANCE = 300
"""Seconds that a request's clock may differ from ours."""
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Verdict(Enum):
    """What a request is."""

    GENUINE = "genuine"
    FORGED = "forged"
    REPLAYED = "replayed"


class Verifier:
    """Knows the secret, and the signatures that were seen; safe to share between threads.

    Args:
        secret: the app's signing secret.
        used: the signatures that any process has seen.
    """

    def __init__(self, secret: str, used: OnceStore) -> None:
        self._secret = secret.encode()
        self._used = used

    def verdict(self, headers: Mapping[str, str], body: bytes, now: float) -> Verdict:
        """Judge a request.

        Args:
            headers: names in lower case.
            body: as it came.
            now: seconds since 1970.
        """
        stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        if not _TIMESTAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
            return Verdict.FORGED
        if abs(now - int(stamp)) > TOLERANCE:
            return Verdict.FORGED
        expected = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(f"v0={expected}", signature):
            return Verdict.FORGED
        return Verdict.REPLAYED if self._was_seen(f"{stamp}:{signature}", now) else Verdict.GENUINE

    def _was_seen(self, key: str, now: float) -> bool:
        """Whether the same request came before; it is remembered as long as its timestamp could be accepted."""
        moment = datetime.fromtimestamp(now, UTC)
        try:
            return not self._used.use(f"slack:{key}", moment + timedelta(seconds=2 * TOLERANCE), moment)
        except BriefingError as error:
            # What it asks for has a key of its own, under which it is done once; Slack is answered as ever.
            logging.getLogger("briefing.slack").warning("whether a request is new cannot be looked up: %s", error)
            return False
