"""Why no connection was made: what is wrong with a certificate, with the TLS that is spoken, or with a name."""

import socket
import ssl
from collections.abc import Mapping
from typing import NamedTuple

from briefing.model import Fault


class SlowName(OSError):
    """A name was not looked up in time."""


class Failure(NamedTuple):
    """What kind of failure it is, and the sentence about it, whose subject comes before."""

    fault: Fault
    words: str


NOBODY_VOUCHES = Failure(Fault.CERTIFICATE, "shows a certificate that nobody vouches for")
_CERTIFICATES: Mapping[int, Failure] = {
    9: Failure(Fault.EXPIRED, "shows a certificate that is not valid yet"),
    10: Failure(Fault.EXPIRED, "shows a certificate that has expired"),
    18: Failure(Fault.CERTIFICATE, "shows a certificate that it has signed itself"),
    62: Failure(Fault.OTHER_HOST, "shows a certificate that is for another host"),
}
"""By X509_V_ERR of OpenSSL (openssl-verification-options(1))."""

_OLD = Failure(Fault.OUTDATED, "speaks only old versions of TLS, which are not safe")
_TLS: Mapping[str, Failure] = {
    "TLSV1_ALERT_PROTOCOL_VERSION": _OLD,
    "UNSUPPORTED_PROTOCOL": _OLD,
    "WRONG_VERSION_NUMBER": Failure(Fault.CERTIFICATE, "does not speak TLS at this port"),
}
_INSECURE = Failure(Fault.CERTIFICATE, "cannot be spoken to securely (TLS)")

_UNKNOWN_NAMES = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


def insecure(error: ssl.SSLError) -> Failure:
    """What is wrong with a certificate, or with the TLS that a server speaks."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATES.get(error.verify_code, NOBODY_VOUCHES)
    return _TLS.get(error.reason or "", _INSECURE)


def nameless(error: OSError) -> Failure:
    """Why a name was not resolved: it is unknown, or those who should know do not answer."""
    if isinstance(error, SlowName):
        return Failure(Fault.LOOKUP, "has a host name that does not resolve: it was not looked up in time")
    if error.errno in _UNKNOWN_NAMES:
        return Failure(Fault.NAME, "has a host name that does not resolve: there is none like it")
    return Failure(Fault.LOOKUP, "has a host name that does not resolve: the name servers do not answer for it")
