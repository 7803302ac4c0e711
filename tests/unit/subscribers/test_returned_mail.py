"""What came back is believed only where it came back to an address that we signed, and only for whom we signed it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.subscribers import complaints
from briefing.subscribers.reports import Report, read
from briefing.subscribers.return_paths import ReturnPaths
from tests.returned import complaint, nested, report

KEY = "k" * 40
ANN, BEN = "a1" * 12, "b2" * 12
MADE = datetime(2026, 11, 24, 7, tzinfo=UTC)
PATHS = ReturnPaths("bounces@news.example", KEY)


def test_a_return_path_names_its_holder_and_fits_into_an_address() -> None:
    path = PATHS.of(ANN, MADE)
    local, _, domain = path.partition("@")
    assert (len(local) <= 64, domain) == (True, "news.example")
    assert PATHS.holder(path, MADE.date()) == ANN
    assert PATHS.holder(path.upper(), MADE.date() + timedelta(days=30)) == ANN


def test_a_return_path_is_the_same_at_each_attempt_and_says_nothing_of_an_address() -> None:
    stands_for = PATHS.stands_for("Ann@Example.com")
    assert PATHS.of(stands_for, MADE) == PATHS.of(PATHS.stands_for("ann@example.com"), MADE)
    assert "ann" not in PATHS.of(stands_for, MADE)


@pytest.mark.parametrize(
    ("path", "today"),
    [
        (PATHS.of(ANN, MADE).replace(ANN, BEN), MADE.date()),
        (ReturnPaths("bounces@news.example", "o" * 40).of(ANN, MADE), MADE.date()),
        (PATHS.of(ANN, MADE).replace("news.example", "evil.example"), MADE.date()),
        (PATHS.of(ANN, MADE), MADE.date() + timedelta(days=31)),
        (PATHS.of(ANN, MADE + timedelta(days=9)), MADE.date()),
        ("bounces@news.example", MADE.date()),
        ("", MADE.date()),
    ],
    ids=["another's id", "another key", "another domain", "too old", "from the future", "no token", "nothing"],
)
def test_a_forged_or_old_return_path_is_nobodys(path: str, today: date) -> None:
    assert PATHS.holder(path, today) == ""


@given(some.text(max_size=120))
def test_no_text_is_a_return_path_by_chance(text: str) -> None:
    assert PATHS.holder(f"bounces+{text}@news.example", MADE.date()) == ""


def test_a_report_says_for_whom_with_which_status_and_why() -> None:
    found = read(report("bounces+x@news.example", "ann@example.com", "5.1.1", "smtp; 550 5.1.1 no such user"))
    assert found is not None
    assert "bounces+x@news.example" in found.came_to
    (failure,) = found.failures
    assert (failure.addresses, failure.status) == (("ann@example.com",), "5.1.1")
    assert failure.reason == "550 5.1.1 no such user"


def test_a_status_that_says_nothing_gives_way_to_the_one_in_the_answer_that_it_sums_up() -> None:
    found = read(report("b@x.example", "ann@example.com", "5.0.0", "smtp; 550 5.1.1 unknown (10.0.0.1 4.4.4)"))
    assert found is not None
    assert found.failures[0].status == "5.1.1"


def test_a_mail_that_is_only_late_has_not_failed() -> None:
    assert read(report("b@x.example", "ann@example.com", "4.4.1", action="delayed")) == Report(("b@x.example",), ())


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"Subject: I am away\r\n\r\nBack on Monday.\r\n",
        b"Content-Type: multipart/report\r\n\r\n--x\r\n",
        nested("report"),
    ],
    ids=["empty", "away", "without parts", "nested without end"],
)
def test_other_mails_report_nothing(mail: bytes) -> None:
    assert read(mail) is None
    assert complaints.read(mail) is None


def test_a_complaint_is_no_report_of_a_failure_nor_the_other_way_round() -> None:
    assert read(complaint("b@x.example")) is None
    assert complaints.read(report("b@x.example", "ann@example.com", "5.1.1")) is None


def test_a_complaint_says_of_which_kind_it_is_and_names_what_stands_in_the_mail() -> None:
    found = complaints.read(complaint("b@x.example", "Abuse", "Return-Path: <c@x.example>\r\n", "ann@example.com"))
    assert found is not None
    assert (found.kind, found.against_us, found.reporter) == ("abuse", True, "mail.provider.example")
    assert (found.paths, found.addresses) == (("b@x.example", "c@x.example"), ("ann@example.com",))


def test_a_complaint_may_hold_the_headers_of_the_mail_alone() -> None:
    mail = complaint(headers="Return-Path: <c@x.example>\r\n").replace(b"message/rfc822", b"text/rfc822-headers")
    found = complaints.read(mail)
    assert found is not None
    assert found.paths == ("c@x.example",)


@given(some.binary(max_size=400), some.integers(0, 800))
def test_whatever_comes_is_read_without_a_fault(noise: bytes, at: int) -> None:
    whole = report("bounces+x@news.example", "ann@example.com", "5.1.1")
    read(noise)
    read(whole[:at] + noise + whole[at:])
    whole = complaint("bounces+x@news.example", headers="Return-Path: <c@x.example>\r\n")
    complaints.read(whole[:at] + noise + whole[at:])
