"""From the form to the first brief and out again through the pages: opening a link never acts."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from briefing.model import ConsentEvent, DeliveryState, Format, JobKind, Standing, Subscriber, Wishes
from briefing.subscribers.rules import Origin
from briefing.subscribers.tokens import Scope
from tests.unit.web.scene import Scene, form_key, link

ANN = "ann@example.org"


def fill_in(browser: TestClient, path: str, **fields: object):
    """Load a page, fill in its form, send it off."""
    key = form_key(browser.get(path).text)
    return browser.post(path, data={"key": key, **fields})


def known(scene: Scene, address: str = ANN) -> Subscriber:
    found = scene.store.subscribers.of_address(address)
    assert found is not None
    return found


def subscribed(scene: Scene, *briefs: str) -> Subscriber:
    return scene.subscribing.add(ANN, Wishes(briefs or ("morning", "evening")), Origin("operator", words="asked me"))


def test_somebody_subscribes_confirms_chooses_and_leaves(scene: Scene) -> None:
    browser = scene.stranger()
    answer = fill_in(browser, "/subscribe", address=ANN, briefs=["morning", "evening"], format="html")
    assert "Look into your mailbox" in answer.text
    confirm = link(scene.mails()[0])
    asks = browser.get(confirm).text
    assert all(words in asks for words in (f"For {ANN} you", "<li>The Morning Brief", "<li>Evening &amp; More"))
    assert known(scene).standing is Standing.PENDING
    assert "You are subscribed" in fill_in(browser, confirm).text
    assert known(scene).standing is Standing.CONFIRMED

    page = f"/preferences/{scene.tokens.issue(Scope.PREFERENCES, known(scene).id)}"
    choice = {"briefs": ["morning"], "topics": ["Energy"], "days": ["mon", "sat"], "hour": "07:30"}
    saved = fill_in(browser, page, **choice, zone="Europe/Lisbon", format="text")
    assert "Saved." in saved.text
    wanted = Wishes(("morning",), ("Energy",), ("mon", "sat"), "07:30", "Europe/Lisbon", Format.TEXT)
    assert known(scene).wishes == wanted

    leave = f"/unsubscribe/{scene.tokens.issue(Scope.UNSUBSCRIBE, known(scene).id, 'morning')}"
    assert "The Morning Brief will not come to you" in browser.get(leave).text
    assert known(scene).standing is Standing.CONFIRMED
    answer = browser.post(leave, data={"List-Unsubscribe": "One-Click"}, headers={"user-agent": "Mozilla/5.0"})
    assert "You have left" in answer.text
    assert known(scene).standing is Standing.UNSUBSCRIBED
    trail = scene.store.subscribers.trail(known(scene).id)
    assert [(line.event, line.how) for line in trail] == [
        (ConsentEvent.ASKED, "web"),
        (ConsentEvent.CONFIRMED, "web"),
        (ConsentEvent.CHANGED, "web"),
        (ConsentEvent.LEFT, "web"),
    ]
    assert "testclient" not in repr(trail)


def test_choosing_nothing_is_leaving(scene: Scene) -> None:
    ann = subscribed(scene)
    answer = fill_in(scene.stranger(), f"/preferences/{scene.tokens.issue(Scope.PREFERENCES, ann.id)}", format="html")
    assert "You have left" in answer.text
    assert known(scene).standing is Standing.UNSUBSCRIBED


def test_d10_opening_any_link_changes_nothing_however_often(scene: Scene) -> None:
    fill_in(scene.stranger(), "/subscribe", address="new@example.org", briefs=["morning"])
    ann = subscribed(scene)
    paths = [
        link(scene.mails()[0]),
        f"/preferences/{scene.tokens.issue(Scope.PREFERENCES, ann.id)}",
        f"/unsubscribe/{scene.tokens.issue(Scope.UNSUBSCRIBE, ann.id, 'morning')}",
    ]
    before = (known(scene), known(scene, "new@example.org"))
    for path in paths * 3:
        assert scene.stranger().get(path).status_code == 200
        assert scene.stranger().head(path).status_code == 200
    assert (known(scene), known(scene, "new@example.org")) == before


def test_who_leaves_is_told_of_fewer_mails_only_where_they_can_choose(scene: Scene) -> None:
    named = scene.subscribing.enrol("named@example.org", Origin("settings", words="named by the operator"))
    for person, told in ((subscribed(scene), True), (named, False)):
        page = scene.stranger().get(f"/unsubscribe/{scene.tokens.issue(Scope.UNSUBSCRIBE, person.id, 'morning')}")
        assert ("It counts at once" in page.text, "Fewer days" in page.text) == (True, told)


def test_d10_the_post_of_a_mail_service_acts_at_once_without_cookie_or_key(scene: Scene) -> None:
    ann = subscribed(scene)
    path = f"/unsubscribe/{scene.tokens.issue(Scope.UNSUBSCRIBE, ann.id, 'morning')}"
    hidden = {"user-agent": "MailService/1.0", "origin": "null", "sec-fetch-site": "cross-site"}
    for _ in range(2):
        answer = scene.stranger().post(path, data={"List-Unsubscribe": "One-Click"}, headers=hidden)
        assert answer.status_code == 200
    assert (known(scene).wishes.briefs, known(scene).left) == (("evening",), ("morning",))
    assert [line.how for line in scene.store.subscribers.trail(ann.id)] == ["operator", "one-click"]


def test_d10_mail_services_may_send_the_form_in_parts(scene: Scene) -> None:
    ann = subscribed(scene)
    path = f"/unsubscribe/{scene.tokens.issue(Scope.UNSUBSCRIBE, ann.id)}"
    assert scene.stranger().post(path, files={"List-Unsubscribe": (None, "One-Click")}).status_code == 200
    assert known(scene).standing is Standing.UNSUBSCRIBED


@pytest.mark.parametrize("page", ["confirm", "preferences", "unsubscribe"])
def test_d10_forged_foreign_and_expired_links_do_nothing(scene: Scene, page: str) -> None:
    ann = subscribed(scene)
    browser = scene.stranger()
    scope = Scope(page)
    good = scene.tokens.issue(scope, ann.id, "1")
    others = [scene.tokens.issue(other, ann.id, "1") for other in Scope if other is not scope]
    theirs = scene.tokens.issue(scope, "f" * 24, "1")
    late = scene.tokens.issue(scope, ann.id, "1")
    for token in [*others, good[:-1], good + "A", f"{'f' * 24}{good[24:]}", theirs, "x", "%00", "é"]:
        answer = browser.get(f"/{page}/{token}")
        assert answer.status_code == 400, token
        assert ANN not in answer.text
        key = form_key(browser.get("/subscribe").text)
        assert browser.post(f"/{page}/{token}", data={"key": key}).status_code == 400, token
    scene.clock.now += timedelta(days=731)
    assert "expired" in browser.get(f"/{page}/{late}").text
    assert known(scene) == ann


def test_whoever_asks_learns_nothing_about_who_is_subscribed(scene: Scene) -> None:
    subscribed(scene, "morning")
    browser = scene.stranger()
    there = fill_in(browser, "/subscribe", address=ANN, briefs=["morning"])
    new = fill_in(browser, "/subscribe", address="new@example.org", briefs=["morning"])
    assert (there.status_code, there.text) == (new.status_code, new.text)


def test_the_letter_waits_in_the_ledger_and_no_address_stands_in_its_link(scene: Scene) -> None:
    fill_in(scene.stranger(), "/subscribe", address="ann.smith@example.org", briefs=["morning"])
    [waiting] = scene.store.ledger.find()
    assert waiting.state is DeliveryState.PENDING
    assert waiting.destination.address == "ann.smith@example.org"
    assert "smith" not in link(scene.mails()[0])
    assert {job.kind for job in scene.jobs} <= {JobKind.DELIVER}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"address": "nobody", "briefs": ["morning"]}, "this is not an e-mail address"),
        ({"address": "a@b.c\r\nBcc: x@y.z", "briefs": ["morning"]}, "this is not an e-mail address"),
        ({"address": ANN, "briefs": ["board"]}, "there is no brief &#39;board&#39;"),
        ({"address": ANN, "briefs": ["morning"], "hour": "25:00"}, "is not a time of day"),
        ({"address": ANN, "briefs": ["morning"], "zone": "../etc/passwd"}, "unknown time zone"),
        ({"address": ANN, "briefs": ["morning"], "days": ["<b>"]}, "&lt;b&gt;"),
    ],
)
def test_what_cannot_be_had_is_said_and_the_form_keeps_what_was_typed(
    scene: Scene, fields: dict[str, object], said: str
) -> None:
    answer = fill_in(scene.stranger(), "/subscribe", **fields)
    assert answer.status_code == 400
    assert said in answer.text
    assert str(fields["address"]).split("\r")[0] in answer.text
    assert scene.store.ledger.find() == []


def test_choosing_no_brief_is_no_subscription(scene: Scene) -> None:
    answer = fill_in(scene.stranger(), "/subscribe", address=ANN)
    assert (answer.status_code, scene.store.ledger.find()) == (400, [])
    assert "Choose a brief." in answer.text


def test_programs_that_fill_in_every_field_are_thanked_and_forgotten(scene: Scene) -> None:
    answer = fill_in(scene.stranger(), "/subscribe", address=ANN, briefs=["morning"], website="https://spam.example")
    assert "Look into your mailbox" in answer.text
    assert scene.store.subscribers.of_address(ANN) is None


def test_d8_one_network_address_cannot_have_letters_sent_without_end(scene: Scene) -> None:
    browser = scene.stranger()
    codes = [
        fill_in(browser, "/subscribe", address=f"a{number}@example.org", briefs=["morning"]).status_code
        for number in range(6)
    ]
    assert codes == [200] * 5 + [429]
    assert len(scene.mails()) == 5


def test_a_hidden_brief_is_never_offered_but_kept_by_those_who_have_it(scene: Scene) -> None:
    ann = subscribed(scene, "board")
    browser = scene.stranger()
    assert "For the Board" not in browser.get("/subscribe").text
    path = f"/preferences/{scene.tokens.issue(Scope.PREFERENCES, ann.id)}"
    assert "For the Board" in browser.get(path).text
    assert "Saved." in fill_in(browser, path, briefs=["board", "morning"], format="html").text
    assert set(known(scene).wishes.briefs) == {"board", "morning"}
