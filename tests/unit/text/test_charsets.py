"""A label that is no encoding of text counts as none, whatever else Python knows under that name."""

import pkgutil
from encodings import __path__ as encodings_path
from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.text.charsets import codec

PYTHONS = sorted({*aliases, *(module.name for module in pkgutil.iter_modules(encodings_path))})


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("utf8", "utf-8"),
        ("Latin-1", "iso8859-1"),
        ("windows-1252", "cp1252"),
        ("Shift_JIS", "shift_jis"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_a_label_is_known_by_pythons_name(label: str, name: str) -> None:
    assert codec(label) == name


@pytest.mark.parametrize(
    "label",
    [
        *("", "nonsense", "hex", "zlib", "bz2", "base64", "rot13", "uu", "quopri", "undefined", "idna", "punycode"),
        *("unicode_escape", "raw-unicode-escape", "../utf-8", "a" * 40),
    ],
)
def test_b10_what_is_no_encoding_of_text_is_none(label: str) -> None:
    assert codec(label) == ""


@given(some.sampled_from(PYTHONS), some.binary(max_size=60))
def test_b10_what_is_known_reads_any_bytes(label: str, data: bytes) -> None:
    name = codec(label)
    assert not name or isinstance(data.decode(name, "replace") + data.decode(name, "ignore"), str)
