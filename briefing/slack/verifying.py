"""Whether a request comes from Slack, decided on its bytes before anything in them is read.

The method is Slack's (https://docs.slack.dev/authentication/verifying-requests-from-slack); the library's own verifier
raises on a timestamp that is no number and on a signature beyond ASCII, and does not know replays.
"""

import hashlib
import hmac
import re
from collections import OrderedDict
from collections.abc import Mapping
from enum import Enum
from threading import Lock

TOLERANCE = 300
"""Seconds that a request's clock may differ from ours."""
MOST_SEEN = 50_000
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
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

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
        """Whether the same request came before; remembers it as long as its timestamp could be accepted."""
        with self._lock:
            while self._seen and (len(self._seen) > MOST_SEEN or next(iter(self._seen.values())) < now):
                self._seen.popitem(last=False)
            if key in self._seen:
                return True
            self._seen[key] = now + 2 * TOLERANCE
            return False
