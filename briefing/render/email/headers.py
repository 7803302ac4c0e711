"""Headers that all our mails share."""

import hashlib
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

UNDISCLOSED = "undisclosed-recipients:;"


def policy_for(*addresses: str) -> "EmailPolicy[EmailMessage]":
    """SMTPUTF8 (RFC 6531) only where an address needs it."""
    wanted = not all(address.isascii() for address in addresses)
    return SMTP.clone(cte_type="7bit", utf8=wanted)


def address_header(name: str, address: str) -> Address | str:
    """An address for a header; the empty group (RFC 5322) for what is none: its delivery fails, not the brief."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or " " in address:
        return UNDISCLOSED
    try:
        if address.isascii():
            return Address(display_name=name, addr_spec=address)
        return Address(display_name=name, username=local, domain=domain)
    except (ValueError, IndexError, HeaderParseError):
        return UNDISCLOSED


def digest(key: str) -> str:
    """Letters and digits that stand for a key of the ledger, always the same ones."""
    return hashlib.sha256(key.encode()).hexdigest()[:24]
