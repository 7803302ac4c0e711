"""Speakers are full names with roles, word for word from the text, or nobody."""

import pytest

from briefing.annotate.quotes import quotes

WORDS = "“The harbour will not wait for us any longer,”"


def who(text):
    quote = quotes(text)[-1]
    return quote.speaker, quote.role


# -- where the attribution stands ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"{WORDS} said Ida Ek.",
        f"{WORDS} Ida Ek said.",
        f"{WORDS} Ida Ek later told reporters.",
        f"{WORDS} says harbour master Ida Ek.",
        f"{WORDS} Ida Ek, who runs the harbour, said on Monday.",
        f"{WORDS} Ida Ek (Norhaven) said.",
        f"{WORDS} according to Ida Ek.",
        f"{WORDS} Ida Ek thundered.",
        "Ida Ek said: “The harbour will not wait for us any longer.”",
        "According to Ida Ek, “the harbour will not wait for us any longer.”",
        "In a letter on Monday, Ida Ek wrote that “the harbour will not wait for us any longer.”",
        "Ida Ek thanked the crew and said, “The harbour will not wait for us any longer.”",
        "Ida Ek praised the crew, adding: “The harbour will not wait for us any longer.”",
        "Her deputy, Ida Ek, said: “The harbour will not wait for us any longer.”",
        "The council met. Ida Ek explained:\n\n“The harbour will not wait for us any longer.”",
        "“The harbour will not wait” for the council any longer, said Ida Ek.",
    ],
)
def test_the_speaker_is_found_around_the_quote(text):
    assert who(text)[0] == "Ida Ek"


def test_the_word_of_saying_is_kept():
    assert quotes(f"{WORDS} warned Ida Ek.")[0].cue == "warned"
    assert quotes(f"{WORDS} according to Ida Ek.")[0].cue == "according to"


# -- who is meant ----------------------------------------------------------------------------------------------


def test_a_surname_is_the_full_name_given_before():
    text = f"Omar Rask, a professor of law at Norland University, was blunt.\n\n{WORDS} Rask said."
    assert who(text) == ("Omar Rask", "a professor of law at Norland University")


def test_a_surname_is_the_full_name_given_later():
    assert who(f"{WORDS} Rask said. Omar Rask, a lawyer, left.")[0] == "Omar Rask"


def test_a_family_name_first_is_understood():
    text = f"Bo Lianjun, a professor at Norland University, was asked.\n\n{WORDS} Bo said."
    assert who(text)[0] == "Bo Lianjun"


def test_a_surname_of_two_words_is_the_full_name_given_before():
    assert who(f"Joel Strand Ek’s boat sank. Strand Ek had built it.\n\n{WORDS} Strand Ek said.")[0] == "Joel Strand Ek"
    assert who(f"Veldener Ida Strand won. Ida Strand left.\n\n{WORDS} Ida Strand said.")[0] == "Ida Strand"


def test_of_two_of_one_name_the_one_who_spoke_last_is_meant():
    text = (
        "Leader Kim Sung Ho met the press. “This is a good day for both of our countries,” said Dana Kim, professor at "
        "Norland University.\n\nKim added that the pact “will further weaken the hand of the neighbours.”"
    )
    assert who(text) == ("Dana Kim", "professor at Norland University")


def test_namesakes_are_told_apart_by_their_first_names():
    text = f"Per Lund and Eva Lund came.\n\n{WORDS} Eva Lund said."
    assert who(text)[0] == "Eva Lund"


def test_a_pronoun_is_the_subject_of_the_sentence_before():
    text = f"Mayor Susan Ek met the engineer John Rask on Monday.\n\n{WORDS} she said."
    assert who(text)[0] == "Susan Ek"
    assert who(text.replace(" she ", " he "))[0] == "John Rask"


def test_a_pronoun_is_the_one_who_spoke_before():
    text = f"{WORDS} Ida Ek said.\n\n“There is no money left in the purse of this town,” she added."
    assert who(text)[0] == "Ida Ek"


def test_an_organisation_and_a_description_speak_in_their_own_words():
    assert who(f"{WORDS} the ferry company said in a statement.")[0] == "the ferry company"
    assert who(f"{WORDS} a spokesman for the port said.")[0] == "a spokesman for the port"
    assert who("The State Department on Tuesday said the pier “has been unlawfully closed for years.”")[0] == (
        "The State Department"
    )


def test_a_quote_that_nobody_is_said_to_have_spoken_has_no_speaker():
    text = "The sign is new.\n\n“Nobody here believed that the pier would hold through such a winter.”"
    assert [quote.speaker for quote in quotes(text)] == [None]


# -- roles -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"{WORDS} said Ida Ek, former ambassador to Norland.", "former ambassador to Norland"),
        (
            f"{WORDS} said Ida Ek, president and chief operating officer of VeldenNet.",
            "president and chief operating officer of VeldenNet",
        ),
        (f"{WORDS} said Ida Ek, 52, a nurse.", "a nurse"),
        (f"{WORDS} said Prime Minister Ida Ek.", "Prime Minister"),
        (f"{WORDS} said Norland President Ida Ek.", "Norland President"),
        (f"{WORDS} said veteran industry analyst Ida Ek.", "veteran industry analyst"),
        (f"{WORDS} said VeldenNet founder and co-CEO Ida Ek.", "VeldenNet founder and co-CEO"),
        (f"{WORDS} said Mr. Ida Ek.", None),
        (f"{WORDS} said Ida Ek, adding that she was tired.", None),
        (f"{WORDS} said Ida Ek, who runs the harbour.", None),
        (f"{WORDS} said Ida Ek.", None),
    ],
)
def test_a_role_is_what_the_text_says_of_the_speaker(text, role):
    assert who(text) == ("Ida Ek", role)
    assert role is None or role in text


def test_a_role_given_once_holds_for_every_quote():
    text = f"Ida Ek, the mayor of Norhaven, spoke.\n\n{WORDS} Ek said.\n\n“We start to dig in the spring,” she said."
    assert [quote.role for quote in quotes(text)] == ["the mayor of Norhaven"] * 2


# -- names that trip -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Emily Reilly", "Will Doyle", "May Rask", "Jo van der Ek", "Omar Rask Jr.", "Ba-Ling O’Dea"]
)
def test_a_name_that_looks_like_another_word_is_a_name(name):
    assert who(f"{WORDS} said {name}, a nurse.")[0] == name
    assert who(f"{WORDS} {name} said.")[0] == name


def test_the_one_who_is_called_so_in_the_article_is_named():
    text = f"Foreign Minister Amir Tal met the union leader Ida Ek on Monday.\n\n{WORDS} the minister said."
    assert who(text) == ("Amir Tal", "Foreign Minister")


def test_a_description_that_fits_two_people_stays_a_description():
    text = f"Foreign Minister Amir Tal met Defence Minister Ida Ek on Monday.\n\n{WORDS} the minister said."
    assert who(text)[0] == "the minister"


def test_a_quote_set_apart_is_signed_under_a_dash():
    assert who("“The harbour will not wait for us any longer.”\n\n— Ida Ek, mayor")[0] == "Ida Ek"


def test_a_headline_with_a_byline_is_no_quote():
    assert quotes("READING: “The harbour will not wait for us any longer,” by Ida Ek in the Gazette.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "„Wir werden auf den Hafen nicht warten“, sagte die Ministerin Ida Ek am Montag.",
        "„Wir werden auf den Hafen nicht warten“, so Ida Ek.",
        "« Nous ne pouvons pas attendre le port », a déclaré Ida Ek.",
        "“No vamos a esperar más al puerto”, dijo Ida Ek, alcaldesa.",
        "Laut Ida Ek wird man „auf den Hafen nicht mehr länger warten“.",
    ],
)
def test_verbs_of_saying_in_neighbouring_languages_are_known(text):
    assert who(text)[0] == "Ida Ek"


def test_a_description_with_a_name_in_it_is_no_name():
    assert who(f"{WORDS} the Reyes driver said.")[0] == "the Reyes driver"
    assert who(f"{WORDS} said the former Norhaven and Velden coach.")[0] == "the former Norhaven and Velden coach"
    assert who(f"{WORDS} said Reyes campaign officials.")[0] == "Reyes campaign officials"


def test_a_trade_before_a_name_is_the_role():
    assert who("Archaeologist Ida Ek said: “The harbour will not wait for us.”") == ("Ida Ek", "Archaeologist")


def test_a_mother_is_not_taken_for_her_son():
    text = f"James Rask, 11, is ill.\n\n{WORDS} Mrs Rask said."
    assert who(text)[0] == "Mrs Rask"
    assert who(text.replace("Mrs", "Mr"))[0] == "James Rask"


def test_a_plural_at_the_start_of_a_sentence_is_nobody_s_name():
    text = f"Ida Ek runs the town.\n\nPeople said that other people left. {WORDS} she said."
    assert who(text)[0] == "Ida Ek"


def test_an_organisation_is_not_cut_to_a_title_and_a_name():
    assert who(f"{WORDS} Human Rights Watch said.") == ("Human Rights Watch", None)


@pytest.mark.parametrize(
    ("printed", "speaker", "role"),
    [
        ("Norland’s Norpress news agency reported", "Norpress", "Norland’s Norpress news agency"),
        ("the state-run Norpress news agency reported", "Norpress", "state-run Norpress news agency"),
        ("Norland’s Le Phare newspaper said", "Le Phare", "Norland’s Le Phare newspaper"),
        ("the Riverton newspaper said", "the Riverton newspaper", None),
        ("Norland’s refugee agency said", "Norland’s refugee agency", None),
        ("the united Norland refugee agency said", "the united Norland refugee agency", None),
        ("the news agency said", "the news agency", None),
    ],
)
def test_a_medium_that_is_named_and_described_speaks_by_its_name(printed, speaker, role):
    assert who(f"{WORDS} {printed}.") == (speaker, role)
