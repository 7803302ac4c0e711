"""Many workspaces: each installs the app itself, and its tokens lie sealed in the database, renewed in time.

Bolt's OAuth flow does the talking; what it stores goes through the two classes here, which seal everything they store
with Fernet (authenticated encryption, https://github.com/fernet/spec) under keys from the environment.
"""

import json
import logging
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore
from slack_sdk.oauth.token_rotation import TokenRotator

from briefing.deliver.slack import UNREADABLE
from briefing.errors import ConfigError, Permanent
from briefing.ports import Clock
from briefing.ports import InstallationStore as Vault

SCOPES = (
    "channels:history",
    "chat:write",
    "chat:write.public",
    "commands",
    "groups:history",
    "im:history",
    "im:write",
    "mpim:history",
    "users:read",
)
LIFE_OF_STATE = timedelta(minutes=10)
ORGANISATION = "organisation"
"""Stands in what is kept of a workspace whose organisation installed the app for all of its workspaces."""
SECONDS = 10
"""For an answer when a token is renewed: whoever needs any token waits as long."""
RENEWED_BEFORE = 120
"""Minutes before its end at which a token that expires is renewed; such tokens live for twelve hours."""


def seal_of(keys: str) -> MultiFernet:
    """What seals and opens: the first key seals, all of them open, so that keys can be changed.

    Args:
        keys: Fernet keys, separated by commas.

    Raises:
        ConfigError: one of them is none.
    """
    try:
        return MultiFernet([Fernet(key.strip()) for key in keys.split(",")])
    except ValueError:
        raise ConfigError(
            "SLACK_ENCRYPTION_KEY: is not a key of 32 bytes in base 64: `openssl rand -base64 32 | tr '+/' '-_'` "
            "makes one; several are separated by commas, the newest first"
        ) from None


class SealedInstallations(InstallationStore):
    """Bolt's installation store on ours: one installation a workspace, sealed as a whole.

    Args:
        vault: where they are kept.
        seal: see `seal_of`.
        clock: the time.
    """

    def __init__(self, vault: Vault, seal: MultiFernet, clock: Clock) -> None:
        self._vault = vault
        self._seal = seal
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        """Where the library says what it does."""
        return logging.getLogger("briefing.slack")

    def save(self, installation: Installation) -> None:
        """Keep an installation in place of an earlier one of its workspace."""
        sealed = self._seal.encrypt(json.dumps(installation.to_dict_for_copying(), default=datetime.isoformat).encode())
        self._vault.save(_place(installation.enterprise_id, installation.team_id), sealed, self._clock())

    def save_bot(self, bot: Bot) -> None:
        """Keep renewed tokens of an installation."""
        known = self.find_installation(enterprise_id=bot.enterprise_id, team_id=bot.team_id)
        if known is not None:
            known.bot_token = bot.bot_token
            known.bot_refresh_token = bot.bot_refresh_token
            known.bot_token_expires_at = bot.bot_token_expires_at
            self.save(known)

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace."""
        found = self.find_installation(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return found.to_bot() if found else None

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,  # noqa: ARG002  (one installation a workspace, whoever asks)
        is_enterprise_install: bool | None = False,  # noqa: ARG002
    ) -> Installation | None:
        """The installation of a workspace, or else that of its organisation (Enterprise Grid); None without either.

        A workspace of an organisation is remembered as one, because what it gets later is sent by its id alone.

        Raises:
            Permanent: these keys do not open it.
        """
        known = self._opened(team_id) if team_id else None
        if known and ORGANISATION not in known:
            return Installation(**known)
        organisation = known[ORGANISATION] if known else enterprise_id
        found = self._opened(organisation) if organisation else None
        if found is not None and team_id and not known:
            belongs = json.dumps({ORGANISATION: organisation}).encode()
            self._vault.save(team_id, self._seal.encrypt(belongs), self._clock())
        return Installation(**found) if found else None

    def leave(self, place: str) -> tuple[str, ...]:
        """Forget a workspace, or an organisation with the workspaces it installed the app for; comes back with them."""
        theirs = (team for team in self._vault.teams() if self._is_of(team, place))
        left = (place, *theirs)
        for one in left:
            self._vault.remove(one)
        return left

    def _is_of(self, team: str, organisation: str) -> bool:
        try:
            return (self._opened(team) or {}).get(ORGANISATION) == organisation
        except Permanent:
            # What no key opens any more is nobody's; its workspace is told so when it is next heard of.
            return False

    def _opened(self, place: str) -> dict[str, Any] | None:
        """What is kept of a workspace or an organisation."""
        sealed = self._vault.get(place)
        if sealed is None:
            return None
        try:
            opened = self._seal.decrypt(sealed)
        except InvalidToken:
            raise Permanent(
                "SLACK_ENCRYPTION_KEY: does not open what is stored: add the key it was sealed with behind a comma"
            ) from None
        kept: dict[str, Any] = json.loads(opened)
        return kept

    def delete_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,  # noqa: ARG002
    ) -> None:
        """Forget a workspace."""
        self._vault.remove(_place(enterprise_id, team_id))

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace."""
        self._vault.remove(_place(enterprise_id, team_id))


class States(OAuthStateStore):
    """Bolt's store of states on ours: each is good once, and for ten minutes."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        """Where the library says what it does."""
        return logging.getLogger("briefing.slack")

    def issue(self, *args: Any, **kwargs: Any) -> str:  # noqa: ARG002  (the signature is the library's)
        """A new state."""
        state = secrets.token_urlsafe(32)
        self._vault.issue(state, self._clock() + LIFE_OF_STATE, self._clock())
        return state

    def consume(self, state: str) -> bool:
        """Whether it is one of ours, used for the first time."""
        return bool(state) and self._vault.consume(state, self._clock())


class Tokens:
    """The bot's token in each workspace, renewed when it is about to expire; safe to share between threads.

    Args:
        installations: where they are kept.
        client_id, client_secret: the app's own.
        base_url: the Web API's address, ending in a slash.
    """

    def __init__(self, installations: SealedInstallations, client_id: str, client_secret: str, base_url: str) -> None:
        self._installations = installations
        client = WebClient(base_url=base_url, timeout=SECONDS, retry_handlers=[])
        self._rotator = TokenRotator(client_id=client_id, client_secret=client_secret, client=client)
        self._lock = Lock()

    def __call__(self, team: str, enterprise: str = "") -> str:
        """The token; "" for a workspace that has not installed the app, and whose organisation has not either.

        Args:
            enterprise: the workspace's organisation, where it is told.
        """
        with self._lock:
            bot = self._installations.find_bot(enterprise_id=enterprise or None, team_id=team or None)
            if bot is None:
                return ""
            try:
                renewed = self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=RENEWED_BEFORE)
            except UNREADABLE:
                # The present token is good for two hours yet; the next call tries again.
                return bot.bot_token
            if renewed is not None:
                self._installations.save_bot(renewed)
                return renewed.bot_token
            return bot.bot_token


def flow(
    installations: SealedInstallations,
    states: States,
    *,
    client_id: str,
    client_secret: str,
    base_url: str,
    address: str,
    scopes: Sequence[str] = SCOPES,
) -> OAuthFlow:
    """The way through which a workspace installs the app.

    Args:
        address: of the pages, without a slash at its end.
    """
    settings = OAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=list(scopes),
        redirect_uri=f"{address}/slack/oauth_redirect",
        installation_store=installations,
        state_store=states,
        install_path="/slack/install",
        redirect_uri_path="/slack/oauth_redirect",
        install_page_rendering_enabled=False,
    )
    client = WebClient(base_url=base_url, retry_handlers=[])
    return OAuthFlow(client=client, settings=settings, logger=logging.getLogger("briefing.slack"))


def _place(enterprise: str | None, team: str | None) -> str:
    return team or enterprise or ""
