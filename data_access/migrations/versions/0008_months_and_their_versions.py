"""Month rollups beside the day rollups, and versions by the month that are drawn and not counted."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table('monthly_call_hours',
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('weekday', sa.SmallInteger(), nullable=False),
    sa.Column('hour', sa.SmallInteger(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('hospital_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('offered', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('within_limit', sa.Integer(), nullable=False),
    sa.Column('wait_seconds', sa.Float(), nullable=False),
    sa.Column('waits', sa.Integer(), nullable=False),
    sa.Column('limited', sa.Integer(), nullable=False),
    sa.Column('outside', sa.Integer(), nullable=False),
    sa.Column('placed', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_monthly_call_hours_desk_id')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_monthly_call_hours_site_id')),
    sa.PrimaryKeyConstraint('month', 'weekday', 'hour', 'desk_id', 'site_id', 'hospital_id', name=op.f('pk_monthly_call_hours'))
    )
    op.create_table('monthly_calls',
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('hospital_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('offered', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('within_limit', sa.Integer(), nullable=False),
    sa.Column('wait_seconds', sa.Float(), nullable=False),
    sa.Column('waits', sa.Integer(), nullable=False),
    sa.Column('limited', sa.Integer(), nullable=False),
    sa.Column('outside', sa.Integer(), nullable=False),
    sa.Column('placed', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_monthly_calls_desk_id')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_monthly_calls_site_id')),
    sa.PrimaryKeyConstraint('month', 'desk_id', 'site_id', 'hospital_id', name=op.f('pk_monthly_calls'))
    )
    op.create_table('monthly_cases',
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=16), nullable=False),
    sa.Column('priority', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('handler', sa.String(length=16), nullable=False),
    sa.Column('hospital_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('opened', sa.Integer(), nullable=False),
    sa.Column('tracked', sa.Integer(), nullable=False),
    sa.Column('first_contact', sa.Integer(), nullable=False),
    sa.Column('first_contact_told', sa.Integer(), nullable=False),
    sa.Column('resolved', sa.Integer(), nullable=False),
    sa.Column('resolved_later', sa.Integer(), nullable=False),
    sa.Column('resolved_unsorted', sa.Integer(), nullable=False),
    sa.Column('limited', sa.Integer(), nullable=False),
    sa.Column('within_limit', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_monthly_cases_desk_id')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_monthly_cases_site_id')),
    sa.PrimaryKeyConstraint('month', 'desk_id', 'site_id', 'channel', 'priority', 'kind', 'handler', 'hospital_id', name=op.f('pk_monthly_cases'))
    )
    op.create_table('monthly_samples',
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('system_id', sa.Integer(), nullable=False),
    sa.Column('site_id', sa.Integer(), nullable=False),
    sa.Column('action_class_id', sa.Integer(), nullable=False),
    sa.Column('hospital_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('samples', sa.Integer(), nullable=False),
    sa.Column('limited', sa.Integer(), nullable=False),
    sa.Column('within_limit', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['action_class_id'], ['action_classes.id'], name=op.f('fk_monthly_samples_action_class_id')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_monthly_samples_site_id')),
    sa.ForeignKeyConstraint(['system_id'], ['systems.id'], name=op.f('fk_monthly_samples_system_id')),
    sa.PrimaryKeyConstraint('month', 'system_id', 'site_id', 'action_class_id', 'hospital_id', name=op.f('pk_monthly_samples'))
    )
    _draw_versions()


def _draw_versions() -> None:
    """Give each subject a version anew: no number that was counted may be taken for one of these."""
    with op.batch_alter_table("versions") as batch_op:
        batch_op.add_column(sa.Column("month", sa.String(length=7), server_default="", nullable=False))
        batch_op.drop_constraint(op.f("pk_versions"), type_="primary")
        batch_op.create_primary_key(op.f("pk_versions"), ["subject", "month"])
    connection = op.get_bind()
    subjects = connection.execute(sa.text("SELECT subject FROM versions")).scalars().all()
    drawn = sa.text("UPDATE versions SET version = :version WHERE subject = :subject")
    for subject in subjects:
        connection.execute(drawn, {"subject": subject, "version": secrets.randbits(52)})
    if subjects:
        made = sa.text("INSERT INTO versions (subject, version) VALUES ('loads', :version)")
        connection.execute(made, {"version": secrets.randbits(52)})
