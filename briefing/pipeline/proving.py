"""The proof of a published brief: its spans against the stored versions, and itself against one composed again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.codec import dumps, to_json
from briefing.compose.edition import compose
from briefing.compose.material import Tools
from briefing.compose.proving import Flaw, Pair, claimed, flaws, provenance
from briefing.model import Article, Brief, Ingredients
from briefing.pipeline.ingredients import drawn_on, restored
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
        found, lost = list(flaws(brief, versions)), []
        if gone := sum(one.pair not in versions for one in claims):
            lost.append(f"{gone} of {len(claims)} places: the texts of their articles are no longer kept")
        same = self._again(brief, found, lost)
        compared = sum(one.pair in versions for one in claims)
        return Proof(brief.name, brief.slot, compared, tuple(found), tuple(lost), recomposed=same)

    def _again(self, brief: Brief, found: list[Flaw], lost: list[str]) -> bool:
        """Whether the brief composed again is the same; otherwise says why, as a flaw or as what cannot be told."""
        ingredients = self.store.briefs.ingredients(brief.name, brief.slot)
        if ingredients is None:
            lost.append("whether it comes out the same again: what it was composed from was not recorded")
            return False
        versions = self.store.articles.versions(drawn_on(ingredients))
        if gone := len(drawn_on(ingredients) - versions.keys()):
            lost.append(f"whether it comes out the same again: the texts of {gone} articles are no longer kept")
            return False
        again = self._composed(brief, ingredients, versions)
        if dumps(again) == dumps(brief):
            return True
        difference = f"composed again it differs at {_first_difference(to_json(brief), to_json(again))}"
        if ingredients.made_by == self.made_by:
            found.append(Flaw("the brief", difference))
        else:
            lost.append(f"{difference}: made by version {ingredients.made_by}, this is {self.made_by}")
        return False

    def _composed(self, brief: Brief, ingredients: Ingredients, versions: Mapping[Pair, Article]) -> Brief:
        spec = ingredients.spec
        material = restored(ingredients, versions)
        said = {pair for _, shown in ingredients.shown for pair in shown.articles}
        whole = {(article_id, later) for article_id, _, later in ingredients.partial}
        annotations = self.store.articles.annotations(said | whole | versions.keys())
        again = compose(
            spec,
            brief.slot,
            wall_clock(spec.schedule, brief.created),
            brief.window,
            replace(material, annotations=annotations),
            self.summarizers(spec.method),
            brief.created,
            self.tools,
        )
        return replace(again, provenance=provenance(again, versions))


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
