"""What a figure measures reads as a whole phrase, word for word from the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.annotate.figures import figures, subject
from briefing.model import GAP

PIECES = (
    "12",
    "people",
    "were hurt",
    "“",
    "”",
    ".",
    "fell to",
    "$5 million,",
    "of",
    "the mill",
    "it was",
    "\n\n",
    "9%",
    "(",
    "a",
)


def what(text: str, printed: str) -> str:
    figure = next(one for one in figures(text) if one.text == printed)
    start, end = figure.what_span
    assert text[start:end] == figure.what
    return figure.what


@pytest.mark.parametrize(
    ("text", "printed", "caption"),
    [
        ("The flood in Marl cut power to 8,700 homes on Tuesday.", "8,700 homes", "The flood in Marl cut power"),
        ("Membership rose from 3 to 5 million people.", "from 3 to 5 million people", "Membership rose"),
        ("Deaths fell by 12 percent.", "12 percent", "Deaths fell"),
        ("Losses amounted to $5 million.", "$5 million", "Losses"),
        ("The bill came to $5 million.", "$5 million", "The bill"),
        ("The rate is 5 per cent.", "5 per cent", "The rate"),
        (
            "Ship traffic fell sharply last year, a sharp 4 percent drop.",
            "4 percent",
            "Ship traffic fell sharply last year",
        ),
        (
            "The new toll on the strait will cost owners $412,000.",
            "$412,000",
            "The new toll on the strait will cost owners",
        ),
    ],
)
def test_a_caption_ends_before_the_small_words_that_lead_to_the_figure(text, printed, caption):
    assert what(text, printed) == caption


@pytest.mark.parametrize(
    ("text", "printed", "caption"),
    [
        ("Mayor Karl Anders said the damage would exceed €20 million.", "€20 million", "the damage would exceed"),
        ("The board said on Monday that its budget had reached $3 million.", "$3 million", "its budget had reached"),
        ("According to the harbour board, 12 ships were lost.", "12 ships", "were lost"),
        ("Police said 12 people were injured in the riots.", "12 people", "were injured in the riots"),
    ],
)
def test_a_caption_leaves_who_says_so_to_the_attribution(text, printed, caption):
    assert what(text, printed) == caption


def test_a_counted_thing_is_captioned_by_what_is_told_of_it():
    assert what("As of Friday, 41 people had died.", "41 people") == "had died"
    assert what("Twelve people were hurt, none of them badly.", "Twelve people") == "were hurt"


def test_a_long_clause_gives_way_to_the_noun_that_the_figure_sizes():
    text = (
        "One vaccine protected older people in three cold lands against winter viruses in a study with 18,400 people."
    )
    assert what(text, "18,400 people") == "a study"


def test_a_caption_that_is_cut_for_length_ends_where_a_phrase_ends():
    text = (
        "Some 40 percent of the homes that were asked by the council in the old town near the harbour in the north "
        "have no garden."
    )
    caption = what(text, "Some 40 percent")
    assert len(caption.split()) <= 12
    assert caption.split()[-1] not in {"in", "the", "of", "near", "by", "old"}


@pytest.mark.parametrize(
    ("text", "printed", "caption"),
    [
        ("(AGENCY) Marl police have arrested 42 people.", "42 people", "Marl police have arrested"),
        ("Ana Belo, 44, has career prize money of $3 million.", "$3 million", "career prize money"),
        ("The cause is unknown but the oil slick is 5,500 metres long.", "5,500 metres", "the oil slick"),
        ("She begins a 48-date tour of the islands.", "48-date", "tour of the islands"),
        ("Support reached 97 percent compared with 54 percent of the voters.", "97 percent", "Support reached"),
    ],
)
def test_a_caption_begins_where_its_own_clause_begins(text, printed, caption):
    assert what(text, printed) == caption


def test_a_source_ends_where_its_phrase_ends():
    figure = figures("According to the mill owners who spoke on Monday, 40 ships were lost.")[0]
    assert figure.attribution == "the mill owners"


def shown(text: str, printed: str) -> str:
    return next(one for one in figures(text) if one.text == printed).caption.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("text", "printed", "caption"),
    [
        ("The flood in Marl cut power to 8,700 homes on Tuesday.", "8,700 homes", "The flood in Marl cut power to …"),
        ("The ministry has ordered 1.5 million doses.", "1.5 million doses", "The ministry has ordered …"),
        ("Losses amounted to $5 million.", "$5 million", "Losses amounted to …"),
        (
            "A tanker will pay $412,000 for it, up from $206,000.",
            "$206,000",
            "A tanker will pay $412,000 for it, up from …",
        ),
        ("Twelve people were hurt, none of them badly.", "Twelve people", "were hurt"),
        ("Some 71 percent of severe cases were prevented.", "Some 71 percent", "of severe cases were prevented"),
        ("It prevented severe cases in a study with 18,400 people.", "18,400 people", "a study with …"),
        (
            "Nine people launched “save the students” petitions.",
            "Nine people",
            "launched “save the students”",
        ),
    ],
)
def test_what_is_shown_below_a_figure_reads_whole_with_a_mark_where_the_figure_stands(text, printed, caption):
    assert shown(text, printed) == caption


@given(texts=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_a_caption_is_word_for_word_but_for_the_mark(texts):
    text = " ".join(texts)
    for figure in figures(text):
        start, end = figure.caption_span
        assert figure.caption.removesuffix(GAP) == text[start:end]
        assert len(figure.caption) <= len(figure.what) + 80


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Twelve people were hurt.", "people were hurt"),
        ("The flood in Marl cut power to about 8,700 homes.", "The flood in Marl cut power to … homes"),
        ("The flood will cost insurers $30 million.", "The flood will cost insurers …"),
        ("Tens of thousands of ships used the strait.", "ships used the strait"),
        ("Some 71 percent of severe cases were prevented.", "percent of severe cases were prevented"),
    ],
)
def test_a_figure_has_a_subject_without_its_value(text, words):
    assert subject(figures(text)[0]).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("text", "printed", "caption"),
    [
        (
            "Striker Ada Ek scored twice in the last nine minutes as Vale came back to win in front of 31,406 fans.",
            "31,406 fans",
            "in front of …",
        ),
        (
            "Winds of up to 140 km/h tore roofs off houses in Port Amery on Sunday and left 62,000 customers cold.",
            "62,000 customers",
            "Winds of up to 140 km/h tore roofs off houses in Port Amery on Sunday and left …",
        ),
        (
            "Rents in the capital have gone up by 11.6 per cent in a year to an average of £1,480 a month.",
            "£1,480 a month",
            "Rents in the capital have gone up by 11.6 per cent in a year to an average of …",
        ),
        ("At least 66 people, 12 of them children, died when a missile fell.", "At least 66 people", "died"),
        (
            "The probe will fly within 25 km of the icy moon's surface on 14 July at a speed of 7.1 km per second.",
            "25 km",
            "of the icy moon's surface on 14 July",
        ),
    ],
)
def test_the_words_below_a_figure_begin_and_end_where_phrases_do(text, printed, caption):
    assert shown(text, printed) == caption
