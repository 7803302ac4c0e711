"""What subscribing needs, built from the settings."""

import secrets
from collections.abc import Callable, Mapping

from briefing.bootstrap.edges import sender
from briefing.model import BriefSpec
from briefing.pipeline.subscribing import Subscribing
from briefing.ports import Clock
from briefing.render.email.letters import Letters
from briefing.settings.schema import EmailSettings, Settings
from briefing.settings.specs import specs
from briefing.store.database import Database
from briefing.subscribers.pages import Pages
from briefing.subscribers.tokens import Tokens

ID_BYTES = 12


def subscribing(
    settings: Settings, store: Database, clock: Clock, briefs: Callable[[], Mapping[str, BriefSpec]] | None = None
) -> Subscribing:
    """Subscribing, on a store.

    Args:
        briefs: the standing orders as they are now; those of the settings when nothing is given.
    """
    settled = {spec.name: spec for spec in specs(settings)}
    return Subscribing(
        subscribers=store.subscribers,
        letters=letters(settings.email),
        tokens=tokens(settings, clock),
        pages=Pages(settings.web.address),
        specs=briefs or (lambda: settled),
        clock=clock,
        new_id=new_id,
    )


def letters(email: EmailSettings) -> Letters:
    """What writes the mails about subscriptions and accounts."""
    return Letters(sender=sender(email), postal_address=email.postal_address)


def tokens(settings: Settings, clock: Clock) -> Tokens | None:
    """Who signs links; nobody where there is no public address that they could lead to."""
    return Tokens(settings.web.signing_key.get_secret_value(), clock) if settings.web.address else None


def new_id() -> str:
    """A name for a subscriber that nobody can guess."""
    return secrets.token_hex(ID_BYTES)
