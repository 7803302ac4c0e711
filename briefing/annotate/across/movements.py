"""What has moved since a brief was read: figures that measure the same as one it showed and differ."""

from collections.abc import Sequence

from briefing.annotate.across.claims import other_claim
from briefing.annotate.across.likeness import SAME, counts_a_fate, same_measure
from briefing.annotate.across.same_facts import same_amount
from briefing.annotate.across.values import within_reason
from briefing.model import Figure, Moved


def _beside(old: Figure, new: Figure, after: Sequence[Figure]) -> bool:
    """Whether the old value still stands, in the words before the new one: "a laden tanker $412,000, an empty one"."""
    start, end = new.what_span
    return any(start <= one.start < end and one.article_id == new.article_id and same_amount(one, old) for one in after)


def moved(before: Sequence[Figure], after: Sequence[Figure]) -> tuple[Moved, ...]:
    """Find the figures that changed since they were last shown.

    Args:
        before: figures that an earlier brief showed; after: figures of the articles now.

    Returns:
        Pairs that measure the same and differ, most telling first; every figure stands in one pair at most.
    """
    found: list[Moved] = []
    for new in sorted(after, key=lambda figure: -figure.salience):
        if new.value is None or any(same_amount(new, old) for old in (*before, *(one.after for one in found))):
            continue
        paired = [one.before for one in found]
        free = [old for old in before if old.value is not None and old not in paired and not _beside(old, new, after)]
        alike = [(same_measure(old, new), old) for old in free if not other_claim(old, new, fate=counts_a_fate(new))]
        likeness, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and likeness >= SAME and within_reason(best, new):
            found.append(Moved(best, new))
    return tuple(found)
