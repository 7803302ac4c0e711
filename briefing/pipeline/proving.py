"""The proof of a published brief: its spans against the stored versions, and itself against one composed again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from briefing.codec import dumps, to_json
from briefing.compose.edition import compose
from briefing.compose.material import Material, Tools
from briefing.compose.proving import Flaw, claimed, flaws, provenance
from briefing.model import Brief, Ingredients
from briefing.pipeline.ingredients import drawn_on, known_from, restored
from briefing.ports import Store, Summarizer
from briefing.schedule import wall_clock


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of proving a brief.

    Attributes:
        claims: sentences, figures, quotes, titles that were compared with the versions they are taken from.
        flaws: what is wrong.
        unproven: what could not be looked at any more, and why.
        recomposed: whether it was composed again and came out the same to the byte.
    """

    brief: str
    slot: str
    claims: int
    flaws: tuple[Flaw, ...]
    unproven: tuple[str, ...]
    recomposed: bool


@dataclass(frozen=True, slots=True)
class Proving:
    """What proving needs.

    Attributes:
        summarizers: by method.
        made_by: version of this software.
    """

    store: Store
    summarizers: Callable[[str], Summarizer]
    tools: Tools
    made_by: str

    def prove(self, brief: Brief) -> Proof:
        """Compare a brief with what is stored, and compose it again."""
        claims = list(claimed(brief))
        pairs = {one.pair for one in claims} | {(one.article_id, one.version) for one in brief.provenance}
        versions = self.store.articles.versions(pairs)
        compared = sum(one.pair in versions for one in claims)
        gone = len(claims) - compared
        lost = (f"{gone} of {len(claims)} places: the texts of their articles are no longer kept",) if gone else ()
        again = self._again(brief)
        return Proof(
            brief.name,
            brief.slot,
            claims=compared,
            flaws=(*flaws(brief, versions), *again.flaws),
            unproven=(*lost, *again.unproven),
            recomposed=again == _SAME,
        )

    def _again(self, brief: Brief) -> "_Again":
        """Compose the brief once more from what it was composed from."""
        ingredients = self.store.briefs.ingredients(brief.name, brief.slot)
        if ingredients is None:
            return _Again(unproven=(f"{_COMING_OUT}: what it was composed from was not recorded",))
        drawn, known = drawn_on(ingredients), known_from(ingredients)
        versions = self.store.articles.versions(drawn)
        annotations = self.store.articles.annotations(drawn | known)
        gone = (drawn - versions.keys()) | (known - annotations.keys())
        if gone:
            return _Again(unproven=(f"{_COMING_OUT}: {len(gone)} of the texts it takes are no longer kept",))
        material = replace(restored(ingredients, versions), annotations=annotations)
        made = self._composed(brief, ingredients, material)
        made = replace(made, provenance=provenance(made, versions))
        if dumps(made) == dumps(brief):
            return _SAME
        difference = f"composed again it differs at {_first_difference(to_json(brief), to_json(made))}"
        if ingredients.made_by == self.made_by:
            return _Again(flaws=(Flaw("the brief", difference),))
        return _Again(unproven=(f"{difference}: made by version {ingredients.made_by}, this is {self.made_by}",))

    def _composed(self, brief: Brief, ingredients: Ingredients, material: Material) -> Brief:
        spec = ingredients.spec
        local, summarizer = wall_clock(spec.schedule, brief.created), self.summarizers(spec.method)
        return compose(spec, brief.slot, local, brief.window, material, summarizer, brief.created, self.tools)


class _Again(NamedTuple):
    """What came of composing a brief again; nothing when it came out the same."""

    flaws: tuple[Flaw, ...] = ()
    unproven: tuple[str, ...] = ()


_SAME = _Again()
_COMING_OUT = "whether it comes out the same again"


def _first_difference(one: Any, other: Any, path: str = "") -> str:
    """Where two JSON values differ first, as a path ("items.0.headline")."""
    return next(_differences(one, other, path), "no place")


def _differences(one: Any, other: Any, path: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            yield from _differences(one.get(key), other.get(key), f"{path}.{key}" if path else key)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differences(left, right, f"{path}.{number}")
    elif one != other:
        yield path
