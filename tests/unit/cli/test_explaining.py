"""Why stories and sentences were chosen, as an operator reads it in a terminal."""

from dataclasses import replace

import pytest

from briefing.cli.forms import explanation
from briefing.model import Reason
from tests.build import quiet_brief, sample_brief

BRIEF = sample_brief()
CHOSEN = replace(
    BRIEF,
    items=tuple(
        replace(
            item,
            reasons=(
                Reason("coverage", 2.25, "3 outlets, 1 copy"),
                Reason("votes on its topic", -0.5, "votes on its topic: 1"),
            ),
            sentences=tuple(
                replace(one, article_id=item.lead.article_id, reasons=(Reason("salience", 1.06),))
                for one in item.sentences
            ),
        )
        for item in BRIEF.items
    ),
)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    folded = explanation(CHOSEN, width)
    assert max(map(len, folded.splitlines())) <= width
    assert folded.split() == explanation(CHOSEN).split()


def test_a_reason_is_named_once_and_a_sentence_by_its_outlet() -> None:
    lines = explanation(CHOSEN).splitlines()
    assert "  +2.25  coverage: 3 outlets, 1 copy" in lines
    assert "  -0.50  votes on its topic: 1" in lines
    assert any(line.startswith("      Tern Harbour Post, article ") for line in lines)
    assert "      salience +1.06" in lines


def test_a_line_goes_on_below_its_own_words() -> None:
    lines = explanation(CHOSEN, 50).splitlines()
    quoted = next(number for number, line in enumerate(lines) if line.startswith("  “") and "”" not in line)
    assert lines[quoted + 1].startswith("   ")
    assert explanation(quiet_brief(), 40) == "The brief has no stories."
