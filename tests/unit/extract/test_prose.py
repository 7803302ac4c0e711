import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.boilerplate import is_boilerplate
from briefing.extract.prose import is_correction, place_line, prose

LEAD = "The ferry between Velden and Marrow will sail again from Monday, the harbour board said after two years."
MORE = "“We never doubted it,” said Ines Okoro, who has run the ticket office since 2009."


@pytest.mark.parametrize(
    "line",
    [
        "Connect with us",
        "CONTINUE READING →",
        "Stories to keep you informed",
        "Advertisement",
        "* * *",
        "Ada Marsh in Velden contributed to this report.",
        "(Additional reporting by Ada Marsh; Editing by Tom Reed)",
        "Sign up for our Harbour Watch newsletter and get the tides in your inbox.",
        "Follow Ada Marsh on Twitter.",
        "Read more: Ten ferries we loved",
        "Photo: Tom Reed/Quay Pictures",
        "The quay on Monday. (Photo by Tom Reed)",
        "Image copyright Quay Pictures Image caption The quay on Monday",
        "© 2026 The Quay. All rights reserved.",
        "By Ada Marsh and Tom Reed",
        "Last updated 24 Nov 2026 08:15",
        "5 min read",
        "This article first appeared in The Quay.",
        "@quaynews",
        "Lesen Sie auch: Zehn Fähren",
        "We value your privacy. We and our partners keep notes on your device.",
        "We and our 214 trusted partners store and read information on a device.",
        "ACCEPT ALL",
        "Alle akzeptieren",
    ],
)
def test_chrome_pitches_credits_and_bylines_are_none_of_the_article(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        LEAD,
        "Higher fuel prices contributed to the rise.",
        "More than 40 people watched.",
        "Support for membership of the union grew.",
        "Sign language helped.",
        "By Friday the water had gone.",
        "Get well soon, the crew wrote.",
        "Follow the money, she said.",
        "Updated rules apply from January.",
        "This report was published on Monday by the harbour board.",
        "Read the contract, he told them.",
        "What happens next",
        "水位は下がった。",
    ],
)
def test_prose_stays_however_short(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_headline_is_taken_from_the_first_line_and_not_repeated() -> None:
    found = prose(["Connect with us", "Ferry sails again", "Ferry sails again!", LEAD, MORE])
    assert (found.title, found.text) == ("Ferry sails again", f"{LEAD}\n\n{MORE}")


def test_a_known_headline_is_not_repeated_in_the_text() -> None:
    assert prose(["FERRY SAILS AGAIN", LEAD], "Ferry sails again").text == LEAD


def test_a_first_sentence_is_no_headline() -> None:
    assert prose(["It sails again.", LEAD]).title == ""


def test_when_nothing_is_prose_all_that_was_given_stays() -> None:
    assert prose(["Read more", "Share"]).text == "Read more\n\nShare"


@pytest.mark.parametrize(
    ("paragraph", "line"),
    [
        ("SEOUL — The ferry sails.", "SEOUL — "),
        ("BERLIN (dpa) - Die Fähre fährt.", "BERLIN (dpa) - "),
        ("Velden (Agency) — The ferry sails.", "Velden (Agency) — "),
        ("NEW YORK, March 3 (Reuters) - “It sails.”", "NEW YORK, March 3 (Reuters) - "),
        ("ST. MARROW, Fla. – The ferry sails.", "ST. MARROW, Fla. – "),
        ("MARROW/VELDEN - The ferry sails.", "MARROW/VELDEN - "),
        ("(CNN)The ferry sails.", "(CNN)"),
        ("(CNN) -- The ferry sails.", "(CNN) -- "),
        ("NATO — the alliance — said so.", ""),
        ("Putin — The Man — is a book.", ""),
        ("The ferry (MV Marrow) - old and slow - sails.", ""),
        ("SEOUL — ", ""),
        ("", ""),
    ],
)
def test_a_place_line_is_told_from_a_sentence(paragraph: str, line: str) -> None:
    assert place_line(paragraph) == line


def test_a_place_line_is_kept_beside_the_text() -> None:
    found = prose([f"VELDEN — {LEAD}"], "Ferry")
    assert (found.dateline, found.text) == ("VELDEN —", LEAD)


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: the ferry sails on Monday, not on Sunday.",
        "CORRECTION (24 November): The fare is 4.20.",
        "An earlier version of this article misstated the fare.",
        "This story has been corrected to show that the ferry is 40 metres long.",
        "Editor’s note: An earlier version gave the wrong day.",
        "In einer früheren Fassung stand ein falscher Tag.",
    ],
)
def test_a_correction_notice_is_kept_beside_the_text(notice: str) -> None:
    found = prose([LEAD, notice], "Ferry")
    assert (found.correction, found.text) == (notice, LEAD)


@pytest.mark.parametrize("line", ["Corrections officers went on strike.", "The story was corrected by history.", LEAD])
def test_a_sentence_about_corrections_is_no_notice(line: str) -> None:
    assert not is_correction(line)


@given(st.lists(st.text(st.sampled_from("ABc —-()(.:#0“")), max_size=8), st.text(max_size=20))
def test_any_lines_make_prose_and_every_word_comes_from_them(lines: list[str], title: str) -> None:
    found = prose(lines, title)
    assert set("".join(found.text.split())) <= set("".join(lines))
