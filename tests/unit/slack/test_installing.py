"""Workspaces install the app themselves: their tokens lie sealed, are renewed in time, and go with them."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet
from slack_bolt import BoltRequest
from slack_sdk.oauth.installation_store import Installation

from briefing.errors import ConfigError, Permanent
from briefing.slack.installing import SealedInstallations, States, Tokens, flow, seal_of
from briefing.store.database import Database
from tests.fakes import FakeSlack, fake_slack

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
KEY, OLD = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def sealed(store: Database, keys: str = KEY) -> SealedInstallations:
    return SealedInstallations(store.installations, seal_of(keys), lambda: NOW)


def installation(expires: int | None = None) -> Installation:
    return Installation(
        app_id="A0FAKE",
        team_id="T0FAKE",
        bot_token="xoxe.xoxb-secret",
        bot_id="B0BOT",
        bot_user_id="U0BOT",
        bot_scopes=["chat:write"],
        bot_refresh_token="xoxe-refresh",
        bot_token_expires_at=expires,
        user_id="U0ANN",
    )


def tokens(store: Database, slack: FakeSlack) -> Tokens:
    return Tokens(sealed(store), "1.2", "secret", slack.url)


def test_nothing_that_is_secret_can_be_read_in_the_database(store: Database, tmp_path: Path) -> None:
    sealed(store).save(installation())
    store.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"T0FAKE" in stored
    for secret in (b"xoxb-secret", b"xoxe-refresh"):
        assert secret not in stored


def test_what_was_sealed_can_be_opened_and_no_other_key_opens_it(store: Database) -> None:
    sealed(store).save(installation())
    found = sealed(store).find_bot(enterprise_id=None, team_id="T0FAKE")
    assert found
    assert (found.bot_token, found.bot_scopes) == ("xoxe.xoxb-secret", ["chat:write"])
    with pytest.raises(Permanent, match="SLACK_ENCRYPTION_KEY"):
        sealed(store, OLD).find_bot(enterprise_id=None, team_id="T0FAKE")


def test_keys_can_be_changed_while_the_old_one_stands_behind(store: Database) -> None:
    sealed(store, OLD).save(installation())
    both = sealed(store, f"{KEY}, {OLD}")
    found = both.find_installation(enterprise_id=None, team_id="T0FAKE")
    assert found
    both.save(found)
    assert sealed(store, KEY).find_bot(enterprise_id=None, team_id="T0FAKE")


@pytest.mark.parametrize("keys", ["", "short", f"{KEY},", "é" * 44], ids=["none", "short", "one too few", "not ASCII"])
def test_a_key_that_is_none_is_named(keys: str) -> None:
    with pytest.raises(ConfigError, match="SLACK_ENCRYPTION_KEY"):
        seal_of(keys)


def test_a_workspace_has_the_token_it_installed_with_and_others_have_none(store: Database) -> None:
    with fake_slack() as slack:
        sealed(store).save(installation())
        assert tokens(store, slack)("T0FAKE") == "xoxe.xoxb-secret"
        assert tokens(store, slack)("T0ELSE") == ""
        assert slack.calls == []


def organisation(expires: int | None = None) -> Installation:
    """What an organisation of Enterprise Grid installs for all of its workspaces: no workspace is named."""
    found = installation(expires)
    found.team_id, found.enterprise_id, found.is_enterprise_install = None, "E0ORG", True
    return found


def test_what_an_organisation_installed_serves_each_of_its_workspaces_from_its_first_word_on(store: Database) -> None:
    with fake_slack() as slack:
        sealed(store).save(organisation(expires=int(time.time()) + 60))
        token = tokens(store, slack)
        assert token("T0ONE") == ""
        assert token("T0ONE", "E0ORG") == "xoxe.xoxb-renewed"
        assert token("T0ONE") == "xoxe.xoxb-renewed"
        assert token("E0ORG") == "xoxe.xoxb-renewed"
        assert token("T0ELSE", "E0OTHER") == ""
        assert len(slack.calls) == 1


def test_an_organisation_that_leaves_takes_its_workspaces_along_but_not_those_with_their_own(store: Database) -> None:
    with fake_slack() as slack:
        sealed(store).save(organisation())
        token = tokens(store, slack)
        assert token("T0ONE", "E0ORG") == "xoxe.xoxb-secret"
        sealed(store).save(installation())
        store.installations.remove("E0ORG")
        assert token("T0ONE", "E0ORG") == ""
        assert token("T0FAKE", "E0ORG") == "xoxe.xoxb-secret"


def test_a_token_that_is_about_to_expire_is_renewed_and_kept(store: Database) -> None:
    with fake_slack() as slack:
        sealed(store).save(installation(expires=int(time.time()) + 60))
        assert tokens(store, slack)("T0FAKE") == "xoxe.xoxb-renewed"
        [(method, arguments)] = slack.calls
        assert (method, arguments["refresh_token"]) == ("oauth.v2.access", "xoxe-refresh")
        assert tokens(store, slack)("T0FAKE") == "xoxe.xoxb-renewed"
        assert len(slack.calls) == 1


@pytest.mark.parametrize("fault", ["ratelimited", "reset", "html", "odd charset"])
def test_while_it_cannot_be_renewed_the_present_token_serves(store: Database, fault: str) -> None:
    with fake_slack() as slack:
        slack.refuses_to_renew = fault
        sealed(store).save(installation(expires=int(time.time()) + 60))
        assert tokens(store, slack)("T0FAKE") == "xoxe.xoxb-secret"


def test_a_workspace_installs_the_app_once_for_each_state(store: Database) -> None:
    with fake_slack() as slack:
        way = flow(
            sealed(store),
            States(store.installations, lambda: NOW),
            client_id="1.2",
            client_secret="secret",
            base_url=slack.url,
            address="https://brief.example.com",
        )
        sent_away = way.handle_installation(BoltRequest(body=""))
        address = urlsplit(sent_away.headers["location"][0])
        asked = parse_qs(address.query)
        assert address.hostname == "slack.com"
        assert asked["redirect_uri"] == ["https://brief.example.com/slack/oauth_redirect"]
        assert "chat:write" in asked["scope"][0]
        cookie = sent_away.headers["set-cookie"][0].partition(";")[0]

        def back(state: str, with_cookie: str = cookie) -> Any:
            query = {"code": "abc", "state": state}
            return way.handle_callback(BoltRequest(body="", query=query, headers={"cookie": [with_cookie]}))

        assert back("forged").status == 400
        assert back(asked["state"][0], "").status == 400
        assert sealed(store).find_bot(enterprise_id=None, team_id="T0FAKE") is None
        assert back(asked["state"][0]).status == 200
        assert back(asked["state"][0]).status == 401
        assert tokens(store, slack)("T0FAKE") == "xoxe.xoxb-installed"


def test_a_workspace_that_leaves_takes_its_tokens_along(store: Database) -> None:
    sealed(store).save(installation())
    sealed(store).delete_installation(enterprise_id=None, team_id="T0FAKE")
    assert store.installations.get("T0FAKE") is None
