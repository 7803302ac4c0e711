"""Small real servers on loopback that fail where they are told to."""

import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass
class FakeSlack:
    """Slack's Web API as far as delivering needs it.

    Attributes:
        faults: what the next calls meet, one each: "429", "wait:PAUSE", "500", "html", "odd charset", "error:CODE",
            answered before acting; "reset" before acting; "reset after", "500 after" once the message was accepted.
        hook_faults: what the next posts to response_urls meet: "wait:PAUSE", "cut short".
        page: how many messages of a conversation it shows at once.
    """

    messages: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)
    hook_faults: deque[str] = field(default_factory=deque)
    page: int = 200
    history: str = "allowed"
    scopes: str = ""
    refuses_to_renew: str = ""
    url: str = ""

    def answer(self, method: str, arguments: dict[str, Any]) -> tuple[int, Mapping[str, str], bytes] | None:
        """Status, headers and body; None to reset the connection."""
        self.calls.append((method, arguments))
        fault = self.faults.popleft() if self.faults and method == "chat.postMessage" else ""
        if fault in FAULTS:
            return FAULTS[fault]
        if method == "oauth.v2.access" and self.refuses_to_renew in FAULTS:
            return FAULTS[self.refuses_to_renew]
        if fault.startswith("wait:"):
            return too_many(fault.removeprefix("wait:"))
        if fault.startswith("error:"):
            return ok({"ok": False, "error": fault.removeprefix("error:")})
        body = self._act(method, arguments)
        if method == "auth.test" and self.scopes:
            status, headers, data = ok(body)
            return status, {**headers, "X-OAuth-Scopes": self.scopes}, data
        return None if fault == "reset after" else FAULTS["500"] if fault == "500 after" else ok(body)

    def take_reply(self, message: dict[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
        """What a post to a response_url is answered."""
        fault = self.hook_faults.popleft() if self.hook_faults else ""
        if fault.startswith("wait:"):
            return too_many(fault.removeprefix("wait:"))
        self.replies.append(message)
        return 200, {"Content-Length": "99"} if fault == "cut short" else {}, b"ok"

    def _act(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method in {"chat.postMessage", "chat.postEphemeral"}:
            if arguments["channel"] == "C0GONE":
                return {"ok": False, "error": "channel_not_found"}
            message = {**arguments, "ts": f"1795500000.{len(self.messages):06d}"}
            self.messages.append(message)
            return {"ok": True, "channel": arguments["channel"], "ts": message["ts"]}
        if method in self._set_up:
            return self._set_up[method](arguments)
        if self.history != "allowed":
            return {"ok": False, "error": self.history}
        here = [one for one in self.messages if one["channel"] == arguments["channel"]]
        if method == "conversations.replies":
            here = [one for one in here if arguments["ts"] in {one["ts"], one.get("thread_ts")}]
        # As Slack does, which shows what a message carries to those only who ask for it.
        hidden = () if arguments.get("include_all_metadata") in {"1", "true", True} else ("metadata",)
        here = [{name: value for name, value in one.items() if name not in hidden} for one in here]
        start = int(arguments.get("cursor") or 0)
        following = start + self.page if start + self.page < len(here) else ""
        shown = here[start : start + self.page]
        return {"ok": True, "messages": shown, "response_metadata": {"next_cursor": str(following)}}

    @property
    def _set_up(self) -> Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        return {
            "conversations.open": lambda arguments: {"ok": True, "channel": {"id": f"D0{arguments['users'][2:]}"}},
            "auth.test": lambda _: {"ok": True, "team_id": "T0FAKE", "user_id": "U0BOT", "bot_id": "B0BOT"},
            "oauth.v2.access": self._token,
            "views.publish": lambda _: {"ok": True},
        }

    def _token(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if self.refuses_to_renew:
            return {"ok": False, "error": self.refuses_to_renew}
        renewed = arguments.get("grant_type") == "refresh_token"
        return {
            "ok": True,
            "token_type": "bot",
            "access_token": f"xoxe.xoxb-{'renewed' if renewed else 'installed'}",
            "refresh_token": "xoxe-next",
            "expires_in": 43_200,
            "scope": "chat:write",
            "bot_user_id": "U0BOT",
            "app_id": "A0FAKE",
            "team": {"id": "T0FAKE", "name": "Fake"},
            "authed_user": {"id": "U0ANN"},
        }


def ok(body: Mapping[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
    return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


def too_many(pause: str) -> tuple[int, Mapping[str, str], bytes]:
    return 429, {"Retry-After": pause, "Content-Type": "application/json"}, b'{"ok":false,"error":"ratelimited"}'


FAULTS: dict[str, tuple[int, Mapping[str, str], bytes] | None] = {
    "429": too_many("30"),
    "500": (500, {"Content-Type": "text/plain"}, b"oops"),
    "html": (200, {"Content-Type": "text/html"}, b"<html>maintenance</html>"),
    "odd charset": (200, {"Content-Type": "text/html; charset=none"}, b"<html>maintenance</html>"),
    "reset": None,
}


@contextmanager
def fake_slack() -> Iterator[FakeSlack]:
    """Slack on loopback while the context is open."""
    slack = FakeSlack()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path.startswith("/hook"):
                self._send(*slack.take_reply(json.loads(data)))
                return
            is_json = "json" in self.headers.get("Content-Type", "")
            arguments = json.loads(data or b"{}") if is_json else {k: v[0] for k, v in parse_qs(data.decode()).items()}
            found = slack.answer(self.path.rpartition("/")[2], arguments)
            if found is None:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                self.connection.close()
                return
            self._send(*found)

        def do_GET(self) -> None:
            self.do_POST()

        def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None: ...

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                return

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        slack.url = f"http://127.0.0.1:{port}/api/"
        yield slack


@dataclass
class FakeSmtp:
    """An SMTP server that answers or hangs up at the stage it is told to.

    Attributes:
        faults: by stage ("connect", "EHLO", "MAIL", "RCPT", "DATA", "body", "dot", "after"): a reply such as
            "451 later", or "drop" to hang up. "dot" is before the mail is accepted, "after" once it was.
        accepted: (recipient, bytes) of every mail it took responsibility for.
    """

    faults: dict[str, str] = field(default_factory=dict)
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0
    extensions: tuple[str, ...] = ("8BITMIME", "SMTPUTF8")

    def serve(self, connection: socket.socket) -> None:
        """Lead one dialogue."""
        with connection, connection.makefile("rb") as lines:
            self._dialogue(connection, lines)

    def _dialogue(self, connection: socket.socket, lines: Any) -> None:
        if not self._reply(connection, "connect", "220 fake"):
            return
        recipient = ""
        for line in lines:
            verb = line.split()[0].upper().decode() if line.split() else ""
            if verb == "QUIT":
                connection.sendall(b"221 bye\r\n")
                return
            usual = "354 go" if verb == "DATA" else "250 ok"
            if verb == "EHLO":
                usual = "\r\n".join(["250-fake", *(f"250-{one}" for one in self.extensions), "250 HELP"])
            if verb == "RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
            if not self._reply(connection, verb, usual):
                return
            if verb == "DATA" and "DATA" not in self.faults and not self._body(connection, lines, recipient):
                return

    def _body(self, connection: socket.socket, lines: Any, recipient: str) -> bool:
        data = b""
        for line in lines:
            if self.faults.get("body") == "drop":
                return False
            if line == b".\r\n":
                break
            data += line.removeprefix(b".")
        if "dot" in self.faults:
            return self._reply(connection, "dot", "")
        self.accepted.append((recipient, data))
        return self._reply(connection, "after", "250 queued as 1")

    def _reply(self, connection: socket.socket, stage: str, usual: str) -> bool:
        said = self.faults.get(stage, usual)
        if said == "drop":
            return False
        connection.sendall(f"{said}\r\n".encode())
        return True


@contextmanager
def fake_smtp() -> Iterator[FakeSmtp]:
    """An SMTP server on loopback while the context is open."""
    smtp = FakeSmtp()
    listener = socket.create_server(("127.0.0.1", 0))
    smtp.port = listener.getsockname()[1]

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            smtp.serve(connection)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield smtp
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


@contextmanager
def _serving(server: ThreadingHTTPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
