"""`briefing briefs verify` proves the sample newsroom's briefs, and finds whatever was changed behind its back."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, and_, create_engine, select, update

from briefing.demo.run import run as run_demo
from briefing.model import Article, Brief, Ingredients
from briefing.store.schema import article_versions, briefs
from tests.unit.cli.conftest import Run

SLOT = "2026-11-25T07:00"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    run_demo(folder, lambda line: None)
    return folder


@pytest.fixture
def folder(newsroom: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "demo"
    shutil.copytree(newsroom, copy)
    settings = copy / "briefing.toml"
    settings.write_text(settings.read_text().replace(str(newsroom), str(copy)))
    return copy


def change(folder: Path, table: Table, column: str, edit: Callable[[Any], Any], **where: object) -> None:
    """Put another value into a row of the database, as somebody with access to it could."""
    engine = create_engine(f"sqlite:///{folder / 'demo.sqlite3'}")
    ours = and_(*(table.c[name] == value for name, value in where.items()))
    with engine.begin() as connection:
        before = connection.scalar(select(table.c[column]).where(ours))
        connection.execute(update(table).where(ours).values({column: edit(before)}))
    engine.dispose()


def verify(run: Run, folder: Path, *arguments: str) -> tuple[int, str]:
    status, said, _ = run("briefs", "verify", "morning", SLOT, "--config", folder / "briefing.toml", *arguments)
    return status, said


def the_brief(run: Run, folder: Path) -> dict[str, Any]:
    _, said, _ = run("briefs", "show", "morning", SLOT, "--format", "json", "--config", folder / "briefing.toml")
    found: dict[str, Any] = json.loads(said)
    return found


def test_every_brief_of_the_sample_newsroom_is_proven(run: Run, folder: Path) -> None:
    status, said, _ = run("briefs", "verify", "--config", folder / "briefing.toml", "--json")
    proofs = json.loads(said)
    assert status == 0
    assert len(proofs) == 6
    assert all(proof["recomposed"] and proof["claims"] > 10 for proof in proofs)
    assert not any(proof["flaws"] or proof["unproven"] for proof in proofs)


def test_the_json_of_a_brief_says_where_everything_stands(run: Run, folder: Path) -> None:
    brief = the_brief(run, folder)
    digests = {(one["article_id"], one["version"]): one["digest"] for one in brief["provenance"]}
    shown = [span for item in brief["items"] for kind in ("sentences", "figures", "quotes") for span in item[kind]]
    assert len(shown) > 10
    for span in shown:
        assert span["end"] > span["start"]
        assert len(digests[span["article_id"], span["version"]]) == 64


def test_an_article_that_was_changed_in_the_store_is_named(run: Run, folder: Path) -> None:
    first = the_brief(run, folder)["items"][0]["sentences"][0]

    def edited(article: Article) -> Article:
        return replace(article, text=article.text.replace(first["text"][:5], first["text"][:5][::-1], 1))

    pair = {"article_id": first["article_id"], "version": first["version"]}
    change(folder, article_versions, "article", edited, **pair)
    status, said = verify(run, folder)
    assert status == 1
    assert f"article {first['article_id']}, version {first['version']}: was changed in the store" in said
    assert f"shows “{first['text']}”, but article {first['article_id']}" in said


def _with_first(brief: Brief, **changes: Any) -> Brief:
    first = brief.items[0]
    sentence = replace(first.sentences[0], **changes)
    return replace(brief, items=(replace(first, sentences=(sentence, *first.sentences[1:])), *brief.items[1:]))


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda brief: _with_first(brief, text="Nobody ever wrote this."), "story 1, sentence 1"),
        (lambda brief: _with_first(brief, start=brief.items[0].sentences[0].start + 1), "story 1, sentence 1"),
        (lambda brief: replace(brief, items=brief.items[1:]), "composed again it differs at items"),
        (lambda brief: replace(brief, top_line="Better."), "composed again it differs at top_line"),
    ],
    ids=["another sentence", "another place", "a story taken away", "another top line"],
)
def test_a_brief_that_was_changed_in_the_archive_is_found_out(
    run: Run, folder: Path, edit: Callable[[Brief], Brief], place: str
) -> None:
    change(folder, briefs, "brief", edit, name="morning", slot=SLOT)
    status, said = verify(run, folder)
    assert status == 1
    assert place in said


def test_what_is_no_longer_kept_is_called_unproven_and_not_wrong(run: Run, folder: Path) -> None:
    first = the_brief(run, folder)["items"][0]["sentences"][0]
    pair = {"article_id": first["article_id"], "version": first["version"]}
    change(folder, article_versions, "article", lambda article: None, **pair)
    status, said = verify(run, folder)
    assert status == 0
    assert "the texts of their articles are no longer kept" in said
    assert "1 of the texts it takes are no longer kept" in said


def test_what_earlier_briefs_drew_on_and_is_no_longer_kept_is_no_flaw(run: Run, folder: Path) -> None:
    engine = create_engine(f"sqlite:///{folder / 'demo.sqlite3'}")
    statement = select(briefs.c.ingredients).where(briefs.c.name == "morning", briefs.c.slot == SLOT)
    with engine.connect() as connection:
        made_from: Ingredients = connection.scalars(statement).one()
    engine.dispose()
    present = {pair for story in made_from.stories for pair in story.articles}
    article_id, version = next(pair for _, one in made_from.shown for pair in one.articles if pair not in present)
    for column in ("article", "annotation"):
        change(folder, article_versions, column, lambda kept: None, article_id=article_id, version=version)
    status, said = verify(run, folder)
    assert (status, "1 of the texts it takes are no longer kept" in said) == (0, True)


def test_a_brief_of_an_older_version_or_before_the_record_is_not_called_wrong(run: Run, folder: Path) -> None:
    def older(ingredients: Ingredients) -> Ingredients:
        return replace(ingredients, made_by="0.0.1", spec=replace(ingredients.spec, sentences=1))

    change(folder, briefs, "ingredients", older, name="morning", slot=SLOT)
    status, said = verify(run, folder)
    assert (status, "made by version 0.0.1" in said) == (0, True)
    change(folder, briefs, "ingredients", lambda ingredients: None, name="morning", slot=SLOT)
    status, said = verify(run, folder)
    assert (status, "was not recorded" in said) == (0, True)


def test_what_is_kept_of_the_making_names_no_reader_and_no_address_of_a_source(folder: Path) -> None:
    engine = create_engine(f"sqlite:///{folder / 'demo.sqlite3'}")
    with engine.connect() as connection:
        found: list[Ingredients] = list(connection.scalars(select(briefs.c.ingredients)))
    engine.dispose()
    assert len(found) == 6
    assert not any(one.spec.destinations or state.url or state.memory for one in found for state in one.states)
