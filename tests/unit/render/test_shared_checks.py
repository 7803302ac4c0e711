"""What the independent checkers beside the project say of our messages."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given

from briefing.model import Brief
from briefing.render.email.message import EmailRenderer
from briefing.render.slack.buttons import ALL_OF_STORY
from briefing.render.slack.message import SlackRenderer, article_message
from tests.build import LINKS, MAIL, SLACK, quiet_brief, sample_annotation, sample_article, sample_brief
from tests.hostile import CALM, SEEDS, encoded_brief, hostile_article, hostile_brief

CHECKS = Path(__file__).parents[3] / ".." / "shared" / "checks"
MAILER = EmailRenderer(
    sender="The Morning Brief <brief@brief.example.com>",
    postal_address="Brief Bot, 1 Example Street, 10115 Berlin",
    domain="brief.example.com",
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CHECKS.is_dir(), reason="the checkers lie beside the project and are absent here"),
]


def checker(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, CHECKS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def slack_findings(brief: Brief) -> list[str]:
    check = checker("check_blocks").check_message
    parts = SlackRenderer(ALL_OF_STORY).render(brief, SLACK, LINKS).parts
    return [str(finding) for part in parts for finding in check(json.loads(part.payload))]


def mail_findings(brief: Brief) -> list[dict[str, str]]:
    pytest.importorskip("html5lib")
    pytest.importorskip("tinycss2")
    raw = MAILER.render(brief, MAIL, LINKS).parts[0].content
    findings: list[dict[str, str]] = checker("check_email").check(raw, caniemail=False)
    return findings


@pytest.mark.parametrize("brief", [sample_brief(), quiet_brief()])
def test_check_blocks_finds_nothing(brief: Brief) -> None:
    assert slack_findings(brief) == []


@CALM
@given(SEEDS)
def test_check_blocks_finds_nothing_in_hostile_briefs(seed: int) -> None:
    assert slack_findings(hostile_brief(seed)) == []


@CALM
@given(SEEDS)
def test_check_blocks_finds_no_error_in_text_that_holds_entities(seed: int) -> None:
    assert [finding for finding in slack_findings(encoded_brief(seed)) if "'error'" in finding] == []


def test_check_blocks_finds_nothing_in_an_article_on_demand() -> None:
    check = checker("check_blocks").check_message
    assert check(article_message(sample_article(), sample_annotation()), require_channel=False) == []


@CALM
@given(SEEDS)
def test_check_blocks_finds_nothing_in_hostile_articles(seed: int) -> None:
    check = checker("check_blocks").check_message
    assert check(article_message(*hostile_article(seed)), require_channel=False) == []


@pytest.mark.parametrize("brief", [sample_brief(), quiet_brief()])
def test_check_email_finds_nothing(brief: Brief) -> None:
    assert mail_findings(brief) == []
