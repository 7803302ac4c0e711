"""Other services, through the real apprise against a real server on loopback: short, with a link, once."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given

from briefing.deliver.notify import NotifyChannel
from briefing.model import Brief, Delivery, Destination, Links, Refused, Sent, Unclear
from briefing.render.notify import NotifyRenderer
from tests.build import quiet_brief, sample_brief
from tests.fakes import _serving
from tests.hostile import CALM, SEEDS, hostile_brief

PHONE = Destination("phone", "notify", "phone")
PAGE = "https://briefs.example.com/briefs/morning/today"


class Service(BaseHTTPRequestHandler):
    """Takes what apprise posts, and answers as it is told."""

    taken: list[dict[str, str]] = []  # noqa: RUF012  (each test begins with an empty one)
    answer = 200

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).taken.append(json.loads(data))
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    Service.taken, Service.answer = [], 200
    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Service)) as port:
        yield port


def delivery(brief: Brief, page: str = PAGE) -> Delivery:
    part = NotifyRenderer(lambda name, slot: page).render(brief, PHONE, Links()).parts[0]
    return Delivery("k", brief.name, brief.slot, PHONE, part)


def test_a_service_gets_title_headlines_and_where_to_read_on(port: int) -> None:
    channel = NotifyChannel({"phone": f"json://127.0.0.1:{port}/canary"})
    brief = sample_brief()
    assert isinstance(channel.send(delivery(brief), None), Sent)
    (taken,) = Service.taken
    assert taken["title"].startswith(brief.title)
    lines = taken["message"].splitlines()
    assert lines[0] == f"1. {brief.items[0].headline}"
    assert lines[-1] == PAGE
    assert len(taken["message"]) < 1000


@pytest.mark.parametrize("call", ["@everyone", "@here", "<!channel>", "<@U123>", "<#C1>", "<!subteam^S1>"])
def test_c1_c3_a_headline_calls_nobody(call: str) -> None:
    brief = sample_brief()
    named = replace(brief, items=(replace(brief.items[0], headline=f"{call} wake up"),))
    text = json.loads(delivery(named).part.payload)
    assert call not in text["body"]
    assert call in text["body"].replace("\u2060", "")


@CALM
@given(SEEDS)
def test_c5_c6_hostile_briefs_stay_short_and_plain(seed: int) -> None:
    text = json.loads(delivery(hostile_brief(seed)).part.payload)
    assert len(text["title"]) <= 200
    assert len(text["body"]) < 4000
    shown = (text["title"] + text["body"]).replace("\n", "")
    assert not [one for one in shown if unicodedata.category(one) == "Cc" or one in "\u202a\u202e\u2066\u2069"]


def test_what_finds_no_room_is_counted() -> None:
    brief = sample_brief()
    many = replace(brief, items=tuple(replace(one, number=n) for n, one in enumerate(brief.items * 3, 1)))
    body = json.loads(delivery(many).part.payload)["body"]
    assert f"and {len(many.items) - 5} stories more" in body


def test_without_pages_the_first_article_is_where_to_read_on() -> None:
    body = json.loads(delivery(sample_brief(), page="").part.payload)["body"]
    assert body.endswith(sample_brief().items[0].lead.url)
    assert json.loads(delivery(quiet_brief(), page="").part.payload)["body"]


@pytest.mark.parametrize("answer", [400, 404, 500, 503])
def test_a_no_is_final_and_says_so(port: int, answer: int) -> None:
    Service.answer = answer
    outcome = NotifyChannel({"phone": f"json://127.0.0.1:{port}/canary"}).send(delivery(sample_brief()), None)
    assert isinstance(outcome, Refused)
    assert "tried once" in outcome.reason
    assert len(Service.taken) == 1


@pytest.mark.parametrize(
    "url", ["json://127.0.0.1:9/canary", "nothing://canary", ""], ids=["nobody", "unknown", "none"]
)
def test_what_cannot_be_reached_is_refused_without_its_address(url: str, caplog: pytest.LogCaptureFixture) -> None:
    outcome = NotifyChannel({"phone": url}).send(delivery(sample_brief()), None)
    assert isinstance(outcome, Refused)
    assert "canary" not in outcome.reason + caplog.text


def test_nobody_can_look_whether_it_came() -> None:
    assert isinstance(NotifyChannel({}).look_up(delivery(sample_brief()), None), Unclear)
