"""How values of the model lie in columns, the same on both databases.

Instants are whole microseconds since 1970 in UTC, as 64-bit integers: exact on both databases (a double is not), in
order (ISO text with and without a fraction is not), small in an index, and out of reach of session time zones.
"""

import zlib
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import BigInteger, LargeBinary, Text, TypeDecorator
from sqlalchemy.engine import Dialect

from briefing.codec import dumps, loads, storable

T = TypeVar("T")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime as microseconds since the epoch."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Refuses a naive datetime with TypeError: which instant it means is not known."""
        return None if value is None else (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant in UTC."""
        return None if value is None else EPOCH + value * _MICROSECOND


class Words(TypeDecorator[str]):
    """Text that any database can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """NUL and lone surrogates become U+FFFD."""
        return None if value is None else storable(value)


class Value(TypeDecorator[Any]):
    """A value of the model, or plain JSON, as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, cls: Any) -> None:
        super().__init__()
        self.cls = cls

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value as JSON."""
        return None if value is None else dumps(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The value again."""
        return None if value is None else loads(self.cls, value)


class Packed(TypeDecorator[Any]):
    """A value of the model as compressed JSON: annotations shrink to a fifth."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, cls: Any) -> None:
        super().__init__()
        self.cls = cls

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """The value as compressed JSON."""
        return None if value is None else zlib.compress(dumps(value), level=3)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The value again."""
        return None if value is None else unpacked(self.cls, value)


def unpacked(cls: type[T], value: bytes) -> T:
    """The value of the model that a `Packed` column holds."""
    return loads(cls, zlib.decompress(value))
