"""Lines that a site repeats are found by counting and taken out; everything else stays."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.article import article
from briefing.extract.repeated import learned, without_repeated
from briefing.model import Article, SeenLines

PITCH = "Our readers pay for what you read: join the two thousand who keep the presses of the Quay rolling."
AUTHOR = "Ada Marsh has written about the sea since the old harbour was still a harbour, and lives aboard."
BACKGROUND = "The ferry had been out of service since a storm tore open its hull two years ago."
STORY = "quay.example"


def told(number: int, *extra: str, site: str = STORY, last: str = "") -> Article:
    """An article of its own words, with extra lines in the midst of them and one at the end."""
    own = [f"In the harbour of the town of number {number}, boat {part} of many came in at noon." for part in range(8)]
    lines = [*own[:4], *extra, *own[4:], *([last] if last else [])]
    return article("\n\n".join(lines), title=f"Boats of {number}", url=f"https://{site}/news/{number}")


def after(*articles: Article) -> SeenLines:
    return learned(SeenLines(), articles)


def test_a_line_that_stands_in_most_articles_is_taken_out_of_the_next() -> None:
    known = after(*(told(number, PITCH) for number in range(12)))
    assert without_repeated(told(99, PITCH), known).text == told(99).text


def test_a_note_at_the_end_needs_to_come_back_only_now_and_then() -> None:
    known = after(*(told(number, last=AUTHOR if number % 8 == 0 else "") for number in range(40)))
    assert AUTHOR not in without_repeated(told(99, last=AUTHOR), known).text


def test_a_line_that_stood_in_few_articles_is_never_taken_out() -> None:
    known = after(*(told(number, PITCH, last=AUTHOR) for number in range(4)))
    assert without_repeated(told(99, PITCH, last=AUTHOR), known) == told(99, PITCH, last=AUTHOR)


def test_background_within_the_articles_on_one_story_stays() -> None:
    known = after(*(told(number, BACKGROUND if number % 3 == 0 else "Nothing else.") for number in range(30)))
    assert BACKGROUND in without_repeated(told(99, BACKGROUND), known).text


def test_copies_and_new_versions_of_one_article_teach_nothing() -> None:
    first = told(1, BACKGROUND, last=AUTHOR)
    again = [article(first.text, title="Boats", url=f"https://{STORY}/amp/{number}") for number in range(20)]
    known = after(first, *again)
    assert known.articles == 1
    assert without_repeated(first, known) == first


def test_no_site_makes_the_lines_of_another_vanish() -> None:
    victim = told(99, PITCH, last=AUTHOR, site="mill.example")
    hostile = [told(number, PITCH, last=AUTHOR) for number in range(30)]
    assert without_repeated(victim, after(told(1, site="mill.example"), *hostile)) == victim


def test_a_flood_of_lines_is_bounded_and_does_not_wash_out_what_was_learned() -> None:
    known = after(*(told(number, PITCH) for number in range(12)))
    flood = [
        article("\n\n".join(f"Line {n} of {a}." for n in range(500)), url=f"https://x{a}.example/1") for a in range(99)
    ]
    known = learned(known, flood)
    assert len(known.lines) <= 1_500
    assert PITCH not in without_repeated(told(99, PITCH), known).text


def test_a_line_that_is_given_up_is_forgotten_and_the_new_one_learned() -> None:
    known = after(*(told(number, PITCH) for number in range(12)))
    known = learned(known, (told(number, last=AUTHOR) for number in range(100, 900)))
    assert PITCH in without_repeated(told(99, PITCH), known).text
    assert AUTHOR not in without_repeated(told(99, last=AUTHOR), known).text


def test_an_article_that_would_lose_most_of_its_text_keeps_it() -> None:
    known = after(*(told(number, PITCH, last=AUTHOR) for number in range(20)))
    notice = article(f"Closed today.\n\n{PITCH}\n\n{AUTHOR}", url=f"https://{STORY}/closed")
    assert without_repeated(notice, known) == notice


@given(st.lists(st.lists(st.text(max_size=8), max_size=9), max_size=9))
def test_what_is_left_is_some_of_the_paragraphs_in_their_order(texts: list[list[str]]) -> None:
    articles = [article("\n\n".join(lines), url=f"https://{STORY}/{number}") for number, lines in enumerate(texts)]
    known = after(*articles)
    for one in articles:
        given_ = iter(one.text.split("\n\n"))
        assert all(part in given_ for part in without_repeated(one, known).text.split("\n\n"))
