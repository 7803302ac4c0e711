"""PostgreSQL's index of words goes back from the newest entry in small steps; nothing is found by a moment any more."""

from alembic import op

revision = "0011"
down_revision = "0010"

SHELVES = ", ".join(f"kind || '{level}:' || CAST(number / {512 * 8**level} AS text)" for level in range(4))
INDEX = {
    "sqlite": (),
    "postgresql": (
        "DROP INDEX search_entries_words",
        # More than a server gives by itself: an index of words is made in as many rounds as there is little memory.
        "SET LOCAL maintenance_work_mem = '256MB'",
        f"CREATE INDEX search_entries_words ON search_entries USING gin (words, (ARRAY[{SHELVES}]))",
        # A phrase is looked for in the vectors themselves: those that fit into a page stay beside their keys.
        "ALTER TABLE search_entries SET (toast_tuple_target = 8160)",
    ),
}


def upgrade() -> None:
    for statement in INDEX[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_index("search_entries_seen", "search_entries")
    op.drop_column("search_entries", "seen")
