"""The frozen values of the model as JSON and back: one form for the database, the command line and the archive.

The JSON is strict (RFC 8259: finite numbers only, UTF-8) and deterministic: sorted keys, no spaces, instants as
ISO 8601 in UTC, bytes as base 85. Keys that a later version added are ignored, missing ones take their defaults.
"""

import functools
import json
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar, get_args, get_origin

from cattrs import BaseValidationError
from cattrs.preconf.json import JsonConverter, make_converter

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NUMBER_OR_RANGE = float | tuple[float, float] | None


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which UTF-8 or PostgreSQL cannot hold, as U+FFFD.

    One for one, so that spans keep their place.
    """
    return _UNSTORABLE.sub("�", text)


def to_json(value: Any) -> Any:
    """A model value (or a collection of them) as dicts, lists, strings, finite numbers, booleans and None.

    Raises:
        ValueError: a number is infinite or not a number.
    """
    return _converter().unstructure(value)


def from_json(cls: Callable[..., T], data: Any) -> T:
    """The model value that `to_json` made `data` of.

    Args:
        cls: the dataclass, or a type such as ``tuple[Figure, ...]``.

    Raises:
        ValueError: the data is not such a value.
    """
    try:
        return _converter().structure(data, cls)  # type: ignore[arg-type]
    except (BaseValidationError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {getattr(cls, '__name__', cls)}: {error!r}") from error


def dumps(value: Any) -> bytes:
    """A model value as JSON bytes: equal values give equal bytes.

    Raises:
        ValueError: a number is infinite or not a number.
    """
    text = json.dumps(to_json(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def loads(cls: Callable[..., T], data: bytes | str) -> T:
    """The model value that `dumps` made the bytes of.

    Raises:
        ValueError: the bytes are not JSON, or not such a value.
    """
    return from_json(cls, json.loads(data, parse_constant=_refuse))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")


def _from_words(value: str) -> str:
    """A plain string, of a member of an enumeration too."""
    return storable(str(value))


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written as JSON")
    return float(value)


def _to_float(data: Any, _: Any = float) -> float:
    if type(data) not in {int, float}:
        raise TypeError(f"{data!r} is not a number")
    return _finite(data)


def _exactly(cls: type[T]) -> Callable[[Any, Any], T]:
    def check(data: Any, _: Any) -> T:
        if type(data) is not cls:
            raise TypeError(f"{data!r} is not {cls.__name__}")
        return data

    return check


def _to_number_or_range(data: Any, _: Any) -> float | tuple[float, float] | None:
    if data is None:
        return None
    if isinstance(data, list | tuple):
        low, high = data
        return _to_float(low), _to_float(high)
    return _to_float(data)


def _from_number_or_range(value: float | tuple[float, float] | None) -> float | list[float] | None:
    if isinstance(value, tuple):
        return [_finite(member) for member in value]
    return None if value is None else _finite(value)


def _from_instant(value: datetime) -> str:
    return value.isoformat() if value.tzinfo is None else value.astimezone(UTC).isoformat()


def _to_instant(data: Any, _: Any) -> datetime:
    value = datetime.fromisoformat(data)
    return value if value.tzinfo is None else value.astimezone(UTC)


def _is_tuple(cls: Any) -> bool:
    return cls is tuple or get_origin(cls) is tuple


def _is_frozenset(cls: Any) -> bool:
    return cls is frozenset or get_origin(cls) is frozenset


def _from_tuple(converter: JsonConverter, cls: Any) -> Callable[[tuple[Any, ...]], list[Any]]:
    """A list of what the tuple holds: JSON has no tuple, and equal values must compare equal when read back."""
    members = set(get_args(cls)) - {...}
    if len(members) == 1:
        convert = converter.get_unstructure_hook(members.pop())
        return lambda value: [convert(member) for member in value]
    return lambda value: [converter.unstructure(member) for member in value]


@functools.cache
def _converter() -> JsonConverter:
    converter = make_converter(detailed_validation=False)
    for cls in (int, bool):
        converter.register_structure_hook(cls, _exactly(cls))
    # By predicate: a hook for the class str would also make plain strings of its subclasses, the enumerations.
    converter.register_structure_hook_func(lambda cls: cls is str, _exactly(str))
    converter.register_structure_hook(float, _to_float)
    converter.register_structure_hook(datetime, _to_instant)
    converter.register_structure_hook_func(lambda cls: cls == _NUMBER_OR_RANGE, _to_number_or_range)
    converter.register_unstructure_hook(str, _from_words)
    converter.register_unstructure_hook(float, _finite)
    converter.register_unstructure_hook(datetime, _from_instant)
    converter.register_unstructure_hook_func(_is_frozenset, sorted)
    converter.register_unstructure_hook_func(lambda cls: cls == _NUMBER_OR_RANGE, _from_number_or_range)
    converter.register_unstructure_hook_factory(_is_tuple, lambda cls: _from_tuple(converter, cls))
    return converter
