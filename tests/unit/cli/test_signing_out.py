"""`briefing web sign-out`, as an operator uses it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.bootstrap.site import house
from briefing.cli.context import shop_for
from briefing.store.database import open_store
from briefing.subscribers.tokens import THE_OPERATOR, Tokens
from tests.unit.cli.conftest import Run

KEY = "k" * 40
SETTINGS = """database = "sqlite:///{folder}/store.sqlite3"
[web]
{address}
operators = ["ann@example.com"]
[email]
host = "127.0.0.1"
sender = "brief@example.com"
"""


@pytest.fixture(autouse=True)
def signing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNING_KEY", KEY)


def settings(folder: Path, address: str = 'address = "https://brief.example.com"') -> Path:
    path = folder / "briefing.toml"
    path.write_text(SETTINGS.format(folder=folder, address=address))
    return path


@pytest.mark.parametrize(("typed", "who"), [("ANN@example.com", "ann@example.com"), ("operator", THE_OPERATOR)])
def test_somebody_is_signed_out_on_all_devices(run: Run, tmp_path: Path, typed: str, who: str) -> None:
    code, said, _ = run("web", "sign-out", typed, "--config", settings(tmp_path))
    assert (code, said) == (0, f"{typed} is signed out on all devices.\n")
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite3")
    last = store.sign_outs.last(Tokens(KEY, lambda: datetime.now(UTC)).holder(who))
    store.close()
    assert last is not None
    assert datetime.now(UTC) - last < timedelta(minutes=5)


def test_what_is_no_address_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, problem = run("web", "sign-out", "ann", "--config", settings(tmp_path))
    assert (code, "is not an e-mail address" in problem) == (1, True)


def test_where_nobody_can_sign_in_it_says_so(run: Run, tmp_path: Path) -> None:
    code, _, problem = run("web", "sign-out", "ann@example.com", "--config", settings(tmp_path, ""))
    assert (code, "web.address is not set" in problem) == (1, True)


def test_whom_a_saved_file_bars_is_out_of_a_service_that_runs(tmp_path: Path) -> None:
    path = settings(tmp_path)
    with shop_for(path) as shop:
        access = house(shop).access
        assert access.reason_of("ann@example.com")
        path.write_text(path.read_text().replace("operators", 'barred = ["ann@example.com"]\noperators'))
        assert not access.reason_of("ann@example.com")
