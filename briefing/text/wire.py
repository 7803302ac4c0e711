"""Whether a text is told by an agency or a broadcaster that names itself in brackets where it begins."""

import re

_SENDER = r"\([A-Z][\w.]*(?: [A-Z][\w.]*){0,3}\)"
_OPENING = re.compile(rf"{_SENDER}|[^\W\d_][^()]{{1,50}} {_SENDER}(?: ?[—–-]|(?=[^\W_a-z]|[\"“‘]))")


def names_sender(opening: str) -> bool:
    """Whether a sentence begins "(AGENCY) …" or "PLACE (AGENCY) — …"."""
    return _OPENING.match(opening) is not None
