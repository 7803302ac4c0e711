"""Promises of the filing: an article is found under each of its numbers until it is let go of, in order or not."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.group import filing
from briefing.group.filing import Filing

NUMBERS = st.lists(st.sampled_from([0, 1, 2, 63, 64, 65, 128, 2**31, 2**32 - 1]), min_size=1, max_size=5)
DEEDS = st.lists(st.tuples(NUMBERS, st.booleans()), max_size=30)


def under(filed: Filing, numbers: list[int]) -> list[int]:
    """Everybody filed under one article's numbers, looked up beside another article's."""
    asked = np.array(numbers, np.uint32)
    (older, _) = filed.among_ordered([asked, np.array([5, *numbers[:1]], np.uint32)])
    return [*filed.among_latest(asked), *older]


@given(DEEDS, NUMBERS, st.integers(1, 12))
def test_who_is_filed_is_found_under_each_number_once(deeds, asked, recent):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(filing, "_RECENT", recent)
        living: dict[int, set[int]] = {}
        filed = Filing(living)
        for slot, (numbers, goes) in enumerate(deeds):
            living[slot] = set(numbers)
            filed.file(slot, np.array(numbers, np.uint32))
            filed.settle()
            if goes:
                del living[slot // 2 if slot // 2 in living else slot]
    expected = Counter(slot for slot, numbers in living.items() for number in numbers & set(asked))
    assert Counter(slot for slot in under(filed, asked) if slot in living) == expected


@pytest.mark.parametrize("recent", [1, 1000])
def test_of_many_under_one_number_the_latest_are_found(monkeypatch, recent):
    monkeypatch.setattr(filing, "_RECENT", recent)
    living: dict[int, str] = {}
    filed = Filing(living)
    for slot in range(100):
        living[slot] = "here"
        filed.file(slot, np.array([7, slot + 100], np.uint32))
        filed.settle()
    assert set(range(68, 100)) <= set(under(filed, [7]))
    assert under(filed, [8, 99]) == []


def test_what_is_gone_is_left_out_when_the_latest_are_put_in_order(monkeypatch):
    monkeypatch.setattr(filing, "_RECENT", 2)
    living = {0: "here"}
    filed = Filing(living)
    filed.file(0, np.array([7], np.uint32))
    filed.settle()
    assert under(filed, [7]) == [0]
    del living[0]
    living[1] = "here"
    filed.file(1, np.array([8], np.uint32))
    filed.settle()
    assert (under(filed, [7]), under(filed, [8])) == ([], [1])
