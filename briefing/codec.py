"""The frozen values of the model as JSON and back: one form for the database, the command line and the archive.

The JSON is strict (RFC 8259: finite numbers only, UTF-8) and deterministic in the manner of RFC 8785: sorted keys, no
spaces, whole numbers without a point; instants as ISO 8601 in UTC, bytes as base 64. Keys that a later version added
are passed over, missing ones take their defaults. msgspec does the work: a brief reads thousands of stored values, and
it reads them twenty times faster than libraries in Python.
"""

import functools
import math
import re
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from threading import Lock
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_EXACT = 2.0**53  # up to here a float holds every whole number


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which UTF-8 or PostgreSQL cannot hold, as U+FFFD.

    One for one, so that spans keep their place.
    """
    return text if text.isprintable() else _UNSTORABLE.sub("�", text)


def to_json(value: Any) -> Any:
    """A model value (or a collection of them) as dicts, lists, strings, finite numbers, booleans and None.

    Raises:
        ValueError: a number is infinite or not a number.
    """
    return _plain(msgspec.to_builtins(value, builtin_types=(datetime,), order="deterministic"))


def from_json(cls: type[T], data: Any) -> T:
    """The model value that `to_json` made `data` of.

    Args:
        cls: the dataclass, or a type such as ``tuple[Figure, ...]``.

    Raises:
        ValueError: the data is not such a value; says where it is not.
    """
    _decoder(cast("Hashable", cls))
    try:
        return msgspec.convert(data, cls)
    except msgspec.ValidationError as error:
        raise ValueError(f"not a {_name(cls)}: {error}") from error


def dumps(value: Any) -> bytes:
    """A model value as JSON bytes: equal values give equal bytes.

    Raises:
        ValueError: a number is infinite or not a number.
    """
    return msgspec.json.encode(to_json(value), order="deterministic")


def loads(cls: type[T], data: bytes | str) -> T:
    """The model value that `dumps` made the bytes of.

    Raises:
        ValueError: the bytes are not JSON, or not such a value; says where they are not.
    """
    try:
        found: T = _decoder(cast("Hashable", cls)).decode(data)
    except msgspec.DecodeError as error:
        raise ValueError(f"not a {_name(cls)}: {error}") from error
    return found


def _name(cls: Any) -> str:
    return getattr(cls, "__name__", str(cls))


def _plain(value: Any) -> Any:
    convert = _CONVERSIONS.get(type(value))
    return value if convert is None else convert(value)


def _plain_number(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written as JSON")
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _plain_instant(value: datetime) -> str:
    return value.isoformat() if value.tzinfo is None else value.astimezone(UTC).isoformat()


_CONVERSIONS: dict[type, Callable[[Any], Any]] = {
    str: storable,
    float: _plain_number,
    datetime: _plain_instant,
    list: lambda value: [_plain(member) for member in value],
    tuple: lambda value: [_plain(member) for member in value],
    dict: lambda value: {_plain(key): _plain(member) for key, member in value.items()},
}


_LEARNING = Lock()


@functools.cache
def _decoder(cls: Any) -> msgspec.json.Decoder[Any]:
    """The decoder of a class, after which the library knows the class and all that it holds.

    One thread at a time: msgspec (0.22 at least) lets other threads see a class of which it knows half, and the
    process dies of it.
    """
    with _LEARNING:
        return msgspec.json.Decoder(cls)
