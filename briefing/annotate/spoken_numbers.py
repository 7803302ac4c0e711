"""Numbers in words: "two hundred and fifty", "two-thirds", "one in five", "half a million", "dozens"."""

from collections.abc import Sequence

from briefing.annotate.lexing import Token, is_hyphen
from briefing.annotate.number_words import HUNDRED, PARTS, SCALES, SMALL, Amount, and_part, low_at, past_hyphen, scaled
from briefing.annotate.small_words import STOP_WORDS, VERBS, word_set

# What a bare plural promises at least and at most; "dozens" and "scores" promise no number at all.
_VAGUE: dict[str, tuple[float, float] | None] = {
    "dozens": None, "scores": None, "hundreds": (1e2, 1e3), "thousands": (1e3, 1e4), "millions": (1e6, 1e7),
    "billions": (1e9, 1e10), "trillions": (1e12, 1e13), "tens": (1e1, 1e2),
}  # fmt: skip
_BEFORE_HALF = (STOP_WORDS | VERBS) - frozenset({"the", "last", "each", "and", "other", "first"}) | frozenset({"a"})
_TWENTY = 20
_TEN = 10
_MOST_DIGITS = 4
_CLOCK = word_set("""
    second minute hour day week month year game match season start race event
""")


def spoken(line: Sequence[Token], index: int) -> Amount | None:
    """Read the number in words that begins at a token; None when none does."""
    return _share(line, index) or _vague(line, index) or _words(line, index)


def _words(line: Sequence[Token], index: int) -> Amount | None:
    """The form "twenty-five", "two hundred and fifty", "a million", "nine point four", "two million and a half"."""
    article = low_at(line, index) in {"a", "an"}
    begin = index + article
    if low_at(line, begin) not in SCALES and (article or low_at(line, begin) not in SMALL):
        return None
    value, end, factor = _run_of_words(line, begin)
    style = "article" if article else "words"
    point = _spoken_decimals(line, end)
    if point:
        return scaled(line, point[1], value + point[0], style)
    half = and_part(line, end)
    if half:
        value, end = value + half[0] * (factor if line[end - 1].low in SCALES else 1.0), half[1]
        return Amount(value, end, style, factor) if article else scaled(line, end, value, style)
    part = PARTS.get(low_at(line, end), 0)
    if part and not article and low_at(line, end).endswith("s") and value > part:
        return Amount(value / part, end + 1, "share")  # "twenty-one fifths"
    return Amount(value, end, style, factor)


def _run_of_words(line: Sequence[Token], begin: int) -> tuple[float, int, float]:
    """Value of a run of number words, the index behind it, and its largest scale."""
    total, current, factor, end, place = 0.0, 0.0, 1.0, begin, begin
    while place < len(line):
        word = line[place].low
        if word in SMALL and _fits(current, SMALL[word], fresh=place == begin):
            current += SMALL[word]
        elif word in SCALES:
            factor = max(factor, SCALES[word])
            if SCALES[word] <= HUNDRED:  # hundred and dozen multiply what stands right before
                current = (current or 1) * SCALES[word]
            else:
                total, current = total + (current or 1) * SCALES[word], 0.0
        elif not (word == "and" and place > begin and _joins(line, place)):
            break
        end = place + 1
        place = past_hyphen(line, end)
    return total + current, end, factor


def _joins(line: Sequence[Token], index: int) -> bool:
    """Whether an "and" stands inside a number: "two hundred and fifty", not "two million and one half"."""
    return low_at(line, index - 1) in SCALES and low_at(line, index + 1) in SMALL and and_part(line, index) is None


def _spoken_decimals(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    """The form "point two five"."""
    if low_at(line, index) != "point" or SMALL.get(low_at(line, index + 1), HUNDRED) >= _TWENTY:
        return None
    digits, end = "", index + 1
    while SMALL.get(low_at(line, end), HUNDRED) < _TWENTY:
        digits, end = digits + str(SMALL[line[end].low]), end + 1
    return float(f"0.{digits}"), end


def _fits(current: float, value: int, *, fresh: bool) -> bool:
    """Whether a small number word continues the number: after a ten comes a one, after a hundred anything below."""
    if fresh or current == 0:
        return True
    if current % 100 == 0:
        return True
    return current % 10 == 0 and current % HUNDRED >= _TWENTY and 0 < value < _TEN


def _share(line: Sequence[Token], index: int) -> Amount | None:
    """The form "two-thirds", "a third of", "half of", "half a million", "one in five"."""
    word = low_at(line, index)
    if word == "half":
        return _half(line, index, index + 1)
    if word == "quarter" and low_at(line, index + 1) in SCALES:
        return scaled(line, index + 1, 0.25, "article")
    count = 1 if word in {"a", "an"} else SMALL.get(word)
    return None if count is None else _counted_parts(line, index, count)


def _counted_parts(line: Sequence[Token], index: int, count: int) -> Amount | None:
    """The form "two-thirds", "three quarters of", "one in five"."""
    article = low_at(line, index) in {"a", "an"}
    place = index + 2 if index + 1 < len(line) and is_hyphen(line[index + 1]) else index + 1
    part = PARTS.get(low_at(line, place))
    if part is None:
        return None if article else ratio(line, index, count)
    if part == PARTS["half"] and count == 1:
        return _half(line, index, place + 1)
    if line[place].low.endswith("s") == (count == 1) or (article and not _stands_alone(line, index, place + 1)):
        return None
    return scaled(line, place + 1, count / part, "share")


def _stands_alone(line: Sequence[Token], index: int, end: int) -> bool:
    """The form "a third of", "by a third", "a quarter-century"; never "a third man"."""
    following = {low_at(line, end), low_at(line, past_hyphen(line, end))}
    return (
        bool(following & {"of", "century", ""})
        or low_at(line, end) in SCALES
        or low_at(line, index - 1)
        in {
            "by",
            "about",
            "nearly",
            "almost",
            "roughly",
            "than",
        }
    )


def _half(line: Sequence[Token], index: int, after: int) -> Amount | None:
    """The form "half of", "half the", "half a million", "half a dozen"; never "the first half"."""
    if index and line[index - 1].kind == "word" and line[index - 1].low not in _BEFORE_HALF:
        return None  # "the first half of", "the upper half of"
    place = after + 1 if low_at(line, after) in {"a", "an"} else past_hyphen(line, after)
    if low_at(line, place) in SCALES:
        return scaled(line, place, 0.5, "article")
    if low_at(line, after) in {"of", "the", "all", "its", "their", "his", "her", "our", "that"}:
        return Amount(0.5, after, "share")
    return Amount(0.5, after, "half")


def ratio(line: Sequence[Token], index: int, count: int) -> Amount | None:
    """The form "one in five", "three out of four", "one in every ten"."""
    place = index + 1
    if low_at(line, place) == "out" and low_at(line, place + 1) == "of":
        place += 2
    elif low_at(line, place) == "in":
        place += 1
    else:
        return None
    if low_at(line, place) == "every":
        place += 1
    whole = _whole(line, place)
    if whole is None or whole[0] <= count or low_at(line, whole[1]).rstrip("s") in _CLOCK:
        return None  # "five in ten minutes"
    return Amount(count / whole[0], whole[1], "share")


def _whole(line: Sequence[Token], index: int) -> tuple[float, int] | None:
    if index >= len(line):
        return None
    if line[index].text.isdecimal() and len(line[index].text) <= _MOST_DIGITS:
        value = float(line[index].text)
        return None if value > HUNDRED * _TEN else (value, index + 1)
    spoken = _words(line, index)
    return (spoken.value, spoken.end) if spoken and isinstance(spoken.value, float) else None


def _vague(line: Sequence[Token], index: int) -> Amount | None:
    """The form "dozens", "tens of thousands", "hundreds"."""
    word = low_at(line, index)
    if word not in _VAGUE:
        return None
    if low_at(line, index + 1) == "of" and low_at(line, index + 2) in _VAGUE and word != "dozens":
        low, high = _VAGUE[word] or (0.0, 0.0), _VAGUE[low_at(line, index + 2)]
        if high is not None:
            return Amount((low[0] * high[0], low[1] * high[0]), index + 3, "vague")
    if word == "tens":
        return None
    return Amount(_VAGUE[word], index + 1, "vague")
