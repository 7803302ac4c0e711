"""Behind a proxy with HTTPS, in a real browser: who signs in keeps a cookie that never travels in the clear."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from briefing.web.access import COOKIE
from tests.acceptance.slack_scene import free_port
from tests.web.house import BOSS, House, open_house
from tests.web.proxy import secure_proxy

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def inside() -> int:
    """The port on which the service itself listens."""
    return free_port()


@pytest.fixture(scope="module")
def house(inside: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("secure")
    with secure_proxy(inside) as port, open_house(folder, inside, f"https://brief.example:{port}") as house:
        yield house


def test_a_session_travels_over_https_only_and_browsers_are_told_to_keep_to_it(
    chromium: Browser, house: House, inside: int
) -> None:
    context = chromium.new_context(base_url=house.address, ignore_https_errors=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/operator")
    page.get_by_label("Your e-mail address").fill(BOSS)
    page.get_by_role("button", name="Send me a link").click()
    link = house.link(BOSS, "sign-in")
    assert link.startswith("https://brief.example:")
    page.goto(link)
    page.get_by_role("button", name="Sign in on this device").click()
    page.get_by_role("link", name="Operation").click()
    expect(page.locator("h1")).to_have_text("Operation")
    (cookie,) = context.cookies()
    assert (cookie.get("name"), cookie.get("secure"), cookie.get("httpOnly")) == (COOKIE, True, True)
    assert cookie.get("sameSite") == "Lax"

    answer = page.goto("/")
    assert answer is not None
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.request.header_value("cookie") == f"{COOKIE}={cookie.get('value')}"

    answer = page.goto(f"http://brief.example:{inside}/operator")
    assert answer is not None
    assert answer.request.header_value("cookie") is None
    expect(page.locator("h1")).to_have_text("Sign in")
    context.close()
