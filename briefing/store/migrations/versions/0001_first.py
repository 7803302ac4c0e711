"""Sources, articles, stories, slots, briefs, deliveries and requests."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _sources()
    _articles()
    _briefs()
    _deliveries()
    _requests()


def _only_where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_index("sources_due", "sources", ["due_at"])


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("story_id", sa.Text, nullable=False),
        sa.Column("copy_of", sa.Text, nullable=False),
        sa.Column("first_seen", sa.BigInteger, nullable=False),
    )
    op.create_index("articles_story", "articles", ["story_id"])
    op.create_index("articles_copy", "articles", ["copy_of"], **_only_where("copy_of <> ''"))
    op.create_index("articles_first_seen", "articles", ["first_seen"])
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("article", sa.LargeBinary),
        sa.Column("annotation", sa.LargeBinary),
    )
    whole = _only_where("article IS NOT NULL")
    op.create_index("article_versions_seen", "article_versions", ["seen"], **whole)
    op.create_index("article_versions_source", "article_versions", ["source", "seen"], **whole)
    op.create_table(
        "story_moves",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
    )
    op.create_index("story_moves_article", "story_moves", ["article_id"])


def _briefs() -> None:
    op.create_table(
        "slots",
        sa.Column("brief", sa.Text, primary_key=True),
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "briefs",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("window_end", sa.BigInteger, nullable=False),
        sa.Column("brief", sa.LargeBinary, nullable=False),
    )
    op.create_index("briefs_created", "briefs", ["created"])
    op.create_table(
        "shown",
        sa.Column("brief", sa.Text, primary_key=True),
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
    )
    op.create_index("shown_story", "shown", ["brief", "story_id"])
    op.create_index("shown_created", "shown", ["brief", "created"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("brief", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("unclear", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger),
        sa.Column("expires", sa.BigInteger),
        sa.Column("lease_owner", sa.Text, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.LargeBinary),
    )
    op.create_index("deliveries_due", "deliveries", ["due_at", "part", "key"], **_only_where("due_at IS NOT NULL"))
    op.create_index("deliveries_brief", "deliveries", ["brief", "slot"])
    op.create_index("deliveries_created", "deliveries", ["created"])
    op.create_index("deliveries_payload", "deliveries", ["created"], **_only_where("payload IS NOT NULL"))


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("asked", sa.BigInteger, nullable=False),
        sa.Column("reply_to", sa.Text, nullable=False),
        sa.Column("answered", sa.BigInteger),
        sa.Column("problem", sa.Text, nullable=False),
    )
    op.create_index("requests_open", "requests", ["asked"], **_only_where("answered IS NULL"))
