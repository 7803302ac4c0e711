from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefing.extract.article import read_text
from briefing.extract.document import MOST_TEXT, ONLY_A_SUMMARY, ONLY_THE_BEGINNING, of_entry, of_page
from briefing.extract.walls import PAYWALL
from briefing.model import Document, Entry

WHEN = datetime(2026, 11, 24, 7, tzinfo=timezone(timedelta(hours=1)))
URL = "https://quay.example/ferry?utm_source=rss"
LONG = "The ferry between Velden and Marrow will sail again from Monday. " * 20


def document(*, summary: str = "", content: str = "", text: str = "", problem: str = "", url: str = URL) -> Document:
    entry = Entry("7", url, "Ferry sails again", summary, content, WHEN, authors=("Ada Marsh",), language="en-GB")
    return Document(entry, url, text=text, problem=problem)


def test_the_full_content_of_a_feed_is_the_article() -> None:
    found = of_entry(document(summary="It sails.", content=f"<p>{LONG}</p><p>“Good,” said Ines&nbsp;Okoro.</p>"))
    assert found is not None
    assert found.text == f"{LONG.strip()}\n\n“Good,” said Ines Okoro."
    assert (found.degraded, found.authors, found.language) == ("", ("Ada Marsh",), "en")
    assert found.published == datetime(2026, 11, 24, 6, tzinfo=UTC)


def test_a_summary_alone_is_marked() -> None:
    found = of_entry(document(summary="It sails again."))
    assert found is not None
    assert (found.text, found.degraded) == ("It sails again.", ONLY_A_SUMMARY)


def test_a_text_document_is_read_as_it_is() -> None:
    found = of_entry(document(text="Ferry sails again\n\nIt sails on Monday.", url=""))
    assert found is not None
    assert (found.title, found.text, found.degraded) == ("Ferry sails again", "It sails on Monday.", "")


@pytest.mark.parametrize("glue", ["\n\n", " "])
def test_b7_of_a_text_longer_than_any_article_the_beginning_is_read_and_said_so(glue: str) -> None:
    whole = glue.join(f"{LONG}{number}." for number in range(1_000))
    page = read_text(whole, "Ferry sails again", URL)
    for found in (of_entry(document(text=whole)), of_page(document(), page)):
        assert found is not None
        assert MOST_TEXT - len(LONG) - 10 < len(found.text) <= MOST_TEXT
        assert page.text.startswith(found.text)
        assert found.degraded == ONLY_THE_BEGINNING
        assert found.text.endswith(".") or glue == " "


def test_an_entry_without_words_is_no_article() -> None:
    assert of_entry(document()) is None


def test_the_feed_fills_what_the_page_lacks_and_keeps_its_address() -> None:
    found = of_page(
        document(summary="It sails."), read_text(LONG, url="https://quay.example/en/ferry", site="The Quay")
    )
    assert found is not None
    assert (found.title, found.authors, found.site) == ("Ferry sails again", ("Ada Marsh",), "The Quay")
    assert (found.url, found.canonical_url) == (URL, "https://quay.example/ferry")
    assert found.published == datetime(2026, 11, 24, 6, tzinfo=UTC)


def test_an_article_has_one_id_whether_its_page_could_be_read_or_not() -> None:
    read = of_page(document(summary="It sails."), read_text(LONG, url="https://quay.example/en/ferry"))
    unread = of_entry(document(summary="It sails."), "the page could not be fetched")
    assert read is not None
    assert unread is not None
    assert read.id == unread.id


def test_before_a_paywall_the_feed_speaks() -> None:
    found = of_page(document(summary="It sails again."), read_text("It sails.", degraded=PAYWALL, site="The Quay"))
    assert found is not None
    assert (found.text, found.degraded, found.site) == ("It sails again.", PAYWALL, "The Quay")


def test_before_a_paywall_a_feed_without_words_leaves_the_beginning_of_the_page() -> None:
    found = of_page(document(), read_text("It sails.", degraded=PAYWALL))
    assert found is not None
    assert (found.text, found.degraded) == ("It sails.", PAYWALL)


def test_the_full_content_of_a_feed_beats_the_beginning_of_a_page() -> None:
    found = of_page(document(content=f"<p>{LONG}</p>"), read_text("It sails.", site="The Quay"))
    assert found is not None
    assert (found.text, found.degraded, found.site) == (LONG.strip(), "", "The Quay")


def test_b11_b12_entries_without_an_address_are_told_apart_by_their_words() -> None:
    first, second = (of_entry(document(text=text, url="")) for text in ("It sails on Monday.", "It sails on Friday."))
    assert first is not None
    assert second is not None
    assert first.id != second.id
