"""The pages may share a host with others: below a path that a proxy passes on whole."""

import re

import pytest

from briefing.web.access import COOKIE, Role
from tests.unit.web.scene import PAGE, Scene, form_key, link, morning

ROOT = "/news/briefs"


@pytest.mark.parametrize("page", ["/", "/briefs/morning/2026-11-24T07:00", "/stories/bridge", "/subscribe", "/nowhere"])
def test_every_link_and_form_stays_below_the_path(scene: Scene, page: str) -> None:
    for day in range(1, 25):
        scene.publish(morning(day))
    found = scene.browser(root=ROOT).get(ROOT + page).text
    ways = re.findall(r'(?:href|action)="(/[^"]*)"', found)
    assert ways
    assert [way for way in ways if not way.startswith(f"{ROOT}/")] == []


@pytest.mark.parametrize("page", [ROOT, f"{ROOT}/", f"{ROOT}/style.css", f"{ROOT}/healthz", "/healthz"])
def test_what_is_asked_below_the_path_is_answered_and_probes_without_it_too(scene: Scene, page: str) -> None:
    assert scene.browser(root=ROOT).get(page).status_code == 200


@pytest.mark.parametrize("page", ["/news/briefsandmore", "/news", f"{ROOT}{ROOT}"])
def test_what_only_looks_like_the_path_is_not_there(scene: Scene, page: str) -> None:
    assert scene.browser(root=ROOT).get(page).status_code == 404


def test_signing_in_leads_back_below_the_path_and_the_session_is_for_nobody_else_on_the_host(scene: Scene) -> None:
    house = scene.house(everybody=Role.ANYBODY, operators=("boss@example.com",), root=ROOT)
    browser = scene.browser(house)
    assert browser.get(f"{ROOT}/", headers=PAGE).headers["location"] == f"{ROOT}/sign-in"
    key = form_key(browser.get(f"{ROOT}/sign-in").text)
    browser.post(f"{ROOT}/sign-in", data={"key": key, "address": "boss@example.com"})
    entered = browser.post(ROOT + link(scene.mails()[0]), data={"key": key})
    assert entered.headers["location"] == f"{ROOT}/"
    assert f"Path={ROOT};" in entered.headers["set-cookie"]
    assert COOKIE in browser.cookies
    page = browser.get(f"{ROOT}/operator").text
    left = browser.post(f"{ROOT}/sign-out", data={"key": form_key(page)})
    assert left.headers["location"] == f"{ROOT}/sign-in"
    assert COOKIE not in browser.cookies
