"""The language of a text is known by its script or its function words, or not claimed at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council of the town said that it will not pay for the bridge."),
        ("de", "Der Rat der Stadt sagte, dass er die Brücke nicht bezahlen wird."),
        ("fr", "Le conseil de la ville a dit qu'il ne paiera pas pour le pont."),
        ("es", "El consejo de la ciudad dijo que no pagará por el puente."),
        ("it", "Il consiglio della città ha detto che non pagherà per il ponte e la strada."),
        ("pt", "O conselho da cidade disse que não vai pagar pela ponte e que a estrada fica."),
        ("nl", "De raad van de stad zei dat hij de brug niet zal betalen."),
        ("ja", "港の工事が始まりました"),
        ("ko", "시의회는 다리를 짓지 않는다"),
        ("zh", "港口的工程已经开始了"),
        ("th", "สะพานใหม่"),
    ],
)
def test_a_sentence_is_enough_to_know_its_language(language, text):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", " ", "12 34", "The ferry", "zzz qqq xxx vvv www kkk", "!!!"])
def test_what_is_too_short_or_like_nothing_is_not_claimed(text):
    assert detect(text) == ""


def test_b18_a_foreign_quotation_does_not_change_the_language():
    assert detect("The mayor of the town said “港口的工程” and that was all that she had to say to them.") == "en"


@given(st.text())
def test_any_text_has_an_answer_and_always_the_same(text):
    assert detect(text) == detect(text)
