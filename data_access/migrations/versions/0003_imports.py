"""What a load tells of itself, what makes two events the same, and calls that only totals are known of."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table('load_gaps',
    sa.Column('load_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['load_id'], ['loads.id'], name=op.f('fk_load_gaps_load_id')),
    sa.PrimaryKeyConstraint('load_id', 'day', name=op.f('pk_load_gaps'))
    )
    op.create_table('superseded',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('table_name', sa.String(length=40), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('by_load', sa.Integer(), nullable=False),
    sa.Column('load_id', sa.Integer(), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['by_load'], ['loads.id'], name=op.f('fk_superseded_by_load')),
    sa.ForeignKeyConstraint(['load_id'], ['loads.id'], name=op.f('fk_superseded_load_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_superseded'))
    )
    with op.batch_alter_table('superseded', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_superseded_by_load'), ['by_load'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_superseded_table_name_key_by_load'), ['table_name', 'key', 'by_load'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_superseded_load_id'), ['load_id'], unique=False)

    with op.batch_alter_table('calls', schema=None) as batch_op:
        batch_op.add_column(sa.Column('key', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('revision', sa.BigInteger(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_calls_day'))
        batch_op.create_index(batch_op.f('ix_calls_day_key'), ['day', 'key'], unique=True)

    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('number', sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column('revision', sa.BigInteger(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_cases_number'), ['number'])

    with op.batch_alter_table('limits', schema=None) as batch_op:
        batch_op.add_column(sa.Column('load_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_limits_load_id'), ['load_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_limits_load_id'), 'loads', ['load_id'], ['id'])

    with op.batch_alter_table('loads', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=20), server_default='', nullable=False))
        batch_op.add_column(sa.Column('mapping', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('file', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('as_of', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('unchanged', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('replaced', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('profile', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('watermark', sa.Text(), server_default='', nullable=False))

    with op.batch_alter_table('notes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('load_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_notes_load_id'), ['load_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_notes_load_id'), 'loads', ['load_id'], ['id'])

    with op.batch_alter_table('samples', schema=None) as batch_op:
        batch_op.add_column(sa.Column('key', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('revision', sa.BigInteger(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_samples_day'))
        batch_op.create_index(batch_op.f('ix_samples_day_key'), ['day', 'key'], unique=True)

    with op.batch_alter_table('site_hospitals', schema=None) as batch_op:
        batch_op.add_column(sa.Column('load_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_site_hospitals_load_id'), ['load_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_site_hospitals_load_id'), 'loads', ['load_id'], ['id'])

    with op.batch_alter_table('targets', schema=None) as batch_op:
        batch_op.add_column(sa.Column('load_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_targets_load_id'), ['load_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_targets_load_id'), 'loads', ['load_id'], ['id'])

    op.create_table('call_totals',
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('load_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('offered', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('within_limit', sa.Integer(), nullable=False),
    sa.Column('wait_seconds', sa.Float(), nullable=False),
    sa.CheckConstraint('last_day >= day', name=op.f('ck_call_totals_last_day')),
    sa.CheckConstraint('wait_seconds BETWEEN 0 AND 1000000000', name=op.f('ck_call_totals_wait')),
    sa.CheckConstraint('within_limit BETWEEN 0 AND answered AND answered BETWEEN 0 AND offered', name=op.f('ck_call_totals_counts')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_call_totals_desk_id')),
    sa.ForeignKeyConstraint(['load_id'], ['loads.id'], name=op.f('fk_call_totals_load_id')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_call_totals_site_id')),
    sa.PrimaryKeyConstraint('period', 'desk_id', 'site_id', name=op.f('pk_call_totals'))
    )
    with op.batch_alter_table('call_totals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_call_totals_day'), ['day'], unique=False)
        batch_op.create_index(batch_op.f('ix_call_totals_load_id'), ['load_id'], unique=False)
