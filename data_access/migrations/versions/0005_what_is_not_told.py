"""What a source does not tell is missing, and beside each count stands what it is counted over.

What stands in a database already counts as told. The rollups are emptied: who runs the migrations fills them again
from the events, because only the one statement of a rollup knows what its counts are.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COUNTED_OVER = {
    "daily_calls": ("waits", "limited", "placed"),
    "hourly_calls": ("waits", "limited", "placed"),
    "daily_cases": ("tracked", "first_contact_told", "resolved_unsorted", "limited"),
    "daily_samples": ("limited",),
}
_MAY_BE_MISSING: dict[str, dict[str, Any]] = {
    "calls": {"wait_seconds": sa.Float()},
    "call_totals": {"within_limit": sa.Integer(), "wait_seconds": sa.Float()},
    "projects": {"programme": sa.String(16)},
}


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.execute("DELETE FROM rollups")
    for table, columns in _COUNTED_OVER.items():
        op.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
        with op.batch_alter_table(table) as batch_op:
            for name in columns:
                batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False))
    for table, types in _MAY_BE_MISSING.items():
        with op.batch_alter_table(table) as batch_op:
            for name, type_ in types.items():
                batch_op.alter_column(name, existing_type=type_, nullable=True)
            if table == "call_totals":
                batch_op.add_column(sa.Column("outside", sa.Integer(), nullable=True))
                batch_op.create_check_constraint("outside", "outside >= 0")
    with op.batch_alter_table("budget_lines") as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(10), nullable=True, server_default=None)
    with op.batch_alter_table("sources") as batch_op:
        batch_op.alter_column(
            "due_working_day", existing_type=sa.SmallInteger(), nullable=True, server_default=None
        )
    _cases()


def _cases() -> None:
    with op.batch_alter_table("cases") as batch_op:
        batch_op.add_column(
            sa.Column("resolved_told", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        for name, length in (("channel", 12), ("priority", 12), ("kind", 16), ("handler", 12)):
            batch_op.alter_column(name, existing_type=sa.String(length), nullable=True)
        batch_op.alter_column("first_contact", existing_type=sa.Boolean(), nullable=True)
        for name in ("closed", "first_contact"):
            batch_op.drop_constraint(op.f(f"ck_cases_{name}"), type_="check")
        batch_op.create_check_constraint("resolved_told", "resolved_told OR resolved_at IS NULL")
        batch_op.create_check_constraint(
            "closed",
            "closed_at >= resolved_at AND (closed_at IS NULL OR resolved_at IS NOT NULL OR NOT resolved_told)",
        )
        batch_op.create_check_constraint(
            "first_contact",
            "NOT first_contact OR (channel = 'telephone' AND (resolved_at IS NOT NULL OR NOT resolved_told))",
        )
