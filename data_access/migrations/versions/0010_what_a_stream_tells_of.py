"""Loads that tell of the same desks and places are one stream; which they are is found out of their rows."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday"s backup."""
    op.create_table("stream_places",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("stream", sa.Integer(), nullable=False),
    sa.Column("desk_id", sa.Integer(), nullable=True),
    sa.Column("system_id", sa.Integer(), nullable=True),
    sa.Column("field", sa.String(length=12), nullable=True),
    sa.Column("site_id", sa.Integer(), nullable=False),
    sa.Column("row_count", sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_stream_places_desk_id")),
    sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_stream_places_site_id")),
    sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_stream_places_system_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_stream_places"))
    )
    with op.batch_alter_table("stream_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stream_places_stream"), ["stream"], unique=False)

    with op.batch_alter_table("loads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stream", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_loads_stream"), ["stream"], unique=False)
