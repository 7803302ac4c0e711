"""Moving a whole database to another one: everything or nothing, compared before it counts.

Columns are copied as they lie in the database, without reading the values in them. The search index is made anew.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    Row,
    Select,
    Table,
    TypeDecorator,
    func,
    insert,
    select,
    text,
)

from briefing.errors import Permanent
from briefing.store import search
from briefing.store.engine import writing
from briefing.store.schema import article_versions, articles, briefs, metadata, search_entries
from briefing.store.upgrading import MOVED, check, upgrade

_BATCH = 500
_DERIVED = {search_entries.name}


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that was copied.

    Attributes:
        rows: how many it has.
        digest: SHA-256 over all of them in the order of their keys, the same in both databases.
    """

    table: str
    rows: int
    digest: str


def move(source: Engine, target: Engine, tell: Callable[[Copied], None]) -> tuple[Copied, ...]:
    """Copy everything into an empty database, compare, and mark the source as moved.

    Nobody writes to the source meanwhile: it is locked. A move that was killed leaves the target empty and the source
    as it was. Deliveries keep their keys and states, so that nothing is sent again.

    Args:
        source: an up-to-date database; SQLite's lock keeps all others out.
        target: a database without rows; its schema is made.
        tell: called with each table that was copied and compared.

    Raises:
        Permanent: the target is not empty, the source is not up to date, or the copy differs.
        Transient: another process works on the source.
    """
    check(source)
    upgrade(target)
    with writing(source) as before:
        with writing(target) as after:
            _refuse_rows(after)
            copied = tuple(_copied(table, before, after, tell) for table in _tables())
            _index(after)
        before.execute(text("UPDATE alembic_version SET version_num = :moved"), {"moved": MOVED})
    return copied


def _tables() -> Iterator[Table]:
    """Our tables without the types that read values, those that others refer to first."""
    plain = MetaData()
    for table in metadata.sorted_tables:
        if table.name not in _DERIVED:
            yield Table(table.name, plain, *(_plain(column) for column in table.columns))


def _plain(column: Column[Any]) -> Column[Any]:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return Column(column.name, kind, primary_key=column.primary_key, autoincrement=False)


def _refuse_rows(target: Connection) -> None:
    for table in _tables():
        if target.scalar(select(func.count()).select_from(table)):
            raise Permanent(f"the target is not empty (there are {table.name} in it): name an empty database")


def _copied(table: Table, before: Connection, after: Connection, tell: Callable[[Copied], None]) -> Copied:
    for part in _parts(before, _in_order(table, before)):
        after.execute(insert(table), [dict(row._mapping) for row in part])  # noqa: SLF001  (public; named so for columns)
    _go_on_counting(table, after)
    ours, theirs = _summed(table, before), _summed(table, after)
    if ours != theirs:
        raise Permanent(f"the copy of {table.name} differs ({ours.rows} rows became {theirs.rows}): nothing was moved")
    tell(ours)
    return ours


def _in_order(table: Table, connection: Connection) -> Select[Any]:
    # PostgreSQL would sort text by the database's locale; the order has to be the same on both.
    keys = [column for column in table.columns if column.primary_key]
    order = [key.collate("C") if _is_text(key) and connection.dialect.name == "postgresql" else key for key in keys]
    return select(table).order_by(*order)


def _is_text(column: Column[Any]) -> bool:
    return column.type.python_type is str


def _summed(table: Table, connection: Connection) -> Copied:
    digest, count = hashlib.sha256(), 0
    for part in _parts(connection, _in_order(table, connection)):
        count += len(part)
        for row in part:
            values = (bytes(value) if isinstance(value, memoryview) else value for value in row)
            digest.update(repr(tuple(values)).encode())
    return Copied(table.name, count, digest.hexdigest())


def _go_on_counting(table: Table, target: Connection) -> None:
    """Let numbers that the database gives go on behind those that were copied."""
    number = metadata.tables[table.name].autoincrement_column
    if number is not None and target.dialect.name == "postgresql":
        largest = select(func.coalesce(func.max(table.c[number.name]), 0) + 1).scalar_subquery()
        target.execute(select(func.setval(func.pg_get_serial_sequence(table.name, number.name), largest, False)))  # noqa: FBT003


def _index(target: Connection) -> None:
    """Make articles and briefs findable, in the order in which they came or changed last."""
    latest = (articles.c.id == article_versions.c.article_id) & (articles.c.version == article_versions.c.version)
    kept = select(article_versions.c.article).join(articles, latest).where(article_versions.c.article.is_not(None))
    for part in _parts(target, kept.order_by(article_versions.c.seen, articles.c.id)):
        for (article,) in part:
            search.index_article(target, article)
    for part in _parts(target, select(briefs.c.brief).order_by(briefs.c.created, briefs.c.slot)):
        for (brief,) in part:
            search.index_brief(target, brief)


def _parts(connection: Connection, statement: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    """The rows, a few hundred at a time, without holding all of them."""
    yield from connection.execute(statement.execution_options(stream_results=True)).partitions(_BATCH)
