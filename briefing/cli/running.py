"""Publishing by hand, and seeing the deliveries through."""

from collections import Counter
from typing import TYPE_CHECKING

from briefing.cli.output import note, say, show_json
from briefing.errors import Permanent
from briefing.model import DeliveryState

if TYPE_CHECKING:
    from briefing.bootstrap.workshop import Workshop
    from briefing.model import Brief, BriefSpec, Delivery


def run_now(shop: "Workshop", spec: "BriefSpec", as_json: bool) -> None:
    """Publish the slot that is due, or an edition for today, and deliver it.

    Raises:
        Permanent: a delivery failed, or is not sent yet.
    """
    brief = _published(shop, spec)
    deliveries = shop.worker.delivering.advance_all(brief.name, brief.slot)
    if as_json:
        show_json({"brief": brief, "deliveries": {one.key: one.state for one in deliveries}})
    else:
        from briefing.render.text import TextRenderer

        say(TextRenderer(spec.templates).text(brief))
    for line, parts in Counter(map(_told, deliveries)).items():
        note(f"{line} ({parts} parts)" if parts > 1 else line)
    if any(one.state is DeliveryState.FAILED for one in deliveries):
        raise Permanent("not every delivery succeeded; `briefing deliveries list --state failed` shows why")
    if any(one.state is not DeliveryState.SENT for one in deliveries):
        raise Permanent(
            "not every delivery is sent yet: a running service goes on, and so does `briefing run` when it is called "
            "again; `briefing deliveries list` shows the reasons"
        )


def _told(delivery: "Delivery") -> str:
    reason = f": {delivery.reason}" if delivery.reason else ""
    return f"{delivery.destination.name}: {delivery.state.value}{reason}"


def _published(shop: "Workshop", spec: "BriefSpec") -> "Brief":
    """The brief of the slot that is due, of the last slot if it is today's, or an edition outside the schedule."""
    from briefing.pipeline.due import due_slot

    worker, now = shop.worker, shop.worker.clock()
    found = due_slot(shop.store, spec, worker.owner, now)
    if found:
        slot, missed = found
        brief = worker.publishing.publish_slot(spec, slot, missed, worker.owner, now)
        if brief is None:
            raise Permanent(f"{spec.name} of {slot.key} was skipped as a quiet day, or another process has it in hand")
        return brief
    today = worker.publishing.of_today(spec, now)
    if today is not None:
        note(f"{spec.title} of {today.slot} was published before; this is it again.")
        return today
    return worker.publishing.publish_now(spec, now)
