"""A load says whether what it has no row of was none.

It was so of events; what the mappings of totals said is not known any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    with op.batch_alter_table("loads") as batch_op:
        batch_op.add_column(sa.Column("tells_none", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE loads SET tells_none = false WHERE kind NOT IN ('', 'calls', 'cases', 'samples')")
