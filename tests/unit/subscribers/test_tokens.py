"""A link lets its holder do one thing, for a time, and names nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.errors import Permanent
from briefing.subscribers.tokens import LIFETIMES, Scope, Tokens

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
KEY = "k" * 40
HOLDER = "0123456789abcdef01234567"
TOKENS = Tokens(KEY, lambda: NOW)


def at(moment: datetime, key: str = KEY) -> Tokens:
    return Tokens(key, lambda: moment)


@pytest.mark.parametrize("scope", Scope)
def test_a_token_says_who_holds_it_and_what_it_is_about(scope: Scope) -> None:
    claim = TOKENS.read(scope, TOKENS.issue(scope, HOLDER, "morning"))
    assert (claim.holder, claim.subject, claim.issued) == (HOLDER, "morning", NOW)


@pytest.mark.parametrize("scope", Scope)
def test_a_token_expires(scope: Scope) -> None:
    token = TOKENS.issue(scope, HOLDER)
    assert at(NOW + LIFETIMES[scope]).read(scope, token)
    with pytest.raises(Permanent, match="expired"):
        at(NOW + LIFETIMES[scope] + timedelta(seconds=1)).read(scope, token)


def test_d10_a_token_for_one_thing_is_nothing_for_another() -> None:
    with pytest.raises(Permanent, match="not valid"):
        TOKENS.read(Scope.PREFERENCES, TOKENS.issue(Scope.UNSUBSCRIBE, HOLDER))


def test_d10_a_token_of_somebody_elses_key_is_nothing() -> None:
    with pytest.raises(Permanent, match="not valid"):
        TOKENS.read(
            Scope.UNSUBSCRIBE,
            at(NOW, "another key of sufficient length, 40 characters").issue(Scope.UNSUBSCRIBE, HOLDER),
        )


@given(some.integers(0, 200), some.characters())
def test_d10_a_token_that_was_changed_anywhere_is_nothing(place: int, character: str) -> None:
    token = TOKENS.issue(Scope.UNSUBSCRIBE, HOLDER, "morning")
    place %= len(token)
    changed = token[:place] + character + token[place + 1 :]
    if changed == token:
        return
    # The last character of base 64 carries two bits that do not count.
    if place == len(token) - 1:
        return
    with pytest.raises(Permanent):
        TOKENS.read(Scope.UNSUBSCRIBE, changed)


@given(some.text(max_size=300))
def test_d10_whatever_somebody_types_is_answered_with_a_sentence(typed: str) -> None:
    with pytest.raises(Permanent, match="link"):
        TOKENS.read(Scope.CONFIRM, typed)


def test_a_token_fits_into_a_line_and_an_address() -> None:
    token = TOKENS.issue(Scope.UNSUBSCRIBE, HOLDER, "b" * 61)
    assert len(token) <= 150
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:")


def test_a_network_address_leaves_a_trace_that_only_the_key_can_compare() -> None:
    assert TOKENS.trace("192.0.2.1") == TOKENS.trace("192.0.2.1")
    assert TOKENS.trace("192.0.2.1") != TOKENS.trace("192.0.2.2")
    assert TOKENS.trace("192.0.2.1") != at(NOW, "x" * 40).trace("192.0.2.1")
