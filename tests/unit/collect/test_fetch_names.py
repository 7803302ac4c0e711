"""Row A23 of the faults: names that do not resolve, told apart, within the deadline and without holding up others."""

import asyncio
import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from briefing.collect.advice import BY_FAULT
from briefing.collect.http.fetch import HttpFetcher
from briefing.errors import Transient
from briefing.model import Fault
from tests.unit.collect.loopback import Site, answer
from tests.unit.collect.test_fetch_guard import ScriptedResolver

Make = Callable[..., HttpFetcher]
pytestmark = pytest.mark.allow_hosts(["127.0.0.0/8", "localhost"])
OWN_NETWORK = ["unshare", "--map-root-user", "--mount", "--net"]


class Failing(ScriptedResolver):
    """Answers every question with one error."""

    def __init__(self, error: OSError) -> None:
        super().__init__(["127.0.0.1"])
        self.error = error

    async def resolve(self, *names: object, **options: object) -> list[Any]:
        raise self.error


@pytest.mark.parametrize(
    ("code", "fault", "words"),
    [
        (socket.EAI_NONAME, Fault.NAME, "there is none like it"),
        (socket.EAI_AGAIN, Fault.LOOKUP, "name servers do not answer for it"),
        (socket.EAI_FAIL, Fault.LOOKUP, "name servers do not answer for it"),
    ],
)
@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:9"])
def test_a23_a_name_that_does_not_exist_and_one_that_cannot_be_looked_up_are_told_apart(
    new_fetcher: Make, code: int, fault: Fault, words: str, proxy: str
) -> None:
    fetcher = new_fetcher(resolver=Failing(socket.gaierror(code, "no")), proxy=proxy)
    for _ in range(5):
        with pytest.raises(Transient, match=f"does not resolve: .*{words}") as caught:
            fetcher.fetch("http://news.gazette.example/")
        assert caught.value.fault == fault
    assert list(BY_FAULT.values()).count(BY_FAULT[fault]) == 1


def test_a23_a_slow_name_leaves_time_within_the_deadline_to_say_so(new_fetcher: Make) -> None:
    class Slow(ScriptedResolver):
        async def resolve(self, *names: object, **options: object) -> list[Any]:
            await asyncio.sleep(20)
            return []

    with pytest.raises(Transient, match="not looked up in time") as caught:
        new_fetcher(resolver=Slow(["127.0.0.1"]), limits={"deadline": 0.2}).fetch("http://slow.example/")
    assert caught.value.fault == Fault.LOOKUP


def test_a23_names_that_are_not_answered_do_not_hold_up_others(
    site: Site, new_fetcher: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    real = socket.getaddrinfo

    def look_up(host: str, *more: Any, **options: Any) -> Any:
        if host.endswith("slow.example"):
            release.wait(20)
            raise socket.gaierror(socket.EAI_AGAIN, "no")
        return real("127.0.0.1" if host == "quick.example" else host, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site.pages["/"] = answer(body="x")
    fetcher = new_fetcher(limits={"deadline": 5.0})
    with ThreadPoolExecutor(30) as pool:
        slow = [pool.submit(fetcher.fetch, f"http://{number}.slow.example/") for number in range(30)]
        try:
            assert fetcher.fetch(f"http://quick.example:{site.port}/").body == b"x"
        finally:
            release.set()
        assert all(isinstance(one.exception(), Transient) for one in slow)


def own_network() -> bool:
    """Whether this user may have a network namespace of its own."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*OWN_NETWORK, "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not own_network(), reason="needs a network namespace of its own")
def test_a23_what_a_real_name_server_says_is_told_apart(tmp_path: Path) -> None:
    command = [*OWN_NETWORK, sys.executable, "-m", "tests.unit.collect.nameserver", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, timeout=30, check=True)
    found = json.loads(ran.stdout)
    assert found.pop("here") == "x"
    assert {label: said[:2] for label, said in found.items()} == {
        "empty": ["Transient", Fault.NAME],
        "missing": ["Transient", Fault.NAME],
        "failing": ["Transient", Fault.LOOKUP],
        "slow": ["Transient", Fault.LOOKUP],
    }
