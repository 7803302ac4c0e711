import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.extract.canonical import article_id, canonical

SAME_PAGE = [
    "https://quay.example/news/ferry",
    "http://www.quay.example:80/news/ferry/",
    "HTTPS://QUAY.example./news/ferry?utm_source=rss&utm_medium=feed&fbclid=x",
    "https://reader:secret@m.quay.example/news/ferry#comments",
    "https://quay.example/news/%66erry/index.html",
    "https://quay.example/news/ferry/amp/?source=rss",
    "https://quay.example/a/../news/ferry;jsessionid=AB12?ref=home",
    " https://quay.example/news/ferry\n",
]


@pytest.mark.parametrize("url", SAME_PAGE)
def test_addresses_of_one_page_have_one_key(url: str) -> None:
    assert canonical(url) == "https://quay.example/news/ferry"


@pytest.mark.parametrize(
    "url",
    [
        "https://quay.example/news/ferry?id=2",
        "https://quay.example/news/Ferry",
        "https://quay.example:8443/news/ferry",
        "https://tides.quay.example/news/ferry",
        "https://quay.example/news/ferry#!/2",
        "https://quay.example/news/champ",
    ],
)
def test_addresses_of_different_pages_stay_apart(url: str) -> None:
    assert canonical(url) == url


def test_parameters_are_compared_without_their_order() -> None:
    assert canonical("https://quay.example/?b=2&a=1") == canonical("https://quay.example/?a=1&b=2")


@pytest.mark.parametrize("url", ["", "not a url", "tag:quay.example,2026:7", "https://", "https://[::1"])
def test_what_is_not_a_web_address_is_its_own_key(url: str) -> None:
    assert canonical(url) == url


def test_an_id_follows_the_address_and_not_the_words() -> None:
    first = article_id("https://quay.example/1", "Ferry back", "Old text.")
    assert first == article_id("https://quay.example/1", "Ferry is back", "New text.")
    assert len(first) == 16
    assert int(first, 16) >= 0


def test_b11_without_an_address_the_id_follows_title_and_text() -> None:
    assert article_id("", "Ferry", "Text.") == article_id("", " Ferry ", "Text.")
    assert article_id("", "Ferry", "Text.") != article_id("", "Ferry", "Other text.")


@example("./0")
@given(st.text(st.characters(codec=None)))
def test_no_address_raises_and_a_key_is_its_own_key(text: str) -> None:
    for url in (text, f"https://quay.example/{text}", f"https://{text}/?{text}#{text}"):
        assert canonical(canonical(url)) == canonical(url)
