"""The tables of abbreviations: lower-case, without their last stop, one row a language."""

import pytest

from briefing.text.abbreviations import abbreviations


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "nl", "fi", "xx"])
def test_entries_are_spelled_as_they_are_looked_up(language):
    table = abbreviations(language)
    entries = table.binding | table.either | table.openers
    assert all(entry == entry.lower().strip(".") for entry in entries)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "nl"])
def test_an_abbreviation_binds_or_may_end_but_not_both(language):
    table = abbreviations(language)
    assert not table.binding & table.either


def test_no_language_is_english_and_a_region_is_its_language():
    assert abbreviations("") == abbreviations("en") == abbreviations("en-US") == abbreviations("EN")


def test_an_unknown_language_is_not_read_as_english():
    assert abbreviations("xx") != abbreviations("en")
