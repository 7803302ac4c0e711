"""Section A of the faults, rows 1 to 12: where the fetcher does not go."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.collect.http.fetch import HttpFetcher
from briefing.collect.http.guard import Guard, Refused, innermost
from briefing.errors import Permanent, Transient
from tests.unit.collect.loopback import Site, answer, moved

Make = Callable[..., HttpFetcher]


class ScriptedResolver(AbstractResolver):
    """Answers one list of addresses after the other, and counts."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0)
            for address in addresses
        ]

    async def close(self) -> None:
        pass


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a1_loopback_is_refused_and_no_connection_is_opened(host: str, site: Site, new_fetcher: Make) -> None:
    site.pages["/"] = answer(body="secret")
    with pytest.raises(Permanent, match="not public"):
        new_fetcher(allow_private=()).fetch(f"http://{host}:{site.port}/")
    assert site.connections == 0


def test_a2_the_metadata_address_of_clouds_is_refused(fetcher: HttpFetcher) -> None:
    with pytest.raises(Permanent, match=r"169\.254\.169\.254 is not public"):
        fetcher.fetch("http://169.254.169.254/latest/meta-data/")


def test_a3_a_redirect_to_a_private_address_is_refused_and_named(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = moved("http://169.254.169.254/latest/meta-data/")
    with pytest.raises(Permanent, match=r"hop 2.*169\.254\.169\.254|169\.254\.169\.254.*hop 2"):
        fetcher.fetch(site.url)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1/x", "ftp://h.example/f", "data:text/html,x", "unix:/run/x"]
)
def test_a4_a_redirect_out_of_the_web_is_refused(target: str, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = moved(target)
    with pytest.raises(Permanent, match="not followed"):
        fetcher.fetch(site.url)
    with pytest.raises(Permanent):
        fetcher.fetch(target)


@pytest.mark.parametrize("host", ["[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::1]", "[::7f00:1]", "0.0.0.0"])
def test_a5_wrapped_addresses_are_refused(host: str, site: Site, new_fetcher: Make) -> None:
    with pytest.raises(Permanent, match="not public"):
        new_fetcher(allow_private=()).fetch(f"http://{host}:{site.port}/")
    assert site.connections == 0


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0x7f.1"])
def test_a6_numbers_that_resolve_to_loopback_are_refused(host: str, site: Site, new_fetcher: Make) -> None:
    with pytest.raises(Permanent, match="not public"):
        new_fetcher(allow_private=()).fetch(f"http://{host}:{site.port}/")
    assert site.connections == 0


@pytest.mark.parametrize("host", ["0177.0.0.1", "①②⑦.⓪.⓪.①"])
def test_a7_octal_and_decorated_addresses_are_refused(host: str, new_fetcher: Make) -> None:
    with pytest.raises(Permanent, match="not public"):
        new_fetcher(allow_private=()).fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "224.0.0.1",
        "ff02::1",
        "fe80::1%eth0",
        "fec0::1",
        "64:ff9b:1::1",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.0.192",
        "::ffff:192.0.0.192",
        "168.63.129.16",
        "64:ff9b::a83f:8110",
        "192.88.99.1",
        "3fff::1",
    ],
)
def test_a8_translated_multicast_and_local_addresses_are_refused(address: str) -> None:
    with pytest.raises(Refused):
        Guard().check(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_pass(address: str) -> None:
    Guard().check(address)


def test_an_exception_opens_its_network_only() -> None:
    guard = Guard(["10.1.0.0/16"])
    guard.check("10.1.2.3")
    guard.check("::ffff:10.1.2.3")
    with pytest.raises(Refused):
        guard.check("10.2.0.1")


def test_a_wrapped_address_is_judged_by_what_it_wraps() -> None:
    assert str(innermost("64:ff9b::a9fe:a9fe")) == "169.254.169.254"
    assert str(innermost("2002:7f00:1::")) == "127.0.0.1"


def test_a9_the_address_dialled_is_the_one_that_was_checked(site: Site, new_fetcher: Make) -> None:
    site.pages["/"] = answer(body="once")
    resolver = ScriptedResolver(["127.0.0.1"], ["169.254.169.254"])
    page = new_fetcher(resolver=resolver).fetch(f"http://rebinding.example:{site.port}/")
    assert page.body == b"once"
    assert resolver.asked == 1


@pytest.mark.allow_hosts(["127.0.0.0/8"])
@pytest.mark.parametrize("addresses", [["93.184.215.14", "127.0.0.1"], ["127.0.0.2", "127.0.0.1"]])
@pytest.mark.parametrize("order", [1, -1])
def test_a10_a_name_with_one_private_address_among_public_ones_is_refused(
    addresses: list[str], order: int, new_site: Callable[[str], Site], new_fetcher: Make
) -> None:
    """The one that may be dialled answers here: it is not asked either."""
    site = new_site("127.0.0.2")
    site.pages["/"] = answer(body="public")
    fetcher = new_fetcher(resolver=ScriptedResolver(addresses[::order]), allow_private=("127.0.0.2/32",))
    with pytest.raises(Permanent, match=r"127\.0\.0\.1 is not public"):
        fetcher.fetch(f"http://half.example:{site.port}/")
    assert site.connections == 0


def test_a11_a_proxy_in_the_environment_is_not_used(
    site: Site, new_fetcher: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    site.pages["/"] = answer(body="direct")
    assert new_fetcher().fetch(site.url).body == b"direct"


def test_a11_a_proxy_of_the_settings_is_used_and_its_targets_are_guarded(site: Site, new_fetcher: Make) -> None:
    site.pages["http://public.example/"] = answer(body="by proxy")
    public = new_fetcher(proxy=site.url, allow_private=(), resolver=ScriptedResolver(["93.184.215.14"]))
    assert public.fetch("http://public.example/").body == b"by proxy"
    private = new_fetcher(proxy=site.url, allow_private=(), resolver=ScriptedResolver(["10.0.0.1"]))
    with pytest.raises(Permanent, match="not public"):
        private.fetch("http://private.example/")
    with pytest.raises(Permanent, match="not public"):
        private.fetch("http://127.0.0.1/")


class OfFamily(ScriptedResolver):
    """Answers what is asked for, as the system does."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        kinds = {socket.AF_INET: ".", socket.AF_INET6: ":", socket.AF_UNSPEC: ""}
        return [one for one in await super().resolve(host, port, family) if kinds[family] in one["host"]]


def test_a11_a_name_asked_for_by_a_proxy_may_have_no_private_address_of_either_family(
    site: Site, new_fetcher: Make
) -> None:
    site.pages["http://half.example/"] = answer(body="by proxy")
    half = new_fetcher(proxy=site.url, allow_private=(), resolver=OfFamily(["93.184.215.14", "fd00::1"]))
    with pytest.raises(Permanent, match="fd00::1 is not public"):
        half.fetch("http://half.example/")
    assert site.connections == 0


def test_a12_a_redirect_loop_ends(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/a": moved("/b"), "/b": moved("/a")}
    with pytest.raises(Permanent, match="loop"):
        fetcher.fetch(f"{site.url}/a")


def test_a12_no_more_than_five_redirects_are_followed(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {f"/{number}": moved(f"/{number + 1}") for number in range(7)}
    site.pages |= {"/7": answer(body="far"), "/2x": answer(body="near")}
    with pytest.raises(Permanent, match="more than 5 times"):
        fetcher.fetch(f"{site.url}/0")
    assert fetcher.fetch(f"{site.url}/2").body == b"far"


def test_a12_a_redirect_from_https_to_http_is_refused() -> None:
    from briefing.collect.http.answers import redirect_target

    with pytest.raises(Permanent, match="from https to http"):
        redirect_target("https://safe.example/", "http://safe.example/", 0)
    assert redirect_target("https://safe.example/a", "b", 0) == "https://safe.example/b"


def test_a_name_that_does_not_resolve_says_so(fetcher: HttpFetcher) -> None:
    with pytest.raises(Transient, match="does not resolve"):
        fetcher.fetch("http://nowhere.invalid/")


def test_nothing_of_the_kind_any_is_dialled_without_a_guard(site: Site, new_fetcher: Any) -> None:
    site.pages["/"] = answer(body="x")
    fetched = new_fetcher(allow_private=("127.0.0.0/8",)).fetch_many([site.url, "http://10.0.0.1/"])
    assert fetched[site.url].body == b"x"
    assert "not public" in str(fetched["http://10.0.0.1/"])
