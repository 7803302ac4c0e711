"""The Jinja environment: sandboxed, strict, and with an operator's folder before our own, file by file."""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing import assets
from briefing.errors import ConfigError
from briefing.render import figure_words, wording

Filter = tuple[str, Callable[..., str]]
WIDTH = 76
_LONGEST_PRODUCT = 1_000_000
_LOOSE = re.compile(r" (?=min\b|…)")


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which also refuses multiplications and powers that blow up."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute `left operator right` unless it repeats, raises to a power or formats beyond reason."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"templates may not use {operator!r} here")
        if operator == "*" and _product(left, right) > _LONGEST_PRODUCT:
            raise SecurityError("a multiplication in a template grows too large")
        return super().call_binop(context, operator, left, right)


class _Inside(FileSystemLoader):
    """Reads nothing that lies outside of its folder once links are followed."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = super().get_source(environment, template)
        if not Path(found[1]).resolve().is_relative_to(Path(self.searchpath[0]).resolve()):
            raise TemplateNotFound(template)
        return found


class Templates:
    """The templates of one brief.

    Args:
        folder: the operator's folder; a file in it replaces ours of the same path; "" for none.
        filters: filters of the format, by name.
    """

    def __init__(self, folder: str = "", filters: Mapping[str, Callable[..., str]] | None = None) -> None:
        given = tuple((filters or {}).items())
        self._environment = _environment(folder, given) if folder else _own_environment(given)

    def render(self, name: str, **context: Any) -> str:
        """Fill in a template.

        Args:
            name: path below the templates folder, such as "email/brief.html".
            context: what it may show: data, never template source.

        Raises:
            ConfigError: the template is wrong or does something that the sandbox forbids.
        """
        try:
            return self._environment.get_template(name).render(context)
        except MemoryError:
            raise  # for the process around it, which alone knows its bound
        except Exception as error:
            # A filter may bring out any fault of Python, a template that includes itself a RecursionError.
            raise ConfigError(f"template {name}: {type(error).__name__}: {error}") from error


@cache
def _own_environment(filters: tuple[Filter, ...]) -> Environment:
    """The one for our own templates, which do not change: compiling them takes ten times as long as a page does."""
    return _environment("", filters)


def _environment(folder: str, filters: Iterable[Filter]) -> Environment:
    places = [_Inside(place) for place in (folder, assets.folder("templates")) if place]
    environment = Environment(
        loader=ChoiceLoader(places),
        undefined=StrictUndefined,
        autoescape=_escapes,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["wrapped"] = wrapped
    environment.filters["bound"] = bound
    environment.filters.update(filters)
    environment.globals["words"] = _words()
    return environment


def _words() -> Mapping[str, Any]:
    """The constants and functions of `wording` and `figure_words`, for templates."""
    return {**_members(wording), **_members(figure_words)}


def _members(module: ModuleType) -> Mapping[str, Any]:
    members = {name: member for name, member in vars(module).items() if not name.startswith("_")}
    return {
        name: member
        for name, member in members.items()
        if isinstance(member, str) or getattr(member, "__module__", "") == module.__name__
    }


def _escapes(name: str | None) -> bool:
    return name is None or name.endswith(".html")


def wrapped(text: str, indent: str = "", first: str | None = None, width: int = WIDTH) -> str:
    """The text folded at spaces.

    Args:
        text: one paragraph.
        indent: stands before every line; `first` before the first one instead.
        width: characters a line, the indent included.
    """
    return textwrap.fill(
        text,
        width=width,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words="://" not in text and not text.isascii(),
        break_on_hyphens=False,
    )


def bound(text: str) -> str:
    """The text with what looks lost at the beginning of a line bound to what stands before it: "3 min", "cost …"."""
    return _LOOSE.sub("\N{NO-BREAK SPACE}", text)


def _product(left: Any, right: Any) -> float:
    sizes = [len(side) if hasattr(side, "__len__") else abs(side) for side in (left, right)]
    return float(sizes[0]) * float(sizes[1])
