"""What a brief was composed from, so that it can be composed once more and compared."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("briefs", sa.Column("ingredients", sa.LargeBinary))
