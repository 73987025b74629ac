"""What owners say of figures."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table('explanations',
    sa.Column('metric', sa.String(length=60), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('desk', sa.String(length=80), server_default='', nullable=False),
    sa.Column('system', sa.String(length=80), server_default='', nullable=False),
    sa.Column('hospital', sa.String(length=80), server_default='', nullable=False),
    sa.Column('project', sa.String(length=80), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('cause', sa.Text(), server_default='', nullable=False),
    sa.Column('action', sa.Text(), server_default='', nullable=False),
    sa.Column('responsible', sa.Text(), server_default='', nullable=False),
    sa.Column('back_at', sa.Date(), nullable=True),
    sa.Column('promised', sa.Float(), nullable=True),
    sa.Column('tied_to', sa.String(length=120), server_default='', nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')", name=op.f('ck_explanations_month')),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_explanations_role')),
    sa.CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name=op.f('ck_explanations_state')),
    sa.CheckConstraint('length(action) <= 600', name=op.f('ck_explanations_action')),
    sa.CheckConstraint('length(cause) <= 600', name=op.f('ck_explanations_cause')),
    sa.CheckConstraint('length(responsible) <= 120', name=op.f('ck_explanations_responsible')),
    sa.CheckConstraint('promised BETWEEN -1000000000000 AND 1000000000000', name=op.f('ck_explanations_promised')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_explanations_version')),
    sa.ForeignKeyConstraint(['written_by'], ['accounts.id'], name=op.f('fk_explanations_written_by')),
    sa.PrimaryKeyConstraint('metric', 'month', 'desk', 'system', 'hospital', 'project', 'version', name=op.f('pk_explanations'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        # On PostgreSQL the role that the web writes with may do neither (data_access/database/rights.py).
        for name, what in (('stand', 'UPDATE'), ('stay', 'DELETE')):
            op.execute(f"CREATE TRIGGER explanations_{name} BEFORE {what} ON explanations BEGIN "
                       "SELECT RAISE(ABORT, 'what was said is only ever added to'); END")
