"""`briefing sources test` and `list`: why a source fails, when it is asked again, and what can be done."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from briefing.collect.advice import BY_FAULT, UNREAD
from briefing.model import Fault, SourceState
from briefing.store.database import Database, open_store
from tests.unit.cli.conftest import Run
from tests.unit.collect.loopback import Answer, Site, answer, moved
from tests.unit.collect.test_scouting import page

NOW = datetime.now(UTC).replace(microsecond=0)
STORY = "".join(
    f"<p>The ferry to Kolm sails again after {n} weeks of storm, the owners said on Monday.</p>" for n in range(9)
)
WALL = "<h1>The ferry sails</h1><p>The ferry to Kolm sails again.</p><p>Subscribe to continue reading this article.</p>"


def feed(*links: str) -> bytes:
    when = format_datetime(NOW - timedelta(hours=1))
    items = "".join(
        f"<item><title>Story {link}</title><link>{link}</link><pubDate>{when}</pubDate>"
        f"<description>The ferry to Kolm sails again.</description></item>"
        for link in links
    )
    return answer(body=f'<rss version="2.0"><channel><title>Kolm Post</title>{items}</channel></rss>')


@pytest.fixture
def configured(tmp_path: Path) -> Callable[..., Path]:
    def write(**urls: str) -> Path:
        path = tmp_path / "briefing.toml"
        sources = "".join(
            f'[sources.{name}]\nkind = "{name if name in {"page", "sitemap"} else "feed"}"\nurl = "{url}"\n'
            for name, url in urls.items()
        )
        fetch = '[fetch]\nprivate_networks = ["127.0.0.0/8"]\nrate = 1000\ntimeout = 2\n'
        path.write_text(f'database = "sqlite:///{tmp_path}/b.sqlite3"\n{sources}{fetch}')
        return path

    return write


def test_a_source_in_order_is_shown_with_its_requests_and_how_its_articles_read(
    run: Run, configured: Callable[..., Path], site: Site
) -> None:
    site.pages |= {"/old": moved("/feed"), "/feed": feed("/a", "/b"), "/a": page(body=f"<article>{STORY}</article>")}
    code, out, _ = run("sources", "test", "kolm", "--config", configured(kolm=f"{site.url}/old"))
    assert code == 0
    assert "302    0.0" in out  # status and seconds
    assert f"{site.url}/old -> /feed" in out
    assert "2 entries" in out
    assert "1 in full, 1 not in full" in out
    assert "Story /a" in out


def test_an_address_that_is_no_source_yet_can_be_tried(run: Run, configured: Callable[..., Path], site: Site) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.pages |= {"/": page(head), "/feed": feed("/a"), "/a": page(body=f"<article>{STORY}</article>")}
    code, out, _ = run("sources", "test", site.url, "--config", configured(), "--json")
    said = json.loads(out)
    assert (code, said["kind"], said["address"], said["whole"]) == (0, "feed", f"{site.url}/feed", 1)


@pytest.mark.parametrize(
    ("fault", "answers", "path"),
    [
        (Fault.MISSING, answer(404), "/feed"),
        (Fault.GONE, answer(410), "/feed"),
        (Fault.LOGIN, answer(401), "/feed"),
        (Fault.FORBIDDEN, answer(403), "/feed"),
        (Fault.SERVER, answer(500), "/feed"),
        (Fault.CROWDED, answer(429, Retry_After="60"), "/feed"),
        (Fault.NOT_A_FEED, page(body="We will be back soon."), "/feed"),
        (Fault.REDIRECT, moved("/feed"), "/feed"),
        (Fault.REDIRECT, moved("file:///etc/passwd"), "/feed"),
        (Fault.REDIRECT, answer(302), "/feed"),
        (Fault.REFUSED, moved("http://169.254.169.254/latest"), "/feed"),
        (Fault.BROKEN, lambda connection: connection.sendall(answer(body="x" * 50, Content_Length="5000")), "/feed"),
        (Fault.SILENCE, lambda connection: connection.recv(1), "/feed"),
        (Fault.EMPTY, answer(body=""), "/feed"),
    ],
)
def test_each_failure_is_told_with_what_was_asked_and_what_can_be_done(
    run: Run, configured: Callable[..., Path], site: Site, fault: Fault, answers: Answer, path: str
) -> None:
    site.pages[path] = answers
    config = configured(kolm=f"{site.url}{path}")
    code, out, err = run("sources", "test", "kolm", "--config", config)
    assert code == 1
    assert f"{site.url}{path}" in out
    assert BY_FAULT[fault] in out
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("pages", [{}, {"/b": page(body=f"<article>{STORY}</article>")}])
def test_a_source_of_whose_articles_one_cannot_be_read_is_not_called_in_order(
    run: Run, configured: Callable[..., Path], site: Site, pages: dict[str, Answer | list[Answer]]
) -> None:
    site.pages |= {"/feed": feed("/a", *pages), **pages}
    code, out, err = run("sources", "test", "kolm", "--config", configured(kolm=f"{site.url}/feed"))
    assert code == 0
    assert "1 not in full" in out
    assert f"What you can do: {UNREAD}" in out
    assert "in order" not in err


def test_a_feed_that_lists_nothing_is_not_called_in_order(
    run: Run, configured: Callable[..., Path], site: Site
) -> None:
    site.pages["/feed"] = feed()
    code, out, err = run("sources", "test", "kolm", "--config", configured(kolm=f"{site.url}/feed"))
    assert code == 0
    assert "It lists nothing." in out
    assert BY_FAULT[Fault.EMPTY] in out
    assert "in order" not in err


def test_a_pause_that_is_asked_for_is_told(run: Run, configured: Callable[..., Path], site: Site) -> None:
    site.pages["/feed"] = answer(429, Retry_After="7200")
    code, _, err = run("sources", "test", "kolm", "--config", configured(kolm=f"{site.url}/feed"))
    assert code == 1
    assert "answered 429: it is asked too often; it asks for a pause of 120 minutes" in err


def test_no_such_host_no_tls_and_an_inner_address_are_told_apart(
    run: Run, configured: Callable[..., Path], site: Site
) -> None:
    site.greet = lambda connection: connection.sendall(answer(400))
    config = configured(
        name="http://nowhere.invalid/feed",
        inner="http://10.0.0.1/feed",
        secure=f"https://127.0.0.1:{site.port}/feed",
        closed="http://127.0.0.1:9/",
    )
    told = {
        "name": (Fault.NAME, Fault.LOOKUP),  # a machine without name servers cannot know that there is none like it
        "inner": (Fault.REFUSED,),
        "secure": (Fault.CERTIFICATE,),
        "closed": (Fault.CONNECTION,),
    }
    for name, faults in told.items():
        code, out, _ = run("sources", "test", name, "--config", config)
        assert (code, any(BY_FAULT[fault] in out for fault in faults)) == (1, True), (name, out)


def test_a_page_that_robots_may_not_read_is_told(run: Run, configured: Callable[..., Path], site: Site) -> None:
    site.pages |= {"/": page(), "/robots.txt": answer(body="User-agent: *\nDisallow: /\n")}
    code, out, err = run("sources", "test", "page", "--config", configured(page=f"{site.url}/"))
    assert code == 1
    assert "robots.txt" in err
    assert BY_FAULT[Fault.ROBOTS] in out


def test_a_paywall_is_no_failure_but_told(run: Run, configured: Callable[..., Path], site: Site) -> None:
    site.pages |= {"/feed": feed("/a"), "/a": page(body=WALL)}
    code, out, _ = run("sources", "test", "kolm", "--config", configured(kolm=f"{site.url}/feed"))
    assert code == 0
    assert "behind a paywall" in out
    assert "choose another source" in out


def test_a_feed_without_news_is_told(run: Run, configured: Callable[..., Path], site: Site) -> None:
    site.pages["/feed"] = feed()
    out = run("sources", "test", "kolm", "--config", configured(kolm=f"{site.url}/feed"))[1]
    assert "No entries" in out


def test_a_name_that_is_none_is_answered_with_the_one_that_was_meant(run: Run, configured: Callable[..., Path]) -> None:
    code, _, err = run("sources", "test", "kolmm", "--config", configured(kolm="https://kolm.example/"))
    assert code == 2
    assert "did you mean 'kolm'" in err


def test_credentials_in_an_address_are_never_shown(run: Run, configured: Callable[..., Path], site: Site) -> None:
    site.pages["/feed"] = answer(404)
    config = configured(kolm=f"http://ann:canary-word@127.0.0.1:{site.port}/feed")
    for command in (("test", "kolm"), ("test", "kolm", "--json"), ("list",), ("list", "--json")):
        said = run("sources", *command, "--config", config)
        assert "canary-word" not in f"{said}", command


@pytest.fixture
def listed(run: Run, configured: Callable[..., Path], tmp_path: Path) -> Callable[..., dict[str, dict[str, str]]]:
    def lines(*states: SourceState) -> dict[str, dict[str, str]]:
        config = configured(**{state.source: "https://kolm.example/feed" for state in states})
        store: Database = open_store(f"sqlite:///{tmp_path}/b.sqlite3")
        store.upgrade()
        for state in states:
            store.sources.save(state)
        store.close()
        found = json.loads(run("sources", "list", "--config", config, "--json")[1])
        table = run("sources", "list", "--config", config)[1]
        assert all(state.source in table for state in states)
        return {one["source"]: one for one in found}

    return lines


def test_every_source_is_one_line_with_what_happened_when_it_is_asked_again_and_what_can_be_done(
    listed: Callable[..., dict[str, dict[str, str]]],
) -> None:
    good = SourceState("good", last_poll=NOW, last_success=NOW, next_poll=NOW + timedelta(hours=1))
    failing = replace(
        good, source="failing", failures=5, failing_since=NOW, problem="it answered 404", fault=Fault.MISSING
    )
    found = listed(
        SourceState("fresh"),
        good,
        failing,
        replace(good, source="held", problem="its host asked for a pause", fault=Fault.HELD),
        replace(failing, source="stopped", gone=True, fault=Fault.GONE, next_poll=None),
        replace(good, source="flood", capped=NOW, left_out=9950),
    )
    assert {name: one["health"] for name, one in found.items()} == {
        "fresh": "new",
        "good": "ok",
        "failing": "failing",
        "held": "held",
        "stopped": "stopped",
        "flood": "ok",
    }
    assert found["failing"]["advice"] == BY_FAULT[Fault.MISSING]
    assert (bool(found["failing"]["next_poll"]), bool(found["stopped"]["next_poll"])) == (True, False)
    assert found["flood"]["happened"] == "Listed 10,000 new entries at once: the newest 50 were kept."
    assert found["good"]["advice"] == ""


def test_a_folder_of_which_one_file_cannot_be_read_is_partial_and_says_what_can_be_done(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text("The ferry to Kolm sails again, the owners said.")
    (folder / "away.txt").symlink_to("/nowhere/away.txt")
    config = tmp_path / "briefing.toml"
    config.write_text(
        f'database = "sqlite:///{tmp_path}/b.sqlite3"\n[sources.desk]\nkind = "folder"\npath = "{folder}"\n'
    )
    code, out, _ = run("collect", "--config", config)
    assert code == 0
    assert "desk: 1 new (of 2 entries); away.txt could not be read" in out
    (found,) = json.loads(run("sources", "list", "--config", config, "--json")[1])
    assert found["health"] == "partial"
    assert "away.txt could not be read" in found["happened"]
    assert found["advice"] == BY_FAULT[Fault.FILES]
    assert "1 of 1 can be read" in run("doctor", "--config", config)[1]


def test_a_flood_of_last_week_is_told_no_more(listed: Callable[..., dict[str, dict[str, str]]]) -> None:
    state = SourceState("flood", last_success=NOW, capped=NOW - timedelta(days=7), left_out=9950)
    assert listed(state)["flood"]["happened"] == ""


@pytest.fixture
def collected(run: Run, configured: Callable[..., Path], site: Site) -> Callable[..., dict[str, str]]:
    """What the list says of a feed once it was collected with these pages behind its entries."""

    def fared(*bodies: str) -> dict[str, str]:
        places = {f"/{number}": page(body=body) for number, body in enumerate(bodies)}
        site.pages |= places | {"/feed": feed(*reversed(places))}
        config = configured(kolm=f"{site.url}/feed")
        assert run("collect", "--config", config)[0] == 0
        (found,) = json.loads(run("sources", "list", "--config", config, "--json")[1])
        return dict(found)

    return fared


def test_a_source_of_which_only_summaries_come_is_not_called_ok(collected: Callable[..., dict[str, str]]) -> None:
    found = collected(WALL, WALL, WALL)
    assert found["health"] == "partial"
    assert "None of the last 3 articles could be read in full (" in found["happened"]
    assert "paywall" in found["happened"]
    assert "choose another source" in found["advice"]


@pytest.mark.parametrize("bodies", [(WALL, WALL), (WALL, WALL, WALL, f"<article>{STORY}</article>")])
def test_a_source_of_which_one_article_or_two_could_not_be_read_is_ok(
    collected: Callable[..., dict[str, str]], bodies: tuple[str, ...]
) -> None:
    found = collected(*bodies)
    assert (found["health"], found["happened"], found["advice"]) == ("ok", "", "")


def test_an_entry_without_a_page_whose_words_are_no_whole_article_is_told(
    run: Run, configured: Callable[..., Path], site: Site
) -> None:
    site.pages["/feed"] = feed("")
    config = configured(kolm=f"{site.url}/feed")
    tried = " ".join(run("sources", "test", "kolm", "--config", config)[1].split())
    assert "1 not in full (the source carries only a summary)" in tried
    assert "otherwise choose another source" in tried


def test_pages_that_cannot_be_had_for_one_reason_are_told_once(
    run: Run, configured: Callable[..., Path], site: Site
) -> None:
    site.pages |= {"/feed": feed("/a", "/b"), "/robots.txt": answer(body="User-agent: *\nDisallow: /a\nDisallow: /b\n")}
    tried = " ".join(run("sources", "test", "kolm", "--config", configured(kolm=f"{site.url}/feed"))[1].split())
    assert "were read: 2 not in full (the page is not read: robots.txt of 127.0.0.1 does not allow it)." in tried


def test_a_title_of_many_screens_is_shown_on_a_line_or_two(
    run: Run, configured: Callable[..., Path], site: Site
) -> None:
    listing = feed("/" + "a" * 1900)
    site.pages |= {"/feed": listing, "/more": listing, "/" + "a" * 1900: page(body=STORY)}
    config = configured(kolm=f"{site.url}/feed")
    for command in (("test", "kolm"), ("add", f"{site.url}/more", "--yes")):
        (line,) = [line for line in run("sources", *command, "--config", config)[1].splitlines() if "Story" in line]
        assert len(line) < 230
        assert line.endswith("…")
