"""What a service loads stays in its memory for weeks: it loads nothing that its settings never use."""

import subprocess
import sys
from pathlib import Path

SETTINGS = """
database = "sqlite:///{folder}/briefing.sqlite3"
zone = "UTC"
[service]
listen = "127.0.0.1:0"
[sources.harbour]
url = "http://127.0.0.1:9/feed.xml"
[destinations.folder]
channel = "file"
folder = "{folder}/out"
[briefs.morning]
title = "The Morning Brief"
at = "07:00"
send_to = ["folder"]
"""
SERVING = """
import sys
from pathlib import Path
from briefing.cli.app import app
from briefing.cli.context import shop_for
from briefing.cli import serving
from briefing.bootstrap.serving import service
with shop_for(Path(sys.argv[1])) as shop, service(shop):
    print(*sys.modules)
"""
FOR_OTHERS = {
    "alembic": "migrating",
    "charset_normalizer": "files in an encoding that nobody declared",
    "css_inline": "mails",
    "feedparser": "broken feeds",
    "markdown_it": "folders of Markdown files",
    "procrastinate": "PostgreSQL",
    "psycopg": "PostgreSQL",
    "pygments": "tracebacks in colours",
    "pypdf": "PDF files",
    "rich": "tables in a terminal",
    "slack_bolt": "Slack",
    "slack_sdk": "Slack",
    "sumy": "the classical methods",
    "trafilatura": "pages, in processes of their own",
}


def test_a_service_loads_nothing_that_its_settings_never_use(tmp_path: Path) -> None:
    settings = tmp_path / "briefing.toml"
    settings.write_text(SETTINGS.format(folder=tmp_path))
    command = [sys.executable, "-c", SERVING, str(settings)]
    subprocess.run(command, capture_output=True, check=True)  # the first one migrates
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert {name: use for name, use in FOR_OTHERS.items() if name in loaded} == {}
