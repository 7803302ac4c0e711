"""Posts lead to the page on which their brief stands for good."""

import json
from pathlib import Path

from briefing.bootstrap.workshop import workshop
from briefing.render import wording
from briefing.settings.reading import load
from tests.service.scene import DUE, Hands, write_scene


def buttons(folder: Path, more: str) -> list[str]:
    """Where the buttons of a published post lead."""
    path = write_scene(folder, send_to='["team"]', more=more)
    with workshop(load(path, {"SLACK_BOT_TOKEN": "xoxb-test", "SIGNING_KEY": "k" * 40}), Hands(DUE)) as shop:
        worker = shop.worker
        worker.collecting.poll(worker.sources["desk"], "", DUE)
        brief = worker.publishing.publish_now(worker.specs["morning"], DUE)
        (sent,) = shop.store.ledger.find(brief=brief.name, slot=brief.slot, limit=5)
        rows = [block["elements"] for block in json.loads(sent.part.payload)["blocks"] if block["type"] == "actions"]
        return [one["url"] for row in rows for one in row if one["text"]["text"] == wording.BROWSER]


def test_a_post_leads_to_its_page_where_there_are_pages(tmp_path: Path) -> None:
    web = '[web]\naddress = "https://brief.example.com"\n'
    assert buttons(tmp_path, web) == ["https://brief.example.com/briefs/morning/2026-11-24-asked"]


def test_a_post_leads_nowhere_where_there_are_none(tmp_path: Path) -> None:
    assert buttons(tmp_path, "") == []
