"""The double opt-in as pure decisions: what a subscriber becomes, what enters the trail, whether a letter is due.

Nothing here stores, sends or reads a clock. Whatever is asked of an address that somebody else may own changes nothing
but the number of letters it gets, and those ever more rarely.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefing.errors import Permanent
from briefing.model import Consent, ConsentEvent, Letter, Standing, Subscriber, Wishes

FIRST_PAUSE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=7)
_ENDED = frozenset({Standing.UNSUBSCRIBED, Standing.SUPPRESSED})
REFUSALS = 5
"""So many brief mails refused in a row, for reasons that could pass, and the address is given up."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who did something, for the trail.

    Attributes:
        how: "web", "one-click", "operator", "import", "settings", "bounce", "complaint".
        address: keyed hash of the network address; "" where there was none.
        words: what was agreed to, or why.
    """

    how: str
    address: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What follows from something that happened.

    Attributes:
        before: as the store knows it; None for somebody new.
        letter: the mail that is due now, if any; its number is `after.letters`.
    """

    before: Subscriber | None
    after: Subscriber
    trail: tuple[Consent, ...] = ()
    letter: Letter | None = None


def ask(known: Subscriber | None, newcomer: Subscriber, origin: Origin, now: datetime) -> Change | None:
    """Somebody asked for briefs to be sent to an address; nobody knows yet whether it is theirs.

    Args:
        known: the subscriber with this address, if any.
        newcomer: as they would be, pending, with their wishes.

    Returns:
        None when nothing follows: the address is suppressed, or got a letter just now.
    """
    current = known or newcomer
    if current.standing is Standing.SUPPRESSED or not _letter_due(current, now):
        return None
    if current.standing is Standing.CONFIRMED:
        return Change(known, _moved(current, now, letters=current.letters + 1, asked=now), letter=Letter.KNOWN)
    after = _moved(
        current,
        now,
        standing=Standing.PENDING,
        wishes=newcomer.wishes,
        letters=current.letters + 1,
        asked=now,
    )
    return Change(known, after, (_line(after, ConsentEvent.ASKED, origin, now),), Letter.CONFIRM)


def confirm(known: Subscriber, letter: int, origin: Origin, now: datetime) -> Change | None:
    """The holder of the address confirmed; None when they had before.

    Args:
        letter: the number in the link they followed.

    Raises:
        Permanent: the link is of an earlier letter, or the subscription has ended since.
    """
    if known.standing is Standing.CONFIRMED:
        return None
    if known.standing is not Standing.PENDING or known.letters != letter:
        raise Permanent("this link is no longer valid: use the one in the latest mail, or subscribe again")
    left = tuple(name for name in known.left if name not in known.wishes.briefs)
    after = _moved(known, now, standing=Standing.CONFIRMED, left=left, reason="")
    return Change(known, after, (_line(after, ConsentEvent.CONFIRMED, origin, now),))


def add(known: Subscriber | None, newcomer: Subscriber, origin: Origin, now: datetime) -> Change | None:
    """The operator knows that somebody agreed, and vouches for it with words in the trail; None when nothing changes.

    Raises:
        Permanent: they unsubscribed, complained, or mail to them comes back: that is not undone from here.
    """
    if known is None:
        after = _moved(newcomer, now, standing=Standing.CONFIRMED)
        return Change(None, after, (_line(after, ConsentEvent.CONFIRMED, origin, now),))
    refused = known.standing is Standing.UNSUBSCRIBED or set(known.left) & set(newcomer.wishes.briefs)
    if refused:
        raise Permanent(f"{known.address} has unsubscribed: only they can undo that, on the subscription page")
    if known.standing is Standing.SUPPRESSED:
        raise Permanent(f"{known.address} gets no mail any more ({known.reason}): remove it first if that is over")
    if known.standing is Standing.CONFIRMED and known.wishes == newcomer.wishes:
        return None
    after = _moved(known, now, standing=Standing.CONFIRMED, wishes=newcomer.wishes)
    return Change(known, after, (_line(after, ConsentEvent.CONFIRMED, origin, now),))


def change(known: Subscriber, wishes: Wishes, origin: Origin, now: datetime) -> Change | None:
    """A subscriber wants something else; None when it is what they have.

    Raises:
        Permanent: they are not subscribed.
    """
    if known.standing is not Standing.CONFIRMED:
        raise Permanent("this address is not subscribed at present: subscribe again")
    if known.wishes == wishes:
        return None
    given_up = tuple(name for name in known.wishes.briefs if name not in wishes.briefs)
    left = tuple(dict.fromkeys(name for name in (*known.left, *given_up) if name not in wishes.briefs))
    standing = known.standing if wishes.briefs else Standing.UNSUBSCRIBED
    after = _moved(known, now, standing=standing, wishes=wishes, left=left)
    event = ConsentEvent.CHANGED if wishes.briefs else ConsentEvent.LEFT
    return Change(known, after, (_line(after, event, origin, now),))


def unsubscribe(known: Subscriber, brief: str, origin: Origin, now: datetime) -> Change | None:
    """Somebody leaves one brief, or all with ""; None when they had before.

    Leaving the last brief one is subscribed to is leaving altogether.
    """
    if known.standing is Standing.UNSUBSCRIBED or (brief and brief in known.left):
        return None
    rest = tuple(name for name in known.wishes.briefs if brief and name != brief)
    left = tuple(dict.fromkeys((*known.left, *([brief] if brief else known.wishes.briefs))))
    # Whoever chose no brief was named by the operator's settings, perhaps for several: leaving one is not leaving all.
    gone = not rest and (not brief or bool(known.wishes.briefs)) and known.standing is not Standing.SUPPRESSED
    standing = Standing.UNSUBSCRIBED if gone else known.standing
    after = _moved(known, now, standing=standing, wishes=replace(known.wishes, briefs=rest), left=left)
    return Change(known, after, (_line(after, ConsentEvent.LEFT, replace(origin, words=brief or "all"), now),))


def returned(known: Subscriber, *, lost: bool, refusals: int, origin: Origin, now: datetime) -> Change | None:
    """A mail to somebody was refused for good or came back; None when nothing is to be remembered.

    Args:
        lost: whether the answer means that there is no such mailbox.
        refusals: how many in a row were refused before, for whatever reason.
    """
    if known.standing in _ENDED:
        return None
    if not lost and refusals + 1 < REFUSALS:
        return Change(known, _moved(known, now), (_line(known, ConsentEvent.REFUSED, origin, now),))
    after = _moved(known, now, standing=Standing.SUPPRESSED, reason=origin.words)
    return Change(known, after, (_line(after, ConsentEvent.SUPPRESSED, origin, now),))


def complained(known: Subscriber, origin: Origin, now: datetime) -> Change | None:
    """Somebody called a mail of ours spam: they get no more, and nobody but the operator can undo that.

    Whoever has left already has said so themselves, and may come back themselves.
    """
    if known.standing is Standing.SUPPRESSED:
        return None
    if known.standing is Standing.UNSUBSCRIBED:
        return Change(known, _moved(known, now), (_line(known, ConsentEvent.COMPLAINED, origin, now),))
    after = _moved(known, now, standing=Standing.SUPPRESSED, reason=origin.words)
    return Change(known, after, (_line(after, ConsentEvent.COMPLAINED, origin, now),))


def refusals_in_a_row(trail: Collection[Consent], since: datetime) -> int:
    """How many mails were refused after `since` and after the last time that somebody confirmed or changed anything."""
    count = 0
    for line in sorted(trail, key=lambda one: one.moment):
        count = count + 1 if line.event is ConsentEvent.REFUSED and line.moment > since else 0
    return count


def enrol(newcomer: Subscriber, origin: Origin, now: datetime) -> Change:
    """An address that the operator's settings name gets an entry of its own, so that its owner can leave."""
    after = _moved(newcomer, now, standing=Standing.CONFIRMED)
    return Change(None, after, (_line(after, ConsentEvent.CONFIRMED, origin, now),))


def receives(subscriber: Subscriber, brief: str) -> bool:
    """Whether a brief goes to somebody because they asked for it."""
    return subscriber.standing is Standing.CONFIRMED and brief in subscriber.wishes.briefs


def tolerates(subscriber: Subscriber | None, brief: str) -> bool:
    """Whether a brief may go to an address that the settings name."""
    if subscriber is None:
        return True
    return subscriber.standing not in _ENDED and brief not in subscriber.left


def _letter_due(subscriber: Subscriber, now: datetime) -> bool:
    """Each letter waits twice as long as the one before: nobody can be flooded through this door."""
    if subscriber.asked is None:
        return True
    pause = min(FIRST_PAUSE * (1 << min(subscriber.letters - 1, 20)), LONGEST_PAUSE)
    return now >= subscriber.asked + pause


def _moved(subscriber: Subscriber, now: datetime, **changes: object) -> Subscriber:
    version = subscriber.version + 1
    return replace(subscriber, version=version, updated=now, created=subscriber.created or now, **changes)  # type: ignore[arg-type]


def _line(subscriber: Subscriber, event: ConsentEvent, origin: Origin, now: datetime) -> Consent:
    return Consent(subscriber.id, now, event, origin.how, origin.address, origin.words)
