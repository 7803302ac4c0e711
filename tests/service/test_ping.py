"""The dead man's switch: it is told while ticks go well, and hears nothing when they do not."""

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from structlog.testing import capture_logs

from briefing.service.beat import Beat
from briefing.service.ping import EVERY, Ping
from tests.fakes import _serving
from tests.service.scene import Hands

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


def test_it_is_told_once_a_minute_while_ticks_go_well() -> None:
    told: list[str] = []
    clock = Hands()
    ping = Ping("https://alive.example/canary", clock, told.append)
    beat = Beat(lambda: None, clock, ping)
    for _ in range(9):
        beat.tick()
        ping.finish()
        clock.now += EVERY / 4
    assert told == ["https://alive.example/canary"] * 3


def test_a_tick_that_fails_tells_nobody() -> None:
    told: list[str] = []
    clock = Hands()

    def fail() -> None:
        raise OSError("the database is gone")

    with capture_logs():
        Beat(fail, clock, Ping("https://alive.example/", clock, told.append)).tick()
    assert told == []


def test_a_real_server_hears_it() -> None:
    heard: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Listener)) as port:
        ping = Ping(f"http://127.0.0.1:{port}/alive", Hands())
        ping()
        ping.finish()
    assert heard == ["/alive"]


def test_nobody_there_is_a_warning_without_the_address() -> None:
    ping = Ping("http://127.0.0.1:9/canary", lambda: NOW + timedelta(0))
    with capture_logs() as logs:
        ping()
        ping.finish()
    assert [one["event"] for one in logs] == ["ping failed"]
    assert "canary" not in str(logs)
