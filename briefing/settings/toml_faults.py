"""What keeps a file from being read as TOML: the line, and what to write instead."""

import re
from collections.abc import Iterator

_AT = re.compile(r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_TWICE = re.compile(r"Cannot declare \((?P<names>[^)]*)\) twice")
_BARE = re.compile(r"\s*[\w.\"-]+\s*=\s*(?P<value>[^\s\"'\[{#][^#]*)")
_LIST = re.compile(r"^[ \t]*[\w.\"-]+[ \t]*=[ \t]*\[", re.MULTILINE)
_VALUE = re.compile(r"""(?<==).*|["'“].*""")
_OPEN = "Unclosed array"
_LONGEST = 80
"""Characters of a line that are shown."""

# By what the reader says, and the line; the first that fits.
_BY_PROBLEM = (
    (_OPEN, "the list is not closed: put a comma between its values and ] at its end"),
    (r"(?s)Illegal character '\\n'|Unterminated string", "the quotation mark at its end is missing"),
    (r"Unescaped|Invalid hex value", "write \\ twice, or / instead"),
    (r"Invalid value: [^=]*=\s*(#.*)?$", "the value is missing: it stands behind the ="),
    (r"Expected '\]' at the end of a table.*?: \[[\w.-]+\s*(#.*)?$", "the ] at its end is missing"),
    (r"Expected '\]' at the end of a table", "a name has no spaces: small letters, digits, - and _"),
    (r"Expected newline or end of document", "nothing but a # and a remark may follow a value on its line"),
    (r"Expected '=' after a key", "write = between a key and its value"),
)


def fault(text: str, problem: str) -> str:
    """A sentence that shows the line up to where a value begins, which may be a secret.

    Args:
        text: of the file.
        problem: what Python's reader says of it.
    """
    found = _AT.fullmatch(problem)
    if not found:
        return problem
    lines = text.splitlines() or [""]
    number, problem = int(found["line"] or len(lines)), found["what"]
    if problem == _OPEN or _ends_within(text, found):
        number, problem = _opened(text, lines, number, int(found["column"] or 0)) or number, _OPEN
    line = lines[number - 1].strip() if number else ""
    return f"line {number}, {_shown(line)}: {_advice(problem, line)}"


def _ends_within(text: str, found: re.Match[str]) -> bool:
    """Whether the file ends where the next value of a list is expected."""
    return found["what"] == "Invalid value" and not found["line"] and not text.rstrip().endswith("=")


def _opened(text: str, lines: list[str], number: int, column: int) -> int:
    """The line on which the list begins that is not closed; the reader names the one on which it gives up, or none."""
    before = "\n".join([*lines[: number - 1], lines[number - 1][: column - 1]]) if column else text
    return max((before.count("\n", 0, found.end()) + 1 for found in _LIST.finditer(before)), default=0)


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
    if bare:
        yield from _of_bare(bare["value"].strip())
    yield from (advice for said, advice in _BY_PROBLEM if re.match(said, f"{problem}: {line}"))


def _of_bare(value: str) -> Iterator[str]:
    """What to write instead of a value that is neither quoted nor a list nor a table."""
    if value.startswith("="):
        yield "write one ="
    elif re.fullmatch("(?i:true|false|yes|no|on|off)", value):
        yield "write true or false, in small letters"
    elif not re.fullmatch(r"[\d_.+-]+", value):
        yield 'text stands in quotation marks: "…"'
