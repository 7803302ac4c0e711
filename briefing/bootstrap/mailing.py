"""What sending mail to many needs, built from the settings."""

from briefing.bootstrap import edges
from briefing.deliver.email import EmailChannel
from briefing.errors import BriefingError
from briefing.model import Delivery, Refused
from briefing.pipeline.delivering import Delivering
from briefing.pipeline.lanes import Lanes
from briefing.pipeline.mailing import Mailing, Returned
from briefing.pipeline.subscribing import Subscribing
from briefing.service.logger import get_logger
from briefing.settings.schema import Settings
from briefing.subscribers.mails import subscriber_of
from briefing.subscribers.returned import counts, lost
from briefing.subscribers.rules import Origin


def mailing(settings: Settings, delivering: Delivering, desk: Subscribing) -> Mailing:
    """Sends whatever mail is due, over several lines at once."""
    email = settings.email
    return Mailing(
        ledger=delivering.ledger,
        channel=EmailChannel(edges.mail_server(settings)),
        delivering=delivering,
        lanes=Lanes(email.rate, email.rates),
        owner=delivering.owner,
        clock=delivering.clock,
        returned=_returned(desk),
        tell=delivering.tell,
        connections=email.connections,
    )


def _returned(desk: Subscribing) -> Returned:
    """Remembers refusals that speak against an address, so that it is given up where there is no use in writing."""

    def returned(delivery: Delivery, refused: Refused) -> None:
        gone = lost(refused.status, refused.stage)
        if not gone and not counts(refused.status, refused.stage):
            return
        origin = Origin("bounce", words=refused.reason)
        try:
            person = subscriber_of(delivery.destination.name)
            known = None if person else desk.subscribers.of_address(delivery.destination.address)
            desk.returned(person or (known.id if known else ""), lost=gone, origin=origin)
        except BriefingError as error:
            # The mail itself is settled all the same; the next one to this address is refused again.
            get_logger().warning("refusal not remembered", key=delivery.key, problem=str(error))

    return returned
