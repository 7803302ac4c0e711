"""What people do on the pages, in a real browser, with a service, a store and a mail server that are real too."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from briefing.store.database import open_store
from briefing.subscribers.tokens import Scope, Tokens
from briefing.web.access import COOKIE, Access
from tests.web.house import BOSS, FAILED, KEY, SLOT, House, until

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
BRIEF = f"/briefs/morning/{SLOT}"
READ = ("/", "/?q=toll", "/?q=zeppelin", BRIEF, "/stories/bridge", "/sources", "/subscribe", "/sign-in", "/nowhere")
_addresses = count(1)


@pytest.fixture
def visit(chromium: Browser, house: House) -> Iterator[Visit]:
    """A page of a visitor with an address of their own; closed after the test."""
    contexts: list[BrowserContext] = []

    def visitor(**manners: object) -> Page:
        # A proxy on loopback is believed, so that visitors do not use up each other's permits.
        forwarded = {"X-Forwarded-For": f"192.0.2.{next(_addresses)}"}
        context = chromium.new_context(base_url=house.address, extra_http_headers=forwarded, **manners)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield visitor
    for context in contexts:
        context.close()


@pytest.mark.parametrize("manners", [{}, {"java_script_enabled": False}, {"viewport": {"width": 375, "height": 667}}])
def test_somebody_searches_reads_subscribes_confirms_changes_and_leaves(
    visit: Visit, house: House, manners: dict[str, object]
) -> None:
    page, reader = visit(**manners), f"ann{next(_addresses)}@example.org"
    page.goto("/")
    page.get_by_label("Search the briefs").fill("bridge toll")
    page.get_by_role("button", name="Search").click()
    page.locator("ol.briefs a").first.click()
    expect(page.locator("h1")).to_have_text("The Morning Brief")

    page.get_by_role("link", name="Subscribe").click()
    page.get_by_label("Your e-mail address").fill(reader)
    page.get_by_label("The Evening Brief").uncheck()
    page.get_by_role("button", name="Subscribe").click()
    expect(page.locator("h1")).to_have_text("Look into your mailbox")

    page.goto(house.link(reader, "confirm"))
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("h1")).to_have_text("You are subscribed")

    store = open_store(f"sqlite:///{house.folder}/briefing.sqlite3")
    known = store.subscribers.of_address(reader)
    assert known is not None
    tokens = Tokens(KEY, lambda: datetime.now(UTC))
    page.goto(f"/preferences/{tokens.issue(Scope.PREFERENCES, known.id)}")
    page.get_by_label("Sunday").check()
    page.get_by_label("Time zone").fill("Europe/Lisbon")
    page.get_by_label("Hour").fill("06:30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    known = store.subscribers.of_address(reader)
    assert known is not None
    assert (known.wishes.days, known.wishes.hour, known.wishes.zone) == (("sun",), "06:30", "Europe/Lisbon")
    assert known.wishes.briefs == ("morning",)

    page.goto(f"/unsubscribe/{tokens.issue(Scope.UNSUBSCRIBE, known.id, 'morning')}")
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.locator("h1")).to_have_text("You have left")
    known = store.subscribers.of_address(reader)
    assert known is not None
    assert known.wishes.briefs == ()
    store.close()


def test_the_operator_signs_in_by_a_link_retries_a_delivery_and_leaves(visit: Visit, house: House) -> None:
    page = visit()
    page.goto("/operator")
    expect(page.locator("h1")).to_have_text("Sign in")
    page.get_by_label("Your e-mail address").fill(BOSS)
    page.get_by_role("button", name="Send me a link").click()
    link = house.link(BOSS, "sign-in")
    page.goto(link)
    page.get_by_role("button", name="Sign in on this device").click()
    page.get_by_role("link", name="Operation").click()
    expect(page.get_by_role("row", name=FAILED)).to_contain_text("550 5.1.1")
    page.get_by_role("button", name=f"Try {FAILED} again").click()
    expect(page.get_by_role("status")).to_have_text("Done.")
    assert "Confirm" in house.postbox.to("ann@example.org")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out on all devices").click()
    expect(page.get_by_role("link", name="Operation")).to_have_count(0)
    page.goto(link)
    page.get_by_role("button", name="Sign in on this device").click()
    expect(page.get_by_role("alert")).to_contain_text("lets nobody in any more")


def test_the_keyboard_alone_is_enough(visit: Visit, house: House) -> None:
    page, reader = visit(), "keys@example.org"
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("toll")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Briefs with “toll”")
    _tab_to(page, "Sound bridge toll doubles for lorries from January")
    assert page.locator(":focus").evaluate("found => getComputedStyle(found).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefs/**")
    _tab_to(page, "Subscribe")
    page.keyboard.press("Enter")
    page.wait_for_url("**/subscribe")
    _tab_to(page, "", "address")
    page.keyboard.type(reader)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Look into your mailbox")
    page.goto(house.link(reader, "confirm"))
    _tab_to(page, "Confirm")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("You are subscribed")


@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", {}), ("dark", {"runOnly": ["color-contrast", "link-in-text-block"]})]
)
def test_no_page_has_a_barrier(visit: Visit, house: House, scheme: str, rules: dict[str, object]) -> None:
    page = visit(color_scheme=scheme, viewport={"width": 375, "height": 667})
    tokens = Tokens(KEY, lambda: datetime.now(UTC))
    reader = f"reads-in-{scheme}@example.org"
    store = open_store(f"sqlite:///{house.folder}/briefing.sqlite3")
    page.goto("/subscribe")
    page.get_by_label("Your e-mail address").fill(reader)
    page.get_by_role("button", name="Subscribe").click()
    known = until(lambda: store.subscribers.of_address(reader))
    assert known is not None
    store.close()
    theirs = (
        house.link(reader, "confirm"),
        f"/preferences/{tokens.issue(Scope.PREFERENCES, known.id)}",
        f"/unsubscribe/{tokens.issue(Scope.UNSUBSCRIBE, known.id, 'morning')}",
        "/unsubscribe/forged",
        "/sign-in/x",
    )
    session = tokens.issue(Scope.SESSION, "x", Access(tokens).reason(BOSS))
    page.context.add_cookies([{"name": COOKIE, "value": session, "url": house.address}])
    axe = Axe()
    for path in (*READ, "/operator", "/session", *theirs):
        page.goto(path)
        found = axe.run(page, options={"resultTypes": ["violations"], **rules})
        assert not found.violations_count, f"{path}: {found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 375, f"{path} is {wide} px wide on a phone"


def _tab_to(page: Page, text: str, name: str = "") -> None:
    """Press Tab until something with this text or this name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if (name and focus.get_attribute("name") == name) or (text and focus.inner_text().strip() == text):
            return
    raise AssertionError(f"the keyboard never comes to {text or name}")
