"""Quotes are somebody's words, word for word, with who said them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.annotate.quotes import best_quotes, quotes
from briefing.model import Article, Quote


def said(text):
    return [quote.text for quote in quotes(text)]


def only(text):
    (quote,) = quotes(text)
    return quote


# -- what is a quote -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry sails at dawn,” said Ada Brandt.",
        "Ada Brandt said: “The ferry sails at dawn,” and left.",
        '"The ferry sails at dawn," said Ada Brandt.',
        "'The ferry sails at dawn,' said Ada Brandt.",
        "‘The ferry sails at dawn,’ said Ada Brandt.",
        "« The ferry sails at dawn, » said Ada Brandt.",
        "„The ferry sails at dawn,“ said Ada Brandt.",
        "»The ferry sails at dawn,« said Ada Brandt.",
        "‹The ferry sails at dawn,› said Ada Brandt.",
        "「The ferry sails at dawn,」 said Ada Brandt.",
        '“The ferry sails at dawn," said Ada Brandt.',
    ],
)
def test_every_style_of_quotation_mark_is_read(text):
    assert only(text).text == "The ferry sails at dawn,"
    assert only(text).speaker == "Ada Brandt"


def test_marks_are_left_out_and_the_span_is_exact():
    text = "The mayor, Ida Ek, was glad. “We have a bridge again,” she said."
    quote = only(text)
    assert text[quote.start : quote.end] == quote.text == "We have a bridge again,"
    assert quote.spans == ((quote.start, quote.end),)


@pytest.mark.parametrize(
    "inside",
    [
        'She called it "a very sad day" for the whole town,',
        '"No deal" is better than this one,',
        'The minister told us ‘"no deal" is better’ than this one,',
        'He read the sign "closed" and the sign "open",',
        'It was “a very "sad" day” for the whole town,',
        'The pier is 40" wide and says "closed",',
    ],
)
def test_straight_marks_inside_curly_ones_are_nested(inside):
    quote = only(f'“{inside}” said Ada Brandt. The "a" list was longer.')
    assert (quote.text, quote.speaker) == (inside, "Ada Brandt")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('“The ferry sails," said Ada Brandt. “It sails "at dawn" today,” Brandt said.', "The ferry sails,"),
        ('“The ferry sails," said Ada Brandt. She was "tired".', "The ferry sails,"),
    ],
)
def test_a_straight_mark_that_closes_a_curly_one_still_does(text, inside):
    assert quotes(text)[0].text.startswith(inside)
    assert "said Ada" not in quotes(text)[0].text


def test_a_split_quote_is_one_with_two_parts():
    text = "“We will build it,” Ida Ek, the mayor, said on Friday, “and we will build it twice.”"
    quote = only(text)
    assert quote.text == "We will build it, and we will build it twice."
    assert [text[start:end] for start, end in quote.spans] == ["We will build it,", "and we will build it twice."]


def test_a_quote_that_goes_on_after_its_attribution_is_one():
    quote = only("“The tunnel is dry,” Ida Ek said. “We open on Monday.”")
    assert quote.text == "The tunnel is dry, We open on Monday."
    assert quote.speaker == "Ida Ek"


def test_a_long_second_part_is_a_quote_of_its_own():
    tail = " ".join(["again"] * 60)
    assert len(quotes(f"“The tunnel is dry,” Ida Ek said. “We dug it {tail}.”")) == 2


def test_speech_over_paragraphs_belongs_to_one_speaker():
    text = (
        "Ida Ek spoke to the crew.\n\n“We lost the old pier,” Ek said. “We lost a friend too.\n\n“But the new pier "
        "stands.”\n\nThe crew left."
    )
    assert {quote.speaker for quote in quotes(text)} == {"Ida Ek"}
    assert "But the new pier stands." in " ".join(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” pier is a “folly” to its critics.",
        "The band released “Songs for a Sinking Ferry” in May.",
        "Ida Ek says that her favourite novel is “The Long Way to Harbour”.",
        "Ada Brandt told “Morning in Norland” that the pier would close.",
        "The summit will be “very busy,” Ada Brandt told reporters.",
        "Ek thanked Brandt for “firmly supporting” the pier.",
    ],
)
def test_scare_quotes_titles_and_fragments_are_no_quotes(text):
    assert said(text) == []


def test_a_quote_inside_a_quote_stays_inside():
    assert only("“He told me ‘never again’ and went,” said Ida Ek.").text == "He told me ‘never again’ and went,"
    assert only("“She called it “a folly” and went,” said Ida Ek.").text == "She called it “a folly” and went,"


def test_edits_in_brackets_and_ellipses_stay_as_printed():
    assert only("“[The pier] … will outlast us all,” said Ida Ek.").text == "[The pier] … will outlast us all,"


def test_short_speech_counts_when_a_verb_of_saying_leads_to_it():
    assert said("Ida Ek said: “Never.”") == ["Never."]
    assert said("The crowd chanted “no pier, no peace” all night.") == ["no pier, no peace"]


# -- articles --------------------------------------------------------------------------------------------------


def test_quotes_of_an_article_know_it_and_its_version():
    article = Article("a1", "https://gazette.example/a", "Ferry", "“It sails at dawn,” said Ida Ek.", version=3)
    assert [(quote.article_id, quote.version) for quote in quotes(article)] == [("a1", 3)]


def test_a_text_without_quotes_has_none():
    assert quotes("") == ()
    assert quotes("The ferry sails at dawn.") == ()


# -- worth -----------------------------------------------------------------------------------------------------


def test_an_anonymous_or_empty_quote_is_worth_nothing():
    text = "“Nobody here believed that the pier would hold through such a winter.”"
    assert [quote.worth for quote in quotes(text)] in ([], [0.0])
    assert only("“Yes,” said Ida Ek, the mayor.").worth == 0.0


def test_what_an_officer_or_a_share_of_the_voters_said_is_shown_last():
    said = "“We got her, we got her and nobody was hurt in there,” {} said."
    worths = [only(said.format(speaker)).worth for speaker in ("Ida Ek", "the mayor", "an officer", "officers")]
    assert worths == sorted(worths, reverse=True)
    assert worths[1] > worths[2]


def test_a_named_speaker_with_a_role_is_worth_more():
    plain = only("“The harbour cannot live on promises any longer,” a visitor said.")
    named = only("“The harbour cannot live on promises any longer,” said Ida Ek, the mayor of Norhaven.")
    assert named.worth > plain.worth > 0


def test_the_best_quotes_come_best_first_and_nobody_twice():
    found = [
        Quote("a", 0, 1, "Ida Ek", worth=0.5),
        Quote("b", 2, 3, "Ida Ek", worth=0.9),
        Quote("c", 4, 5, "Ada Brandt", worth=0.7),
        Quote("d", 6, 7, "Tom Vik", worth=0.0),
    ]
    assert [quote.text for quote in best_quotes(found, 4)] == ["b", "c"]
    assert [quote.text for quote in best_quotes(found)] == ["b"]


# -- any text --------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "’",
        "‘",
        "«",
        "»",
        "„",
        "「",
        "」",
        "Ada Brandt",
        " said ",
        ", ",
        ". ",
        "\n\n",
        " he ",
        "We go ",
        "6'2\" ",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_spans_are_exact_ordered_and_apart_in_any_text(text):
    last = 0
    for quote in quotes(text):
        assert quote.text == " ".join(text[start:end] for start, end in quote.spans)
        assert (quote.start, quote.end) == (quote.spans[0][0], quote.spans[-1][1])
        assert 0.0 <= quote.worth <= 1.0
        for start, end in quote.spans:
            assert last <= start < end
            last = end


@given(st.text(max_size=200))
def test_no_text_raises(text):
    quotes(text)
