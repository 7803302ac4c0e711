import dataclasses
import functools
import json
import subprocess
import sys
import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import model
from briefing.codec import dumps, from_json, loads, storable, to_json
from briefing.model import Figure, Item, ItemKind, SourceState, Story

ROOT = Path(__file__).parents[3]
CLASSES = [cls for cls in map(vars(model).get, model.__all__) if dataclasses.is_dataclass(cls)]
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
SIMPLE = {
    str: WORDS,
    int: st.integers(),
    bool: st.booleans(),
    float: NUMBERS | st.integers(-(2**50), 2**50),
    bytes: st.binary(max_size=8),
    datetime: st.datetimes() | st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    types.NoneType: st.none(),
    typing.Any: JSON,
}


@functools.cache
def values_of(hint) -> st.SearchStrategy:
    """Any value that a field of this type may hold."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{field.name: values_of(hints[field.name]) for field in dataclasses.fields(hint)})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _many(origin, arguments)


def _many(origin, arguments) -> st.SearchStrategy:
    if origin in {typing.Union, types.UnionType}:
        return st.one_of(*map(values_of, arguments))
    if origin is tuple and arguments[-1] is not ...:
        return st.tuples(*map(values_of, arguments))
    if origin is Mapping:
        return st.dictionaries(values_of(arguments[0]), values_of(arguments[1]), max_size=2)
    return st.lists(values_of(arguments[0]), max_size=2).map({tuple: tuple, frozenset: frozenset}[origin])


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_value_of_the_model_comes_back_as_it_was(cls):
    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(values_of(cls))
    def comes_back(value):
        data = dumps(value)
        assert loads(cls, data) == value
        assert json.loads(data) == to_json(value)
        assert dumps(loads(cls, data)) == data

    comes_back()


def test_enumerations_and_tuples_come_back_in_their_types():
    item = Item(1, "s", "h", model.ArticleLink("a", 1, "u", "t", "s", 1), (), kind=ItemKind.UPDATE)
    back = from_json(Item, to_json(item))
    assert back.kind is ItemKind.UPDATE
    assert type(back.sentences) is tuple
    assert type(to_json(ItemKind.UPDATE)) is str


def test_collections_of_values_come_back_too():
    figures = (Figure("two to three", (2.0, 3.0), "km", "=", "the walk", 0, 12),)
    assert loads(tuple[Figure, ...], dumps(figures)) == figures


def test_equal_values_give_equal_bytes():
    one = Figure("1", 1, "km", "=", "", 0, 1)
    assert dumps(one) == dumps(dataclasses.replace(one, value=1.0))
    assert dumps(SourceState("a", memory={"x": 1, "y": 2})) == dumps(SourceState("a", memory={"y": 2, "x": 1}))


def test_whole_numbers_have_no_point_and_large_ones_stay_as_they_are():
    assert to_json([1.0, -0.0, 1.5, 2.0**53]) == [1, 0, 1.5, 2.0**53]
    assert [type(number) for number in to_json([1.0, 2.0**53])] == [int, float]


def test_instants_are_written_in_utc():
    at_seven = datetime(2026, 11, 24, 7, tzinfo=timezone(timedelta(hours=1)))
    assert to_json(at_seven) == "2026-11-24T06:00:00+00:00"
    assert loads(datetime, dumps(at_seven)) == at_seven


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_are_not_finite_are_refused(number):
    for value in (Figure("", number, "", "=", "", 0, 0), Figure("", (0.0, number), "", "=", "", 0, 0)):
        with pytest.raises(ValueError, match="JSON"):
            dumps(value)
    with pytest.raises(ValueError, match="JSON"):
        dumps(SourceState("a", memory={"x": [number]}))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999", '"5"', "true", "[1]", "[1,2,3]", '"\\ud800'])
def test_numbers_that_json_does_not_have_are_refused_when_read(text):
    figure = dumps(Figure("", 5.5, "", "=", "", 0, 0)).decode().replace("5.5", text)
    with pytest.raises(ValueError):  # noqa: PT011
        loads(Figure, figure)


@pytest.mark.parametrize(
    "data", [None, 3, "x", [], {}, {"text": 1}, {"id": "a", "articles": 3}, {"id": "a", "articles": [1]}]
)
def test_what_is_no_such_value_is_refused_by_name(data):
    with pytest.raises(ValueError, match="not a Story"):
        from_json(Story, data)


def test_keys_of_a_later_version_are_passed_over_and_missing_ones_take_their_default():
    assert from_json(SourceState, {"source": "a", "mood": "good"}) == SourceState("a")


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_b10_what_cannot_be_stored_is_replaced_in_place_so_that_spans_hold(text, start, end):
    text = f"\x00{text}\ud800"
    clean = storable(text)
    assert len(clean) == len(text)
    assert clean[start:end] == storable(text[start:end])
    assert "\x00" not in clean
    assert clean.encode()
    assert loads(SourceState, dumps(SourceState("a", problem=text, memory={text: [text]}))) == SourceState(
        "a", problem=clean, memory={clean: [clean]}
    )


def test_threads_that_read_values_of_a_class_for_the_first_time_at_once_do_no_harm() -> None:
    """The library shows half of what it knows of a class to other threads, and dies of it."""
    for _ in range(3):
        done = subprocess.run([sys.executable, "-m", "tests.unit.codec.crowd"], cwd=ROOT, check=False)
        assert done.returncode == 0
