"""How sessions end: by themselves, on one device, everywhere, and when the settings bar somebody."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from briefing.errors import Transient
from briefing.subscribers.tokens import THE_OPERATOR
from briefing.web.access import COOKIE, Role
from tests.unit.web.scene import PASSWORD, Scene, form_key, link

HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
ANN, BOSS = "Ann@example.org", "boss@example.com"


def visitor(scene: Scene, **rules: object) -> TestClient:
    """Somebody from elsewhere, where sessions can be ended."""
    return scene.stranger(ended=scene.store.sign_outs.last, password=HASH, **rules)


def signed_in(scene: Scene, address: str, **rules: object) -> TestClient:
    """Somebody who came in by a link."""
    browser = visitor(scene, **rules)
    path = asked_for(scene, browser, address)
    assert browser.post(path, data={"key": form_key(browser.get(path).text)}).status_code == 303
    return browser


def asked_for(scene: Scene, browser: TestClient, address: str) -> str:
    """The path of the link that somebody gets who asks for one, a second after whatever was before."""
    scene.clock.now += timedelta(seconds=1)
    browser.post("/sign-in", data={"key": form_key(browser.get("/sign-in").text), "address": address})
    return link(scene.mails()[-1])


def reads(browser: TestClient) -> bool:
    return browser.get("/").status_code == 200


def press(browser: TestClient, page: str, action: str, **fields: str) -> str:
    """Send a form of a page; where it leads."""
    answer = browser.post(action, data={"key": form_key(browser.get(page).text), **fields})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_somebody_signs_out_on_one_device_and_stays_signed_in_on_the_other(scene: Scene) -> None:
    phone, laptop = signed_in(scene, ANN), signed_in(scene, ANN)
    press(phone, "/session", "/sign-out")
    assert (reads(phone), reads(laptop)) == (False, True)


def test_somebody_signs_out_everywhere_and_other_people_stay(scene: Scene) -> None:
    phone, laptop, other = signed_in(scene, ANN), signed_in(scene, ANN.lower()), signed_in(scene, "bob@example.org")
    scene.clock.now += timedelta(seconds=1)
    assert press(phone, "/session", "/sign-out/everywhere") == "/sign-in"
    assert (reads(phone), reads(laptop), reads(other)) == (False, False, True)
    scene.clock.now += timedelta(seconds=1)
    assert reads(signed_in(scene, ANN))


def test_a_link_to_sign_in_that_was_under_way_is_no_use_after_signing_out_everywhere(scene: Scene) -> None:
    browser, thief = signed_in(scene, ANN), visitor(scene)
    path = asked_for(scene, thief, ANN)
    press(browser, "/session", "/sign-out/everywhere")
    assert thief.post(path, data={"key": form_key(thief.get(path).text)}).status_code == 403
    assert not reads(thief)


@pytest.mark.parametrize("who", [ANN, f" {ANN.lower()} "])
def test_an_operator_signs_somebody_out_everywhere(scene: Scene, who: str) -> None:
    boss, ann = signed_in(scene, BOSS), signed_in(scene, ANN)
    told = press(boss, "/operator", "/operator/sign-out", who=who)
    assert "Signed out on all devices" in boss.get(told).text
    assert (reads(boss), reads(ann)) == (True, False)


def test_an_operator_signs_out_all_who_came_in_by_the_password(scene: Scene) -> None:
    boss, by_password = signed_in(scene, BOSS), visitor(scene)
    press(by_password, "/sign-in", "/sign-in/password", password=PASSWORD)
    assert reads(by_password)
    press(boss, "/operator", "/operator/sign-out", who=THE_OPERATOR)
    assert (reads(boss), reads(by_password)) == (True, False)


def test_what_is_no_address_signs_nobody_out_and_readers_sign_nobody_out(scene: Scene) -> None:
    boss, ann = signed_in(scene, BOSS), signed_in(scene, ANN)
    assert "no address" in boss.get(press(boss, "/operator", "/operator/sign-out", who="ann")).text
    form = {"key": form_key(ann.get("/session").text), "who": BOSS}
    assert ann.post("/operator/sign-out", data=form).status_code == 403
    assert (reads(boss), reads(ann)) == (True, True)


def test_who_came_in_by_their_domain_proves_sooner_that_they_still_read_mail_there(scene: Scene) -> None:
    by_domain, by_name = signed_in(scene, ANN), signed_in(scene, BOSS)
    assert "until Tuesday, 1 December 2026" in by_domain.get("/session").text
    assert "until Thursday, 24 December 2026" in by_name.get("/session").text
    scene.clock.now += timedelta(days=6, hours=23)
    assert (reads(by_domain), reads(by_name)) == (True, True)
    scene.clock.now += timedelta(hours=1)
    assert (reads(by_domain), reads(by_name)) == (False, True)
    scene.clock.now += timedelta(days=23)
    assert not reads(by_name)


def test_the_settings_say_how_long_sessions_last_and_the_cookie_says_the_same(scene: Scene) -> None:
    browser = visitor(scene, lasting=timedelta(days=90), domain_lasting=timedelta(days=2))
    for address, seconds in ((ANN, 2 * 86400), (BOSS, 90 * 86400)):
        path = asked_for(scene, browser, address)
        answer = browser.post(path, data={"key": form_key(browser.get(path).text)})
        assert f"Max-Age={seconds};" in answer.headers["set-cookie"]


def test_who_is_barred_is_out_at_once_and_gets_no_link_though_their_domain_may_come_in(scene: Scene) -> None:
    ann, bob = signed_in(scene, ANN), signed_in(scene, "bob@example.org")
    after = scene.house(everybody=Role.ANYBODY, readers=("@example.org",), barred=(ANN.lower(),))
    for browser, may in ((ann, False), (bob, True)):
        later = scene.browser(after)
        later.cookies.set(COOKIE, browser.cookies[COOKIE])
        assert reads(later) is may
    later, before = scene.browser(after), len(scene.mails())
    later.post("/sign-in", data={"key": form_key(later.get("/sign-in").text), "address": ANN})
    assert len(scene.mails()) == before


def test_without_a_session_the_page_to_sign_out_leads_to_the_one_to_sign_in(scene: Scene) -> None:
    assert visitor(scene).get("/session").headers["location"] == "/sign-in"


def test_while_the_database_is_away_nobody_comes_in_by_a_session_and_the_page_about_it_needs_none(scene: Scene) -> None:
    def away(holder: str) -> None:
        raise Transient(f"the database does not answer for {holder}")

    cookie = signed_in(scene, BOSS).cookies[COOKIE]
    browser = scene.stranger(ended=away)
    browser.cookies.set(COOKIE, cookie)
    answer = browser.get("/operator")
    assert (answer.status_code, "Our fault" in answer.text, "does not answer" in answer.text) == (500, True, False)
    assert browser.get("/healthz").status_code == 200
