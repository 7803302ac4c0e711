"""What a server on a real socket does with visitors who are slow, or say that they are somebody else."""

import json
import logging
import socket
import urllib.request
from contextlib import closing
from http.client import HTTPConnection

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Send
from starlette.types import Scope as Asking

from briefing.errors import ConfigError
from briefing.web import asking
from briefing.web.app import Pulse, create_app, serving
from tests.unit.web.scene import Scene


async def who(scope: Asking, receive: Receive, send: Send) -> None:
    request = Request(scope)
    assert request.client is not None
    await JSONResponse([request.client.host, request.url.scheme])(scope, receive, send)


@pytest.mark.parametrize(("proxies", "seen"), [
    ("", ["127.0.0.1", "http"]), ("127.0.0.1", ["192.0.2.7", "https"]), ("192.0.2.0/24", ["127.0.0.1", "http"]),
])  # fmt: skip
def test_only_the_proxy_of_the_settings_says_who_asks(proxies: str, seen: list[str]) -> None:
    claimed = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil"}
    with serving(who, "127.0.0.1", 0, proxies) as port:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=claimed)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            assert json.load(answer) == seen


def test_a_port_that_is_taken_is_said_with_what_to_do() -> None:
    with serving(who, "127.0.0.1", 0) as port, pytest.raises(ConfigError, match=f"port {port}.*name another port"):
        serving(who, "127.0.0.1", port).__enter__()


def test_an_address_of_ipv6_may_stand_in_brackets() -> None:
    with serving(who, "[::1]", 0) as port, urllib.request.urlopen(f"http://[::1]:{port}/", timeout=10) as answer:
        assert json.load(answer) == ["::1", "http"]


def test_d7_a_form_that_never_comes_in_is_given_up_and_holds_up_nobody(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LONGEST_WAIT", 0.3)
    app = create_app(Pulse(lambda: True, str), scene.house(), hosts=("127.0.0.1",))
    with serving(app, "127.0.0.1", 0) as port, closing(socket.create_connection(("127.0.0.1", port), 10)) as slow:
        slow.sendall(b"POST /unsubscribe/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\na")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/subscribe", timeout=10) as answer:
            assert answer.status == 200
        assert slow.recv(100).startswith(b"HTTP/1.1 408")


def test_d9_no_address_that_was_asked_for_enters_a_log(
    scene: Scene, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    app = create_app(Pulse(lambda: True, str), scene.house(), hosts=("127.0.0.1",))
    with caplog.at_level(logging.DEBUG), serving(app, "127.0.0.1", 0) as port:
        for path in ("/confirm/canary", "/sign-in/canary", "/none?token=canary"):
            with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as browser:
                browser.request("GET", path, headers={"Referer": "http://127.0.0.1/canary"})
                assert browser.getresponse().status < 500
    assert "canary" not in caplog.text + "".join(capfd.readouterr())


@pytest.mark.parametrize(("asked", "host", "status"), [
    (b"/../../etc/passwd", b"127.0.0.1", b"404"),
    (b"/%2e%2e/%2e%2e/etc/passwd", b"127.0.0.1", b"404"),
    (b"/style.css/..%2f..%2fbriefing.toml", b"127.0.0.1", b"404"),
    (b"http://evil.example/", b"evil.example", b"400"),
    (b"/", b"evil.example", b"400"),
    (b"/", b"127.0.0.1@evil.example", b"400"),
])  # fmt: skip
def test_d11_what_no_browser_would_send_is_refused_on_the_wire(
    scene: Scene, asked: bytes, host: bytes, status: bytes
) -> None:
    app = create_app(Pulse(lambda: True, str), scene.house(), hosts=("127.0.0.1",))
    with serving(app, "127.0.0.1", 0) as port, closing(socket.create_connection(("127.0.0.1", port), 10)) as raw:
        raw.sendall(b"GET " + asked + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: raw.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 " + status)
        assert b"root:" not in answer
