"""Quantities that share a unit: lent by the next one, borrowed from the one before, two that are one."""

from collections.abc import Sequence

from briefing.annotate.lexing import Token
from briefing.annotate.quantity import Quantity

_LIST_WORDS = frozenset({"-", "‑", ",", "or", "and"})
_FARTHEST_LENDER = 12
_LONGEST_GAP = 3
_PARTS_OF = {
    ("dollar", "cent"): 100, ("euro", "cent"): 100, ("pound sterling", "pence"): 100, ("pound", "pence"): 100,
    ("malaysian ringgit", "sen"): 100, ("foot", "inch"): 12,
}  # fmt: skip


def lend_units(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give a number without a unit that of the next one in its list: "7- or 8-inch", "eight or nine euros"."""
    lent = list(found)
    for index in range(len(lent) - 2, -1, -1):
        one, two = lent[index], lent[index + 1]
        between = [token.low for token in line[one.core : two.first]]
        if one.unit.name or one.unit.kind == "label" or not two.unit.name or not 0 < len(between) <= _LONGEST_GAP:
            continue
        plain = one.style in {"digits", "words"} and two.style == one.style
        if set(between) <= _LIST_WORDS and ("or" in between or "-" in between or (plain and between == ["and"])):
            lent[index] = one._replace(unit=two.unit)
    return lent


def merge_parts(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """One quantity where two say one: "three dollars and 50 cents", "5 ft 2 in"."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        share = _PARTS_OF.get((before.unit.name, quantity.unit.name)) if before else None
        if before is None or share is None or not _adjoin(line, before, quantity):
            merged.append(quantity)
            continue
        assert isinstance(before.value, float)
        assert isinstance(quantity.value, float)
        merged[-1] = before._replace(value=before.value + quantity.value / share, end=quantity.end)
    return merged


def _adjoin(line: Sequence[Token], one: Quantity, two: Quantity) -> bool:
    between = [token.low for token in line[one.end : two.first]]
    return isinstance(one.value, float) and isinstance(two.value, float) and between in ([], ["and"])


def borrow_units(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give a number without a unit that of the one it is compared with: "3.9 million headsets, up from 2.4 million"."""
    borrowed: list[Quantity] = []
    for quantity in found:
        before = borrowed[-1] if borrowed else None
        cue = line[quantity.first - 1].low if quantity.first else ""
        if before is not None and not quantity.unit.name and _may_borrow(before, quantity, cue):
            quantity = quantity._replace(unit=before.unit)  # noqa: PLW2901
        borrowed.append(quantity)
    return borrowed


def _may_borrow(before: Quantity, quantity: Quantity, cue: str) -> bool:
    if quantity.style not in {"digits", "words"} or quantity.first - before.end > _FARTHEST_LENDER:
        return False
    if before.unit.kind == "share":
        return cue == "by"
    return (
        bool(before.unit.name)
        and before.unit.kind not in {"time", "age", "score"}
        and cue in {"from", "with", "than", "to"}
    )
