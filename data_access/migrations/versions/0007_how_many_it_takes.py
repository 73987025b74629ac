"""A limit may be a number of things: how many a figure must be counted over to be judged."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    with op.batch_alter_table("limits") as batch_op:
        batch_op.drop_constraint(op.f("ck_limits_unit"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_limits_unit"), "unit IN ('seconds', 'days', 'months', 'share', 'count')"
        )
