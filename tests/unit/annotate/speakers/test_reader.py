"""Nobody is credited with words that are not theirs: wrong speakers that editors found, mended."""

import pytest

from briefing.annotate.quotes import quotes

WORDS = "“The harbour will not wait for us any longer,”"


def who(text: str) -> tuple[str | None, str | None]:
    quote = quotes(text)[-1]
    return quote.speaker, quote.role


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{WORDS} the statement said.", None),
        ("A joint statement said the two ports “will not wait for each other any longer.”", None),
        (f"Omar Rask is gone. {WORDS} said a statement.", None),
        (f"{WORDS} a statement from the ferry company read.", "the ferry company"),
        (f"{WORDS} a statement issued by Ida Ek said.", "Ida Ek"),
        (f"{WORDS} the ferry company’s statement said.", "the ferry company"),
        (f"The ferry company denied it in a statement. {WORDS} the statement said.", "The ferry company"),
        (f"Velden Records denied the charges in a statement. {WORDS} the statement read.", "Velden Records"),
        (f"{WORDS} said Ida Ek in a statement.\n\n“The pier will wait for us again,” the statement added.", "Ida Ek"),
        (f"Ida Ek released a statement on Monday.\n\n{WORDS} the statement said.", "Ida Ek"),
        (f"In a statement, the ferry company apologised.\n\n{WORDS} the statement added.", "the ferry company"),
        (f"{WORDS} the report said.", "the report"),
    ],
)
def test_a_statement_is_its_issuer_s_or_nobody_s(text, speaker):
    assert who(text)[0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“I told my mother, ‘The harbour will not wait,’” Ida Ek, 16, told the Gazette.",
        "“I told my mother, ‘The harbour will not wait.’” Ida Ek, a nurse, told the Gazette.",
        f"{WORDS} Ida Ek, 16, told the Gazette.",
    ],
)
def test_who_is_told_something_is_not_who_says_it(text):
    assert who(text)[0] == "Ida Ek"


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("The town released a statement on Monday saying the harbour", "The town"),
        ("His campaign sent out a text message saying the harbour", "His campaign"),
        ("Ek’s letter makes a lawyer’s case: the harbour", "Ek’s letter"),
        ("The lyrics include: the harbour", "The lyrics"),
        ("The head of a union of a few sailors said the harbour", "The head of a union of a few sailors"),
    ],
)
def test_what_somebody_does_is_no_part_of_what_they_are_called(told, speaker):
    assert who(f"{told} “will not wait for us any longer.”")[0] == speaker


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Forecaster Lena Ek", "Forecaster"),
        ("Geophysicist Anna Ek", "Geophysicist"),
        ("Vorstandschef Karl Ek", "Vorstandschef"),
        ("Trainerin Anna Ek", "Trainerin"),
    ],
)
def test_a_trade_that_no_list_has_is_told_by_the_given_name_behind_it(printed, role):
    assert who(f"{printed} said: “The harbour will not wait for us.”") == (printed.removeprefix(f"{role} "), role)


def test_a_given_name_that_ends_like_a_trade_stays_a_name():
    assert who("Alexander Martin Ek said: “The harbour will not wait for us.”")[0] == "Alexander Martin Ek"
    assert who("Parker James Ek said: “The harbour will not wait for us.”")[0] == "Parker James Ek"


def test_a_name_that_begins_with_a_number_is_whole():
    text = "The rapper 50 Cent sang in Norhaven. “I came here to have fun and I did,” 50 Cent said."
    assert who(text)[0] == "50 Cent"


@pytest.mark.parametrize("people", ["Serb", "Spaniard", "Briton", "Norwegian"])
def test_a_people_is_nobody_s_name(people):
    assert who(f"Ivo Tarn won.\n\n{WORDS} the {people} said.")[0] == f"the {people}"


def test_a_share_in_per_cent_speaks_for_nobody():
    text = "Ida Ek said prices, at 3.8 per cent, were “coming down, slowly but surely now.”"
    assert who(text)[0] == "Ida Ek"
    assert who(f"{WORDS} per the ministry.")[0] == "the ministry"
    assert who(f"{WORDS} per Norpress.")[0] == "Norpress"


def test_several_people_are_not_one_pronoun():
    assert who(f"The minister told MPs that taxes fall. {WORDS} he added.")[0] != "MPs"


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("U.S. District Judge Maria Ek", "U.S. District Judge"),
        ("Det Ch Insp Rachel Ek", "Det Ch Insp"),
        ("Cllr Rachel Ek", "Cllr"),
        ("Supt. Rachel Ek", "Supt."),
        ("House Speaker Maria Ek", "House Speaker"),
    ],
)
def test_ranks_and_courts_are_roles(printed, role):
    assert who(f"{WORDS} {printed} said.") == (printed.removeprefix(f"{role} "), role)


@pytest.mark.parametrize(
    "text",
    [
        "Her lawyer, Ida Ek, said the ruling “will not wait for us any longer.”",
        "Her lawyer, Ida Ek of Stein & Wolfe, said the ruling “will not wait for us any longer.”",
        f"{WORDS} her lawyer, Ida Ek of Stein & Wolfe, said.",
        f"{WORDS} Dr. Ida Ek of Norland University in Velden, Aldmark, the lead author, told the Gazette.",
        f"{WORDS} Ida Ek of Norland University, a lawyer, said.",
    ],
)
def test_where_somebody_works_does_not_hide_who_speaks(text):
    assert who(text)[0] == "Ida Ek"


@pytest.mark.parametrize(
    "body",
    ["The Norland Commission on Human Rights", "The Committee to Protect Journalists", "The Council on Foreign Trade"],
)
def test_a_body_with_a_preposition_in_its_name_is_whole(body):
    assert who(f"{body} said the harbour “will not wait for us any longer.”")[0] == body
    assert who(f"{WORDS} {body} said.")[0] == body


def test_a_group_named_behind_a_comma_speaks_by_its_name():
    assert who("The group, Weavers Coalition, formed and wrote that it “will not wait any longer.”")[0] == (
        "Weavers Coalition"
    )


@pytest.mark.parametrize(
    ("he", "spokesman", "speaker"),
    [
        ("he", "A spokesman for the port", "A spokesman for the port"),
        ("she", "A spokeswoman for the port", "A spokeswoman for the port"),
        ("she", "A spokesman for the port", "Jacqui Ek"),
    ],
)
def test_a_pronoun_may_mean_who_spoke_last_without_a_name(he, spokesman, speaker):
    text = (
        f"{WORDS} said Jacqui Ek, a deputy director. {spokesman} said the fault had been “found and put right by "
        f"Monday.” “We are sorry for all of this,” {he} added."
    )
    assert who(text)[0] == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Rep. Omar Rask apologized to her “for several of my colleagues.”",
        "Innenminister Omar Rask sprach von einem „schwarzen Tag für das ganze Land“.",
        "El presidente, Omar Rask, pidió “unidad y calma a todos los ciudadanos”.",
    ],
)
def test_words_in_somebody_elses_sentence_are_not_the_last_speaker_s(sentence):
    found = quotes(f"{WORDS} said Ida Ek. {sentence}")
    assert [quote.speaker for quote in found][1:] in ([], [None], ["Omar Rask"])


def test_what_is_said_of_somebody_is_still_the_last_speaker_s():
    assert who(f"{WORDS} said Ida Ek. Rask “kind of lost his nerve in public.”")[0] == "Ida Ek"


@pytest.mark.parametrize("titled", ["titled", "entitled", "headlined"])
def test_a_title_is_nobody_s_speech(titled):
    text = f"In a post {titled} “Why we leave the harbour,” Ida Ek wrote: “It stopped being safe for us.”"
    assert [quote.text for quote in quotes(text)] == ["It stopped being safe for us."]


@pytest.mark.parametrize(
    ("printed", "speaker", "role"),
    [
        ("US Under-Secretary of State Rose Ek", "Rose Ek", "US Under-Secretary of State"),
        ("Secretary of State Rose Ek", "Rose Ek", "Secretary of State"),
        ("Sharks director of rugby Steve Ek", "Steve Ek", "Sharks director of rugby"),
        ("her chief of staff Rose Ek", "Rose Ek", "chief of staff"),
        ("the mother of victim Rose Ek", "the mother of victim Rose Ek", None),
        ("a spokesman for Lord Ek", "a spokesman for Lord Ek", None),
        ("Prof Paul Ek", "Paul Ek", None),
        ("Mr Justice Ek", "Mr Justice Ek", None),
    ],
)
def test_an_office_with_of_is_the_role_of_who_holds_it(printed, speaker, role):
    found = who(f"{WORDS} {printed} said.")
    assert found[0] == speaker
    assert role is None or found[1] == role
    assert who(f"{printed[:1].upper()}{printed[1:]} said the harbour “will not wait for us any longer.”")[0] in (
        speaker,
        f"{printed[:1].upper()}{printed[1:]}",
    )


def test_two_who_say_something_together_are_both_named():
    text = "In a joint statement, Velden and Norpay said: “The harbour will not wait for us any longer.”"
    assert who(text)[0] == "Velden and Norpay"


def test_a_cup_is_nobody():
    text = f"Ida Ek scored 40 goals.\n\nShe won the 2015 World Cup and two games in Norhaven.\n\n{WORDS} she said."
    assert who(text)[0] == "Ida Ek"


def test_a_city_is_no_she():
    text = f"Ida Ek studies in London.\n\nLondon is dear, and Norhaven is not.\n\n{WORDS} she said."
    assert who(text)[0] == "Ida Ek"


@pytest.mark.parametrize("role", ["Harbour MP", "Greens MEP"])
def test_a_seat_in_parliament_is_a_role(role):
    assert who(f"{WORDS} {role} Kim Ek said.") == ("Kim Ek", role)


def test_a_participle_is_no_role():
    assert who(f"Weavers4Peace, co-chaired by the great Billie King, met.\n\n{WORDS} Weavers4Peace said.")[1] is None


@pytest.mark.parametrize(
    "text",
    [
        "{0} said Jorge and Elena Pinto, whose house was swept away.",
        "{0} Jorge and Elena Pinto said.",
        "{0} said Jorge and Elena Pinto.",
    ],
)
def test_a_couple_that_says_something_is_named_in_full(text):
    assert who(text.format(WORDS))[0] == "Jorge and Elena Pinto"


def test_kinship_tells_whom_a_pronoun_means():
    text = f"{WORDS} said Hanne Vik. Her brother, Olav Vik, was less calm. {WORDS} he said. {WORDS} she said."
    assert [one.speaker for one in quotes(text)] == ["Hanne Vik", "Olav Vik", "Hanne Vik"]


@pytest.mark.parametrize("lead", ["told the court that the firm had shown", "called it", "spoke of"])
def test_words_that_close_a_sentence_are_not_given_to_who_speaks_in_the_next(lead):
    text = f"Judge Priya Raman {lead} “a reckless disregard for the truth”. Its lawyer, Tom Ashby, said: {WORDS[:-2]}.”"
    assert [one.speaker for one in quotes(text)] == ["Priya Raman", "Tom Ashby"]


def test_the_end_of_a_sentence_that_was_broken_off_is_no_scare_quote():
    found = quotes("“It is a sad day,” said the mayor, Ana Belo, “for the whole valley”. The union will strike.")
    assert [(one.text, one.speaker) for one in found] == [("It is a sad day, for the whole valley", "Ana Belo")]


@pytest.mark.parametrize("name", ["Yaw Mensah", "Dr Yaw Mensah", "Mr Yaw Mensah"])
def test_who_is_named_behind_an_office_holds_it(name):
    assert who(f"The health minister, {name}, urged calm. {WORDS} the minister said.") == (
        "Yaw Mensah",
        "health minister",
    )


def test_of_a_list_nobody_holds_the_office_before_a_name():
    assert who(f"Ida Ek, the mayor, Tom Reed, and others came. {WORDS} Tom Reed said.") == ("Tom Reed", None)
