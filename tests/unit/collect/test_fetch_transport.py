"""Section A of the faults, rows 13 to 23: what hostile and broken servers can do, and cannot."""

import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.collect.http.coding import Undecodable
from briefing.collect.http.fetch import HttpFetcher, user_agent
from briefing.collect.problems import Crowded, Gone, Held
from briefing.errors import Permanent, Transient
from tests.unit.collect.loopback import Site, answer, moved, zipped

Make = Callable[..., HttpFetcher]
pytestmark = pytest.mark.allow_hosts(["127.0.0.0/8", "localhost"])

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def bomb(mebibytes: int) -> bytes:
    """A gzip member that inflates to so many MiB, made of one deflated block over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + block * mebibytes + packer.flush()


@contextmanager
def peak_megabytes() -> Iterator[list[float]]:
    """What is held at most inside, whatever the process held before."""
    found: list[float] = []
    tracemalloc.start()
    try:
        yield found
        found.append(tracemalloc.get_traced_memory()[1] / 1e6)
    finally:
        tracemalloc.stop()


def test_a13_a_gzip_bomb_is_given_up_at_the_limit_without_being_inflated(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(body=bomb(1024), Content_Encoding="gzip")
    with peak_megabytes() as peak, pytest.raises(Undecodable, match="larger than 10,000,000"):
        fetcher.fetch(site.url)
    assert peak[0] < 60


def test_a14_a_double_gzip_bomb_is_given_up_too(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(body=zipped(bomb(1024)), Content_Encoding="gzip, gzip")
    with peak_megabytes() as peak, pytest.raises(Undecodable, match="larger than"):
        fetcher.fetch(site.url)
    assert peak[0] < 60


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip, gzip", "gzip, br"])
def test_a14_a_coding_that_was_not_asked_for_is_an_error(coding: str, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(body=b"\x00\x01", Content_Encoding=coding)
    with pytest.raises(Undecodable, match="not asked for"):
        fetcher.fetch(site.url)
    assert site.requests[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", zipped(b"plain text")),
        ("x-gzip", zipped(b"plain ") + zipped(b"text")),
        ("gzip", zipped(b"plain text") + b"\0\0\0"),
        ("gzip, gzip", zipped(zipped(b"plain text"))),
        ("deflate", zlib.compress(b"plain text")),
        ("deflate", zlib.compress(b"plain text")[2:-4]),
        ("identity", b"plain text"),
    ],
)
def test_codings_are_undone(coding: str, body: bytes, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(body=body, Content_Encoding=coding)
    assert fetcher.fetch(site.url).body == b"plain text"


@pytest.mark.parametrize("body", [zipped(b"plain text" * 99)[:-9], b"not gzip at all"])
def test_a16_compressed_data_that_breaks_off_is_an_error(body: bytes, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(body=body, Content_Encoding="gzip")
    with pytest.raises(Transient, match="cannot be decoded"):
        fetcher.fetch(site.url)


def test_a15_a_dripping_body_ends_at_the_total_deadline(site: Site, new_fetcher: Make) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
        while not site.closing.wait(0.05):
            connection.sendall(b"x")

    site.pages["/"] = drip
    with pytest.raises(Transient, match="in time"):
        new_fetcher(limits={"deadline": 0.4}).fetch(site.url)


def test_a15_the_deadline_covers_all_redirects_together(site: Site, new_fetcher: Make) -> None:
    def slow(target: str) -> Callable[..., None]:
        def send(connection: socket.socket) -> None:
            site.closing.wait(0.25)
            connection.sendall(moved(target))

        return send

    site.pages |= {"/": slow("/b"), "/b": slow("/c"), "/c": slow("/d")}
    with pytest.raises(Transient, match="in time"):
        new_fetcher(limits={"deadline": 0.4}).fetch(site.url)
    assert not site.asked("/d")


def test_a16_an_answer_larger_than_allowed_is_given_up(site: Site, new_fetcher: Make) -> None:
    site.pages["/"] = answer(body=bytes(20_000))
    with pytest.raises(Undecodable, match="larger than 10,000 bytes"):
        new_fetcher(limits={"size": 10_000}).fetch(site.url)


def test_a16_an_answer_that_is_large_only_on_the_wire_is_given_up_too(site: Site, new_fetcher: Make) -> None:
    nothing = b"\0\0\0\xff\xff"  # a stored block of no bytes (RFC 1951 section 3.2.4)
    body = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + nothing * 4000 + b"\x01\0\0\xff\xff" + bytes(8)
    site.pages["/"] = answer(body=body, Content_Encoding="gzip")
    assert new_fetcher(limits={"size": 30_000}).fetch(site.url).body == b""
    with pytest.raises(Undecodable, match="larger than 10,000 bytes"):
        new_fetcher(limits={"size": 10_000}).fetch(site.url)


@pytest.mark.parametrize(
    "said",
    [
        HEAD + b"Content-Length: 500\r\n\r\nshort",
        HEAD + b"Content-Length: 5\r\n\r\nlonger than said",
        HEAD + b"Content-Length: -5\r\n\r\nnegative",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
        b"nonsense\r\n\r\n",
        b"",
    ],
)
def test_a16_broken_answers_are_errors_of_their_source(said: bytes, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = lambda connection: connection.sendall(said)
    with pytest.raises(Transient):
        fetcher.fetch(site.url)


def test_a16_a_connection_that_is_reset_in_the_middle_is_an_error_of_its_source(
    site: Site, fetcher: HttpFetcher
) -> None:
    def reset(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 500\r\n\r\nhalf of it")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")

    site.pages["/"] = reset
    with pytest.raises(Transient, match=r"broke off|could not be fetched"):
        fetcher.fetch(site.url)


@pytest.mark.parametrize("status", [200, 204, 304, 206])
def test_a17_answers_without_content_come_back_as_they_are(status: int, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(status) if status != 304 else b"HTTP/1.1 304 Not Modified\r\n\r\n"
    page = fetcher.fetch(site.url)
    assert (page.status, page.body) == (status, b"")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *(("99999999", 86_400), ("9" * 400, 86_400), ("-1", 60), ("0", 60), ("120", 120)),
        *(("Mon, 01 Jan 1990 00:00:00 GMT", 60), ("Mon, 99 Jan 1990 00:00:00 GMT", None)),
        *((wrong, None) for wrong in ("soon", "-", "--5", "1e5", "5 5", "+5", "inf")),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a18_retry_after_is_kept_within_a_minute_and_a_day(
    value: str, seconds: float | None, status: int, site: Site, fetcher: HttpFetcher
) -> None:
    site.pages["/"] = answer(status, Retry_After=value)
    with pytest.raises(Transient) as raised:
        fetcher.fetch(site.url)
    assert raised.value.retry_after == seconds
    assert isinstance(raised.value, Crowded) == (status == 429)


def test_a18_a_date_in_retry_after_is_measured_by_the_servers_own_clock(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(503, Date="Tue, 03 Mar 2020 08:00:00 GMT", Retry_After="Tue, 03 Mar 2020 08:10:00 GMT")
    with pytest.raises(Transient) as raised:
        fetcher.fetch(site.url)
    assert raised.value.retry_after == 600


def test_a_pause_holds_for_the_whole_host_and_for_no_other(
    site: Site, new_site: Callable[[str], Site], fetcher: HttpFetcher
) -> None:
    other = new_site("127.0.0.2")
    other.pages["/"] = site.pages["/b"] = answer(body="x")
    site.pages["/a"] = answer(503, Retry_After="600")
    with pytest.raises(Transient):
        fetcher.fetch(f"{site.url}/a")
    with pytest.raises(Held) as raised:
        fetcher.fetch(f"{site.url}/b")
    assert raised.value.retry_after == pytest.approx(600, abs=5)
    assert not site.asked("/b")
    assert fetcher.fetch(other.url).body == b"x"


def test_a_host_that_does_not_answer_rests_while_others_do_not(
    site: Site, new_site: Callable[[str], Site], new_fetcher: Make
) -> None:
    other = new_site("127.0.0.2")
    other.pages |= {"/": answer(body="x"), "/robots.txt": answer(404)}
    site.pages["/robots.txt"] = answer(404)
    site.pages |= {f"/{number}": lambda connection: site.closing.wait(5) for number in range(8)}
    urls = [f"{site.url}/{number}" for number in range(8)]
    found = new_fetcher(limits={"deadline": 0.2}).fetch_many([*urls, other.url])
    assert sum(isinstance(found[url], Held) for url in urls) >= 4
    assert found[other.url].body == b"x"  # type: ignore[union-attr]


@pytest.mark.parametrize("status", [301, 308])
def test_a19_a_chain_of_permanent_redirects_tells_where_it_leads(status: int, site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/a": moved("/b", status), "/b": moved("/c", status), "/c": answer(body="x"), "/t": moved("/a")}
    page = fetcher.fetch(f"{site.url}/a")
    assert (page.permanent_url, page.url, page.requested_url) == (f"{site.url}/c", f"{site.url}/c", f"{site.url}/a")
    assert fetcher.fetch(f"{site.url}/t").permanent_url == ""
    site.pages["/b"] = moved("/c", 302)
    assert fetcher.fetch(f"{site.url}/a").permanent_url == f"{site.url}/b"


@pytest.mark.parametrize(
    "url",
    ["http://h.example/a\r\nX: y", "http://h.example/\0", "http://" + "h" * 3000, "http://", "h.example", "mailto:a@b"],
)
def test_a21_what_is_no_address_of_the_web_is_refused(url: str, fetcher: HttpFetcher) -> None:
    with pytest.raises(Permanent):
        fetcher.fetch(url)


def test_a21_spaces_and_umlauts_are_normalised(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/a%20b/%C3%BC?q=%C3%A4"] = answer(body="x")
    assert fetcher.fetch(f" {site.url}/a b/ü?q=ä#part ").body == b"x"


def test_a21_a_host_that_looks_like_another_is_shown_as_it_is_dialled(new_fetcher: Make) -> None:
    from tests.unit.collect.test_fetch_guard import ScriptedResolver

    with pytest.raises(Permanent, match=r"http://xn--80ak6aa92e\.example/ is refused"):
        new_fetcher(resolver=ScriptedResolver(["10.0.0.1"])).fetch("http://аррӏе.example/")


def test_a21_credentials_are_sent_to_their_own_origin_only_and_never_shown(
    site: Site, new_site: Callable[[str], Site], fetcher: HttpFetcher
) -> None:
    other = new_site("127.0.0.2")
    site.pages |= {"/": moved("/b"), "/b": moved(f"{other.url}/")}
    with pytest.raises(Permanent) as raised:
        fetcher.fetch(f"http://user:canary%21@127.0.0.1:{site.port}/")
    assert site.asked("/b")[0].headers["authorization"] == "Basic dXNlcjpjYW5hcnkh"
    assert "authorization" not in other.asked("/")[0].headers
    assert "canary" not in str(raised.value)


def test_a21_no_error_shows_credentials(fetcher: HttpFetcher) -> None:
    for url in (
        "http://u:canary@10.0.0.1/",
        "ftp://u:canary@h.example/",
        "http://u:canary@h h/",
        "http://u:canary@nowhere.invalid/",
    ):
        with pytest.raises((Permanent, Transient)) as raised:
            fetcher.fetch(url)
        assert "canary" not in str(raised.value)


def test_a22_cookies_logins_and_netrc_are_not_kept_or_used(
    site: Site, fetcher: HttpFetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login user password canary\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    site.pages |= {
        "/": answer(body="x", Set_Cookie="track=1; Path=/"),
        "/login": answer(401, WWW_Authenticate='Basic realm="x"'),
        "/hop": answer(302, Location="/", Set_Cookie="track=2"),
    }
    fetcher.fetch(site.url)
    fetcher.fetch(f"{site.url}/hop")
    with pytest.raises(Permanent, match="asks for a login"):
        fetcher.fetch(f"{site.url}/login")
    assert len(site.asked("/login")) == 1
    for request in site.requests:
        assert not {"cookie", "authorization", "referer"} & set(request.headers)


def test_we_say_who_we_are(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(body="x")
    fetcher.fetch(site.url)
    agent = site.requests[0].headers["user-agent"]
    assert agent == user_agent("https://bot.example/about")
    assert agent.startswith("briefing/")
    assert agent.endswith(" (+https://bot.example/about)")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 451])
def test_refusals_are_permanent_and_name_the_status(status: int, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(status, "no")
    with pytest.raises(Permanent, match=f"answered {status}"):
        fetcher.fetch(site.url)


@pytest.mark.parametrize("status", [408, 425, 500, 502, 504, 599])
def test_faults_of_the_server_are_transient(status: int, site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(status, "no")
    with pytest.raises(Transient, match=f"answered {status}"):
        fetcher.fetch(site.url)


def test_what_is_gone_for_good_says_so(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/"] = answer(410)
    with pytest.raises(Gone):
        fetcher.fetch(site.url)


def test_f15_at_most_two_requests_are_under_way_to_one_host(site: Site, fetcher: HttpFetcher) -> None:
    now, most, lock = 0, 0, threading.Lock()

    def count(connection: socket.socket) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        site.closing.wait(0.02)
        with lock:
            now -= 1
        connection.sendall(answer(body="x", Connection="close"))

    site.pages |= {f"/{number}": count for number in range(12)}
    found = fetcher.fetch_many([f"{site.url}/{number}" for number in range(12)])
    assert all(page.body == b"x" for page in found.values())  # type: ignore[union-attr]
    assert most == 2


def test_a_fetcher_that_is_closed_breaks_off_what_is_under_way(site: Site, new_fetcher: Make) -> None:
    asked = threading.Event()

    def stall(connection: socket.socket) -> None:
        asked.set()
        site.closing.wait(5)

    site.pages["/"] = stall
    fetcher = new_fetcher()
    errors: list[Exception] = []

    def ask() -> None:
        try:
            fetcher.fetch(site.url)
        except Transient as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert asked.wait(5)
    fetcher.close()
    fetcher.close()
    thread.join(5)
    assert "broken off" in str(errors[0])


def test_a_page_that_several_feeds_list_is_fetched_once_for_all(
    site: Site, new_fetcher: Callable[..., HttpFetcher]
) -> None:
    moment = datetime(2026, 3, 2, 8, tzinfo=UTC)
    site.pages |= {"/robots.txt": answer(404), "/a": answer(body="x"), "/b": answer(500)}
    fetcher = new_fetcher(clock=lambda: moment)
    for minutes in (0, 4, 2):
        moment += timedelta(minutes=minutes)
        with ThreadPoolExecutor(4) as pool:
            for found in pool.map(fetcher.fetch_many, [[f"{site.url}/a", f"{site.url}/b"]] * 4):
                assert found[f"{site.url}/a"].body == b"x"  # type: ignore[union-attr]
                assert "answered 500" in str(found[f"{site.url}/b"])
    assert len(site.asked("/a")) == len(site.asked("/b")) == 2
