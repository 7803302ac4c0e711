"""A brief in the forms that a person may ask for."""

import re
import textwrap
from typing import TYPE_CHECKING

from briefing.cli.output import say
from briefing.errors import ConfigError, Permanent
from briefing.render import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.bootstrap.workshop import Workshop
    from briefing.model import Brief, BriefSpec, Item, Reason, Sentence
    from briefing.pipeline.proving import Proof
    from briefing.store.database import Database

SCALE = "One point doubles what a story is worth; below each sentence stands what spoke for it in its article."
_INDENT = re.compile(r"(?:\s*(?:[+-]\d+\.\d+\s+|\d+\. |“)?)")


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


def explanation(brief: "Brief", width: int = 0) -> str:
    """Why each story and each sentence is there, in words and numbers.

    Args:
        width: columns that a line may have; 0 for any number.
    """
    if not brief.items:
        return "The brief has no stories."
    told = [SCALE, *("\n".join(_item_explained(item)) for item in brief.items)]
    return "\n\n".join("\n".join(_folded(line, width) for line in one.splitlines()) for one in told)


def _folded(line: str, width: int) -> str:
    """A line in as many as it takes, indented as its text is: behind a number, or where it begins."""
    if not width:
        return line
    found = _INDENT.match(line)
    indent = " " * (found.end() if found else 0)
    return textwrap.fill(line, max(width, len(indent) + 20), subsequent_indent=indent, break_on_hyphens=False)


def proven(proof: "Proof") -> str:
    """What came of proving a brief: one line that says it stands, or a line for each flaw; then what is unproven."""
    name = f"{proof.brief} {proof.slot}"
    again = "; composed again it is the same to the byte" if proof.recomposed else ""
    sound = [f"ok        {name}: {proof.claims} of {proof.claims} places stand as shown{again}"]
    wrong = [f"failure   {name}: {flaw.place}: {flaw.words}" for flaw in proof.flaws]
    return "\n".join([*(wrong or sound), *(f"unproven  {name}: {one}" for one in proof.unproven)])


def _item_explained(item: "Item") -> list[str]:
    why = [f"  {reason.value:+.2f}  {_reason(reason)}" for reason in item.reasons]
    outlets = {link.article_id: wording.site(link) for link in (item.lead, *item.links)}
    spoken = [line for sentence in item.sentences for line in _sentence_explained(sentence, outlets)]
    return [f"{item.number}. {item.headline}", *why, *spoken]


def _reason(reason: "Reason") -> str:
    return (
        reason.words if reason.words.startswith(reason.name) else ": ".join(filter(None, (reason.name, reason.words)))
    )


def _sentence_explained(sentence: "Sentence", outlets: "Mapping[str, str]") -> list[str]:
    reasons = ", ".join(f"{reason.name} {reason.value:+.2f}" for reason in sentence.reasons)
    outlet = f"{outlets[sentence.article_id]}, " if sentence.article_id in outlets else ""
    article = f"article {sentence.article_id} version {sentence.version}"
    place = f"{outlet}{article}, characters {sentence.start} to {sentence.end}"
    return [f"  “{sentence.text}”", f"      {place}", *([f"      {reasons}"] if reasons else [])]
