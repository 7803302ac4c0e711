"""Who speaks: from the words beside a quote to a full name and a role; the door to the speakers of an article."""

from briefing.annotate.speakers.resolving import Speakers

__all__ = ["Speakers"]
