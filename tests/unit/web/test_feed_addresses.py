"""The feed of somebody who reads where reading is private: an address of their own, which ends when they are out."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.subscribers.tokens import Scope
from briefing.web.access import COOKIE, Role
from tests.unit.web.scene import ADDRESS, Scene, form_key, morning
from tests.unit.web.test_sessions import ANN, BOSS, press, signed_in, visitor


def feed_address(page: str) -> str:
    """The path of the address that the page about a session shows."""
    found = re.search(rf'value="{re.escape(ADDRESS)}(/feed/[^"]+)"', page)
    assert found, page
    return found[1]


@pytest.mark.parametrize(("who", "until"), [(ANN, "22 February 2027"), (BOSS, "24 November 2027")])
def test_a_feed_reader_needs_no_session_but_the_address_that_the_page_shows(scene: Scene, who: str, until: str) -> None:
    scene.publish(morning())
    page = signed_in(scene, who).get("/session").text
    assert until in page
    answer = visitor(scene).get(feed_address(page))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    assert "Sound bridge toll" in answer.text
    assert answer.headers["cache-control"] == "private, no-cache"
    assert who.lower() not in feed_address(page)
    assert feed_address(page) not in answer.text
    held = {"if-none-match": answer.headers["etag"]}
    assert visitor(scene).get(feed_address(page), headers=held).status_code == 304


def test_an_address_of_the_feed_opens_nothing_else_and_nothing_else_opens_the_feed(scene: Scene) -> None:
    browser = signed_in(scene, BOSS)
    token = feed_address(browser.get("/session").text).removeprefix("/feed/").removesuffix(".atom")
    thief = visitor(scene)
    thief.cookies.set(COOKIE, token)
    assert thief.get("/").status_code == 401
    assert visitor(scene).get(f"/sign-in/{token}").status_code == 200
    assert (
        visitor(scene).post(f"/sign-in/{token}", data={"key": form_key(thief.get("/sign-in").text)}).status_code != 303
    )
    session = scene.tokens.issue(Scope.SESSION, "x", "y")
    assert visitor(scene).get(f"/feed/{session}.atom").status_code == 404
    assert visitor(scene).get("/feed/forged.atom").status_code == 404


def test_addresses_of_the_feed_end_alone_or_with_everything(scene: Scene) -> None:
    browser, stranger = signed_in(scene, ANN), visitor(scene)
    first = feed_address(browser.get("/session").text)
    scene.clock.now += timedelta(seconds=1)
    done = browser.post("/session/feed", data={"key": form_key(browser.get("/session").text)})
    assert (done.status_code, "former addresses" in done.text) == (200, True)
    assert stranger.get(first).status_code == 410
    scene.clock.now += timedelta(seconds=1)
    second = feed_address(browser.get("/session").text)
    assert stranger.get(second).status_code == 200
    press(browser, "/session", "/sign-out/everywhere")
    assert stranger.get(second).status_code == 410


def test_who_is_taken_out_of_the_settings_barred_or_late_reads_no_feed(scene: Scene) -> None:
    path = feed_address(signed_in(scene, ANN).get("/session").text)
    rules = {"everybody": Role.ANYBODY, "ended": scene.store.sign_outs.last}
    assert scene.browser(scene.house(readers=("@example.org",), **rules)).get(path).status_code == 200
    assert scene.browser(scene.house(readers=("@example.net",), **rules)).get(path).status_code == 410
    barred = scene.house(readers=("@example.org",), barred=(ANN.lower(),), **rules)
    assert scene.browser(barred).get(path).status_code == 410
    scene.clock.now += timedelta(days=89, hours=23)
    assert visitor(scene).get(path).status_code == 200
    scene.clock.now += timedelta(hours=2)
    assert visitor(scene).get(path).status_code == 410


def test_addresses_of_feeds_are_not_tried_without_end(scene: Scene) -> None:
    browser = visitor(scene)
    answers = [browser.get(f"/feed/{number}.atom").status_code for number in range(40)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_the_archive_leads_to_the_address_where_reading_is_private_and_to_the_feed_where_it_is_not(
    scene: Scene,
) -> None:
    private, public = signed_in(scene, ANN), scene.browser(everybody=Role.READER)
    assert 'href="/session#feed"' in private.get("/").text
    assert "feed.atom" not in private.get("/").text
    assert 'href="/feed.atom"' in public.get("/").text


def test_where_no_public_address_is_set_there_are_no_addresses_for_feed_readers(scene: Scene) -> None:
    nameless = scene.browser(replace(scene.house(everybody=Role.ANYBODY, operators=(BOSS,)), address=""))
    nameless.cookies.set(COOKIE, signed_in(scene, BOSS).cookies[COOKIE])
    assert 'href="/feed.atom"' in nameless.get("/").text
    assert "/feed/" not in nameless.get("/session").text
