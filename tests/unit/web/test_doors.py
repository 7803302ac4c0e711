"""Who may see and do what; nothing from elsewhere acts, and nothing of the inside gets out."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from briefing.model import Delivery, DeliveryState, Destination, Part
from briefing.subscribers.tokens import Scope
from briefing.web.access import COOKIE, Access, Listed, Role
from briefing.web.asking import LARGEST_FORM
from tests.unit.web.scene import ADDRESS, NOW, PAGE, PASSWORD, PUBLIC, Scene, form_key, link

HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
READ = ("/", "/feed.atom", "/briefs/a/b", "/stories/a", "/sources")


@pytest.mark.parametrize("path", [*READ, "/operator"])
def test_d9_without_a_session_people_are_led_to_sign_in_and_programs_get_401(scene: Scene, path: str) -> None:
    answer = scene.stranger().get(path, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert scene.stranger().get(path).status_code == 401
    assert scene.stranger().get(path, params={"token": "x"}).status_code == 401


@pytest.mark.parametrize(("who", "reads", "operates"), [
    ("x@y.example", 401, 401), ("Ann@Example.ORG", 200, 403), ("boss@example.com", 200, 200),
])  # fmt: skip
def test_a_session_opens_what_its_role_may_see(scene: Scene, who: str, reads: int, operates: int) -> None:
    browser = scene.stranger()
    browser.cookies.set(COOKIE, session(scene, who))
    assert (browser.get("/").status_code, browser.get("/operator").status_code) == (reads, operates)


@pytest.mark.parametrize(("now", "reads", "operates"), [
    ({}, 401, 401),
    ({"operators": ("chief@example.com",)}, 401, 401),
    ({"readers": ("BOSS@example.com",)}, 200, 403),
    ({"operators": ("boss@example.com",), "readers": ("@example.com",)}, 200, 200),
])  # fmt: skip
def test_who_is_taken_out_of_the_settings_is_out(
    scene: Scene, now: dict[str, tuple[str, ...]], reads: int, operates: int
) -> None:
    browser = scene.browser(scene.house(everybody=Role.ANYBODY, **now))
    browser.cookies.set(COOKIE, session(scene, "boss@example.com"))
    assert (browser.get("/").status_code, browser.get("/operator").status_code) == (reads, operates)


def test_a_new_password_ends_the_sessions_of_the_old_one_and_links_of_somebody_removed_do_nothing(scene: Scene) -> None:
    before, after = scene.house(everybody=Role.ANYBODY, password=HASH), scene.house(everybody=Role.ANYBODY)
    browser = scene.browser(before)
    browser.post("/sign-in/password", data={"key": form_key(browser.get("/sign-in").text), "password": PASSWORD})
    assert browser.get("/operator").status_code == 200
    cookie = {"cookie": f"{COOKIE}={browser.cookies[COOKIE]}"}
    assert scene.browser(after).get("/operator", headers=cookie).status_code == 401
    reason = Access(scene.tokens, now=lambda: Listed(operators=("boss@example.com",))).reason_of("boss@example.com")
    token, visitor = scene.tokens.issue(Scope.SIGN_IN, "x", reason), scene.browser(after)
    answer = visitor.post(f"/sign-in/{token}", data={"key": form_key(visitor.get("/sign-in/x").text)})
    assert (answer.status_code, COOKIE in visitor.cookies) == (403, False)


def session(scene: Scene, who: str) -> str:
    """That of somebody who signed in while the settings named them, or did not."""
    listed = Listed(operators=("boss@example.com",), readers=("@example.org",))
    access = Access(scene.tokens, now=lambda: listed)
    return scene.tokens.issue(Scope.SESSION, "x", access.reason_of(who))


def test_forged_expired_and_foreign_sessions_are_none(scene: Scene) -> None:
    old = session(scene, "boss@example.com")
    scene.clock.now += timedelta(days=31)
    reason = scene.tokens.read(Scope.SESSION, session(scene, "boss@example.com")).subject
    for cookie in (old, scene.tokens.issue(Scope.SIGN_IN, "x", reason), reason, "OPERATOR", "x.y.z"):
        assert scene.stranger().get("/operator", headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 401


def test_a_link_in_a_letter_lets_somebody_in_once(scene: Scene) -> None:
    house = scene.house(everybody=Role.ANYBODY, operators=("boss@example.com",), secure=True)
    browser = scene.browser(house)
    browser.post("/sign-in", data={"key": form_key(browser.get("/sign-in").text), "address": "boss@example.com"})
    [waiting] = scene.store.ledger.find()
    assert (waiting.state, len(scene.jobs)) == (DeliveryState.PENDING, 1)
    path = link(scene.mails()[0])
    key = form_key(browser.get(path).text)
    answer = browser.post(path, data={"key": key})
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=lax"))
    assert "boss" not in cookie
    assert browser.get("/operator").status_code == 200
    browser.cookies.clear()
    assert "was used already" in browser.post(path, data={"key": key}).text
    scene.clock.now += timedelta(minutes=16)
    assert "expired" in browser.post(path, data={"key": key}).text


def test_nobody_learns_who_may_come_in(scene: Scene) -> None:
    browser = scene.stranger()
    key = form_key(browser.get("/sign-in").text)
    known, unknown = (browser.post("/sign-in", data={"key": key, "address": f"{n}@example.com"}) for n in ("boss", "x"))
    assert known.text == unknown.text
    assert len(scene.mails()) == 1


@pytest.mark.parametrize(("given", "hashed", "status"), [
    (PASSWORD, HASH, 303), ("wrong", HASH, 403), ("", HASH, 403), (PASSWORD, "", 403), (PASSWORD, "no hash", 403),
], ids=["the password", "another", "none", "no password is set", "what is set is no hash"])  # fmt: skip
def test_the_operator_comes_in_by_the_password_alone(scene: Scene, given: str, hashed: str, status: int) -> None:
    browser = scene.stranger(password=hashed)
    key = form_key(browser.get("/subscribe").text)
    assert browser.post("/sign-in/password", data={"key": key, "password": given}).status_code == status
    assert browser.get("/operator").status_code == (200 if status == 303 else 401)


def test_d8_passwords_cannot_be_guessed_by_trying(scene: Scene) -> None:
    browser = scene.stranger(password=HASH)
    key = form_key(browser.get("/sign-in").text)
    codes = [browser.post("/sign-in/password", data={"key": key, "password": "x"}).status_code for _ in range(6)]
    assert codes == [403] * 5 + [429]


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://[evil"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
])  # fmt: skip
def test_d11_a_form_of_another_site_does_nothing(scene: Scene, headers: dict[str, str]) -> None:
    browser = scene.browser()
    key = form_key(browser.get("/subscribe").text)
    assert browser.post("/operator/retry", data={"key": key, "delivery": "x"}, headers=headers).status_code == 403
    assert browser.post("/operator/retry", data={"delivery": "x"}).status_code == 403
    ours = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
    assert browser.post("/operator/retry", data={"key": key, "delivery": "x"}, headers=ours).status_code == 303


def test_forms_work_behind_a_proxy_that_renames_the_host(scene: Scene) -> None:
    browser = scene.stranger(own=PUBLIC)
    key = form_key(browser.get("/sign-in").text)
    headers = {"host": "127.0.0.1:8080", "origin": ADDRESS}
    assert browser.post("/sign-in", data={"key": key, "address": "x@y.example"}, headers=headers).status_code == 200


@pytest.mark.parametrize("host", ["evil", "evil.example", f"{PUBLIC}.evil.example", ""])
def test_d11_pages_under_a_foreign_name_are_refused_and_probes_answered(scene: Scene, host: str) -> None:
    browser = scene.browser()
    assert browser.get("/", headers={"host": host}).status_code == 400
    assert browser.get("/healthz", headers={"host": host}).status_code == 200
    assert browser.get("/readyz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/briefs/..%2f..%2fx/y", "/style.css/.."]
)
def test_d11_no_path_leads_outside(scene: Scene, path: str) -> None:
    answer = scene.browser().get(path)
    assert answer.status_code in {200, 404}
    assert "root:" not in answer.text


def test_d5_bodies_too_large_or_unreadable_are_refused(scene: Scene) -> None:
    browser, form = scene.stranger(), {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/subscribe", content=b"a" * (LARGEST_FORM + 1), headers=form).status_code == 413
    assert browser.post("/unsubscribe/x", content=b"a" * (LARGEST_FORM + 1)).status_code == 413
    for body in (b"\xff\xfe", b"&".join([b"a=1"] * 500)):
        assert browser.post("/subscribe", content=body, headers=form).status_code == 400
    assert browser.post("/subscribe", json={}).status_code == 400
    key = form_key(browser.get("/subscribe").text)
    assert browser.post("/subscribe", data={"key": key, "address": "a\x00@b.example"}).status_code == 400
    assert scene.browser().get("/briefs/%00/x").status_code == 400


@pytest.mark.parametrize(
    "path", ["/", "/none", "/healthz", "/style.css", "/operator", "/sign-in", "/confirm/x", "/boom"]
)
def test_every_answer_carries_the_headers(scene: Scene, path: str) -> None:
    for browser in (scene.browser(secure=True), scene.stranger(secure=True)):
        for headers in ({}, {"host": "evil"}):
            answer = browser.get(path, headers=headers)
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"
            assert "cache-control" in answer.headers
            assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize(("days", "told"), [(365, "max-age=31536000"), (2, "max-age=172800"), (0, None)])
def test_the_settings_say_how_long_browsers_keep_to_https(scene: Scene, days: int, told: str | None) -> None:
    strict = timedelta(days=days)
    secure, plain = (replace(scene.house(secure=secure), strict=strict) for secure in (True, False))
    assert scene.browser(secure).get("/").headers.get("strict-transport-security") == told
    assert scene.browser(plain).get("/").headers.get("strict-transport-security") is None


@pytest.mark.parametrize("path", [*READ, "/operator", "/sign-in", "/subscribe", "/confirm/x", "/none"])
def test_no_cache_keeps_a_page_that_is_for_one_visitor(scene: Scene, path: str) -> None:
    # Feed readers hold what they have, for themselves, and ask each time whether it is the newest.
    kept = "private, no-cache" if path == "/feed.atom" else "no-store"
    assert scene.browser().get(path).headers["cache-control"] == kept
    assert "public" in scene.browser().get("/style.css").headers["cache-control"]


@pytest.mark.parametrize("path", [
    "//evil.example/", "//evil.example/sources/", "/%2f%2fevil.example", "/\\evil.example", "/sources/", "/briefs/a/b/",
    "/sign-in?next=https://evil.example", "/operator?told=https://evil.example",
])  # fmt: skip
def test_nobody_is_led_to_another_site(scene: Scene, path: str) -> None:
    for browser in (scene.browser(), scene.stranger()):
        answer = browser.get(path, headers=PAGE)
        assert answer.headers.get("location", "/sign-in") == "/sign-in"
        assert 'href="https://evil' not in answer.text


def test_d12_our_fault_says_nothing_of_the_inside_and_carries_the_headers(scene: Scene) -> None:
    def broken() -> frozenset[str]:
        raise RuntimeError("canary-secret-of-the-inside")

    answer = scene.browser(replace(scene.house(), sources=broken)).get("/sources")
    assert answer.status_code == 500
    assert "Our fault" in answer.text
    assert "Something went wrong here" in answer.text
    assert "canary" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"


def test_pages_about_problems_say_what_to_do_in_plain_words_and_lead_on(scene: Scene) -> None:
    browser = scene.stranger()
    asks, key = browser.get("/none"), form_key(browser.get("/sign-in").text)
    assert (asks.status_code, "Error 404" in asks.text, 'href="/sign-in"' in asks.text) == (404, True, True)
    assert 'role="search"' not in asks.text  # there is nothing that they may search
    wrong = browser.post("/sign-in", data={"key": "x"})
    assert (wrong.status_code, "That is not allowed" in wrong.text) == (403, True)
    assert "load the page again" in wrong.text
    other = browser.put("/sign-in", data={"key": key})
    assert (other.status_code, "Not in this way" in other.text, "allow" in other.headers) == (405, True, True)


def test_d12_no_token_or_address_enters_a_log(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    ours = ("briefing", "starlette", "uvicorn", "sqlalchemy", "asyncio")
    with caplog.at_level(logging.DEBUG):
        browser = scene.stranger()
        key = form_key(browser.get("/subscribe").text)
        browser.post("/subscribe", data={"key": key, "address": "ann@example.org", "briefs": "morning"})
        path = link(scene.mails()[0])
        browser.post(path, data={"key": key})
    said = [line.getMessage() for line in caplog.records if line.name.split(".")[0] in ours]
    assert not [line for line in said if path in line or "ann@example.org" in line]


@pytest.mark.parametrize(("state", "button", "becomes"), [
    (DeliveryState.FAILED, "retry", DeliveryState.PENDING), (DeliveryState.HELD, "retry", DeliveryState.PENDING),
    (DeliveryState.HELD, "resolve", DeliveryState.SENT), (DeliveryState.UNKNOWN, "resolve", DeliveryState.SENT),
    (DeliveryState.UNKNOWN, "retry", DeliveryState.UNKNOWN), (DeliveryState.SENT, "retry", DeliveryState.SENT),
])  # fmt: skip
def test_the_operator_mends_deliveries(scene: Scene, state: DeliveryState, button: str, becomes: DeliveryState) -> None:
    key = "morning:2026-11-24T07:00:team:0"
    part = Part(0, "application/json", b"{}")
    place = Destination("team", "slack", "C1")
    scene.store.ledger.add(Delivery(key, "morning", "2026-11-24T07:00", place, part, state, created=NOW, updated=NOW))
    browser = scene.browser()
    fields = {"key": form_key(browser.get("/subscribe").text), "delivery": key}
    assert scene.stranger().post(f"/operator/{button}", data=fields).status_code == 401
    told = browser.post(f"/operator/{button}", data=fields).headers["location"]
    after = scene.store.ledger.get(key)
    assert after is not None
    assert after.state is becomes
    assert told == f"/operator?told={'done' if becomes is not state else 'changed'}"
