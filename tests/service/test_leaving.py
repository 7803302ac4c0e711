"""Whoever takes the app away takes along what was kept of him: tokens, orders, and those of all his workspaces."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from slack_bolt import BoltRequest
from slack_sdk.oauth.installation_store import Installation

from briefing.bootstrap import talking
from briefing.bootstrap.slack import installations, tokens
from briefing.bootstrap.workshop import Workshop
from briefing.model import BriefSpec, Order
from tests.service.scene import START, Hands, open_scene, write_scene

SECRETS = {
    "SLACK_CLIENT_SECRET": "secret",
    "SLACK_ENCRYPTION_KEY": Fernet.generate_key().decode(),
    "SIGNING_KEY": "k" * 40,
}
WEB = '[web]\naddress = "https://brief.example.com"\n'
UNINSTALLED: dict[str, Any] = {"type": "app_uninstalled"}
REVOKED: dict[str, Any] = {"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"], "oauth": []}}
WORKSPACES = ("T0EAST", "T0OTHER", "T0OWN", "T0WEST")
"""Two of an organisation that installed the app for all, one of it that installed it itself, one of another."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workshop]:
    path = write_scene(tmp_path, listen="127.0.0.1:0", more=WEB)
    many = path.read_text().replace("[slack]", '[slack]\nclient_id = "1.2"')
    path.write_text(many.replace('conversation = "C0NEWS"', 'conversation = "C0NEWS"\nteam = "T0OWN"'))
    with open_scene(path, Hands(), SLACK_SIGNING_SECRET="s" * 32, **SECRETS) as shop:
        vault = installations(shop.settings.slack, shop.store.installations, shop.worker.clock)
        vault.save(installed("E0ORG", None))
        vault.save(installed("E0ORG", "T0OWN"))
        vault.save(installed("E0FAR", None))
        for organisation, team in (("E0ORG", "T0EAST"), ("E0ORG", "T0WEST"), ("E0FAR", "T0OTHER")):
            assert vault.find_bot(enterprise_id=organisation, team_id=team)
        for team in WORKSPACES:
            shop.store.orders.save(Order(BriefSpec(f"slack.{team}.C0", "Ours"), team, "C0", "U0ANN", START))
        yield shop


def installed(enterprise: str, team: str | None) -> Installation:
    return Installation(
        app_id="A0FAKE",
        enterprise_id=enterprise,
        team_id=team,
        is_enterprise_install=team is None,
        bot_token=f"xoxb-{team or enterprise}",
        bot_id="B0BOT",
        bot_user_id="U0BOT",
        user_id="U0ANN",
    )


def heard(shop: Workshop, event: dict[str, Any], team: str | None, enterprise: str | None = "E0ORG") -> None:
    """Slack tells of an event; no team means that an organisation installed the app."""
    authorization = {"enterprise_id": enterprise, "team_id": team, "user_id": "U0BOT", "is_bot": True}
    body = {
        "type": "event_callback",
        "team_id": team or "T0EAST",
        "enterprise_id": enterprise,
        "event": event,
        "authorizations": [{**authorization, "is_enterprise_install": team is None}],
    }
    headers: dict[str, Any] = {"content-type": ["application/json"]}
    assert talking.app(shop).dispatch(BoltRequest(body=json.dumps(body), headers=headers)).status == 200


def left(shop: Workshop) -> list[str]:
    """The workspaces whose orders and tokens are both gone; of the others neither is."""
    ordered = {order.team for order in shop.store.orders.orders()}
    token = tokens(shop.settings.slack, shop.store.installations, shop.worker.clock)
    able = {team for team in WORKSPACES if token(team)}
    assert ordered == able
    return [team for team in WORKSPACES if team not in able]


@pytest.mark.parametrize("event", [UNINSTALLED, REVOKED], ids=["uninstalled", "revoked"])
def test_an_organisation_takes_all_workspaces_along_but_not_those_with_their_own(
    shop: Workshop, event: dict[str, Any]
) -> None:
    heard(shop, event, None)
    assert left(shop) == ["T0EAST", "T0WEST"]


@pytest.mark.parametrize("event", [UNINSTALLED, REVOKED], ids=["uninstalled", "revoked"])
def test_a_workspace_of_an_organisation_that_installed_the_app_itself_leaves_alone(
    shop: Workshop, event: dict[str, Any]
) -> None:
    shop.store.installations.remove("E0ORG")
    heard(shop, event, "T0OWN")
    assert "T0OWN" not in shop.store.installations.teams()
    assert "T0OWN" not in {order.team for order in shop.store.orders.orders()}
    assert "T0OTHER" in {order.team for order in shop.store.orders.orders()}


def test_slack_tells_twice_and_the_second_time_changes_nothing(shop: Workshop) -> None:
    heard(shop, REVOKED, None)
    heard(shop, UNINSTALLED, None)
    assert left(shop) == ["T0EAST", "T0WEST"]


def test_a_revoked_token_of_a_person_takes_nothing_along(shop: Workshop) -> None:
    heard(shop, {"type": "tokens_revoked", "tokens": {"oauth": ["U0ANN"]}}, None)
    assert left(shop) == []
