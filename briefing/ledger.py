"""The delivery protocol as pure decisions: given what is known of a delivery, what happens to it next.

A delivery is claimed in the store before the call (`pending` to `sending`, with a lease) and settled after it. What
nobody can be sure of becomes `unknown` and is looked up before any new attempt; what cannot be looked up is held for
the operator. Nothing here sends, stores or reads a clock.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from briefing.model import Absent, Delivery, DeliveryState, Finding, Later, Outcome, Refused, Sent, Unclear

RETRYABLE = frozenset({DeliveryState.FAILED, DeliveryState.HELD})
"""What the operator may have tried again."""
RESOLVABLE = frozenset({DeliveryState.UNKNOWN, DeliveryState.HELD})
"""What the operator may say has arrived."""
FINAL = frozenset({DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.HELD})


@dataclass(frozen=True, slots=True)
class Policy:
    """The patience of the ledger.

    Attributes:
        lease: seconds a worker may take for one call before another may take it for dead.
        attempts: refusals for now before a delivery is given up.
        pause: seconds before the second attempt; doubled for each further one, up to `longest_pause`.
        settle: seconds after an unclear attempt before a look-up can be trusted.
    """

    lease: float = 60.0
    attempts: int = 12
    pause: float = 15.0
    longest_pause: float = 900.0
    settle: float = 20.0


class Step(StrEnum):
    """What a worker that has claimed a delivery does with it."""

    NOTHING = "nothing"
    SEND = "send"
    LOOK_UP = "look up"
    EXPIRE = "expire"
    LAPSE = "lapse"


def next_step(delivery: Delivery, now: datetime) -> Step:
    """Decide from the stored row, before claiming it, what is to be done at `now`."""
    if delivery.state in FINAL or (delivery.not_before and now < delivery.not_before):
        return Step.NOTHING
    if delivery.state is DeliveryState.SENDING:
        dead = delivery.lease_until is not None and delivery.lease_until <= now
        return Step.LAPSE if dead else Step.NOTHING
    if delivery.state is DeliveryState.UNKNOWN:
        return Step.LOOK_UP
    if delivery.expires and delivery.expires < now:
        return Step.EXPIRE
    return Step.SEND


def settle(claimed: Delivery, outcome: Outcome, now: datetime, policy: Policy) -> Delivery:
    """What a delivery becomes after an attempt to send it."""
    match outcome:
        case Sent(receipt):
            return _released(claimed, now, state=DeliveryState.SENT, receipt=receipt, reason="", not_before=None)
        case Refused(reason):
            return _released(claimed, now, state=DeliveryState.FAILED, reason=reason)
        case Later(reason, wait):
            return _postponed(claimed, reason, wait, now, policy)
        case Unclear(reason):
            return _released(
                claimed,
                now,
                state=DeliveryState.UNKNOWN,
                reason=reason,
                unclear=claimed.unclear + 1,
                not_before=now + timedelta(seconds=policy.settle),
            )


def resolve(claimed: Delivery, finding: Finding, now: datetime, policy: Policy) -> Delivery:
    """What a delivery becomes after a look-up: sent after all, to be sent again, or held for the operator."""
    match finding:
        case Sent(receipt):
            return _released(claimed, now, state=DeliveryState.SENT, receipt=receipt, reason="", not_before=None)
        case Absent():
            return _released(claimed, now, state=DeliveryState.PENDING, reason="looked up: it had not arrived")
        case Refused(reason) | Unclear(reason):
            return _released(claimed, now, state=DeliveryState.HELD, reason=reason)
        case Later(reason, wait):
            pause = timedelta(seconds=wait or policy.settle)
            return _released(claimed, now, state=DeliveryState.UNKNOWN, reason=reason, not_before=now + pause)


def lapse(delivery: Delivery, now: datetime, policy: Policy) -> Delivery:
    """What a delivery becomes whose worker died in the middle of an attempt: nobody knows whether it arrived."""
    return settle(delivery, Unclear("the worker that was sending it did not finish"), now, policy)


def restored(delivery: Delivery, now: datetime, looked_up: Collection[str]) -> Delivery:
    """What a delivery becomes that was under way in a backup which is in use again: it may have arrived since.

    Args:
        looked_up: kinds of channels that can tell; what goes out by any other is held for the operator.
    """
    state = DeliveryState.UNKNOWN if delivery.destination.channel in looked_up else DeliveryState.HELD
    return _released(
        delivery, now, state=state, reason="it may have gone out since the backup was made", not_before=now
    )


def expire(delivery: Delivery, now: datetime) -> Delivery:
    """What a delivery becomes whose useful life has ended before it could be sent."""
    reason = delivery.reason or "nothing was tried in time"
    return _released(delivery, now, state=DeliveryState.FAILED, reason=f"no longer useful; last: {reason}")


def follow(delivery: Delivery, first: Delivery | None, now: datetime) -> Delivery | None:
    """For a later part: None when it may go out, else what it becomes because the part before it did not."""
    if first is not None and first.state is DeliveryState.SENT:
        return None
    if first is None or first.state in FINAL:
        return _released(delivery, now, state=DeliveryState.FAILED, reason="the part before it was not delivered")
    return replace(delivery, not_before=now + timedelta(seconds=2), updated=now)


def retried(delivery: Delivery, now: datetime) -> Delivery:
    """What a failed or held delivery becomes when the operator asks for another attempt, knowing what that means."""
    return _released(
        delivery, now, state=DeliveryState.PENDING, attempts=0, unclear=0, not_before=None, expires=None, reason=""
    )


def resolved(delivery: Delivery, now: datetime, note: str) -> Delivery:
    """What an unknown or held delivery becomes when the operator has seen that it arrived."""
    return _released(delivery, now, state=DeliveryState.SENT, receipt={"resolved": note}, reason="")


def _postponed(claimed: Delivery, reason: str, wait: float | None, now: datetime, policy: Policy) -> Delivery:
    # What has a useful life of its own is tried until that ends: a mail server may ask to wait for hours.
    if claimed.expires is None and claimed.attempts >= policy.attempts:
        return _released(
            claimed, now, state=DeliveryState.FAILED, reason=f"given up after {claimed.attempts} attempts: {reason}"
        )
    pause = min(policy.pause * 2 ** min(claimed.attempts - 1, 20), policy.longest_pause) if wait is None else wait
    return _released(
        claimed, now, state=DeliveryState.PENDING, reason=reason, not_before=now + timedelta(seconds=pause)
    )


def _released(delivery: Delivery, now: datetime, **changes: object) -> Delivery:
    return replace(delivery, lease_owner="", lease_until=None, updated=now, **changes)  # type: ignore[arg-type]
