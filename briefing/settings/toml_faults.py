"""What keeps a file from being read as TOML: the line, and what to write instead."""

import re
from collections.abc import Iterator

_AT = re.compile(r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)
_TWICE = re.compile(r"Cannot declare \((?P<names>[^)]*)\) twice")
_BARE = re.compile(r"\s*[\w.\"-]+\s*=\s*(?P<value>[^\s\"'\[{#][^#]*)")
_VALUE = re.compile(r"""(?<==).*|["'“].*""")
_LONGEST = 80
"""Characters of a line that are shown."""


def fault(text: str, problem: str) -> str:
    """A sentence that shows the line up to where a value begins, which may be a secret.

    Args:
        text: of the file.
        problem: what Python's reader says of it.
    """
    found = _AT.fullmatch(problem)
    if not found:
        return problem
    number = int(found["line"] or len(text.splitlines()))
    line = (text.splitlines() or [""])[number - 1].strip() if number else ""
    return f"line {number}, {_shown(line)}: {_advice(found['what'], line)}"


def _shown(line: str) -> str:
    plain = _VALUE.sub("", line)[:_LONGEST].rstrip()
    return plain if plain == line else f"{plain} …"


def _advice(problem: str, line: str) -> str:
    return next(_advices(problem, line), f"{problem[:1].lower()}{problem[1:]}")


def _advices(problem: str, line: str) -> Iterator[str]:
    twice = _TWICE.match(problem)
    if twice:
        names = ".".join(re.findall(r"'([^']*)'", twice["names"]))
        yield f"[{names}] is there twice: put both together, or give one another name"
    if problem.startswith("Cannot overwrite"):
        yield "this is given a second time: leave one of them out"
    if re.search("[“”„‘’]", line):
        yield 'write straight quotation marks: "…"'
    bare = _BARE.match(line)
    if bare and not re.fullmatch(r"true|false|[\d_.:+TZ-]+", bare["value"].strip()):
        yield 'text stands in quotation marks: "…"'
