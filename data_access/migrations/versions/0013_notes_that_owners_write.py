"""Notes of a month and shifts of level that are made in the web."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table('written_notes',
    sa.Column('metric', sa.String(length=60), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('desk', sa.String(length=80), server_default='', nullable=False),
    sa.Column('system', sa.String(length=80), server_default='', nullable=False),
    sa.Column('hospital', sa.String(length=80), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('text', sa.Text(), server_default='', nullable=False),
    sa.Column('level_shift', sa.Boolean(), server_default='0', nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')", name=op.f('ck_written_notes_month')),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_written_notes_role')),
    sa.CheckConstraint("state IN ('published', 'withdrawn')", name=op.f('ck_written_notes_state')),
    sa.CheckConstraint('length(text) <= 400', name=op.f('ck_written_notes_text')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_written_notes_version')),
    sa.ForeignKeyConstraint(['written_by'], ['accounts.id'], name=op.f('fk_written_notes_written_by')),
    sa.PrimaryKeyConstraint('metric', 'month', 'desk', 'system', 'hospital', 'version', name=op.f('pk_written_notes'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        # On PostgreSQL the role that the web writes with may do neither (data_access/database/rights.py).
        for name, what in (('stand', 'UPDATE'), ('stay', 'DELETE')):
            op.execute(f"CREATE TRIGGER written_notes_{name} BEFORE {what} ON written_notes BEGIN "
                       "SELECT RAISE(ABORT, 'what was said is only ever added to'); END")
