"""What a sentence quotes, and whether it keeps its quotation marks together."""

import re

_PLAIN_PAIRS = (("(", ")"), ("[", "]"))
_PAIRS = (*_PLAIN_PAIRS, ("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"))
_ANY_MARK = re.compile("[\"'()\\[\\]“”„‘’«»「」『』]")
# Each pattern begins with the mark, which is quickly found; what stands before it is looked at then.
_APOSTROPHE_OPENS = re.compile(
    r"['‘](?<![^\s(\[“\"—–-]['‘])(?=\w)(?!(?:\d\ds|em|til|tis|twas|cause|n|bout|round)\b)", re.IGNORECASE
)
_APOSTROPHE_CLOSES_SURELY = re.compile(r"(?:[.,!?…]['’])(?=\s|$|[)\]”\"])")
_APOSTROPHE_CLOSES_MAYBE = re.compile(r"['’](?<=[\w.,!?…;:–-]['’])(?!\w)")
_MARK_AT_AN_EDGE = re.compile(r"['‘’](?:(?<!\w.)|(?!\w))")  # of a word: all others are apostrophes
_GERMAN = "„"
_OPENING_MARK = re.compile("[\"“'‘«„]")
_QUOTED = re.compile(
    r"[\"“'‘«„](?:(?<=[\"“])[^\"”]{0,500}[\"”]|(?<!\w['‘])(?<=['‘])[^'‘’]{2,500}['’](?!\w)"
    r"|(?<=«)[^»]{0,500}»|(?<=„)[^“”]{0,500}[“”])"
)


def quoted(text: str) -> list[str]:
    """The parts of a sentence that stand in quotation marks, with the marks."""
    return _QUOTED.findall(text) if _OPENING_MARK.search(text) else []


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket that opens in a text closes in it, and none closes only."""
    if not _ANY_MARK.search(text):
        return True
    if text.count('"') % 2:
        return False
    if _GERMAN in text:
        return text.count(_GERMAN) == text.count("“") + text.count("”")
    for left, right in _PLAIN_PAIRS if text.isascii() else _PAIRS:
        if text.count(left) != text.count(right):
            return False
    return _singles_balanced(text)


def _singles_balanced(text: str) -> bool:
    if not _MARK_AT_AN_EDGE.search(text):
        return True
    opened = len(_APOSTROPHE_OPENS.findall(text))
    surely = len(_APOSTROPHE_CLOSES_SURELY.findall(text))
    maybe = len(_APOSTROPHE_CLOSES_MAYBE.findall(text))
    return surely <= opened <= maybe
