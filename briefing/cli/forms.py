"""A brief in the forms that a person may ask for."""

from typing import TYPE_CHECKING

from briefing.cli.output import say
from briefing.errors import ConfigError, Permanent

if TYPE_CHECKING:
    from briefing.bootstrap.workshop import Workshop
    from briefing.model import Brief, BriefSpec, Item, Sentence
    from briefing.pipeline.proving import Proof
    from briefing.store.database import Database


def show(shop: "Workshop", spec: "BriefSpec", brief: "Brief", form: str) -> None:
    """Print a brief in a form."""
    from briefing.bootstrap.forms import payloads

    made = payloads(shop.settings, spec, brief)
    if form not in made:
        raise ConfigError(f"there is no form {form!r}; there are: {', '.join(made)}")
    say(made[form]().decode("utf-8", "replace"))


def published(store: "Database", name: str, slot: str) -> "Brief":
    """A published brief, the latest when no slot is named.

    Raises:
        Permanent: there is none.
    """
    found = store.briefs.get(name, slot) if slot else next(iter(store.briefs.latest(name, 1)), None)
    if found is None:
        raise Permanent(f"no such brief was published: `briefing briefs list` shows those of {name!r}")
    return found


def explanation(brief: "Brief") -> str:
    """Why each story and each sentence is there, in words and numbers."""
    return "\n\n".join(_item_explained(item) for item in brief.items) or "The brief has no stories."


def proven(proof: "Proof") -> str:
    """What came of proving a brief: one line that says it stands, or a line for each flaw; then what is unproven."""
    name = f"{proof.brief} {proof.slot}"
    again = "; composed again it is the same to the byte" if proof.recomposed else ""
    sound = [f"ok        {name}: {proof.claims} of {proof.claims} places stand as shown{again}"]
    wrong = [f"failure   {name}: {flaw.place}: {flaw.words}" for flaw in proof.flaws]
    return "\n".join([*(wrong or sound), *(f"unproven  {name}: {one}" for one in proof.unproven)])


def _item_explained(item: "Item") -> str:
    why = [f"  {reason.value:+.2f}  {reason.words or reason.name}" for reason in item.reasons]
    spoken = [line for sentence in item.sentences for line in _sentence_explained(sentence)]
    return "\n".join([f"{item.number}. {item.headline}", *why, *spoken])


def _sentence_explained(sentence: "Sentence") -> list[str]:
    reasons = ", ".join(f"{reason.name} {reason.value:+.2f}" for reason in sentence.reasons)
    place = f"{sentence.article_id} version {sentence.version}, characters {sentence.start} to {sentence.end}"
    return [f"  “{sentence.text}”", f"      {place}", *([f"      {reasons}"] if reasons else [])]
