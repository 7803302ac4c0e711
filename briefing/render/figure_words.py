"""The words around a figure: what it measures, as of when, who says so, and how much room it takes in columns."""

from collections.abc import Sequence

from briefing.model import GAP, Figure
from briefing.render.wording import beside

_LONG = 24


def caption(figure: Figure) -> str:
    """What a figure measures, as of when and who says so, as far as the text tells: to stand below the figure.

    Words that lead to the figure are closed by it, as they stand in the article: "The repairs cost €640 million".
    """
    measured = f"{lead(figure)}{figure.text}" if lead(figure) else figure.caption or figure.what
    return ", ".join(part for part in (measured, *_circumstances(figure, measured)) if part)


def lead(figure: Figure) -> str:
    """The words before a figure where they lead to it, with the space between: "The repairs cost "; else ""."""
    start, end = figure.caption_span
    words, mark = figure.caption[: end - start], figure.caption[end - start :]
    return f"{words} " if words and mark.split() == GAP.split() else ""


def behind(figure: Figure) -> str:
    """What stands behind a figure on its line, the sign between them included, where `lead` stands before it."""
    circumstances = _circumstances(figure, figure.caption)
    return "".join(f", {part}" for part in circumstances) if lead(figure) else beside(caption(figure))


def explained(figure: Figure) -> str:
    """The caption of a figure that begins its line, with the sign between them."""
    return f" · {caption(figure)}" if lead(figure) else beside(caption(figure))


def _circumstances(figure: Figure, measured: str) -> list[str]:
    """As of when, and who says so unless that is said already."""
    named = figure.attribution.casefold() in measured.casefold()
    said = "" if named else f"according to {_inside_a_sentence(figure.attribution)}"
    return [part for part in (figure.as_of, said) if part]


def _inside_a_sentence(name: str) -> str:
    """A source as it stands within a sentence: "the army", but "The Guardian" and "The Hague"."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "An"} and rest[:1].islower() else name


def is_long(figure: Figure) -> bool:
    """Whether a figure is so long that it would be broken twice in a column: "between €30 million and €45 million"."""
    return len(figure.text) > _LONG


def in_rows(figures: Sequence[Figure]) -> list[Figure]:
    """The figures as they stand in columns: each long one in a row of its own above the others."""
    return sorted(figures, key=lambda one: not is_long(one))


def share(figure: Figure, figures: Sequence[Figure]) -> str:
    """How much of its row a figure takes: "" for all of it, or the "half" or "third" that fits with the others."""
    short = sum(not is_long(one) for one in figures)
    if is_long(figure) or short == 1:
        return ""
    return "half" if short in {2, 4} else "third"
