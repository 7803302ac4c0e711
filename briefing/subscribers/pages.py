"""Where the pages are that mails lead to."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Pages:
    """Addresses below the public one of the service.

    Attributes:
        root: "https://brief.example.com", without a slash at the end; "" where there is no such address.
    """

    root: str

    def confirm(self, token: str) -> str:
        """Where a subscription is confirmed."""
        return self._page("confirm", token)

    def preferences(self, token: str) -> str:
        """Where a subscriber says what they want."""
        return self._page("preferences", token)

    def unsubscribe(self, token: str) -> str:
        """Where a subscriber leaves; a POST of List-Unsubscribe=One-Click acts at once (RFC 8058)."""
        return self._page("unsubscribe", token)

    def brief(self, name: str, slot: str) -> str:
        """A brief in the archive."""
        return f"{self.root}{brief_path(name, slot)}" if self.root else ""

    def _page(self, what: str, which: str) -> str:
        return f"{self.root}/{what}/{which}" if self.root else ""


def brief_path(name: str, slot: str) -> str:
    """Where a brief stands for good, below the root; the ":" of a time of day may stand as it is (RFC 3986, 3.3)."""
    return f"/briefs/{quote(name, safe='')}/{quote(slot, safe=':')}"
