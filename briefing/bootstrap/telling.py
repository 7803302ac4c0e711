"""Who tells the operator of what needs somebody, and where, as the settings say."""

from datetime import datetime

from briefing.bootstrap.edges import sender, tell
from briefing.model import Destination, Part
from briefing.pipeline.telling import Telling
from briefing.ports import Clock, Ledger
from briefing.render.notice import Notice, NoticeRenderer
from briefing.settings.schema import Settings
from briefing.settings.specs import destinations


def telling(settings: Settings, ledger: Ledger, clock: Clock) -> Telling:
    """Tells through the log, and through the ledger to the destinations that the settings name."""
    renderer = NoticeRenderer(sender(settings.email))
    named = settings.service.operator
    places = tuple(place for name in named for place in destinations(name, settings.destinations[name]))

    def render(key: str, title: str, words: str, now: datetime, place: Destination) -> Part:
        return renderer.part(Notice(key, title, words, now), place)

    return Telling(ledger, places, render, clock, tell)
