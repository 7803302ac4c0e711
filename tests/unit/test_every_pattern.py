"""Every regular expression of the rooms that read foreign text takes linear time; they are found, not listed."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import briefing.annotate
import briefing.compose
import briefing.extract
import briefing.subscribers
import briefing.text

ROOMS = (briefing.annotate, briefing.text, briefing.extract, briefing.compose, briefing.subscribers)
SIZE = 100_000
LIMIT = 2.0
"""CPU seconds. Linear patterns take some hundredths; a quadratic one would take five billion steps."""
PLAIN = ("a", "A.", "1, ", "\n", "“")
"""What any text may repeat; the worst of a pattern are read from the pattern itself."""
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        yield room
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


def patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    """A value's patterns, those inside of collections included."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (one for member in value.values() for one in patterns_in(member))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (one for member in value for one in patterns_in(member))
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from (one for name in value.__dataclass_fields__ for one in patterns_in(getattr(value, name, None)))


def kept(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    for name, value in vars(module).items():
        for number, pattern in enumerate(patterns_in(value)):
            yield f"{module.__name__}.{name}.{number}", pattern


def builds_patterns(module: ModuleType) -> bool:
    """Whether a function of the module calls `re`, so that a pattern may have no name that leads to it."""
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda))
    calls = (node for function in functions for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func).startswith("re.") for call in calls)


def openers(module: Any) -> Iterator[re.Pattern[Any]]:
    """Those that are built from a table, one a language."""
    return map(module._pattern, module._WORDS)


BUILT = {"briefing.text.openers": openers}
"""Modules that build patterns when they are asked for."""
HARMLESS = {"briefing.compose.phrases", "briefing.extract.walls"}
"""One escapes a reader's words, one fills the module's own tables, which are found."""


def found() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for module in modules():
        yield from kept(module)
        built = BUILT.get(module.__name__, lambda _: ())(module)
        yield from ((f"{module.__name__}.built.{number}", pattern) for number, pattern in enumerate(built))


PATTERNS = {name: pattern for pattern, name in {pattern: name for name, pattern in found()}.items()}


def one_of(members: Iterable[tuple[Any, Any]]) -> str:
    """A character of a set; of a negated one some letter, digit or mark that it leaves in."""
    allowed = [(code, value) for code, value in members if code is not codes.NEGATE]
    text = next((sample([pair]) for pair in allowed), "")
    if len(allowed) == len(list(members)):
        return text
    banned = re.compile("[" + "".join(re.escape(sample([pair])) for pair in allowed) + "]")
    return next((letter for letter in "a1 .-“<" if not banned.match(letter)), "é")


CATEGORIES = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}


def sample(nodes: Iterable[tuple[Any, Any]]) -> str:
    """Some text that the nodes of a parsed pattern match, as far as it needs no looking around."""
    return "".join(SAMPLES.get(code, _nothing)(value) for code, value in nodes)


def _nothing(_: Any) -> str:
    return ""


SAMPLES: Mapping[Any, Callable[[Any], str]] = {
    codes.LITERAL: chr,
    codes.NOT_LITERAL: lambda letter: "b" if letter == ord("a") else "a",
    codes.ANY: lambda _: "a",
    codes.RANGE: lambda ends: chr(ends[0]),
    codes.CATEGORY: lambda kind: CATEGORIES.get(kind, "-"),
    codes.IN: one_of,
    codes.SUBPATTERN: lambda group: sample(group[-1]),
    codes.ATOMIC_GROUP: sample,
    codes.BRANCH: lambda branches: sample(branches[1][0]),
    **dict.fromkeys(REPEATS, lambda repeat: sample(repeat[2]) * max(1, repeat[0])),
}


def repeated(nodes: Iterable[tuple[Any, Any]], before: str = "") -> Iterator[tuple[str, str]]:
    """Every part that may repeat, with a sample of what stands before it."""
    for code, value in nodes:
        if code in REPEATS:
            yield before, sample(value[2])
            yield from repeated(value[2], before)
        elif code is codes.SUBPATTERN:
            yield from repeated(value[-1], before)
        elif code is codes.ATOMIC_GROUP:
            yield from repeated(value, before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from repeated(branch, before)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from repeated(value[1], before)
        before += sample([(code, value)])


def worst_texts(pattern: re.Pattern[Any], size: int = SIZE) -> Iterator[str]:
    """Long repetitions of what a pattern repeats, alone and with what leads to it, that fail in the end."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    leads = {body: before for before, body in repeated(parser.parse(source, pattern.flags & ~re.UNICODE)) if body}
    pieces = [*((before, body) for body, before in leads.items()), *(("", piece) for piece in PLAIN)]
    texts = (
        text
        for before, body in pieces
        for text in (before + body * (size // len(body)), (before + body) * (size // len(before + body)))
    )
    return (f"{text}\x00" for text in dict.fromkeys(texts))


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8")
    began = time.process_time()
    pattern.subn(given[:0], given)
    return time.process_time() - began


def test_the_patterns_of_all_rooms_are_found():
    assert {name.split(".")[1] for name in PATTERNS} == {room.__name__.split(".")[1] for room in ROOMS}


def test_no_pattern_is_hidden_inside_a_function():
    hidden = {module.__name__ for module in modules() if builds_patterns(module)}
    assert hidden == BUILT.keys() | HARMLESS


@pytest.mark.parametrize("name", PATTERNS)
def test_b14_no_pattern_grows_faster_than_its_text(name):
    """B14: each pattern meets 100 kB of what it repeats, and what nearly matches in the end."""
    for text in worst_texts(PATTERNS[name]):
        assert seconds(PATTERNS[name], text) < LIMIT, (text[:60], PATTERNS[name].pattern)


@pytest.mark.parametrize("source", [r"a+b", r"[0-9,]+%", r"“[^”]*”"])
def test_what_is_not_linear_would_be_found(source):
    pattern = re.compile(source)
    short, long = (max(seconds(pattern, text) for text in worst_texts(pattern, size)) for size in (1_000, 8_000))
    assert long > 20 * short
