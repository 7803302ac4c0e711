"""How often lines stood in the articles of a source."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "seen_lines",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("lines", sa.LargeBinary, nullable=False),
    )
