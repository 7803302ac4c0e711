"""Figures in neighbouring languages: their words of scale, per cent, about and more, with a decimal comma."""

import pytest

from briefing.annotate.figures import figures
from briefing.annotate.quotes import quotes
from briefing.model import Article


def read(language: str, text: str) -> list[tuple[object, str, str]]:
    found = figures(Article("", "", "", text, language=language))
    return [(one.value, one.unit, one.modifier) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Der Umsatz stieg um 12,5 Prozent auf 1,2 Milliarden Euro.",
            [(12.5, "percentage", "up"), (1.2e9, "euro", "=")],
        ),
        ("de", "Der Gewinn fiel auf 340 Mio. Euro im Jahr.", [(3.4e8, "euro", "=")]),
        ("de", "Mehr als 20.000 Menschen kamen.", [(20000.0, "menschen", ">")]),
        ("de", "Es starben 12 Menschen und 3 Kinder.", [(12.0, "menschen", "="), (3.0, "kinder", "=")]),
        ("de", "Nach 5 Jahren und 3 Tagen kam er.", [(5.0, "year", "="), (3.0, "day", "=")]),
        ("fr", "Depuis 72 ans et 4 mois.", [(72.0, "year", "="), (4.0, "month", "=")]),
        ("es", "Desde hace 5 días y 15 años.", [(5.0, "day", "="), (15.0, "year", "=")]),
        ("de", "Am 12 Januar 2026 kam er.", []),
        ("de", "Rund 45 Millionen Euro sind weg.", [(4.5e7, "euro", "~")]),
        ("de", "Das Werk kostet 2 Billionen Euro.", [(2e12, "euro", "=")]),
        (
            "fr",
            "Les ventes ont progressé de 8,4 % à 3,2 milliards d’euros.",
            [(8.4, "percentage", "up"), (3.2e9, "euro", "=")],
        ),
        ("fr", "Plus de 2 000 emplois seront supprimés.", [(2000.0, "emplois", ">")]),
        ("fr", "Il faut environ 3 millions de dollars.", [(3e6, "dollar", "~")]),
        ("es", "El plan costará 1.300 millones de euros.", [(1.3e9, "euro", "=")]),
        ("es", "El plan costará 3,5 mil millones de euros.", [(3.5e9, "euro", "=")]),
        ("es", "El paro bajó un 2,5 por ciento.", [(2.5, "percentage", "down")]),
        (
            "es",
            "Unas 40.000 familias recibirán ayudas de hasta 250 euros.",
            [(4e4, "familia", "~"), (250.0, "euro", "<")],
        ),
        (
            "it",
            "Il governo darà 2,5 miliardi di euro, il 12 per cento in più.",
            [(2.5e9, "euro", "="), (12.0, "percentage", "=")],
        ),
        ("nl", "Er gaan 1.200 banen weg en 45 miljoen euro is op.", [(1200.0, "banen", "="), (4.5e7, "euro", "=")]),
        ("pt", "O plano custa 2,8 milhões de euros.", [(2.8e6, "euro", "=")]),
    ],
)
def test_scale_unit_and_modifier_are_read(language, text, expected):
    assert read(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("de", "Der Umsatz stieg um 12,5 Prozent auf 1,2 Milliarden Euro.", "Der Umsatz stieg um …"),
        ("fr", "Les ventes ont progressé de 8,4 % à 3,2 milliards d’euros.", "Les ventes ont progressé de …"),
    ],
)
def test_the_level_a_change_led_to_is_not_what_the_change_measures(language, text, shown):
    found = figures(Article("", "", "", text, language=language))
    assert found[0].caption.replace("\N{NO-BREAK SPACE}", " ") == shown


def test_words_of_neighbours_do_not_change_english():
    assert read("en", "He ran fast 3 times past a mil of 20 guests.") == [(3.0, "time", "="), (20.0, "guest", "=")]


def test_an_italian_article_is_no_french_pronoun():
    found = quotes("«È un grande passo per la scuola», ha detto il ministro Paolo Rossi.")
    assert [quote.speaker for quote in found] == ["Paolo Rossi"]
