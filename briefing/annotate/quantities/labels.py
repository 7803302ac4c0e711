"""Numbers that count nothing, told apart: dates, times, models, versions, phones, rooms, marks of lists."""

import re
from collections.abc import Callable, Sequence

from briefing.annotate.numbers.number_words import low_at
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import MONTHS, NUMBERED, STOP_WORDS, WEEKDAYS, is_plural, word_set

_TIME_WORDS = frozenset(
    {
        "am",
        "pm",
        "gmt",
        "et",
        "edt",
        "est",
        "bst",
        "cet",
        "cest",
        "utc",
        "pst",
        "pdt",
        "o’clock",
        "o'clock",
        "hrs",
        "noon",
        "ist",
        "hkt",
    }
)
_ERAS = frozenset({"bc", "ad", "bce", "ce"})
_YEAR = re.compile(r"(?:1[6-9]|2[01])\d\d")
_OLD_YEAR = re.compile(r"1[0-5]\d\d")
_BEFORE_OLD_YEARS = frozenset({"in", "since", "circa", "around"})
_BEFORE_COUNTS = word_set("about than over nearly almost roughly approximately some around")
_BEFORE_YEARS = word_set("in since early late mid of until by from")
_COUNTED_LIKE_YEARS = word_set("""
    people jobs employees students troops workers homes cases deaths users customers members stores votes runs
    soldiers migrants refugees residents dollars euros miles kilometres kilometers feet metres meters tonnes
    tons pages words calories vehicles cars schools houses households families flights patients doctors nurses
    times rpm hp horsepower acres hectares square
""")
_STREETS = word_set("""
    street road avenue lane drive boulevard court st rd ave blvd way place square
""")
_SCREENS = word_set("""
    tv tvs video videos resolution display displays screen screens monitor monitors hdr uhd streaming gaming
    camera content footage
""")
_RUN = 3
_SHORT = 3
_NUMBERED_IN_LOWER_CASE = word_set("""
    category type no page chapter version number step item resolution article section paragraph room flight route
""")


def is_label(line: Sequence[Token], first: int, end: int) -> bool:
    """Whether the number that spans line[first:end] names something instead of counting it.

    Args:
        line: tokens of a sentence.
        first: its first token, a number in digits without a currency or a unit of measure.
        end: index behind its last token.
    """
    return any(test(line, first, end) for test in _TESTS)


def chain_end(line: Sequence[Token], first: int) -> int:
    """Index behind a chain of numbers that belong to one another (a phone number, a card, an address, a list).

    Returns:
        `first` itself when there is no such chain.
    """
    place, count = first, 0
    while place < len(line) and line[place].kind == "number":
        count += 1
        after = place + 1
        while (
            after < len(line) and line[after].kind == "symbol" and line[after].text in "-–./:,|;)" and line[after].glued
        ):
            after += 1
        if after >= len(line) or line[after].kind != "number" or not (line[after].glued or _bare_digits(line[after])):
            place += 1
            break
        place = after
    return place if count > _RUN or (count == _RUN and _all_digits(line, first, place)) else first


def _bare_digits(token: Token) -> bool:
    return token.text.isdecimal()


def _all_digits(line: Sequence[Token], first: int, end: int) -> bool:
    return all(token.text.isdecimal() for token in line[first:end] if token.kind == "number")


def is_year(text: str) -> bool:
    """Whether digits look like a year of our times."""
    return _YEAR.fullmatch(text) is not None


def _glued_word(line: Sequence[Token], first: int, end: int) -> bool:
    """S10, F-150, COVID-19, MP3; 96th, 1960s, 5G, 4x4."""
    token = line[first]
    if first and token.glued:
        before = line[first - 1]
        if before.kind == "word" or before.text in "#/:_\\@&.=":
            return True
        if is_hyphen(before) and before.glued and first > 1 and line[first - 2].kind == "word":
            return line[first - 2].text[:1].isupper() or len(line[first - 2].text) == 1
        if before.text == "," and before.glued:
            return True
    after = line[end] if end < len(line) else None
    return after is not None and after.glued and (after.kind == "word" or after.text in "/\\@_=")


def _date(line: Sequence[Token], first: int, end: int) -> bool:
    before = low_at(line, first - 1) if low_at(line, first - 1) != "." else low_at(line, first - 2)
    after = low_at(line, end)
    if is_hyphen(line[first - 1]) and first > 1 and line[first - 2].kind == "number":
        before = low_at(line, first - 3) if low_at(line, first - 3) != "." else low_at(line, first - 4)
    if before in MONTHS or (after in MONTHS and _may_be_month(line, end)):
        return True
    return before in WEEKDAYS or after in _ERAS or before in _ERAS


def _may_be_month(line: Sequence[Token], index: int) -> bool:
    return line[index].text[:1].isupper()


def _year(line: Sequence[Token], first: int, end: int) -> bool:
    before = low_at(line, first - 1)
    if end == first + 1 and before in _BEFORE_OLD_YEARS and _OLD_YEAR.fullmatch(line[first].text):
        return end >= len(line) or line[end].kind == "symbol" or low_at(line, end) in STOP_WORDS  # "died in 1065"
    if not is_year(line[first].text) or end != first + 1:
        return False
    after = low_at(line, end)
    if before in _BEFORE_COUNTS:
        return not (is_plural(after) or after in _COUNTED_LIKE_YEARS or after in STOP_WORDS)
    return after not in _COUNTED_LIKE_YEARS or before in _BEFORE_YEARS


def _time(line: Sequence[Token], first: int, end: int) -> bool:
    after = low_at(line, end)
    if after in _TIME_WORDS:
        return True
    colon = (
        end + 1 < len(line)
        and after == ":"
        and line[end].glued
        and line[end + 1].glued
        and line[end + 1].kind == "number"
    )
    return colon or (low_at(line, first - 1) == ":" and line[first].glued and line[first - 1].glued)


def _numbered(line: Sequence[Token], first: int, _: int) -> bool:
    """Chapter 4, Flight 370, No. 10, S&P 500, Windows 11."""
    before = first - 1
    if low_at(line, before) == "." and line[before].glued:
        before -= 1
    if before < 0 or line[before].kind != "word":
        return False
    if low_at(line, before) not in NUMBERED:
        return False
    return line[before].text != low_at(line, before) or low_at(line, before) in _NUMBERED_IN_LOWER_CASE


def _address(line: Sequence[Token], _: int, end: int) -> bool:
    """12 Main Street; 575 Wilbraham Road; the 1400 block of Elm Street."""
    if low_at(line, end) == "block" and low_at(line, end + 1) == "of" and line[end + 2 : end + 3]:
        return line[end + 2].text[:1].isupper()
    return any(
        low_at(line, place) in _STREETS
        and line[place].text[:1].isupper()
        and all(token.text[:1].isupper() for token in line[end:place])
        for place in range(end + 1, min(end + 4, len(line)))
    )


def _resolution(line: Sequence[Token], first: int, end: int) -> bool:
    """4K video, 8K TVs, 5G networks: a class of device."""
    return (
        line[first].text in {"4", "8"}
        and end == first + 2
        and low_at(line, first + 1) == "k"
        and low_at(line, end) in _SCREENS
    )


def _list_mark(line: Sequence[Token], first: int, end: int) -> bool:
    """The form "3. Mix the flour", "(4)", "[7]"."""
    if (
        first == 0
        and end < len(line)
        and line[end].text in {".", ")", ":"}
        and line[end].glued
        and len(line[0].text) < _SHORT
    ):
        return True
    return low_at(line, first - 1) in {"(", "["} and low_at(line, end) in {")", "]"} and len(line[first].text) <= _SHORT


_TESTS: tuple[Callable[[Sequence[Token], int, int], bool], ...] = (
    _glued_word, _date, _year, _time, _numbered, _address, _resolution, _list_mark,
)  # fmt: skip
