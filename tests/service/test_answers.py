"""Questions asked on demand: found once, told once, tried again as long as somebody waits."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefing.bootstrap.workshop import Workshop
from briefing.errors import Transient
from briefing.extract.canonical import article_id, canonical
from briefing.model import (
    Answer,
    Article,
    BriefSpec,
    Destination,
    Followed,
    Later,
    Order,
    Outcome,
    Refused,
    Request,
    Schedule,
    Sent,
    Topic,
)
from tests.service.scene import DUE, START, Hands, open_scene, work_off, write_scene

TO = {"team_id": "T0FAKE", "channel_id": "C0NEWS", "user_id": "U0ANN"}


@dataclass
class Postbox:
    """Takes answers as it is told to."""

    outcomes: list[Outcome] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)

    def parts(self, request: Request, answer: Answer) -> Sequence[bytes]:
        if answer.brief:
            return [item.headline.encode() for item in answer.brief.items]
        return [(answer.article.title if answer.article else answer.words).encode()]

    def post(self, request: Request, part: bytes, now: datetime) -> Outcome:
        outcome = self.outcomes.pop(0) if self.outcomes else Sent({})
        if isinstance(outcome, Sent):
            self.posted.append(part.decode())
        return outcome


@contextmanager
def desk(folder: Path, box: Postbox, more: str = "") -> Iterator[tuple[Workshop, Hands]]:
    clock = Hands(DUE)
    with open_scene(write_scene(folder, more=more), clock, SIGNING_KEY="k" * 40) as shop:
        worker = shop.worker
        worker.collecting.poll(worker.sources["desk"], "", DUE)
        yield replace(shop, worker=replace(worker, replying=replace(worker.replying, reply=box))), clock


def ask(shop: Workshop, question: str, subject: str = "morning", now: datetime = DUE, **more: str) -> None:
    shop.store.requests.add(Request("1", question, subject, now, {**TO, **more}))
    work_off(shop)


def stored(shop: Workshop) -> Request:
    request = shop.store.requests.get("1")
    assert request
    return request


def test_words_find_the_stories_that_hold_them(tmp_path: Path) -> None:
    box = Postbox()
    with desk(tmp_path, box) as (shop, _):
        ask(shop, "topic", "harbour toll")
    assert box.posted == ["Harbour tolls double in January"]


def test_words_that_nobody_wrote_find_nothing_and_that_is_said(tmp_path: Path) -> None:
    box = Postbox()
    with desk(tmp_path, box) as (shop, _):
        ask(shop, "topic", "chess olympiad")
    assert box.posted == ["Nothing about “chess olympiad” was found in the articles of the last 14 days."]


def test_last_and_yesterdays_brief_are_those_that_appeared(tmp_path: Path) -> None:
    box = Postbox()
    with desk(tmp_path, box) as (shop, clock):
        work_off(shop)
        for number, question in enumerate(("last", "yesterday")):
            shop.store.requests.add(Request(f"early {number}", question, "morning", DUE, TO))
        work_off(shop)
        assert box.posted == [
            "“The Morning Brief” has not appeared yet.",
            "“The Morning Brief” did not appear yesterday.",
        ]
        box.posted.clear()
        clock.now = DUE + timedelta(days=1)
        work_off(shop)
        clock.now = DUE + timedelta(days=2)
        ask(shop, "yesterday", now=clock.now)
    assert "Harbour tolls double in January" in box.posted


def test_an_edition_that_appeared_comes_with_its_page_and_one_made_for_the_moment_has_none(tmp_path: Path) -> None:
    with desk(tmp_path, Postbox(), '[web]\naddress = "https://brief.example.com"\n') as (shop, clock):
        ask(shop, "brief")
        made = stored(shop).answer
        clock.now = DUE + timedelta(days=1)
        work_off(shop)
        (brief,) = shop.store.briefs.latest("morning", 1)
        page = f"https://brief.example.com/briefs/morning/{brief.slot}"
        pages = {}
        subjects = {"brief": "morning", "last": "morning", "yesterday": "morning", "edition": f"morning|{brief.slot}"}
        for question, subject in subjects.items():
            clock.now = DUE + timedelta(days=2 if question == "yesterday" else 1)
            shop.store.requests.add(Request(question, question, subject, clock.now, TO))
            work_off(shop)
            told = shop.store.requests.get(question)
            assert told
            assert told.answer
            pages[question] = told.answer.page
    assert made
    assert made.brief
    assert made.page == ""
    assert pages == dict.fromkeys(subjects, page)


def test_an_answer_that_was_refused_for_now_is_posted_later_and_only_its_rest(tmp_path: Path) -> None:
    box = Postbox([Sent({}), Later("busy")])
    with desk(tmp_path, box) as (shop, clock):
        ask(shop, "brief")
        first = list(box.posted)
        assert stored(shop).answered is None
        clock.now += timedelta(seconds=5)
        work_off(shop)
        assert stored(shop).answered == clock.now
    assert len(first) == 1
    assert len(box.posted) == len(set(box.posted)) > 1


def test_a_refused_answer_is_given_up_with_its_reason(tmp_path: Path) -> None:
    box = Postbox([Refused("channel_not_found")])
    with desk(tmp_path, box) as (shop, _):
        ask(shop, "topic", "harbour")
        assert stored(shop).problem == "channel_not_found"
        assert stored(shop).answered


def test_what_cannot_be_found_now_is_looked_for_again_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Postbox()
    tried = []

    def fails(url: str, headers: object = None) -> None:
        tried.append(url)
        raise Transient("the page does not answer")

    with desk(tmp_path, box) as (shop, clock):
        monkeypatch.setattr(shop.worker.replying.answering.fetcher, "fetch", fails)
        for _ in range(4):
            ask(shop, "article", "https://harbour.example/1")
            clock.now += timedelta(minutes=1)
    assert len(tried) == 3
    assert box.posted == ["the page does not answer"]


def test_an_article_that_was_collected_today_is_answered_without_fetching_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Postbox()
    url = "https://harbour.example/tolls?utm_source=feed"
    with desk(tmp_path, box) as (shop, _):
        text = "Tolls double in January. Tankers will pay $412,000 from then on, the port said."
        key = article_id(canonical(url), "", "")
        article = Article(key, url, "Tolls double", text, source="desk", first_seen=DUE)
        shop.store.articles.save(article, shop.worker.collecting.annotate(article), key)
        monkeypatch.setattr(shop.worker.replying.answering.fetcher, "fetch", pytest.fail)
        ask(shop, "article", "https://harbour.example/tolls")
    assert box.posted == ["Tolls double"]


def test_after_two_hours_nobody_waits_any_more(tmp_path: Path) -> None:
    box = Postbox()
    with desk(tmp_path, box) as (shop, _):
        ask(shop, "topic", "harbour", now=DUE - timedelta(hours=3))
        assert stored(shop).problem == "nobody waits for the answer any more"
    assert box.posted == []


def test_a_conversations_own_order_is_due_composed_and_sent_as_those_of_the_settings(tmp_path: Path) -> None:
    out = tmp_path / "own"
    spec = BriefSpec(
        "slack.T0FAKE.C0NEWS",
        "Brief for #news",
        schedule=Schedule(("30 7 * * *",), "Europe/Berlin"),
        destinations=(Destination("conversation", "file", str(out)),),
        topics=(Topic("Harbour", ("harbour",)),),
    )
    with desk(tmp_path, Postbox()) as (shop, clock):
        shop.store.orders.save(Order(spec, "T0FAKE", "C0NEWS", "U0ANN", START))
        clock.now = START
        work_off(shop)
        clock.now = START + timedelta(minutes=91)
        work_off(shop)
        [brief] = shop.store.briefs.latest(spec.name)
    assert [item.headline for item in brief.items] == ["Harbour tolls double in January"]
    assert list(out.rglob("*.md"))


def test_a_source_that_a_conversation_follows_is_collected_through_the_same_guard(tmp_path: Path) -> None:
    box = Postbox()
    spec = BriefSpec("slack.T0FAKE.C0NEWS", "Brief for #news")
    with desk(tmp_path, box) as (shop, clock):
        shop.store.orders.save(Order(spec, "T0FAKE", "C0NEWS", "U0ANN", START))
        ask(shop, "follow", "http://169.254.169.254/feed", source="followed.1")
        shop.store.orders.follow(Followed("followed.2", "http://10.0.0.1/feed", "feed", START))
        shop.store.orders.save(Order(replace(spec, sources=("followed.2",)), "T0FAKE", "C0NEWS", "U0ANN", START))
        assert set(shop.worker.sources) == {"desk", "nowhere", "followed.2"}
        state = shop.worker.collecting.poll(shop.worker.sources["followed.2"], "", clock())
    assert "not public" in box.posted[0]
    assert "not public" in state.problem
