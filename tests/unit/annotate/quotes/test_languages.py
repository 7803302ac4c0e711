"""Words that open a sentence are no speaker, in whatever language; those who do speak stay."""

import pytest

from briefing.annotate.quotes import quotes
from briefing.model import Article

SAID = "“No vamos a ceder ante nadie en esta ciudad”"


def speakers(text: str, language: str) -> list[str | None]:
    return [one.speaker for one in quotes(Article("", "", "", text, language=language))]


@pytest.mark.parametrize(
    ("language", "opening", "verb"),
    [
        ("es", "No obstante", "dijo"),
        ("es", "Sin embargo", "añadió"),
        ("es", "Además", "declaró"),
        ("es", "Por su parte", "dijo"),
        ("es", "De hecho", "dijo"),
        ("es", "Mientras tanto", "dijo"),
        ("fr", "Néanmoins", "a déclaré"),
        ("fr", "Par ailleurs", "a-t-il dit"),
        ("fr", "De son côté", "a dit"),
        ("it", "Tuttavia", "ha detto"),
        ("it", "Dal canto suo", "ha aggiunto"),
        ("it", "Nel frattempo", "ha detto"),
        ("pt", "No entanto", "disse"),
        ("pt", "Além disso", "afirmou"),
        ("pt", "Por outro lado", "disse"),
        ("de", "Zum Beispiel", "sagte"),
        ("de", "Dennoch", "sagte"),
        ("de", "Außerdem", "erklärte"),
        ("nl", "Ten slotte", "zei"),
        ("nl", "Bovendien", "zei"),
        ("nl", "Vervolgens", "zei"),
    ],
)
@pytest.mark.parametrize("shape", ["{opening} {verb}: {said}.", "{opening}, {verb}: {said}.", "{opening}: {said}."])
def test_what_opens_a_sentence_says_nothing(language: str, opening: str, verb: str, shape: str) -> None:
    text = f"El consejo se reunió el lunes. {shape.format(opening=opening, verb=verb, said=SAID)}"
    assert speakers(text, language) == [None]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", f"Además Pedro Rivas dijo: {SAID}.", "Pedro Rivas"),
        ("es", f"Sin embargo, Pedro Rivas dijo: {SAID}.", "Pedro Rivas"),
        ("nl", f"De Vries zei: {SAID}.", "De Vries"),
        ("nl", f"Van Dijk zei: {SAID}.", "Van Dijk"),
        ("de", f"Von der Leyen sagte: {SAID}.", "Von der Leyen"),
        ("it", f"Di Maio ha detto: {SAID}.", "Di Maio"),
        ("en", f"Sin said: {SAID}.", "Sin"),
    ],
)
def test_who_speaks_is_named_all_the_same(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]
