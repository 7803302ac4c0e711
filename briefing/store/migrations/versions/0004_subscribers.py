"""Subscribers with the trail of their consent; mails that many recipients share are kept once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _subscribers()
    _consents()
    _deliveries()


def _subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("address_key", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("wishes", sa.Text, nullable=False),
        sa.Column("left_briefs", sa.Text, nullable=False),
        sa.Column("letters", sa.Integer, nullable=False),
        sa.Column("asked", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
    )
    op.create_index("subscribers_address", "subscribers", ["address_key"], unique=True)
    op.create_index("subscribers_standing", "subscribers", ["standing", "id"])
    op.create_table(
        "subscriber_briefs",
        sa.Column("brief", sa.Text, primary_key=True),
        sa.Column("subscriber", sa.Text, sa.ForeignKey("subscribers.id"), primary_key=True),
    )
    op.create_index("subscriber_briefs_subscriber", "subscriber_briefs", ["subscriber"])


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("subscriber", sa.Text, nullable=False),
        sa.Column("moment", sa.BigInteger, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("consents_subscriber", "consents", ["subscriber", "id"])


def _deliveries() -> None:
    op.create_table(
        "templates",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
    )
    op.create_index("templates_created", "templates", ["created"])
    op.add_column("deliveries", sa.Column("template", sa.Text, nullable=False, server_default=""))
    op.add_column("deliveries", sa.Column("fills", sa.Text))
    filled = sa.text("fills IS NOT NULL")
    op.create_index("deliveries_template", "deliveries", ["template"], sqlite_where=filled, postgresql_where=filled)
    op.create_index("deliveries_destination", "deliveries", ["destination"])
