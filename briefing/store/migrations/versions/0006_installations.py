"""Workspaces that installed the Slack app, and installations under way."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "install_states",
        sa.Column("state", sa.Text, primary_key=True),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
