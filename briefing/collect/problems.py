"""What can go wrong with a source, beyond coming back later and giving up, because each asks for another pause."""

from briefing.errors import Permanent, Transient


class Gone(Permanent):
    """The source said that it will not come back (410): it is not asked again."""


class Held(Transient):
    """Nothing was asked, because the host had asked for a pause: no fault of this source."""


class Crowded(Transient):
    """The host said that it is asked too often (429): ask it less often from now on."""
