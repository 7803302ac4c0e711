"""A summary says who its people are where that costs next to nothing."""

import numpy as np
import pytest

from briefing.summarize.document import read
from briefing.summarize.introducing import best_set
from briefing.summarize.sets import subsets
from briefing.text.sentences import sentences

TEXT = """Harbour pilot Anna Ek steered the ferry to Norhaven. Ek said the night was long. The pier was lit at nine.
The crew slept on deck."""
EK_WHOLE, EK_ALONE, PIER, CREW = range(4)


def chosen(values, text=TEXT):
    """Of all pairs of sentences the one that is taken, when the named pairs have these scores and all others none."""
    document = read(sentences(text))
    choice = subsets(len(document), (2,))
    scores = np.array([values.get(tuple(np.flatnonzero(row).tolist()), 0.0) for row in choice.mask])
    return best_set(document, np.arange(len(document)), choice, scores)


def test_a_set_that_introduces_is_preferred_when_it_is_nearly_as_good():
    assert chosen({(EK_ALONE, PIER): 10.0, (EK_WHOLE, EK_ALONE): 9.5}) == [EK_WHOLE, EK_ALONE]


def test_a_set_that_introduces_nobody_and_names_nobody_will_do_too():
    assert chosen({(EK_ALONE, PIER): 10.0, (PIER, CREW): 9.5}) == [PIER, CREW]


def test_a_set_that_is_much_worse_is_not_taken_for_a_name():
    assert chosen({(EK_ALONE, PIER): 10.0, (EK_WHOLE, EK_ALONE): 5.0}) == [EK_ALONE, PIER]


@pytest.mark.parametrize("text", [TEXT.replace("Anna ", ""), TEXT.replace("Ek said", "The wind made")])
def test_where_the_article_names_nobody_whole_or_all_are_introduced_the_best_set_is_taken(text):
    assert chosen({(EK_ALONE, PIER): 10.0, (EK_WHOLE, EK_ALONE): 9.9}, text) == [EK_ALONE, PIER]


def test_a_set_that_cannot_be_taken_is_not_taken():
    assert chosen({(EK_ALONE, PIER): 10.0, (EK_WHOLE, EK_ALONE): -np.inf}) == [EK_ALONE, PIER]
