"""What several outlets quote alike is one quote, and how its wording drifted is told."""

from briefing.annotate.across.same_quotes import merge_quotes
from briefing.model import Article, Quote

LINE = "We will dredge the harbour before the winter storms arrive."


def article(number):
    return Article(f"a{number}", f"https://outlet{number}.example/", "Harbour", LINE)


def merged(*printed):
    """Merge quotes, each printed by an outlet of its own: (text, speaker, worth)."""
    pairs = [
        (article(number), (Quote(text, 0, len(text), speaker, worth=worth),))
        for number, (text, speaker, worth) in enumerate(printed, start=1)
    ]
    return merge_quotes(pairs)


def test_the_same_words_in_two_outlets_are_one_quote():
    (quote,) = merged((LINE, "Ida Ek", 0.5), (LINE, "Ek", 0.4))
    assert (quote.article_id, quote.also_in, quote.drift) == ("a1", ("a2",), ())


def test_the_most_worthwhile_wording_stands_for_all():
    (quote,) = merged(("before the winter storms arrive", "Ek", 0.2), (LINE, "Ida Ek", 0.6))
    assert (quote.text, quote.also_in) == (LINE, ("a1",))


def test_a_cut_is_no_drift():
    (quote,) = merged((LINE, "Ida Ek", 0.6), ("dredge the harbour before the winter storms", "Ida Ek", 0.2))
    assert quote.drift == ()


def test_changed_words_inside_are_noted_as_printed():
    changed = "We will dredge the port before the winter storms arrive."
    (quote,) = merged((LINE, "Ida Ek", 0.6), (changed, "Ida Ek", 0.5), (LINE, "Ida Ek", 0.1))
    assert quote.drift == (changed,)
    assert quote.also_in == ("a2", "a3")


def test_typographic_apostrophes_are_no_drift():
    (quote,) = merged(
        ("We don’t dredge before the storms", "Ek", 0.3), ("We don't dredge before the storms", "Ek", 0.2)
    )
    assert quote.drift == ()


def test_the_same_words_from_different_people_stay_two():
    assert len(merged((LINE, "Ida Ek", 0.6), (LINE, "Omar Rask", 0.6))) == 2


def test_different_words_stay_apart_in_order():
    other = "The purse of this town has been empty since the spring."
    assert [quote.text for quote in merged((LINE, "Ida Ek", 0.1), (other, "Ida Ek", 0.9))] == [LINE, other]


def test_a_speaker_who_repeats_herself_in_one_article_is_quoted_twice():
    twice = (Quote(LINE, 0, 9, "Ida Ek"), Quote(LINE, 20, 29, "Ida Ek"))
    assert len(merge_quotes([(article(1), twice)])) == 2


def test_nothing_to_merge_is_nothing():
    assert merge_quotes([]) == ()
