"""Full-text search over articles and briefs; what is stored already is indexed on the way."""

import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from briefing.codec import loads
from briefing.model import Article, Brief
from briefing.store import search

revision = "0002"
down_revision = "0001"
BATCH = 500

INDEX = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE search_words USING fts5(kind, title, body, content='', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        ),
    ),
    "postgresql": (
        "ALTER TABLE search_entries ADD COLUMN words tsvector",
        "CREATE INDEX search_entries_words ON search_entries USING gin (words)",
    ),
}


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False, server_default="0"),  # gone since 0011
    )
    op.create_index("search_entries_key", "search_entries", ["kind", "key"], unique=True)
    op.create_index("search_entries_seen", "search_entries", ["kind", "seen"])
    connection = op.get_bind()
    for statement in INDEX[connection.dialect.name]:
        op.execute(statement)
    for article in _values(connection, "SELECT article FROM article_versions WHERE article IS NOT NULL ORDER BY seen"):
        search.index_article(connection, loads(Article, article))
    for brief in _values(connection, "SELECT brief FROM briefs ORDER BY created"):
        search.index_brief(connection, loads(Brief, brief))


def _values(connection: sa.Connection, statement: str) -> Iterator[bytes]:
    rows: Any = connection.execute(sa.text(statement).execution_options(stream_results=True))
    for part in rows.partitions(BATCH):
        yield from (zlib.decompress(row[0]) for row in part)
