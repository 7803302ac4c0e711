"""DKIM signatures (RFC 6376), rsa-sha256, relaxed/relaxed.

Signed here and not by dkimpy, because that computes RSA in Python: 8.1 ms of CPU for a mail of 59 kB, during which no
other thread sends, against 1.3 ms (medians of 30 and 200 on one machine); and because a mail that is sent again must
carry the same signature, so that the time in it is that of the delivery. The tests verify every signature with dkimpy.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

SIGNED = (
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "references",
    "reply-to",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "auto-submitted",
    "feedback-id",
)
"""Also where absent, so that nobody can add one (RFC 6376, 5.4.2); RFC 8058 asks for the two of unsubscribing."""
TWICE = ("from", "subject")
LEAST_BITS = 1024
_BLANKS = re.compile(rb"[ \t]+")
_FOLDED = re.compile(rb"\r\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs mails for a domain.

    Attributes:
        domain: whose mails they are; selector: where its key is in DNS, `<selector>._domainkey.<domain>`.
    """

    domain: str
    selector: str
    key: "RSAPrivateKey"

    def signed(self, mail: bytes, moment: datetime) -> bytes:
        """The mail with a signature before it: the same for the same mail and moment.

        Args:
            mail: with CRLF line ends.
            moment: when it was made; later than the verifier's clock would be an invalid signature.
        """
        head, _, body = mail.partition(b"\r\n\r\n")
        fields = _fields(head)
        present = [*SIGNED, *TWICE]
        digest = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest()).decode()
        tags = (
            f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={self.domain}; s={self.selector};\r\n"
            f" t={int(moment.timestamp())}; h={_listed(present)};\r\n bh={digest};\r\n b="
        )
        unsigned = f"DKIM-Signature: {tags}".encode()
        covered = b"".join(_taken(fields, present)) + _relaxed(unsigned)
        return unsigned + _folded(base64.b64encode(self._signature(covered))) + b"\r\n" + mail

    def _signature(self, covered: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        return self.key.sign(covered, PKCS1v15(), SHA256())

    def record(self) -> str:
        """What DNS has to say under `<selector>._domainkey.<domain>`, as a TXT record."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        public = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


def signer(domain: str, selector: str, key: str) -> Signer:
    """Who signs with a private key.

    Args:
        key: RSA, as PEM, without a password.

    Raises:
        ConfigError: it is none, or too short, or the library is not installed.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ModuleNotFoundError as error:
        raise ConfigError("signing mails needs the extra: pip install 'briefing[dkim]'") from error
    try:
        found = load_pem_private_key(key.encode(), password=None)
    except (ValueError, TypeError):
        raise ConfigError("DKIM_KEY: is not a private key in PEM without a password") from None
    if not isinstance(found, RSAPrivateKey) or found.key_size < LEAST_BITS:
        raise ConfigError(f"DKIM_KEY: is not an RSA key of at least {LEAST_BITS} bits")
    return Signer(domain, selector, found)


def new_key() -> str:
    """A private key, as PEM."""
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    made = generate_private_key(public_exponent=65537, key_size=2048)
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _fields(head: bytes) -> list[tuple[str, bytes]]:
    """Header fields in order: the name in small letters, and the whole in relaxed form with its line end."""
    lines = _FOLDED.sub(b"", head).split(b"\r\n")
    return [
        (line.partition(b":")[0].strip().lower().decode("ascii", "replace"), _relaxed(line) + b"\r\n") for line in lines
    ]


def _taken(fields: list[tuple[str, bytes]], names: list[str]) -> list[bytes]:
    """For each name the last field of it that was not taken before (RFC 6376, 5.4.2)."""
    left = list(fields)
    taken = []
    for name in names:
        found = next((i for i in reversed(range(len(left))) if left[i][0] == name), None)
        if found is not None:
            taken.append(left.pop(found)[1])
    return taken


def _relaxed(field: bytes) -> bytes:
    """A field in relaxed form (RFC 6376, 3.4.2)."""
    name, _, value = _FOLDED.sub(b"", field).partition(b":")
    return name.strip().lower() + b":" + _BLANKS.sub(b" ", value).strip()


def _relaxed_body(body: bytes) -> bytes:
    """The body in relaxed form (RFC 6376, 3.4.4)."""
    plain = _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n").rstrip(b"\r\n")
    return plain + b"\r\n" if plain else b""


def _listed(names: list[str]) -> str:
    """Names between colons, a few a line."""
    rows = [":".join(names[at : at + 4]) for at in range(0, len(names), 4)]
    return ":\r\n ".join(rows)


def _folded(data: bytes) -> bytes:
    return b"\r\n ".join(data[at : at + 72] for at in range(0, len(data), 72))
