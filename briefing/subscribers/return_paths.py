"""Where undeliverable mails come back to: an envelope sender for each recipient (VERP), which nobody can forge.

What comes back names whom it is about in the address it comes back to, whatever the program that sent it writes
(Variable Envelope Return Paths, D. J. Bernstein 1997); a signature in it shows that we wrote there.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

LASTING = timedelta(days=30)
"""A mail that comes back later is believed no more; servers give up after five days (RFC 5321, 4.5.4.1)."""
_ID, _SIGNATURE = 24, 20
_TOKEN = re.compile(r"([0-9a-f]{24})([0-9a-f]{5})([0-9a-f]{20})")


@dataclass(frozen=True, slots=True)
class ReturnPaths:
    """Makes and reads return paths.

    Attributes:
        address: "bounces@news.example": what stands before the @ is continued with "+" and a token.
        key: the secret they are signed with.
    """

    address: str
    key: str

    def of(self, holder: str, moment: datetime) -> str:
        """The envelope sender of a mail; its local part has 50 characters more than the plain one (64 may stand there).

        Args:
            holder: 24 hexadecimal digits: a subscriber's id, or what stands for an address.
            moment: when the mail was made.
        """
        local, _, domain = self.address.rpartition("@")
        signed = f"{holder}{moment.astimezone(UTC).date().toordinal():05x}"
        return f"{local}+{signed}{self._signature(signed)}@{domain}"

    def holder(self, address: str, today: date) -> str:
        """Whom a return path belongs to; "" where it is none of ours, was forged, or is too old.

        Servers may have changed the case of its letters.
        """
        local, _, domain = address.lower().rpartition("@")
        own, _, own_domain = self.address.lower().rpartition("@")
        found = _TOKEN.fullmatch(local.removeprefix(f"{own}+"))
        if found is None or domain != own_domain or not local.startswith(f"{own}+"):
            return ""
        holder, day, signature = found.groups()
        age = today.toordinal() - int(day, 16)
        genuine = hmac.compare_digest(signature, self._signature(f"{holder}{day}"))
        return holder if genuine and -1 <= age <= LASTING.days else ""

    def stands_for(self, address: str) -> str:
        """What stands in a return path for somebody who is known by their address alone."""
        return self._digest("address", address.casefold())[:_ID]

    def _signature(self, signed: str) -> str:
        return self._digest("path", signed)[:_SIGNATURE]

    def _digest(self, purpose: str, text: str) -> str:
        return hmac.new(self.key.encode(), f"briefing.return.{purpose}:{text}".encode(), sha256).hexdigest()
