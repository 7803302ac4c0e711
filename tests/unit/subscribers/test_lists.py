"""Addresses and lists of them: hostile ones are refused by name, and what is written is never a formula."""

import csv
import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.errors import Permanent
from briefing.model import BriefSpec, Format, Schedule, Standing, Subscriber, Topic, Wishes
from briefing.subscribers.addresses import address, domain_of, same
from briefing.subscribers.lists import read, write
from briefing.subscribers.wishes import faults, orderly

SPECS = {
    "morning": BriefSpec("morning", "Morning", Schedule(("0 7 * * *",), "UTC"), topics=(Topic("Energy"), Topic("Sea")))
}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ann@example.org", "ann@example.org"),
        ("  Ann.B+news@Example.ORG ", "Ann.B+news@example.org"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("jörg@bücher.example", "jörg@xn--bcher-kva.example"),
        ("o'neil@sub.example.co.uk", "o'neil@sub.example.co.uk"),
    ],
)
def test_an_address_is_kept_as_mail_goes_to_it(typed: str, kept: str) -> None:
    assert address(typed) == kept
    assert address(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@localhost",
        "ann@[127.0.0.1]",
        "ann@127.0.0.1",
        "ann@example..org",
        "ann@-example.org",
        ".ann@example.org",
        "a..b@example.org",
        "ann@example.org\r\nBcc: eve@example.org",
        "ann@example.org,eve@example.org",
        "Ann <ann@example.org>",
        '"ann smith"@example.org',
        "ann smith@example.org",
        "ann\x00@example.org",
        "ann\ud800@example.org",
        "a" * 65 + "@example.org",
        "ann@" + "a" * 64 + ".org",
        "ann@" + "a." * 130 + "org",
    ],
)
def test_c11_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Permanent, match="not an e-mail address"):
        address(typed)


@given(some.text(max_size=60), some.text(max_size=60))
def test_c11_whatever_is_taken_fits_into_one_header_line_and_one_smtp_path(local: str, domain: str) -> None:
    try:
        whole = address(f"{local}@{domain}")
    except Permanent:
        return
    assert whole.isprintable()
    assert not set(whole) & set(' <>,;:"()[]\\')
    assert len(whole.encode()) <= 254
    assert domain_of(whole).isascii()
    assert same(whole) == same(whole.upper().casefold())


def test_a_list_with_a_heading_is_read_line_by_line() -> None:
    lines = ("\ufeffAddress;Briefs;Hour;Zone;Format", "ann@example.org;morning|evening;07:30;Asia/Tokyo;TEXT")
    text = "\r\n".join((*lines, ";;;;", "b@x.org;;;;rtf"))
    rows = list(read(text, ["morning"]))
    assert rows[0].wishes == Wishes(("morning", "evening"), hour="07:30", zone="Asia/Tokyo", format=Format.TEXT)
    assert [row.problem for row in rows[1:]] == ["there is no address", "format 'rtf' is neither html nor text"]


def test_a_list_without_a_heading_is_one_address_a_line() -> None:
    assert [(row.number, row.address, row.wishes.briefs) for row in read("a@x.org\n\nb@x.org\n", ["morning"])] == [
        (1, "a@x.org", ("morning",)),
        (3, "b@x.org", ("morning",)),
    ]


def test_a_broken_list_is_named_by_its_line() -> None:
    (row,) = read('address,briefs\n"ann@example.org', ["morning"])
    assert "cannot be read as CSV" in row.problem


@given(some.text(alphabet=string.printable, max_size=30))
def test_c14_no_cell_of_an_exported_list_is_a_formula_and_it_reads_back(reason: str) -> None:
    one = Subscriber(
        "a" * 24, "=cmd@example.org", Standing.SUPPRESSED, Wishes(("morning",), ("+Sea", "@Air")), reason=reason
    )
    text = "".join(write([one]))
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    (row,) = read(text, [])
    assert (row.address, row.wishes) == (one.address, one.wishes)


@given(some.text(max_size=200))
def test_any_text_is_read_as_a_list_or_its_lines_are_named(text: str) -> None:
    for row in read(text, ["morning"]):
        assert row.address or row.problem


def test_wishes_that_cannot_be_had_are_named() -> None:
    wrong = Wishes(("evening",), ("Sport",), ("monday",), "25:00", "Mars/Olympus")
    assert len(faults(wrong, SPECS)) == 5
    assert faults(Wishes(("morning",), ("Sea",), ("mon",), "07:30", "Europe/Berlin"), SPECS) == ()
    assert faults(Wishes(("morning",), zone="../../etc/passwd"), SPECS)


def test_all_days_are_no_condition() -> None:
    assert orderly(Wishes(days=("sun", "mon", "tue", "wed", "thu", "fri", "sat"))).days == ()
    assert orderly(Wishes(days=("wed", "mon"))).days == ("mon", "wed")
