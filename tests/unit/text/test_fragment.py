"""Links lead a browser to exactly the words they name."""

import unicodedata
from urllib.parse import unquote

from hypothesis import example, given
from hypothesis import strategies as st

from briefing.text.fragment import link

PAGE = (
    "The harbour master spoke on Monday.\n\n“We will dredge, and dredge again,” she said. “We will dredge the "
    "north-east channel & the basin.”\n\nHer deputy agreed: we will dredge the north-east channel. Résumé of the day."
)
URL = "https://gazette.example/harbour?id=7"


def terms(url):
    """The decoded terms of the text directive: prefix, start, end, suffix; empty where missing."""
    parts = url.partition(":~:text=")[2].split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    start, end = (*map(unquote, parts), "")[:2]
    return prefix, start, end, suffix


def fold(text):
    return "".join(unicodedata.normalize("NFD", c)[0].lower()[0] for c in text)


def select(page, url):
    """What a browser would select: the first match of the directive, an own short reading of the draft."""
    prefix, start, end, suffix = (" ".join(fold(term).split()) for term in terms(url))
    page = " ".join(fold(page).split())
    for begin in range(len(page)):
        before = page[:begin].rstrip()
        if not page.startswith(start, begin) or not before.endswith(prefix):
            continue
        stop = begin + len(start)
        while end and (stop := page.find(end, stop)) >= 0:
            stop += len(end)
            if page[stop:].lstrip().startswith(suffix):
                break
        if stop >= 0 and page[stop:].lstrip().startswith(suffix):
            return begin, page[begin:stop]
    return None


def to(words, page=PAGE, url=URL, place=0):
    at = -1
    for _ in range(place + 1):
        at = page.index(words, at + 1)
    return link(url, page, at, at + len(words))


def test_words_that_occur_once_are_named_as_they_are():
    assert to("harbour master spoke") == f"{URL}#:~:text=harbour%20master%20spoke"


def test_the_syntax_of_the_directive_is_percent_encoded_inside_its_terms():
    assert to("channel & the basin") == f"{URL}#:~:text=channel%20%26%20the%20basin"
    assert to("dredge, and dredge") == f"{URL}#:~:text=dredge%2C%20and%20dredge"
    assert "%2D" in to("north-east channel & the")


def test_a_second_occurrence_gets_words_from_around_it():
    url = to("we will dredge the north-east channel")
    prefix, start, _, suffix = terms(url)
    assert prefix or suffix
    assert start == "we will dredge the north-east channel"
    assert select(PAGE, url)[0] == " ".join(PAGE.split()).index("we will dredge the")


def test_words_are_told_apart_without_case_and_accents_as_browsers_do():
    page = "The resume of the day.\n\nRésumé of the year."
    assert terms(to("Résumé", page))[3] != ""


def test_an_own_fragment_of_the_address_is_kept():
    assert to("harbour master", url="https://gazette.example/a#top").startswith("https://gazette.example/a#top:~:text=")


def test_a_text_directive_of_the_address_is_replaced():
    url = to("harbour master", url="https://gazette.example/a#:~:text=old")
    assert url == "https://gazette.example/a#:~:text=harbour%20master"


def test_long_words_are_named_by_their_ends():
    page = "It began. " + " ".join(f"word{n}" for n in range(60)) + ". It ended."
    start = page.index("word0")
    _, first, last, _ = terms(link(URL, page, start, page.index(" It ended")))
    assert first.startswith("word0 ")
    assert last.endswith("word59.")


def test_words_over_two_paragraphs_are_named_by_their_ends():
    start = PAGE.index("We will dredge the")
    _, first, last, _ = terms(link(URL, PAGE, start, len(PAGE)))
    assert (first, last) == ("We will dredge the", "the day.")


def test_a_selection_that_cuts_a_word_is_widened_to_it():
    start = PAGE.index("arbour master")
    assert link(URL, PAGE, start, start + 9).endswith("text=harbour%20master")


def test_nothing_to_name_leaves_the_address_alone():
    assert link(URL, PAGE, 5, 5) == URL
    assert link(URL, "a — b", 2, 3) == URL
    assert link(URL, "", 0, 10) == URL


def test_a_text_that_only_repeats_itself_is_given_up_on_quickly():
    page = "again and " * 20_000
    assert link(URL, page, 100_000, 100_009).startswith(f"{URL}#:~:text=")


@st.composite
def selections(draw):
    words = draw(
        st.lists(st.sampled_from(["ab", "Ab", "cd,", "e-f", "&", "gé", "“hi", "hi”", "i.", "\n\n", "  "]), max_size=40)
    )
    page = " ".join(words)
    start = draw(st.integers(0, len(page)))
    return page, start, draw(st.integers(start, len(page)))


@given(selections())
@example(("ab\n\nab cd, ab", 4, 6))
@example(("ab ab \n\n ab \n\n ab", 0, 16))
def test_a_browser_selects_the_words_or_the_first_of_their_copies(selection):
    """Where paragraphs repeat their own last words, up to the first of those: a directive cannot say more."""
    page, start, end = selection
    url = link(URL, page, start, end)
    if url == URL:
        assert not any(c.isalnum() for c in page[start:end])
        return
    begin, found = select(page, url)
    wanted = " ".join(fold(page[start:end]).split())
    ends_early = wanted.startswith(found) and found.split()[-1].startswith(wanted.split()[-1])
    assert wanted in found or ends_early
    assert begin <= len(" ".join(fold(page[:start]).split())) + 1


@given(st.text(max_size=80), st.integers(0, 90), st.integers(0, 90))
def test_any_text_and_any_offsets_give_an_address(text, start, end):
    assert link(URL, text, start, end).isascii()
