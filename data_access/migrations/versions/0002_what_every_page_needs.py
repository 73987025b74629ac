"""what every page needs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table(
        "public_holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_public_holidays")),
    )
    op.create_table(
        "translations",
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("language", "original", name=op.f("pk_translations")),
    )
    op.create_table(
        "hourly_calls",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("within_limit", sa.Integer(), nullable=False),
        sa.Column("wait_seconds", sa.Float(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_hourly_calls_desk_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_hourly_calls_site_id")),
        sa.PrimaryKeyConstraint("day", "hour", "desk_id", "site_id", name=op.f("pk_hourly_calls")),
    )
    op.create_table(
        "opening_hours",
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("opens", sa.SmallInteger(), nullable=True),
        sa.Column("closes", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint(
            "(opens IS NULL) = (closes IS NULL) AND (opens IS NULL OR (opens >= 0 AND opens < closes AND closes <= 24))",
            name=op.f("ck_opening_hours_hours"),
        ),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_opening_hours_desk_id")),
        sa.PrimaryKeyConstraint("desk_id", "weekday", "valid_from", name=op.f("pk_opening_hours")),
    )
    op.create_table(
        "project_milestones",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("due_precision", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.CheckConstraint(
            "due_precision IN ('day', 'month', 'year')", name=op.f("ck_project_milestones_due_precision")
        ),
        sa.CheckConstraint("state IN ('planned', 'done')", name=op.f("ck_project_milestones_state")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_project_milestones_load_id")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_project_milestones_project_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "due", "what", name=op.f("pk_project_milestones")),
    )
    with op.batch_alter_table("project_milestones", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_milestones_load_id"), ["load_id"], unique=False)

    # What the days hold is worked out anew: `pejling rollup`, and from the events until then.
    op.execute("DELETE FROM daily_calls")
    op.execute("DELETE FROM rollups WHERE subject = 'calls'")
    with op.batch_alter_table("daily_calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outside", sa.Integer(), nullable=False))

    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("rhythm", sa.String(length=10), server_default="on_change", nullable=False),
        )
        batch_op.add_column(
            sa.Column("due_working_day", sa.SmallInteger(), server_default="1", nullable=False),
        )
        batch_op.drop_column("due")
        batch_op.create_check_constraint(
            op.f("ck_sources_rhythm"), "rhythm IN ('daily', 'monthly', 'quarterly', 'yearly', 'on_change')"
        )
        batch_op.create_check_constraint(
            op.f("ck_sources_due_working_day"), "due_working_day BETWEEN 0 AND 60"
        )

    with op.batch_alter_table("limits", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_limits_unit"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_limits_unit"), "unit IN ('seconds', 'days', 'months', 'share')"
        )

    with op.batch_alter_table("budget_lines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=10), server_default="projects", nullable=False)
        )
        batch_op.create_check_constraint(
            op.f("ck_budget_lines_kind"), "kind IN ('projects', 'themes', 'one_off')"
        )

    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("desk_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_notes_desk_id"), "desks", ["desk_id"], ["id"])
