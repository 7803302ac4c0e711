"""Row A20 of the faults: what is wrong with TLS is told apart, and nothing is ever read without it."""

import ssl
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp.connector
import pytest
import trustme

from briefing.collect.advice import BY_FAULT
from briefing.collect.http.fetch import HttpFetcher
from briefing.errors import Permanent
from briefing.model import Fault
from tests.unit.collect.loopback import Site, answer

pytestmark = pytest.mark.allow_hosts(["127.0.0.0/8", "localhost"])
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Whose certificates are trusted in this test."""
    authority = trustme.CA()
    context = ssl.create_default_context()
    authority.configure_trust(context)
    monkeypatch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", context)
    return authority


@pytest.fixture
def secure_site() -> Iterator[Callable[..., Site]]:
    """Makes sites that speak TLS with a certificate."""
    sites: list[Site] = []

    def make(certificate: trustme.LeafCert, oldest: str = "", newest: str = "") -> Site:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        if oldest:
            context.set_ciphers("ALL:@SECLEVEL=0")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # a server that should not be spoken to is wanted
                context.minimum_version, context.maximum_version = ssl.TLSVersion[oldest], ssl.TLSVersion[newest]
        sites.append(Site(pages={"/": answer(body="x")}, tls=context))
        return sites[-1]

    yield make
    for site in sites:
        site.close()


def test_a_certificate_that_holds_lets_the_page_be_read(
    authority: trustme.CA, secure_site: Callable[..., Site], fetcher: HttpFetcher
) -> None:
    site = secure_site(authority.issue_cert("localhost"))
    assert fetcher.fetch(f"https://localhost:{site.port}/").body == b"x"


@pytest.mark.parametrize(
    ("names", "validity", "fault", "words"),
    [
        (["localhost"], {"not_before": NOW - 90 * DAY, "not_after": NOW - DAY}, Fault.EXPIRED, "has expired"),
        (["localhost"], {"not_before": NOW + DAY, "not_after": NOW + 90 * DAY}, Fault.EXPIRED, "not valid yet"),
        (["www.gazette.example"], {}, Fault.OTHER_HOST, "is for another host"),
    ],
)
def test_a20_what_is_wrong_with_a_certificate_is_told_apart(
    authority: trustme.CA,
    secure_site: Callable[..., Site],
    fetcher: HttpFetcher,
    names: list[str],
    validity: Mapping[str, Any],
    fault: Fault,
    words: str,
) -> None:
    refused(fetcher, secure_site(authority.issue_cert(*names, **validity)), fault, words)


@pytest.mark.usefixtures("authority")
def test_a20_a_certificate_of_an_unknown_authority_is_refused(
    secure_site: Callable[..., Site], fetcher: HttpFetcher
) -> None:
    site = secure_site(trustme.CA().issue_cert("localhost"))
    refused(fetcher, site, Fault.CERTIFICATE, "nobody vouches for")


@pytest.mark.parametrize("version", ["TLSv1", "TLSv1_1"])
def test_a20_old_versions_of_tls_are_refused(
    authority: trustme.CA, secure_site: Callable[..., Site], fetcher: HttpFetcher, version: str
) -> None:
    site = secure_site(authority.issue_cert("localhost"), version, version)
    refused(fetcher, site, Fault.OUTDATED, "only old versions of TLS")


def test_a20_a_server_without_tls_says_so(site: Site, fetcher: HttpFetcher) -> None:
    site.greet = lambda connection: connection.sendall(answer(400))
    with pytest.raises(Permanent, match="does not speak TLS at this port"):
        fetcher.fetch(f"https://127.0.0.1:{site.port}/")


def test_the_reason_is_told_however_often_it_is_tried(
    authority: trustme.CA, secure_site: Callable[..., Site], fetcher: HttpFetcher
) -> None:
    site = secure_site(authority.issue_cert("www.gazette.example"))
    for _ in range(5):
        refused(fetcher, site, Fault.OTHER_HOST, "another host")


def refused(fetcher: HttpFetcher, site: Site, fault: Fault, words: str) -> None:
    """Asked once, refused for the reason, which has its own advice; the request itself was never sent."""
    before = site.connections
    with pytest.raises(Permanent, match=words) as caught:
        fetcher.fetch(f"https://localhost:{site.port}/")
    assert caught.value.fault == fault
    assert list(BY_FAULT.values()).count(BY_FAULT[fault]) == 1
    assert site.connections == before + 1
    assert not site.requests
