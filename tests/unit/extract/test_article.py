import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.article import article, read_text
from briefing.text.plain import paragraphs

SHARED = Path(__file__).parents[4] / "shared"
FERRY = """Connect with us

Ferry sails again

VELDEN — The ferry between Velden and Marrow will sail again from Monday,\x00 the harbour board said.

“We never doubted it,” said Ines Okoro.

Ada Marsh in Velden contributed to this report.

Correction: the ferry sails on Monday, not on Sunday.
"""


def test_a_bare_text_becomes_an_article() -> None:
    found = read_text(FERRY)
    assert found.title == "Ferry sails again"
    assert found.dateline == "VELDEN —"
    assert found.text == (
        "The ferry between Velden and Marrow will sail again from Monday, the harbour board said.\n\n"
        "“We never doubted it,” said Ines Okoro."
    )
    assert found.correction == "Correction: the ferry sails on Monday, not on Sunday."
    assert found.language == "en"


def test_what_is_known_already_is_kept() -> None:
    when = datetime(2026, 11, 24, 6, tzinfo=UTC)
    found = read_text(
        FERRY, "Back to sea", "https://quay.example/1?utm_source=x", when, site="The Quay", authors=("Ada Marsh",)
    )
    assert (found.title, found.published, found.site, found.authors) == (
        "Back to sea",
        when,
        "The Quay",
        ("Ada Marsh",),
    )
    assert found.url == "https://quay.example/1?utm_source=x"
    assert found.canonical_url == "https://quay.example/1"


def test_the_same_address_is_the_same_article_whatever_its_words() -> None:
    first = read_text("Old words.", url="https://quay.example/1")
    assert first.id == read_text("New words.", url="http://www.quay.example/1/?utm_source=rss").id


@pytest.mark.parametrize("text", ["", " \n\x00\n ", "Read more", "水位は下がった。", "نص", "\ud800"])
def test_b18_any_text_is_an_article(text: str) -> None:
    assert read_text(text).id


@given(st.text(st.characters(codec=None)))
def test_the_text_of_an_article_is_clean_paragraphs(text: str) -> None:
    found = read_text(text, title="t").text
    found.encode()
    assert paragraphs(found) == found


@pytest.mark.parametrize("text", ["It sails.", "It sails. " * 20_000, "\n\n".join(["It sails again today."] * 400)])
def test_b17_texts_of_any_length_are_articles(text: str) -> None:
    assert read_text(text, title="Ferry").text.startswith("It sails")


def test_b3_no_parser_may_resolve_entities_or_load_a_dtd() -> None:
    sources = (Path(__file__).parents[3] / "briefing").rglob("*.py")
    banned = ("resolve_entities=True", "load_dtd=True", "no_network=False")
    assert not [path.name for path in sources if any(call in path.read_text(encoding="utf-8") for call in banned)]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation data beside the project")
def test_no_boilerplate_line_of_a_real_article_stays() -> None:
    folder = SHARED / "data" / "article"
    gold = json.loads((folder / "gold.json").read_text())
    found = read_text((folder / "article.txt").read_text())
    assert found.title == gold["title"]
    assert found.dateline == gold["dateline"]
    assert not [row["line"] for row in gold["boilerplate"] if row["line"] in found.text]


@given(st.text(max_size=300))
def test_a_given_text_is_kept_so_that_offsets_are_into_it(text: str) -> None:
    assert article(text, title="A title", url="https://post.example/a").text == text
