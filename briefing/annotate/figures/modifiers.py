"""The modifier of every quantity of a sentence, and how far it widens the quantity's span."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.quantities import qualifiers
from briefing.annotate.quantities.quantity import Quantity
from briefing.annotate.words.lexing import Token

_OPENERS = frozenset({"from", "between"})
_VERBS = frozenset({"exceed", "exceeds", "exceeded", "exceeding", "topped", "topping", "surpassed", "surpassing"})
_TIMES = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")
_BACKWARDS = {"time": frozenset({"ago", "old", "away"}), "length": frozenset({"away"})}


class Modified(NamedTuple):
    """A quantity with its modifier.

    Attributes:
        modifier: "=", "~", ">", "<", "up" or "down".
        step: "up" or "down" when it is itself by how much something changed.
        first: index of the first token, the modifier included ("nearly"); end: behind the last ("ago", "or more").
        again: it says the quantity before it in another unit ("(60 miles)"), or only completes it ("and 13 minutes").
    """

    quantity: Quantity
    modifier: str
    step: str
    first: int
    end: int
    again: bool = False


def modified(line: Sequence[Token], found: Sequence[Quantity]) -> tuple[Modified, ...]:
    """Read the modifiers of the quantities of a sentence.

    Args:
        line: tokens of the sentence.
        found: its quantities, in order.
    """
    read: list[Modified] = []
    for quantity in found:
        own = _own(line, quantity)
        if read:
            own = _beside(line, read[-1], own)
            read[-1] = _with_part(line, read[-1], own)
        read.append(own)
    if any(one.step for one in read):
        return tuple(read)
    return tuple(_arrived(line, one) for one in read)


def _own(line: Sequence[Token], quantity: Quantity) -> Modified:
    first, end = quantity.first, quantity.end
    vague = quantity.style == "vague" and not isinstance(quantity.value, tuple)
    modifier = "~" if vague else "="
    ahead, behind = qualifiers.before(line, first), qualifiers.after(line, end)
    if ahead and not (isinstance(quantity.value, tuple) and ahead[1] and line[ahead[1] - 1].low in _OPENERS):
        modifier = ahead[0]
        first = first if line[ahead[1]].low in _VERBS else ahead[1]  # "exceed" belongs to the clause
    elif behind:
        modifier, end = behind
    step = _step(line, quantity, first, end)
    modifier = _directed(line, quantity, modifier, step)
    if end < len(line) and line[end].low in _BACKWARDS.get(quantity.unit.kind, ()):
        end += 1
    ranged = isinstance(quantity.value, tuple) and quantity.unit.kind != "score"
    if ranged and first and line[first - 1].low in _OPENERS:
        first -= 1  # "between 3 and 5"
    return Modified(quantity, modifier, step, first, end)


def _step(line: Sequence[Token], quantity: Quantity, first: int, end: int) -> str:
    """The way that something changed by an amount, "up" or "down"; empty for an amount that is no change."""
    if quantity.style == "multiple" and isinstance(quantity.value, float):
        return "up" if quantity.value > 1 else "down"
    if quantity.unit.kind == "score":
        return ""
    negative = quantity.unit.kind == "share" and isinstance(quantity.value, float) and quantity.value < 0
    told = "" if qualifiers.is_object(line, first, end, quantity.unit.kind) else qualifiers.direction(line, first)
    return told or ("down" if negative else "")


def _directed(line: Sequence[Token], quantity: Quantity, modifier: str, step: str) -> str:
    """The modifier with the way of the change: a bound beside the number goes before it, as does "just".

    The published list of such words (Almasian et al. 2023, CQE) is followed, as is its order.
    """
    if quantity.style == "multiple":
        return step if modifier == "=" else modifier
    if modifier == "=" and qualifiers.comes_on_top(line, quantity.core):
        return ">"
    directed = modifier == "~" or (modifier == "=" and not qualifiers.is_exact(line, quantity.first))
    return (step if directed else "") or modifier


def _arrived(line: Sequence[Token], one: Modified) -> Modified:
    """A level that something rose or fell to carries the way it went, where the sentence gives no step that does."""
    quantity = one.quantity
    if one.modifier != "=" or isinstance(quantity.value, tuple) or qualifiers.is_exact(line, quantity.first):
        return one
    return one._replace(modifier=qualifiers.reached(line, quantity.first, quantity.end) or "=")


def _beside(line: Sequence[Token], before: Modified, own: Modified) -> Modified:
    """What is said in other words keeps its modifier: "more than 100 km (60 miles)", "up 0.25 points, or 0.01%"."""
    between = [token.low for token in line[before.end : own.first]]
    bracketed = between[-1:] == ["("] and all(
        token.kind == "symbol" or token.low == "wide" for token in line[before.end : own.first]
    )
    inherited = before.modifier in ({">", "<", "~"} if bracketed else {"up", "down"})
    bracketed = bracketed or (before.again and between in ([";"], [","]))  # "€400m ($528m; £275m)"
    linked = bracketed or between in (["or"], [",", "or"]) or between[-1:] == ["by"]
    if own.modifier == "=" and inherited and linked:
        own = own._replace(modifier=before.modifier, step=before.step)
    part = _is_part_of_time(before.quantity, own.quantity, between)
    return own._replace(again=bracketed or part or between in (["or"], [",", "or"]))


def _with_part(line: Sequence[Token], before: Modified, own: Modified) -> Modified:
    """A time as printed whole, "six years and four months", though its value is that of the larger unit."""
    between = [token.low for token in line[before.end : own.first]]
    part = own.again and between == ["and"] and _is_part_of_time(before.quantity, own.quantity, between)
    return before._replace(end=own.end) if part else before


def _is_part_of_time(before: Quantity, own: Quantity, between: Sequence[str]) -> bool:
    """Whether a time only completes the one before it: "4 hours (and 13 minutes)"."""
    if before.unit.name not in _TIMES or own.unit.name not in _TIMES or not set(between) <= {"and", ","}:
        return False
    return _TIMES.index(own.unit.name) > _TIMES.index(before.unit.name)
