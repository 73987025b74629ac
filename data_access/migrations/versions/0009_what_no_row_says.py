"""A load says whether what it has no row of was none.

It was so of events; what the mappings of totals said is not known any more. And how often a source delivers is missing
where nobody told it: of those that loads have made on their way.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    with op.batch_alter_table("loads") as batch_op:
        batch_op.add_column(sa.Column("tells_none", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE loads SET tells_none = false WHERE kind NOT IN ('', 'calls', 'cases', 'samples')")
    with op.batch_alter_table("sources") as batch_op:
        batch_op.alter_column("rhythm", existing_type=sa.String(10), nullable=True, server_default=None)
    op.execute(
        "UPDATE sources SET rhythm = NULL WHERE rhythm = 'on_change' AND description = '' AND owner = '' "
        "AND due_working_day IS NULL AND NOT EXISTS (SELECT 1 FROM loads WHERE kind = 'sources')"
    )
