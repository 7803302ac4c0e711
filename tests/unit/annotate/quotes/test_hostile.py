"""B15 and its kin: broken, endless and foreign quotes give bounded output, in linear time, without an exception."""

import time

import pytest

from briefing.annotate.quotes import quotes

SIZE = 100_000
LIMIT = 30.0
"""CPU seconds. The slowest case takes 0.7, and seven times that under coverage; what is not linear takes hours."""
LINE = "“The harbour will not wait for us any longer,”"


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "“a” ",
        "'a' ",
        "‘“«",
        "「a」。",
        f"{LINE} he said of Ada ",
        f"{LINE} Ada Brandt said. ",
        f"{LINE} Ada Brandt, ",
        f"{LINE} founder and ",
        f"{LINE} X (",
        "“It goes on.\n\n",
        "according to ",
        "Ada Brandt, ",
        "6'2\" ",
        "said ",
        '"Ada Brandt","said so",12\n',
        "|“Ada”|said|\n",
    ],
)
def test_b15_any_repetition_is_read_in_linear_time(unit):
    text = unit * (SIZE // len(unit)) + f"{LINE} said Ida Ek."
    before = time.process_time()
    found = quotes(text)
    assert time.process_time() - before < LIMIT
    assert sum(end - start for quote in found for start, end in quote.spans) <= len(text)


@pytest.mark.parametrize("unit", ["— “a b c d e f” ", "”"])
def test_b15_eight_times_the_text_takes_about_eight_times_as_long(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        before = time.process_time()
        quotes(text)
        return time.process_time() - before

    assert min(seconds(SIZE) for _ in range(2)) < 24 * max(seconds(SIZE // 8) for _ in range(3))


def test_b15_five_thousand_quotes_are_all_read():
    text = "\n\n".join(f"“This is line number {n} of a very long day,” said Ida Ek." for n in range(5_000))
    found = quotes(text)
    assert len(found) == 5_000
    assert {quote.speaker for quote in found} == {"Ida Ek"}


def test_b15_an_unclosed_quote_is_dropped_and_the_next_one_read():
    text = f"He said the plan was “dead on arrival and added nothing more.\n\n{LINE} said Rosa Ek."
    assert [quote.speaker for quote in quotes(text)] == ["Rosa Ek"]


def test_b15_an_inch_sign_opens_and_closes_nothing():
    text = 'The 6\'2" guard said he was fine. "I feel ready to play tomorrow night," said Mike Rask.'
    assert [(quote.text, quote.speaker) for quote in quotes(text)] == [
        ("I feel ready to play tomorrow night,", "Mike Rask")
    ]


def test_b15_an_inch_sign_inside_of_curly_marks_closes_nothing():
    (quote,) = quotes('“They asked for 5" of new boards on the pier,” said Mike Rask. A 6" board is “long”.')
    assert (quote.text, quote.speaker) == ('They asked for 5" of new boards on the pier,', "Mike Rask")


def test_b15_marks_of_direction_stand_in_nobodys_way():
    assert [quote.speaker for quote in quotes(f"\u200f{LINE} said \u200eIda Ek\u200e.")] == ["Ida Ek"]
    assert [quote.speaker for quote in quotes(f"\u2067{LINE}\u2069 \u200bIda Ek\ufeff said.")] == ["Ida Ek"]


def test_b15_nested_marks_of_several_traditions_are_one_quote():
    (quote,) = quotes("“He said «never „again“» and then he left us,” recalled Ida Ek.")
    assert quote.text == "He said «never „again“» and then he left us,"


def test_b15_text_from_right_to_left_is_attributed_or_dropped():
    found = quotes("«لن ننتظر أكثر من ذلك يا أصدقاء» قال الوزير. „אנחנו לא נחכה עוד לעולם“ אמר השר.")
    assert all(quote.speaker is None or quote.speaker in "قال الوزير אמר השר" for quote in found)


def test_b18_a_quote_in_a_language_without_spaces_does_not_break_it():
    assert all(quote.text for quote in quotes("市長は「私たちはもう待てません」と述べた。“我们不会再等了，”市长说。"))


def test_unbalanced_marks_lose_no_later_paragraph():
    text = f"”She left” and “ then” came ”back.\n\n{LINE} said Ida Ek."
    assert quotes(text)[-1].speaker == "Ida Ek"
