"""Which of the dates that a page shows is believed to be that of its article."""

from datetime import date

import pytest

from briefing.extract.page import extract_html

BODY = "".join(
    f"<p>The ferry left Velden at {hour} in the morning and was back before noon, said the harbour board's clerk.</p>"
    for hour in ("six", "seven", "eight", "nine", "ten")
)
COMMENT = "<ol id='comments'><li class='comment'><span class='comment-date'>{}</span><p>Lovely!</p></li></ol>"


def day_of(page: str, url: str = "https://www.quay.example/news/ferry", head: str = "") -> date | None:
    title = "<title>The ferry sails again after two years</title>"
    found = extract_html(f"<html><head>{title}{head}</head><body>{page}</body></html>".encode(), url)
    assert found is not None
    return found.published.date() if found.published else None


@pytest.mark.parametrize(
    "line",
    [
        "<p>24.11.2026</p>",
        "<div>24 November 2026 Ada Marsh/Quay</div>",
        "<p>Erstellt am: 24.11.2026</p>",
        "<div><span>By <b>Ada Marsh</b></span> <span>November 24, 2026, 8:15 am</span></div>",
        "<p>24.11.2026 – The ferry is back in the water.</p>",
        "<p>2026年11月24日</p>",
        "<p>24 ноября 2026</p>",
        "<p>24 نوفمبر 2026</p>",
        "<aside class='meta'><p class='posted-date'>24.11.2026 - 13:30</p></aside>",
        "<footer class='node__meta'><i property='schema:dateCreated' content='2026-11-24T12:45:46+00:00'></i></footer>",
    ],
)
def test_a_line_near_the_headline_that_says_little_but_the_day_gives_it(line: str) -> None:
    page = f"<div><h1>The ferry sails again after two years</h1>{line}{BODY}</div>"
    assert day_of(page) == date(2026, 11, 24)
    if "–" not in line:
        assert day_of(f"<div>{line}<h1>The ferry sails again after two years</h1>{BODY}</div>") == date(2026, 11, 24)


def test_a_label_beside_the_headline_wins_over_the_lists_around_it() -> None:
    list_ = "<ul class='recent-posts'>" + "<li><a href='/1'>A tide</a> <span class='date'>3 May 2025</span></li>" * 3
    page = f"{list_}</ul><h1>The ferry sails again after two years</h1><p class='date'>24 November 2026</p>{BODY}"
    assert day_of(page) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("page", "url"),
    [
        (COMMENT.format("24 November 2026, 18:12"), "https://www.quay.example/news/ferry"),
        (
            "<div class='sidebar'><ul><li><a href='/1'>High tide</a> 20 October 2026</li></ul></div>",
            "https://www.quay.example/news/ferry",
        ),
        ("<footer>© 2026 The Quay</footer>", "https://www.quay.example/news/ferry"),
        ("", "https://www.quay.example/2026/11/ferry.html"),
    ],
    ids=["a comment", "a sidebar", "a copyright line", "a month in the address"],
)
def test_a_date_that_is_not_shown_as_the_articles_own_is_no_date(page: str, url: str) -> None:
    assert day_of(f"<h1>The ferry sails again after two years</h1>{BODY}{page}", url) is None


def test_a_day_that_a_sentence_tells_of_is_not_the_day_of_the_article() -> None:
    page = (
        "<h1>The ferry sails again after two years</h1><p>On 12 May 2024 a storm tore open the hull of the ferry.</p>"
    )
    assert day_of(page + BODY) is None


@pytest.mark.parametrize("stamp", ["2026-11-24T12:45:36.270+01", "2026-11-24 12:22", "2026-11-24T12:45:36+0100"])
def test_a_stamp_for_other_programs_wins_over_what_is_printed(stamp: str) -> None:
    head = f"<meta property='article:published_time' content='{stamp}'>"
    page = f"<h1>The ferry sails again after two years</h1><p class='date'>20 May 2025</p>{BODY}"
    assert day_of(page, head=head) == date(2026, 11, 24)


def test_a_container_named_widget_that_holds_the_text_is_not_beside_it() -> None:
    page = f"<div class='widget Blog'><h2 class='date-header'>24 November 2026</h2><h3>Ferry</h3>{BODY}</div>"
    assert day_of(page) == date(2026, 11, 24)


def test_a_day_written_out_in_a_meta_element_is_read() -> None:
    head = "<meta property='article:published_time' value='Tue Nov 24 2026 01:00:00 GMT+0100 (CET)'>"
    assert day_of(f"<h1>The ferry sails again after two years</h1>{BODY}", head=head) == date(2026, 11, 24)
