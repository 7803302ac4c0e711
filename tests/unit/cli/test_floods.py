"""A feed that turns to spam, from its ten thousand entries to what the operator and the reader are told."""

import json
from email.utils import format_datetime
from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.cli.test_how_sources_fare import NOW
from tests.unit.collect.loopback import Site, answer

SETTINGS = """
database = "sqlite:///{folder}/b.sqlite3"
[sources.kolm]
url = "{site}/feed"
full_text = "feed"
[fetch]
private_networks = ["127.0.0.0/8"]
rate = 1000
[destinations.folder]
channel = "file"
folder = "{folder}/out"
[briefs.morning]
title = "The Morning Brief"
at = "07:00"
send_to = ["folder"]
"""


def feed(word: str, count: int) -> bytes:
    when = format_datetime(NOW)
    items = "".join(
        f"<item><title>{word} {number} for the harbour of Kolm</title><link>/{word}/{number}</link>"
        f"<pubDate>{when}</pubDate><description>{word} number {number} was brought to the quay.</description></item>"
        for number in range(count)
    )
    return answer(body=f'<rss version="2.0"><channel><title>Kolm Post</title>{items}</channel></rss>')


def test_b13_a_feed_that_turns_to_spam_is_capped_and_said_by_every_command(
    run: Run, tmp_path: Path, site: Site
) -> None:
    config = tmp_path / "briefing.toml"
    config.write_text(SETTINGS.format(folder=tmp_path, site=site.url))
    site.pages["/feed"] = [feed("Crate", 10), feed("Watch", 10_000)]
    assert run("collect", "--config", config)[1].startswith("kolm: 10 new")
    assert run("collect", "--config", config)[1].split(" (")[0] == (
        "kolm: 50 new, 50 only in part, 9950 beyond the cap"
    )
    _, brief, _ = run("preview", "morning", "--config", config)
    assert "1 source cut short: kolm (9,950 new entries beyond its cap)." in " ".join(brief.split())
    _, listed, _ = run("sources", "list", "--config", config, "--json")
    (told,) = json.loads(listed)
    assert told["happened"].startswith("Listed 10,000 new entries at once: the newest 50 were kept.")
    assert "turned to spam" in told["advice"]
    _, examined, _ = run("doctor", "--config", config, "--json")
    (line,) = [one for one in json.loads(examined) if "10,000" in one["words"]]
    assert (line["check"], line["level"]) == ("sources", "warning")
    assert "turned to spam" in line["advice"]
