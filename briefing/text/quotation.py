"""What a sentence quotes, and whether it keeps its quotation marks together."""

import re

_CURLY = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"), ("[", "]"))
# Each pattern begins with the mark, which is quickly found; what stands before it is looked at then.
_APOSTROPHE_OPENS = re.compile(
    r"['‘](?<![^\s(\[“\"—–-]['‘])(?=\w)(?!(?:\d\ds|em|til|tis|twas|cause|n|bout|round)\b)", re.IGNORECASE
)
_APOSTROPHE_CLOSES_SURELY = re.compile(r"(?:[.,!?…]['’])(?=\s|$|[)\]”\"])")
_APOSTROPHE_CLOSES_MAYBE = re.compile(r"['’](?<=[\w.,!?…;:–-]['’])(?!\w)")
_GERMAN = "„"
_OPENING_MARKS = "\"“'‘«„"
_QUOTED = re.compile(
    r"[\"“'‘«„](?:(?<=[\"“])[^\"”]{0,500}[\"”]|(?<!\w['‘])(?<=['‘])[^'‘’]{2,500}['’](?!\w)"
    r"|(?<=«)[^»]{0,500}»|(?<=„)[^“”]{0,500}[“”])"
)


def quoted(text: str) -> list[str]:
    """The parts of a sentence that stand in quotation marks, with the marks."""
    return _QUOTED.findall(text) if any(mark in text for mark in _OPENING_MARKS) else []


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket that opens in a text closes in it, and none closes only."""
    if text.count('"') % 2:
        return False
    if _GERMAN in text:
        return text.count(_GERMAN) == text.count("“") + text.count("”")
    return all(text.count(left) == text.count(right) for left, right in _CURLY) and _singles_balanced(text)


def _singles_balanced(text: str) -> bool:
    if "'" not in text and "‘" not in text and "’" not in text:
        return True
    opened = len(_APOSTROPHE_OPENS.findall(text))
    surely = len(_APOSTROPHE_CLOSES_SURELY.findall(text))
    maybe = len(_APOSTROPHE_CLOSES_MAYBE.findall(text))
    return surely <= opened <= maybe
