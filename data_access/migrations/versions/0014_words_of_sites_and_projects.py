"""Words on a system's single site, and reports that projects' owners write."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

_KEY = ['metric', 'month', 'desk', 'system', 'hospital', 'project', 'site', 'version']


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    with op.batch_alter_table('explanations') as batch_op:
        batch_op.add_column(sa.Column('site', sa.String(length=80), server_default='', nullable=False))
        batch_op.drop_constraint(op.f('pk_explanations'), type_='primary')
        batch_op.create_primary_key(op.f('pk_explanations'), _KEY)
    with op.batch_alter_table('grants') as batch_op:
        batch_op.alter_column('subject', type_=sa.String(length=120), existing_type=sa.String(length=40))
    op.create_table('written_project_reports',
    sa.Column('project', sa.String(length=80), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('light', sa.String(length=8), nullable=True),
    sa.Column('finding', sa.Text(), server_default='', nullable=False),
    sa.Column('phase', sa.Text(), server_default='', nullable=False),
    sa.Column('expected_end', sa.Date(), nullable=True),
    sa.Column('delay_weeks', sa.Float(), nullable=True),
    sa.Column('budget_mio_dkk', sa.Float(), nullable=True),
    sa.Column('forecast_mio_dkk', sa.Float(), nullable=True),
    sa.Column('next_milestone', sa.Text(), server_default='', nullable=False),
    sa.Column('milestone_due', sa.Date(), nullable=True),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')", name=op.f('ck_written_project_reports_month')),
    sa.CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name=op.f('ck_written_project_reports_state')),
    sa.CheckConstraint("light IN ('green', 'yellow', 'red', 'grey')", name=op.f('ck_written_project_reports_light')),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_written_project_reports_role')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_written_project_reports_version')),
    sa.CheckConstraint("state <> 'published' OR light IS NOT NULL", name=op.f('ck_written_project_reports_told')),
    sa.CheckConstraint('delay_weeks BETWEEN -1000 AND 100000', name=op.f('ck_written_project_reports_delay')),
    sa.CheckConstraint('budget_mio_dkk BETWEEN 0 AND 1000000000 AND forecast_mio_dkk BETWEEN 0 AND 1000000000', name=op.f('ck_written_project_reports_cost')),
    sa.CheckConstraint('length(finding) <= 600', name=op.f('ck_written_project_reports_finding')),
    sa.CheckConstraint('length(phase) <= 120', name=op.f('ck_written_project_reports_phase')),
    sa.CheckConstraint('length(next_milestone) <= 200', name=op.f('ck_written_project_reports_next_milestone')),
    sa.ForeignKeyConstraint(['written_by'], ['accounts.id'], name=op.f('fk_written_project_reports_written_by')),
    sa.PrimaryKeyConstraint('project', 'month', 'version', name=op.f('pk_written_project_reports'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        # On PostgreSQL the role that the web writes with may do neither (data_access/database/rights.py). A table that
        # is made anew has lost its triggers.
        for table in ('explanations', 'written_project_reports'):
            for name, what in (('stand', 'UPDATE'), ('stay', 'DELETE')):
                op.execute(f"CREATE TRIGGER {table}_{name} BEFORE {what} ON {table} BEGIN "
                           "SELECT RAISE(ABORT, 'what was said is only ever added to'); END")
