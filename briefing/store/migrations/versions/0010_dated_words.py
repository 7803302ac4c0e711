"""PostgreSQL's index of words knows the days: a question looks at the latest ones first, whatever its words are."""

from alembic import op

revision = "0010"
down_revision = "0009"

DATED = "(words || array_to_tsvector(ARRAY['#' || kind || CAST(seen / 86400000000 AS text)]))"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX search_entries_words")
        op.execute(f"CREATE INDEX search_entries_words ON search_entries USING gin ({DATED})")
