"""What comes in over HTTP is judged on its bytes; nothing makes the endpoint fail."""

import asyncio
import hashlib
import hmac
import itertools
import json
import tracemalloc
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from slack_bolt import BoltRequest, BoltResponse

from briefing.errors import BriefingError, Transient
from briefing.slack.http import Endpoint
from briefing.slack.verifying import Verdict, Verifier

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
FORM = "application/x-www-form-urlencoded"
COMMAND = urlencode({"command": "/brief", "text": "help"}).encode()


class Ear:
    """Stands in for the app: hears what is let through."""

    def __init__(self) -> None:
        self.heard: list[BoltRequest] = []
        self.fault: Exception | None = None

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        if self.fault:
            raise self.fault
        self.heard.append(request)
        return BoltResponse(status=200, body="heard")


class Once:
    """Stands in for what all processes know was used."""

    def __init__(self, fault: BriefingError | None = None) -> None:
        self.known: dict[str, datetime] = {}
        self.fault = fault

    def use(self, token: str, expires: datetime, now: datetime) -> bool:
        if self.fault:
            raise self.fault
        self.known = {one: until for one, until in self.known.items() if until >= now}
        return self.known.setdefault(token, expires) is expires


def signed(body: bytes, stamp: str | None = None, secret: str = SECRET) -> dict[str, str]:
    stamp = stamp or str(int(NOW.timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}", "content-type": FORM}


def post(
    endpoint: Endpoint, body: bytes, headers: Mapping[str, str], method: str = "POST", path: str = "/slack/events"
) -> tuple[int, str]:
    pieces = [body[start : start + 65_536] for start in range(0, len(body), 65_536)] or [b""]
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Any) -> None:
        sent.append(message)

    encoded = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": encoded, "query_string": b""}
    asyncio.run(endpoint(scope, receive, send))
    return sent[0]["status"], sent[1]["body"].decode()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def endpoint(ear: Ear) -> Endpoint:
    return Endpoint(ear, Verifier(SECRET, Once()), lambda: NOW)  # type: ignore[arg-type]


def test_what_slack_signed_is_heard(ear: Ear, endpoint: Endpoint) -> None:
    assert post(endpoint, COMMAND, signed(COMMAND)) == (200, "heard")
    assert ear.heard[0].raw_body == COMMAND.decode()


@pytest.mark.parametrize("signature", ["v0=" + "0" * 64, "v1=" + "0" * 64, "v0=", ""])
def test_d1_another_signature_is_401(ear: Ear, endpoint: Endpoint, signature: str) -> None:
    assert post(endpoint, COMMAND, signed(COMMAND) | {"x-slack-signature": signature})[0] == 401
    assert ear.heard == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-slack-signature", "v0=é"),
        ("x-slack-request-timestamp", "abc"),
        ("x-slack-request-timestamp", "٣٣٣"),
        ("x-slack-request-timestamp", "9" * 400),
        ("x-slack-request-timestamp", "-1"),
        ("x-slack-request-timestamp", ""),
    ],
)
def test_d4_what_the_library_raises_on_is_401(ear: Ear, endpoint: Endpoint, name: str, value: str) -> None:
    assert post(endpoint, COMMAND, signed(COMMAND) | {name: value})[0] == 401
    assert ear.heard == []


@pytest.mark.parametrize("missing", ["x-slack-signature", "x-slack-request-timestamp", "both"])
def test_d5_a_missing_header_is_401(ear: Ear, endpoint: Endpoint, missing: str) -> None:
    headers = {"content-type": FORM}
    if missing != "both":
        headers |= {name: value for name, value in signed(COMMAND).items() if name != missing}
    assert post(endpoint, COMMAND, headers)[0] == 401
    assert ear.heard == []


def test_d1_one_changed_byte_is_401(endpoint: Endpoint) -> None:
    assert post(endpoint, COMMAND + b"x", signed(COMMAND))[0] == 401
    assert post(endpoint, COMMAND, signed(COMMAND, secret="another"))[0] == 401


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (301, 401), (-300, 200), (300, 200)])
def test_d2_a_clock_may_differ_by_five_minutes(endpoint: Endpoint, seconds: int, status: int) -> None:
    stamp = str(int(NOW.timestamp()) + seconds)
    assert post(endpoint, COMMAND, signed(COMMAND, stamp))[0] == status


def test_d3_the_same_request_is_heard_once(ear: Ear, endpoint: Endpoint) -> None:
    assert post(endpoint, COMMAND, signed(COMMAND)) == (200, "heard")
    assert post(endpoint, COMMAND, signed(COMMAND)) == (200, "")
    assert len(ear.heard) == 1


def test_d3_a_request_stamped_ahead_of_our_clock_is_known_as_long_as_it_could_be_accepted() -> None:
    verifier, now = Verifier(SECRET, Once()), NOW.timestamp()
    ahead = signed(COMMAND, str(int(now) + 300))
    found = [verifier.verdict(ahead, COMMAND, now + later) for later in (0, 2, 300, 600, 601)]
    assert found == [Verdict.GENUINE, Verdict.REPLAYED, Verdict.REPLAYED, Verdict.REPLAYED, Verdict.FORGED]


def test_a_signature_is_forgotten_when_its_timestamp_is_no_longer_accepted() -> None:
    once, now = Once(), NOW.timestamp()
    verifier = Verifier(SECRET, once)
    assert verifier.verdict(signed(COMMAND), COMMAND, now) is Verdict.GENUINE
    assert verifier.verdict(signed(COMMAND), COMMAND, now + 300) is Verdict.REPLAYED
    later = signed(COMMAND, str(int(now) + 900))
    assert verifier.verdict(later, COMMAND, now + 900) is Verdict.GENUINE
    assert len(once.known) == 1


def test_d3_a_request_that_another_process_has_heard_is_not_heard_again(ear: Ear) -> None:
    known = Once()
    for status in ((200, "heard"), (200, "")):
        process = Endpoint(ear, Verifier(SECRET, known), lambda: NOW)  # type: ignore[arg-type]
        assert post(process, COMMAND, signed(COMMAND)) == status


def test_a_database_out_of_reach_keeps_nobody_from_being_heard(ear: Ear) -> None:
    endpoint = Endpoint(ear, Verifier(SECRET, Once(Transient("busy"))), lambda: NOW)  # type: ignore[arg-type]
    assert post(endpoint, COMMAND, signed(COMMAND)) == (200, "heard")


def test_d5_a_body_that_never_comes_in_is_given_up(ear: Ear) -> None:
    endpoint = Endpoint(ear, Verifier(SECRET, Once()), lambda: NOW, patience=0.05)  # type: ignore[arg-type]
    sent: list[Any] = []
    pieces = [{"type": "http.request", "body": b"command=", "more_body": True}]

    async def receive() -> dict[str, Any]:
        return pieces.pop() if pieces else await asyncio.get_running_loop().create_future()

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": [], "query_string": b""}
    asyncio.run(asyncio.wait_for(endpoint(scope, receive, send), 5))
    assert sent[0]["status"] == 408
    assert ear.heard == []


@pytest.mark.parametrize("announced", [True, False])
def test_d5_a_body_of_ten_megabytes_is_413(ear: Ear, endpoint: Endpoint, announced: bool) -> None:
    body = b"x" * 10_000_000
    length = {"content-length": str(len(body))} if announced else {}
    assert post(endpoint, body, signed(body) | length)[0] == 413
    assert ear.heard == []


@pytest.mark.parametrize("pieces", [200, 1_000_000])
def test_d5_of_a_body_without_end_little_is_held_and_the_rest_is_not_waited_for(
    ear: Ear, endpoint: Endpoint, pieces: int
) -> None:
    piece, came, sent = bytes(65_536), itertools.count(1), list[Any]()

    async def receive() -> dict[str, Any]:
        number = next(came)
        assert number < 400
        return {"type": "http.request", "body": piece, "more_body": number < pieces}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": [], "query_string": b""}
    tracemalloc.start()
    asyncio.run(endpoint(scope, receive, send))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent[0]["status"] == 413
    assert peak < 4_000_000


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe", FORM),
        (b"command=%2Fbrief\xff", FORM),
        (b'{"command": "/brief"}', FORM),
        (b'{"command": "/brief"}', "application/json"),
        (b"[1, 2]", "application/json"),
        (b"null", "application/json"),
        (b"{", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"payload=%7B", FORM),
        (b"payload=null", FORM),
        (b"", FORM),
        (b"&".join([b"a=1"] * 1000 + [COMMAND]), FORM),
    ],
)
def test_d5_what_no_slack_would_send_is_400(ear: Ear, endpoint: Endpoint, body: bytes, kind: str) -> None:
    assert post(endpoint, body, signed(body) | {"content-type": kind})[0] == 400
    assert ear.heard == []


@pytest.mark.parametrize("user", [True, 7, ["U1"], "U1"])
@pytest.mark.parametrize("place", ["user", "event", "view", "team"])
def test_d5_what_is_signed_and_shaped_like_nothing_of_slacks_is_400(endpoint: Endpoint, place: str, user: Any) -> None:
    body = urlencode({"payload": json.dumps({"type": "block_actions", place: {"user": user, "id": 7}})}).encode()
    assert post(endpoint, body, signed(body))[0] in {200, 400}
    body = json.dumps({"type": "event_callback", place: user}).encode()
    assert post(endpoint, body, signed(body) | {"content-type": "application/json"})[0] in {200, 400}


def test_d5_what_the_library_cannot_take_in_is_400(ear: Ear, endpoint: Endpoint) -> None:
    ear.fault = KeyError("action_id")
    assert post(endpoint, COMMAND, signed(COMMAND)) == (400, "not a request of Slack's")


def test_events_come_as_json(endpoint: Endpoint) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "x"}).encode()
    assert post(endpoint, body, signed(body) | {"content-type": "application/json; charset=utf-8"}) == (200, "heard")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/slack/events"), ("POST", "/slack/else"), ("GET", "/slack/install")]
)
def test_there_is_nothing_else(endpoint: Endpoint, method: str, path: str) -> None:
    assert post(endpoint, COMMAND, signed(COMMAND), method, path)[0] == 404


@settings(max_examples=150, deadline=None)
@given(
    some.binary(max_size=300),
    some.dictionaries(
        some.sampled_from(["x-slack-signature", "x-slack-request-timestamp", "content-type", "content-length"]),
        some.text(some.characters(max_codepoint=255), max_size=80),
    ),
    some.booleans(),
)
def test_nothing_that_comes_in_makes_it_fail(body: bytes, headers: dict[str, str], genuine: bool) -> None:
    endpoint = Endpoint(Ear(), Verifier(SECRET, Once()), lambda: NOW)  # type: ignore[arg-type]
    status, _ = post(endpoint, body, headers | (signed(body) if genuine else {}))
    assert status in {200, 400, 401, 413}
