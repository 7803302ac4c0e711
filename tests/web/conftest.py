"""A browser and a house for it to visit; both live as long as the tests of one file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.required import absent
from tests.web.house import House, open_house

REQUIRED = "BRIEFING_REQUIRE_BROWSER"
# "localhost" counts as secure even without HTTPS, so that tests of that need another name for this machine.
OPTIONS = [
    *("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"),
    "--host-resolver-rules=MAP brief.example 127.0.0.1",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window; skips the test (or fails it, where it is required) without one."""
    program = shutil.which("chromium")
    if program is None:
        absent(REQUIRED, "chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def folder(house: House) -> Path:
    return house.folder
