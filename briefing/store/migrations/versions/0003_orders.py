"""Answers that are tried again; standing orders, sources and votes of readers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _requests()
    _orders()
    _votes()


def _requests() -> None:
    op.add_column("requests", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    op.add_column("requests", sa.Column("not_before", sa.BigInteger))
    op.add_column("requests", sa.Column("posted", sa.Integer, nullable=False, server_default="0"))
    op.add_column("requests", sa.Column("answer", sa.LargeBinary))


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("spec", sa.Text, nullable=False),
    )
    op.create_index("orders_conversation", "orders", ["team", "conversation"], unique=True)
    op.create_table(
        "followed",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("added", sa.BigInteger, nullable=False),
    )


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("brief", sa.Text, primary_key=True),
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("cast", sa.BigInteger, nullable=False),
        sa.Column("vote", sa.Text, nullable=False),
    )
    op.create_index("votes_cast", "votes", ["brief", "cast"])
