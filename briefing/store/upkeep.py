"""Backups, checks of the file, and forgetting in time."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Executable,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
    update,
)

from briefing.errors import BriefingError, Permanent
from briefing.model import DeliveryState
from briefing.store import search
from briefing.store.engine import reading, sqlite_path, writing, writing_next
from briefing.store.schema import (
    article_versions,
    articles,
    briefs,
    deliveries,
    requests,
    shown,
    slots,
    story_moves,
    templates,
)
from briefing.store.upgrading import copy_sqlite

BODIES = timedelta(days=90)
KEYS = timedelta(days=400)
_STEP = 500
_NUMBERS = 2**31
_SETTLED = (DeliveryState.SENT, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much was forgotten.

    Attributes:
        bodies: texts of articles with what was found in them; the article stays known.
        payloads: frozen messages that went out or failed; the delivery stays known.
        articles: articles altogether.
        briefs: briefs with their slots, deliveries and memory.
        slots: slots that never had a brief.
        requests: answered questions.
    """

    bodies: int
    payloads: int
    articles: int
    briefs: int
    slots: int
    requests: int


def backup(engine: Engine, target: Path) -> None:
    """Copy the whole database, while it is in use, to one new file: SQLite as such, PostgreSQL as a pg_dump archive.

    Raises:
        Permanent: the target is there already, or the copy could not be made.
        Transient: there is no space for it, or the database is out of reach.
    """
    if target.exists():
        raise Permanent(f"{target} is there already: name a new file")
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    path = sqlite_path(engine.url)
    try:
        if path is not None:
            copy_sqlite(path, unfinished)
        else:
            _dump(engine, unfinished)
    except BriefingError:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.replace(target)


def _dump(engine: Engine, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise Permanent("a backup of PostgreSQL needs its program pg_dump in the PATH")
    url = engine.url.set(drivername="postgresql", password=None)
    options = [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={url.render_as_string()}"]
    # The password travels in the environment: everybody on the machine can read a command line.
    environment = os.environ | ({"PGPASSWORD": str(engine.url.password)} if engine.url.password else {})
    done = subprocess.run(options, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Permanent(f"pg_dump failed: {done.stderr.strip()}")


def clock(engine: Engine) -> datetime | None:
    """The time by PostgreSQL's clock; None for SQLite, which has only this machine's."""
    if engine.dialect.name == "sqlite":
        return None
    with reading(engine) as connection:
        moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return moment


def touch(engine: Engine) -> None:
    """Write something that changes nothing, and have it on the disk: a full or read-only one still lets itself be read.

    Raises:
        Transient: there is no space, or others hold the database. Permanent: it cannot be written to.
    """
    with writing_next(engine) as connection:
        if engine.dialect.name == "sqlite":
            # A row that is written as it stands stays unwritten; this number is for applications, and used for nothing.
            number = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            connection.exec_driver_sql(f"PRAGMA user_version = {(number + 1) % _NUMBERS}")
        else:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))


def verify(engine: Engine) -> None:
    """Read a SQLite file from end to end, which takes seconds a gigabyte; PostgreSQL looks after itself.

    Raises:
        Permanent: the file is damaged.
    """
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        answer = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if answer != "ok":
        raise Permanent(f"the database file is damaged: restore a backup ({answer.splitlines()[-1]})")


def prune(engine: Engine, now: datetime, bodies: timedelta = BODIES, keys: timedelta = KEYS) -> Pruned:
    """Forget texts and messages older than `bodies`, and everything older than `keys`, in small transactions.

    The latest brief of each name stays, whatever its age: the next window begins where its window ended.
    """
    return Pruned(
        bodies=_step_by_step(engine, _forget_bodies, now - bodies),
        payloads=sum(_step_by_step(engine, step, now - bodies) for step in (_forget_payloads, _forget_fills)),
        articles=_step_by_step(engine, _forget_articles, now - keys),
        briefs=_step_by_step(engine, _forget_briefs, now - keys),
        slots=_step_by_step(engine, _forget_slots, now - keys),
        requests=_step_by_step(engine, _forget_requests, now - keys),
    )


def _step_by_step(engine: Engine, step: Callable[[Connection, datetime], int], before: datetime) -> int:
    total = 0
    while True:
        with writing(engine) as connection:
            count = step(connection, before)
        if count == 0:
            return total
        total += count


def _forget_bodies(connection: Connection, before: datetime) -> int:
    columns = article_versions.c
    oldest = select(columns.article_id.label("id"), columns.version.label("number"))
    oldest = oldest.where(columns.seen < before, columns.article.is_not(None)).order_by(columns.seen).limit(_STEP)
    ours = and_(columns.article_id == bindparam("id"), columns.version == bindparam("number"))
    _unindex_articles(connection, oldest)
    return _for_each(connection, oldest, update(article_versions).where(ours).values(article=None, annotation=None))


def _unindex_articles(connection: Connection, chosen: Select[Any]) -> None:
    """Take those of the chosen versions out of the search that are the latest, as it knows no others."""
    versions, named = article_versions.c, chosen.subquery()
    latest = and_(articles.c.id == versions.article_id, articles.c.version == versions.version)
    ours = and_(versions.article_id == named.c.id, versions.version == named.c.number)
    statement = select(versions.article).join(named, ours).join(articles, latest)
    for article in connection.scalars(statement.where(versions.article.is_not(None))).all():
        search.forget_article(connection, article)


def _for_each(connection: Connection, chosen: Select[Any], *deeds: Executable) -> int:
    """Do the deeds for every row chosen, by its key: SQLite finds a list of pairs by reading the whole table."""
    rows = [dict(row) for row in connection.execute(chosen).mappings()]
    for deed in deeds if rows else ():
        connection.execute(deed, rows)
    return len(rows)


def _forget_payloads(connection: Connection, before: datetime) -> int:
    columns = deliveries.c
    settled = and_(columns.created < before, columns.payload.is_not(None), columns.state.in_(_SETTLED))
    chosen = connection.scalars(select(columns.key).where(settled).order_by(columns.created).limit(_STEP)).all()
    connection.execute(update(deliveries).where(columns.key.in_(chosen)).values(payload=None))
    return len(chosen)


def _forget_fills(connection: Connection, before: datetime) -> int:
    """What recipients had of their own in messages that they shared, then those messages themselves."""
    shared, columns = templates.c.digest == deliveries.c.template, deliveries.c
    settled = and_(templates.c.created < before, columns.fills.is_not(None), columns.state.in_(_SETTLED))
    chosen = connection.scalars(select(columns.key).join(templates, shared).where(settled).limit(_STEP)).all()
    connection.execute(update(deliveries).where(columns.key.in_(chosen)).values(fills=None))
    needed = exists().where(shared, columns.fills.is_not(None))
    connection.execute(delete(templates).where(templates.c.created < before, ~needed))
    return len(chosen)


def _forget_articles(connection: Connection, before: datetime) -> int:
    changed = exists().where(article_versions.c.article_id == articles.c.id, article_versions.c.seen >= before)
    oldest = select(articles.c.id).where(articles.c.first_seen < before, ~changed).order_by(articles.c.first_seen)
    chosen = connection.scalars(oldest.limit(_STEP)).all()
    every = select(article_versions.c.article_id.label("id"), article_versions.c.version.label("number"))
    _unindex_articles(connection, every.where(article_versions.c.article_id.in_(chosen)))
    connection.execute(delete(story_moves).where(story_moves.c.article_id.in_(chosen)))
    connection.execute(delete(article_versions).where(article_versions.c.article_id.in_(chosen)))
    connection.execute(delete(articles).where(articles.c.id.in_(chosen)))
    return len(chosen)


def _forget_briefs(connection: Connection, before: datetime) -> int:
    later = briefs.alias("later")
    followed = exists().where(later.c.name == briefs.c.name, later.c.created > briefs.c.created)
    oldest = select(briefs.c.name.label("of_brief"), briefs.c.slot.label("of_slot"))
    oldest = oldest.where(briefs.c.created < before, followed).limit(_STEP)
    named = oldest.subquery()
    old = and_(briefs.c.name == named.c.of_brief, briefs.c.slot == named.c.of_slot)
    for brief in connection.scalars(select(briefs.c.brief).join(named, old)).all():
        search.forget_brief(connection, brief)
    keys = ((deliveries, deliveries.c.brief), (shown, shown.c.brief), (slots, slots.c.brief), (briefs, briefs.c.name))
    return _for_each(
        connection,
        oldest,
        *(
            delete(table).where(name == bindparam("of_brief"), table.c.slot == bindparam("of_slot"))
            for table, name in keys
        ),
    )


def _forget_slots(connection: Connection, before: datetime) -> int:
    """Slots that never had a brief: skipped, missed, or given up."""
    published = exists().where(briefs.c.name == slots.c.brief, briefs.c.slot == slots.c.slot)
    return connection.execute(delete(slots).where(slots.c.due < before, ~published)).rowcount


def _forget_requests(connection: Connection, before: datetime) -> int:
    return connection.execute(delete(requests).where(requests.c.answered < before)).rowcount
