"""Subscribers, the trail of their consent, and the letters that a change sends out with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, select, update

from briefing.model import Consent, ConsentEvent, Delivery, DeliveryState, Standing, Subscriber
from briefing.store.delivery_rows import delivery_row
from briefing.store.engine import batches, insert_into, reading, writing
from briefing.store.schema import consents, deliveries, subscriber_briefs, subscribers
from briefing.subscribers.addresses import same
from briefing.subscribers.mails import LETTERS, destination_of

_PAGE = 1000
_UNSENT = deliveries.c.state.in_((DeliveryState.PENDING.value, DeliveryState.UNKNOWN.value))
_WITHDRAWN = {"state": DeliveryState.FAILED.value, "due_at": None, "reason": "not wanted any more"}


class Subscribers:
    """The SubscriberStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, subscriber_id: str) -> Subscriber | None:
        """One subscriber."""
        return self._one(subscribers.c.id == subscriber_id)

    def of_address(self, address: str) -> Subscriber | None:
        """The one with an address, in whatever case it is written."""
        return self._one(subscribers.c.address_key == same(address))

    def of_addresses(self, addresses: Sequence[str]) -> Mapping[str, Subscriber]:
        """Those with these addresses, by the address as it was asked for."""
        wanted = {same(address): address for address in addresses}
        found: dict[str, Subscriber] = {}
        with reading(self._engine) as connection:
            for batch in batches(wanted):
                statement = select(subscribers).where(subscribers.c.address_key.in_(batch))
                found |= {wanted[row.address_key]: _subscriber(row) for row in connection.execute(statement)}
        return found

    def receiving(self, brief: str) -> Iterator[Subscriber]:
        """All confirmed subscribers who chose a brief, by id; read a page at a time."""
        chosen = subscriber_briefs.c.subscriber == subscribers.c.id
        statement = select(subscribers).join(subscriber_briefs, chosen).order_by(subscriber_briefs.c.subscriber)
        statement = statement.where(
            subscriber_briefs.c.brief == brief, subscribers.c.standing == Standing.CONFIRMED.value
        )
        last = ""
        while True:
            with reading(self._engine) as connection:
                page = statement.where(subscriber_briefs.c.subscriber > last).limit(_PAGE)
                rows = connection.execute(page).all()
            yield from map(_subscriber, rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1].id

    def find(self, *, standing: str = "", brief: str = "", after: str = "", limit: int = 1000) -> Sequence[Subscriber]:
        """Subscribers that match, by id.

        Args:
            after: only those whose id comes later: the last one of the page before.
        """
        statement = select(subscribers).where(subscribers.c.id > after).order_by(subscribers.c.id).limit(limit)
        if standing:
            statement = statement.where(subscribers.c.standing == standing)
        if brief:
            chosen = select(subscriber_briefs.c.subscriber).where(subscriber_briefs.c.brief == brief)
            statement = statement.where(subscribers.c.id.in_(chosen))
        with reading(self._engine) as connection:
            return [_subscriber(row) for row in connection.execute(statement)]

    def counts(self) -> Mapping[Standing, int]:
        """How many there are of each standing."""
        statement = select(subscribers.c.standing, func.count()).group_by(subscribers.c.standing)
        with reading(self._engine) as connection:
            return {Standing(standing): count for standing, count in connection.execute(statement)}

    def trail(self, subscriber_id: str) -> Sequence[Consent]:
        """What somebody agreed to and when, oldest first."""
        statement = select(consents).where(consents.c.subscriber == subscriber_id).order_by(consents.c.id)
        with reading(self._engine) as connection:
            return [_consent(row) for row in connection.execute(statement)]

    def save(
        self,
        before: Subscriber | None,
        after: Subscriber,
        trail: Sequence[Consent] = (),
        letter: Delivery | None = None,
    ) -> bool:
        """Store a change with its lines in the trail and the letter that is due for it, in one transaction.

        What waits to be sent of a brief that they do not receive any more is withdrawn.

        Args:
            before: as it was read; None for somebody new.

        Returns:
            False, with nothing changed, when it has changed since, or the address has an entry already.
        """
        with writing(self._engine) as connection:
            moved = _add(connection, after) if before is None else _replace(connection, before, after)
            if not moved:
                return False
            _choose(connection, after)
            if before is not None:
                _withdraw(connection, after)
            if trail:
                connection.execute(insert(consents), [_line(line) for line in trail])
            if letter is not None:
                connection.execute(insert(deliveries), [delivery_row(letter)])
        return True

    def remove(self, subscriber_id: str) -> bool:
        """Erase somebody: the address with all wishes, and the address on deliveries that are kept; False if unknown.

        The trail stays, under an id that leads to nobody any more.
        """
        ours = deliveries.c.destination == destination_of(subscriber_id)
        with writing(self._engine) as connection:
            connection.execute(update(deliveries).where(ours, _UNSENT).values(_WITHDRAWN | {"reason": "erased"}))
            connection.execute(update(deliveries).where(ours).values(address="", payload=None, fills=None))
            connection.execute(delete(subscriber_briefs).where(subscriber_briefs.c.subscriber == subscriber_id))
            gone = connection.execute(delete(subscribers).where(subscribers.c.id == subscriber_id)).rowcount
        return gone == 1

    def _one(self, condition: ColumnElement[bool]) -> Subscriber | None:
        with reading(self._engine) as connection:
            row = connection.execute(select(subscribers).where(condition)).one_or_none()
        return None if row is None else _subscriber(row)


def _add(connection: Connection, subscriber: Subscriber) -> bool:
    statement = insert_into(connection, subscribers).values(_row(subscriber)).on_conflict_do_nothing()
    return connection.scalar(statement.returning(subscribers.c.id)) is not None


def _replace(connection: Connection, before: Subscriber, after: Subscriber) -> bool:
    unmoved = (subscribers.c.id == before.id) & (subscribers.c.version == before.version)
    return connection.execute(update(subscribers).where(unmoved).values(_row(after))).rowcount == 1


def _choose(connection: Connection, subscriber: Subscriber) -> None:
    """Keep the briefs that somebody chose where they can be looked up by the brief."""
    connection.execute(delete(subscriber_briefs).where(subscriber_briefs.c.subscriber == subscriber.id))
    rows = [{"brief": brief, "subscriber": subscriber.id} for brief in dict.fromkeys(subscriber.wishes.briefs)]
    if rows:
        connection.execute(insert(subscriber_briefs), rows)


def _withdraw(connection: Connection, subscriber: Subscriber) -> None:
    wanted = subscriber.wishes.briefs if subscriber.standing is Standing.CONFIRMED else ()
    letters = () if subscriber.standing is Standing.SUPPRESSED else (LETTERS,)
    ours = (deliveries.c.destination == destination_of(subscriber.id)) & deliveries.c.brief.not_in([*wanted, *letters])
    connection.execute(update(deliveries).where(ours, _UNSENT).values(_WITHDRAWN))


def _row(subscriber: Subscriber) -> dict[str, Any]:
    return {
        "id": subscriber.id,
        "address": subscriber.address,
        "address_key": same(subscriber.address),
        "standing": subscriber.standing.value,
        "wishes": subscriber.wishes,
        "left_briefs": subscriber.left,
        "letters": subscriber.letters,
        "asked": subscriber.asked,
        "reason": subscriber.reason,
        "version": subscriber.version,
        "created": subscriber.created,
        "updated": subscriber.updated,
    }


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        id=row.id,
        address=row.address,
        standing=Standing(row.standing),
        wishes=row.wishes,
        left=row.left_briefs,
        letters=row.letters,
        asked=row.asked,
        reason=row.reason,
        version=row.version,
        created=row.created,
        updated=row.updated,
    )


def _line(consent: Consent) -> dict[str, Any]:
    return {
        "subscriber": consent.subscriber,
        "moment": consent.moment,
        "event": consent.event.value,
        "how": consent.how,
        "origin": consent.origin,
        "detail": consent.words,
    }


def _consent(row: Row[Any]) -> Consent:
    return Consent(row.subscriber, row.moment, ConsentEvent(row.event), row.how, row.origin, row.detail)
