"""Who receives a brief by mail: the addresses that the settings name, and everybody who subscribed to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from briefing.errors import Permanent
from briefing.model import Brief, BriefSpec, Destination, Links, Recipient, Slot, Subscriber
from briefing.pipeline.subscribing import Subscribing
from briefing.schedule import is_zone, reader_time, slots_after
from briefing.subscribers.addresses import same
from briefing.subscribers.mails import destination_of
from briefing.subscribers.rules import Origin, tolerates
from briefing.subscribers.tokens import Scope

MAIL = "email"
_SETTINGS = Origin("settings", words="named by the operator's settings")


@dataclass(frozen=True, slots=True)
class Readership:
    """Who reads."""

    desk: Subscribing

    def of(self, spec: BriefSpec, brief: Brief, slot: Slot | None) -> Iterator[Recipient]:
        """The recipients of a brief, each address once; subscribers only get what their schedule brings.

        Args:
            slot: None for an edition outside the schedule.
        """
        browser = self.page(brief)
        places = [place for place in spec.destinations if place.channel == MAIL]
        yield from self._named(spec, places, browser)
        if slot is not None:
            taken = {same(place.address) for place in places}
            yield from self._subscribed(spec, slot, browser, taken)

    def page(self, brief: Brief) -> str:
        """Where a brief can be read in a browser for good; "" where there are no pages."""
        return self.desk.pages.brief(brief.name, brief.slot)

    def _named(self, spec: BriefSpec, places: list[Destination], browser: str) -> Iterator[Recipient]:
        """Those of the settings who have not left; each with a link to do so, where there are pages."""
        known = self.desk.subscribers.of_addresses([place.address for place in places])
        for place in places:
            person = known.get(place.address) or self._enrolled(place.address)
            if tolerates(person, spec.name):
                yield Recipient(place, self._links(spec, person, browser, chooses=False))

    def _subscribed(self, spec: BriefSpec, slot: Slot, browser: str, taken: set[str]) -> Iterator[Recipient]:
        until = _next_due(spec, slot)
        home = spec.schedule.zone if spec.schedule else "UTC"
        for person in self.desk.subscribers.receiving(spec.name):
            wishes = person.wishes
            # A zone that was known where somebody subscribed may not be in the tables of this machine.
            zone = wishes.zone if wishes.zone and is_zone(wishes.zone) else home
            moment = reader_time(slot, until, wishes.hour, zone, wishes.days)
            if moment is None or same(person.address) in taken:
                continue
            yield Recipient(
                destination=Destination(destination_of(person.id), MAIL, person.address),
                links=self._links(spec, person, browser, chooses=True),
                format=wishes.format,
                topics=wishes.topics,
                not_before=moment,
            )

    def _enrolled(self, address: str) -> Subscriber | None:
        """The entry of an address of the settings, without which nobody could leave by a link."""
        if self.desk.tokens is None:
            return None
        try:
            return self.desk.enrol(address, _SETTINGS)
        except Permanent:
            # An address that is none fails as a delivery, where the operator sees it.
            return None

    def _links(self, spec: BriefSpec, person: Subscriber | None, browser: str, *, chooses: bool) -> Links:
        tokens, pages = self.desk.tokens, self.desk.pages
        if tokens is None or person is None:
            return Links(browser)
        preferences = pages.preferences(tokens.issue(Scope.PREFERENCES, person.id)) if chooses else ""
        return Links(browser, preferences, pages.unsubscribe(tokens.issue(Scope.UNSUBSCRIBE, person.id, spec.name)))


def _next_due(spec: BriefSpec, slot: Slot) -> datetime | None:
    """When the slot after this one is due."""
    if spec.schedule is None:
        return None
    return next((one.due for one in slots_after(spec.name, spec.schedule, slot.local) if one.due > slot.due), None)
