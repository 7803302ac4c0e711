"""How fast Slack is answered by a process that collects meanwhile: python -m benchmarks.slack_ack CHECKS.

CHECKS is a folder with the strict fake of Slack (fake_slack.py). Three processes take part: the service, the fake,
which in Socket Mode also types and takes the time, and over HTTP one that only sends commands signed before, on
connections that were opened before, so that as little as possible of what is measured is the typing. Prints for both
lines the acknowledgement of 50 commands at once (goal: 99 of 100 within 250 ms), the answers to `/brief URL` of an
article that a source brought before (goal: 1 s), and how loaded the machine was.
"""

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

from benchmarks.invented_news import invented
from briefing.extract.canonical import article_id, canonical
from briefing.pipeline.analysis import annotate
from briefing.store.database import open_store
from briefing.summarize.methods import method
from tests.acceptance.slack_scene import free_port, strict_slack

ROOT = Path(__file__).parents[1]
AT_ONCE, ROUNDS, PAUSE = 50, 6, 0.5
ARTICLES = 3000
ANSWERS = 20
KNOWN = "https://desk.example/harbour-tolls"

SETTINGS = """
database = "sqlite:///{folder}/briefing.sqlite3"
[service]
listen = "127.0.0.1:{port}"
tick = 1
[sources.desk]
kind = "folder"
path = "{folder}/inbox"
most = 10000
[slack]
base_url = "{slack}"
questions = 1000
questions_of_team = 10000
[briefs.morning]
title = "The Morning Brief"
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checks", type=Path)
    parser.add_argument("--send", metavar="ADDRESS", help="only send here what is read: signed commands")
    options = parser.parse_args()
    if options.send:
        print(json.dumps(asyncio.run(_sent(options.send, json.load(sys.stdin)))))
        return 0
    return 0 if all([measured(options.checks, http=True), measured(options.checks, http=False)]) else 1


def measured(checks: Path, *, http: bool) -> bool:
    """Acknowledgements and answers of a real process that collects meanwhile."""
    with (
        tempfile.TemporaryDirectory() as name,
        strict_slack(socket_mode=not http) as slack,
        _served(Path(name), slack, http=http) as served,
    ):
        _wait(lambda: http or slack.ws)
        # Slack's own client loses what comes in the same breath as the handshake of its line.
        Event().wait(0.5)
        _wait(lambda: _type(slack, "help", http=http)["acked"])
        rounds = _over_http if http else _over_socket
        used, begun = _cpu(served), time.monotonic()
        seconds = sorted(second for one in range(ROUNDS) for second in rounds(checks, slack, one))
        share = (_cpu(served) - used) / (time.monotonic() - begun)
        # What was asked before is answered first.
        _wait(lambda: len(slack.responses) >= ROUNDS * AT_ONCE)
        answers = sorted(_answered(slack, http=http) for _ in range(ANSWERS))
        collected = _articles(Path(name))
    return _told("HTTP" if http else "Socket Mode", seconds, answers, share, collected)


def _told(line: str, seconds: Sequence[float], answers: Sequence[float], share: float, collected: int) -> bool:
    p50, p99 = (1000 * seconds[int(len(seconds) * part)] for part in (0.5, 0.99))
    print(
        f"{line}: {len(seconds)} commands, {AT_ONCE} at once while {ARTICLES} articles are collected: acknowledged "
        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms (goal 250), last {1000 * seconds[-1]:.0f} ms; "
        f"/brief URL of a known article answered p50 {1000 * answers[len(answers) // 2]:.0f} ms, "
        f"slowest of {len(answers)} {1000 * answers[-1]:.0f} ms (goal 1000); {collected} articles were stored by the "
        f"end, the service used {share:.2f} of a core, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
        flush=True,
    )
    return p99 <= 250 and answers[-1] <= 1.0


def _over_http(checks: Path, slack: Any, number: int) -> list[float]:
    """Seconds until each of the commands sent in one moment by another process was acknowledged."""
    del number
    signed = [_signed(slack, f"word{one}") for one in range(AT_ONCE)]
    command = [sys.executable, "-m", "benchmarks.slack_ack", str(checks), "--send", slack.app_url]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(signed), capture_output=True, text=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return found


def _signed(slack: Any, text: str) -> dict[str, str]:
    body = urllib.parse.urlencode(slack._payload_command(text))  # noqa: SLF001  (the fake's way to make one)
    stamp = str(int(time.time()))
    digest = hmac.new(slack.secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"body": body, "stamp": stamp, "signature": f"v0={digest}"}


async def _sent(address: str, signed: Sequence[dict[str, str]]) -> list[float]:
    """Seconds from the moment of sending to the head of each answer."""
    target = urllib.parse.urlsplit(address)
    lines = [await asyncio.open_connection(target.hostname, target.port) for _ in signed]
    messages = [_message(target.path, target.netloc, one) for one in signed]
    begun = time.monotonic()
    for (_, writer), message in zip(lines, messages, strict=True):
        writer.write(message)

    async def answered(reader: asyncio.StreamReader) -> float:
        head = await reader.readuntil(b"\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        return time.monotonic() - begun

    return list(await asyncio.gather(*(answered(reader) for reader, _ in lines)))


def _message(path: str, host: str, one: dict[str, str]) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(one['body'])}\r\nX-Slack-Request-Timestamp: {one['stamp']}\r\n"
        f"X-Slack-Signature: {one['signature']}\r\nConnection: close\r\n\r\n"
    )
    return (head + one["body"]).encode()


def _over_socket(checks: Path, slack: Any, number: int) -> list[float]:
    """The same on the line of Socket Mode, all written in one go by the fake's own loop."""
    del checks
    Event().wait(PAUSE if number else 0)

    async def typed() -> list[float]:
        waits = []
        begun = time.monotonic()
        for one in range(AT_ONCE):
            name = f"{number}.{one}"
            slack.acks[name] = slack.loop.create_future()
            payload = slack._payload_command(f"word{one}")  # noqa: SLF001
            envelope = {"type": "slash_commands", "envelope_id": name, "accepts_response_payload": True}
            await slack.ws[-1].send_json({**envelope, "payload": payload})
            waits.append(_since(slack.acks[name], begun))
        return list(await asyncio.gather(*waits))

    found: list[float] = asyncio.run_coroutine_threadsafe(typed(), slack.loop).result(60)
    return found


async def _since(acknowledged: "asyncio.Future[Any]", begun: float) -> float:
    await acknowledged
    return time.monotonic() - begun


def _answered(slack: Any, *, http: bool) -> float:
    """Seconds from `/brief URL` to its answer."""
    before, begun = _told_of_it(slack), time.monotonic()
    _type(slack, KNOWN, http=http)
    _wait(lambda: _told_of_it(slack) > before)
    return time.monotonic() - begun


def _told_of_it(slack: Any) -> int:
    return sum(one.get("text") == KNOWN for one in list(slack.responses))


def _type(slack: Any, text: str, *, http: bool) -> Any:
    return slack.slash(text) if http else slack.socket_slash(text)


@contextmanager
def _served(folder: Path, slack: Any, *, http: bool) -> Iterator[int]:
    """`briefing serve` on a folder of articles that it begins to read; comes with the process's id."""
    (folder / "inbox").mkdir()
    for number, article in enumerate(invented(ARTICLES)):
        (folder / "inbox" / f"{number}.txt").write_text(f"{article.title}\n\n{article.text}\n")
    port = free_port()
    (folder / "briefing.toml").write_text(SETTINGS.format(folder=folder, port=port, slack=slack.base_url))
    _remember(folder)
    slack.app_url = f"http://127.0.0.1:{port}/slack/events"
    line = {"SLACK_SIGNING_SECRET": slack.secret} if http else {"SLACK_APP_TOKEN": slack.app_token}
    environment = os.environ | {"SLACK_BOT_TOKEN": slack.bot_token, **line}
    command = [sys.executable, "-m", "briefing", "serve", "--config", str(folder / "briefing.toml")]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as one:
        try:
            yield one.pid
        finally:
            one.send_signal(signal.SIGTERM)
            one.wait(60)


def _remember(folder: Path) -> None:
    """An article that the source brought before."""
    now = datetime.now(UTC)
    words = next(invented(1))
    article = replace(
        words, id=article_id(canonical(KNOWN), "", ""), url=KNOWN, source="desk", version=1, first_seen=now
    )
    store = open_store(f"sqlite:///{folder}/briefing.sqlite3")
    store.upgrade()
    store.articles.save(article, annotate(article, method("salience")), "story")
    store.close()


def _articles(folder: Path) -> int:
    store = open_store(f"sqlite:///{folder}/briefing.sqlite3")
    count = len(store.articles.seen_between(datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC)))
    store.close()
    return count


def _cpu(process: int) -> float:
    """Seconds of processor time that a process itself has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _wait(ready: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError("the service does not answer")
        Event().wait(0.005)


if __name__ == "__main__":
    sys.exit(main())
