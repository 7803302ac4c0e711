"""Deliveries as rows: what moves while they go through their states, and the payloads that many of them share."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from briefing.model import Delivery, DeliveryState, Destination, Part
from briefing.store.engine import batches, insert_into
from briefing.store.schema import templates

WORKABLE = (DeliveryState.PENDING, DeliveryState.UNKNOWN)


def delivery_row(delivery: Delivery) -> dict[str, Any]:
    """All columns of a new delivery; a payload with fills is named by its digest and stored by `keep_templates`.

    Raises:
        ValueError: `updated`, the moment it was made, is not set.
    """
    part = delivery.part
    shared = bool(part.fills)
    return moving(delivery) | {
        "key": delivery.key,
        "brief": delivery.brief,
        "slot": delivery.slot,
        "destination": delivery.destination.name,
        "channel": delivery.destination.channel,
        "address": delivery.destination.address,
        "part": part.number,
        "content_type": part.content_type,
        "payload": None if shared else part.payload,
        "template": digest_of(part.payload) if shared else "",
        "fills": part.fills if shared else None,
        "reference": part.reference,
        "created": delivery.updated,
    }


def moving(delivery: Delivery) -> dict[str, Any]:
    """The columns that move while a delivery goes through its states.

    Raises:
        ValueError: `updated`, the moment of the change, is not set.
    """
    if delivery.updated is None:
        raise ValueError("a delivery needs updated, the moment of the change")
    return {
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "unclear": delivery.unclear,
        "not_before": delivery.not_before,
        "expires": delivery.expires,
        "lease_owner": delivery.lease_owner,
        "lease_until": delivery.lease_until,
        "due_at": _due_at(delivery, delivery.updated),
        "receipt": delivery.receipt,
        "reason": delivery.reason,
        "updated": delivery.updated,
    }


def delivery_of(row: Row[Any], shared: Mapping[str, bytes]) -> Delivery:
    """The delivery of a row.

    Args:
        shared: payloads by digest, as `Templates` found them.
    """
    payload = (shared.get(row.template) if row.fills else row.payload) or b""
    return Delivery(
        key=row.key,
        brief=row.brief,
        slot=row.slot,
        destination=Destination(row.destination, row.channel, row.address),
        part=Part(row.part, row.content_type, payload, row.reference, row.fills or ()),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        not_before=row.not_before,
        expires=row.expires,
        lease_owner=row.lease_owner,
        lease_until=row.lease_until,
        receipt=row.receipt,
        reason=row.reason,
        created=row.created,
        updated=row.updated,
        unclear=row.unclear,
    )


def keep_templates(connection: Connection, parts: Iterable[Part], now: datetime) -> None:
    """Store each shared payload once, whoever stored it before."""
    payloads = {part.payload for part in parts if part.fills}
    rows = [{"digest": digest_of(payload), "created": now, "payload": payload} for payload in payloads]
    for row in rows:
        connection.execute(insert_into(connection, templates).values(row).on_conflict_do_nothing())


def digest_of(payload: bytes) -> str:
    """The name of a shared payload."""
    return hashlib.sha256(payload).hexdigest()


class Templates:
    """Reads shared payloads and remembers the last few: they never change, as their name follows from them."""

    def __init__(self, most: int = 32) -> None:
        self._most = most
        self._known: dict[str, bytes] = {}

    def of(self, connection: Connection, rows: Iterable[Row[Any]]) -> dict[str, bytes]:
        """The payloads that rows name, by digest."""
        wanted = {row.template for row in rows if row.fills}
        known = dict(self._known)
        found = {digest: known[digest] for digest in wanted & known.keys()}
        found.update(self._read(connection, sorted(wanted - known.keys())))
        self._known = dict(list((known | found).items())[-self._most :])
        return found

    def _read(self, connection: Connection, digests: list[str]) -> Iterator[tuple[str, bytes]]:
        for batch in batches(digests):
            statement = select(templates.c.digest, templates.c.payload).where(templates.c.digest.in_(batch))
            yield from ((row.digest, row.payload) for row in connection.execute(statement))


def _due_at(delivery: Delivery, now: datetime) -> datetime | None:
    """When there is something to do about it: the moment `Ledger.due` goes by."""
    if delivery.state is DeliveryState.SENDING:
        return delivery.lease_until or now
    return (delivery.not_before or now) if delivery.state in WORKABLE else None
