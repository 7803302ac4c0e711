"""The log: lines for people or JSON, and never a secret in them."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, TextIO

from briefing.service.logger import structlog

HIDDEN = "[secret]"
QUIET = ("alembic", "apscheduler", "asyncio", "slack_bolt", "slack_sdk", "trafilatura", "urllib3", "uvicorn")

SHORTEST = 4
"""What is shorter keeps nothing secret: hidden, it would leave every other word unreadable and give itself away."""
ANYWHERE = 8
"""From so many characters on a secret is hidden inside of words as well; a shorter one where it stands for itself."""

Event = MutableMapping[str, Any]


def configure(kind: str, secrets: Sequence[str], *, stream: TextIO) -> None:
    """Set up the log of this process.

    Args:
        kind: "console" or "json".
        secrets: values that must never be written.
        stream: where to write.
    """
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _Concealer(secrets),
    ]
    last: Any = structlog.processors.JSONRenderer()
    if kind == "console":
        last = structlog.dev.ConsoleRenderer(colors=stream.isatty())
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=last, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Concealer:
    """Takes known secrets out of everything that is logged, exceptions' texts included."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._conceal = concealing(secrets)

    def __call__(self, logger: Any, name: str, event: Event) -> Mapping[str, Any]:
        del logger, name
        return {key: self._concealed(value) for key, value in event.items()}

    def _concealed(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value if isinstance(value, int | float | bool | None) else self._concealed(str(value))
        return self._conceal(value)


def concealing(secrets: Iterable[str]) -> Callable[[str], str]:
    """What takes secrets out of a text.

    Args:
        secrets: of at least `SHORTEST` characters; shorter ones are passed over.
    """
    long_enough = {secret for secret in secrets if len(secret) >= SHORTEST}
    alternatives = "|".join(map(_pattern, sorted(long_enough, key=lambda secret: (-len(secret), secret))))
    if not alternatives:
        return str
    pattern = re.compile(alternatives)
    return lambda text: pattern.sub(HIDDEN, text)


def _pattern(secret: str) -> str:
    escaped = re.escape(secret)
    return escaped if len(secret) >= ANYWHERE else rf"(?<!\w){escaped}(?!\w)"


def secrets_of(settings: Any) -> list[str]:
    """All secrets of the settings, as they must not appear anywhere, and the password of the database's address."""
    from urllib.parse import urlsplit

    return [*_secrets_in(settings), urlsplit(settings.database).password or ""]


def _secrets_in(value: Any) -> Iterator[str]:
    """Every secret below a value, whatever section it stands in: one that is added later is hidden too."""
    if hasattr(value, "get_secret_value"):
        yield str(value.get_secret_value())
    elif hasattr(type(value), "model_fields"):
        yield from (secret for _, member in value for secret in _secrets_in(member))
    elif isinstance(value, Mapping):
        yield from (secret for member in value.values() for secret in _secrets_in(member))
