"""What a failure of the transport means: which kind it is, in a sentence for the operator, and whether it may pass."""

import socket
import ssl

import aiohttp

from briefing.collect.http.address import shown
from briefing.collect.http.failures import Failure, SlowName, insecure, nameless
from briefing.collect.http.guard import Refused
from briefing.errors import BriefingError, Permanent, Transient
from briefing.model import Fault

_FAILURES: tuple[tuple[type[Exception], type[Transient | Permanent], Failure], ...] = (
    (TimeoutError, Transient, Failure(Fault.SILENCE, "did not answer completely in time")),
    (aiohttp.ClientConnectorError, Transient, Failure(Fault.CONNECTION, "cannot be connected to")),
    (aiohttp.ServerDisconnectedError, Transient, Failure(Fault.CONNECTION, "hung up without an answer")),
    (aiohttp.ClientPayloadError, Transient, Failure(Fault.BROKEN, "broke off in the middle of its answer")),
    (aiohttp.ClientResponseError, Transient, Failure(Fault.BROKEN, "gave an answer that is not valid HTTP")),
    (aiohttp.InvalidURL, Permanent, Failure(Fault.ADDRESS, "is not an address that can be asked")),
    (aiohttp.ClientError, Transient, Failure(Fault.CONNECTION, "could not be fetched")),
    (ValueError, Transient, Failure(Fault.BROKEN, "gave an answer that cannot be decoded")),
    (OSError, Transient, Failure(Fault.CONNECTION, "could not be fetched")),
)

_CAUSES = (Refused, ssl.SSLError, socket.gaierror, SlowName)


def explained(error: Exception, url: str, hop: int = 0) -> BriefingError:
    """A failure of the transport as one of ours.

    Args:
        url: what was asked; hop: how many redirects led to it.
    """
    if isinstance(error, BriefingError):
        return error
    place = shown(url) + (f" (hop {hop + 1})" if hop else "")
    cause = _cause(error)
    if isinstance(cause, Refused):
        return Permanent(f"{place} is refused: {cause}", fault=Fault.REFUSED)
    if isinstance(cause, ssl.SSLError) and _in_handshake(error, cause):
        found = insecure(cause)
        return Permanent(f"{place} {found.words}", fault=found.fault)
    if isinstance(cause, socket.gaierror | SlowName):
        found = nameless(cause)
        return Transient(f"{place} {found.words}", fault=found.fault)
    for kind, meaning, failure in _FAILURES:
        if isinstance(error, kind):
            return meaning(f"{place} {failure.words}", fault=failure.fault)
    return Transient(f"{place} could not be fetched ({type(error).__name__})", fault=Fault.CONNECTION)


def is_silence(error: BaseException) -> bool:
    """Whether an error means that the host did not answer at all: one without a name or with bad TLS is not silent."""
    silent = isinstance(error, (TimeoutError, aiohttp.ClientConnectionError))
    return silent and not isinstance(_cause(error), _CAUSES)


def _in_handshake(error: Exception, cause: ssl.SSLError) -> bool:
    """Whether the two sides could not agree; a connection that is cut off says nothing about that."""
    return isinstance(error, aiohttp.ClientSSLError) and not isinstance(cause, ssl.SSLEOFError)


def _cause(error: BaseException) -> BaseException:
    """What lies behind an error: the guard's refusal, the fault of TLS or of the name."""
    for _ in range(8):  # aiohttp wraps once or twice
        wrapped = getattr(error, "certificate_error", None) or getattr(error, "os_error", None)
        inner = wrapped or (None if isinstance(error, _CAUSES) else error.__cause__)
        if not isinstance(inner, BaseException) or inner is error:
            return error
        error = inner
    return error
