"""Near-duplicates: copies are recognised, whatever was done to them on the way; other texts are not."""

import random

from hypothesis import given
from hypothesis import strategies as st

from briefing.group.duplicates import DuplicateIndex, duplicates
from briefing.model import Article
from briefing.text.shingles import shingles

WORDS = [f"{begin}{end}" for begin in ("mar", "vel", "kol", "tess", "ost", "rin", "bal", "fen") for end in "aeiouy"]


def prose(seed: int, words: int = 220) -> str:
    chosen = random.Random(seed).choices(WORDS, k=words)
    return ". ".join(" ".join(chosen[at : at + 11]).capitalize() for at in range(0, words, 11)) + "."


def article(name: str, text: str) -> Article:
    return Article(id=name, url=f"https://{name}.example/", title="A headline", text=text)


def add(index: DuplicateIndex, name: str, text: str) -> str:
    return index.add(name, shingles(text))


def test_a_copy_is_a_copy_cut_prefixed_or_lightly_edited():
    text = prose(1)
    words = text.split()
    edited = " ".join(word for place, word in enumerate(words) if place % 40)
    copies = {
        "same": text,
        "cut": text[: len(text) // 2],
        "prefixed": "KOLM (Marrow Wire) — " + text,
        "shouted": text.upper(),
        "quoted": text.replace(". ", "” – "),
        "edited": edited,
    }
    found = duplicates([article("original", text), *(article(name, copy) for name, copy in copies.items())])
    assert found == dict.fromkeys(copies, "original")


def test_texts_on_their_own_are_originals():
    assert duplicates([article(str(seed), prose(seed)) for seed in range(50)]) == {}


def test_a_copy_of_a_copy_names_the_original():
    text = prose(2)
    index = DuplicateIndex()
    assert add(index, "a", text) == ""
    assert add(index, "b", text) == "a"
    index.forget("a")
    assert add(index, "c", text) == "a"


def test_the_beginning_of_a_long_text_is_its_copy_however_few_words_of_it_came_and_whichever_came_first():
    for seed in range(40):
        text = prose(seed, 400)
        for words in (8, 20, 40):
            whole, teaser = article("whole", text), article("teaser", " ".join(text.split()[:words]))
            assert duplicates([whole, teaser]) == {"teaser": "whole"}
            assert duplicates([teaser, whole]) == {"whole": "teaser"}


def test_two_edits_of_a_text_are_copies_once_the_whole_of_it_comes_in():
    text = prose(9).split()
    head, tail = " ".join(text[:150]), " ".join(text[70:])
    assert duplicates([article("head", head), article("tail", tail)]) == {}
    whole = article("whole", " ".join(text))
    assert duplicates([article("head", head), article("tail", tail), whole]) == {"tail": "head", "whole": "head"}


def test_what_turns_out_to_be_a_copy_is_told_once_with_all_that_copied_it():
    text = prose(9).split()
    index = DuplicateIndex()
    parts = {"head": text[:150], "tail": text[70:], "tail again": ["Update:", *text[70:]], "whole": text}
    found = {name: add(index, name, " ".join(words)) for name, words in parts.items()}
    assert found == {"head": "", "tail": "", "tail again": "tail", "whole": "head"}
    assert index.late_copies() == {"tail": "head", "tail again": "head"}
    assert index.late_copies() == {}


def test_a_round_up_makes_no_copies_of_the_items_it_holds():
    items = [article("one", prose(10)), article("other", prose(11))]
    found = duplicates([*items, article("round-up", f"{prose(10)}\n\n{prose(11)}")])
    assert found == {"round-up": "one"}


def test_what_was_forgotten_has_no_copies():
    index = DuplicateIndex()
    add(index, "a", prose(3))
    index.forget("a")
    assert add(index, "b", prose(3)) == ""


def test_a_new_version_is_not_a_copy_of_itself():
    index = DuplicateIndex()
    add(index, "a", prose(4))
    assert add(index, "a", prose(4) + " One more line.") == ""


def test_an_article_that_comes_again_is_not_a_copy_of_its_own_copy():
    index = DuplicateIndex()
    assert add(index, "a", prose(6)) == ""
    assert add(index, "b", prose(6)) == "a"
    assert add(index, "a", prose(6)) == ""


def test_long_texts_are_compared_by_a_part_of_their_shingles():
    text = prose(7, words=2400)
    assert duplicates([article("a", text), article("b", text[: len(text) // 2]), article("c", prose(8, 2400))]) == {
        "b": "a"
    }


def test_a_text_that_everybody_prints_stays_cheap_and_right():
    index = DuplicateIndex()
    assert add(index, "first", prose(5)) == ""
    assert {add(index, str(number), prose(5)) for number in range(300)} == {"first"}


def test_texts_without_words_copy_nothing():
    assert duplicates([article("a", ""), article("b", ""), article("c", "…!")]) == {}


def test_scripts_without_spaces_have_shingles():
    text = "東京都は新しい港の建設計画を発表した。費用は三百億円になる見込みである。"
    assert len(shingles(text).distinct) > 10
    assert duplicates([article("a", text), article("b", "速報" + text)]) == {"b": "a"}


@given(st.text(max_size=400))
def test_shingles_of_any_text_are_distinct_and_ascending(text):
    found = shingles(text)
    assert (found.distinct[1:] > found.distinct[:-1]).all()
    assert (shingles(text).distinct == found.distinct).all()
    assert set(found.openings) <= set(found.distinct)


def test_the_agency_in_brackets_before_a_text_of_a_few_words_makes_no_other_text_of_it():
    text = "So much rain. So much joy."
    whole = article("original", f"{text} {prose(1)}")
    assert duplicates([whole, article("wire", f"(Wire services) {text}")]) == {"wire": "original"}
    assert duplicates([whole, article("agency", f"(Kolm Press Agency) – {text}")]) == {"agency": "original"}
    assert duplicates([whole, article("bare", "(Wire services)")]) == {}
