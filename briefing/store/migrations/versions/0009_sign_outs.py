"""Who was signed out everywhere, and until which moment their sessions had begun."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "sign_outs",
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("moment", sa.BigInteger, nullable=False),
    )
