"""What is good once only, and was used: links to sign in, and what Slack has sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "used_tokens",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
    op.create_index("used_tokens_expires", "used_tokens", ["expires"])
