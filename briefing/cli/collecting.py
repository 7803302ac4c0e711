"""Polling by hand."""

from typing import TYPE_CHECKING

from briefing.cli.output import note, progress_over, say, show_json
from briefing.errors import ConfigError, Permanent
from briefing.render.wording import plural

if TYPE_CHECKING:
    from briefing.bootstrap.workshop import Workshop
    from briefing.pipeline.collecting import Collected


def collect_now(shop: "Workshop", name: str, as_json: bool) -> None:
    """Poll one source, or all, whether due or not, and say what each brought.

    Raises:
        Permanent: every source failed.
    """
    from briefing.bootstrap.workshop import register

    register(shop)
    worker = shop.worker
    names = [_known(shop, name)] if name else list(worker.sources)
    found = [
        worker.collecting.poll(worker.sources[one], worker.sites.get(one, ""), worker.clock())
        for one in progress_over(names, "Collecting")
    ]
    if as_json:
        show_json(found)
    for one in () if as_json else found:
        say(_line(one))
    if not found:
        note("There are no sources yet: add a [sources.NAME] section to the settings.")
    if found and all(one.problem for one in found):
        raise Permanent("no source could be read: `briefing sources list` says what can be done; nothing was lost")


def _line(one: "Collected") -> str:
    """What a poll came to, for people."""
    if one.problem:
        return f"{one.source}: {one.problem}"
    counted = {
        "new": one.new,
        "changed": one.changed,
        "only in part": one.degraded,
        "unreadable": one.unreadable,
        "beyond the cap": one.left_out,
    }
    said = ", ".join(f"{number} {what}" for what, number in counted.items() if number) or "nothing new"
    remark = f"; {one.remark}" if one.remark else ""
    return f"{one.source}: {said} (of {plural(one.entries, 'entry')}){remark}"


def _known(shop: "Workshop", name: str) -> str:
    if name not in shop.worker.sources:
        there = ", ".join(shop.worker.sources) or "none yet"
        raise ConfigError(f"there is no source {name!r} in the settings; there are: {there}")
    return name
