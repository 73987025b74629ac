"""Who may sign in and what for, what was done, and the wall's screens."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table('accounts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issuer', sa.String(length=200), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('name', sa.Text(), server_default='', nullable=False),
    sa.Column('mail', sa.Text(), server_default='', nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('forgotten_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts'))
    )
    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.create_index('uq_accounts_issuer_subject', ['issuer', 'subject'], unique=True)

    op.create_table('access_log',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('act', sa.String(length=20), nullable=False),
    sa.Column('what', sa.Text(), server_default='', nullable=False),
    sa.Column('address', sa.String(length=45), server_default='', nullable=False),
    sa.CheckConstraint("act IN ('signed_in', 'signed_out', 'refused', 'exported', 'written', 'granted', 'revoked', 'forgotten', 'removed')", name=op.f('ck_access_log_act')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_access_log_account_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_log'))
    )
    with op.batch_alter_table('access_log', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_log_at'), ['at'], unique=False)

    op.create_table('grants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('group_name', sa.String(length=200), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('hospital_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=40), nullable=True),
    sa.Column('granted_at', sa.DateTime(), nullable=False),
    sa.Column('granted_by', sa.Integer(), nullable=True),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.Column('revoked_by', sa.Integer(), nullable=True),
    sa.CheckConstraint('(account_id IS NULL) <> (group_name IS NULL)', name=op.f('ck_grants_holder')),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_grants_role')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_grants_account_id')),
    sa.ForeignKeyConstraint(['granted_by'], ['accounts.id'], name=op.f('fk_grants_granted_by')),
    sa.ForeignKeyConstraint(['hospital_id'], ['hospitals.id'], name=op.f('fk_grants_hospital_id')),
    sa.ForeignKeyConstraint(['revoked_by'], ['accounts.id'], name=op.f('fk_grants_revoked_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grants'))
    )
    op.create_table('screens',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.Column('revoked_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['made_by'], ['accounts.id'], name=op.f('fk_screens_made_by')),
    sa.ForeignKeyConstraint(['revoked_by'], ['accounts.id'], name=op.f('fk_screens_revoked_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_screens')),
    sa.UniqueConstraint('hash', name=op.f('uq_screens_hash'))
    )
    op.create_table('sessions',
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('provider_session', sa.String(length=200), nullable=True),
    sa.Column('groups', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=False),
    sa.Column('ends_at', sa.DateTime(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_sessions_account_id')),
    sa.PrimaryKeyConstraint('hash', name=op.f('pk_sessions'))
    )
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.create_index('ix_sessions_account_id', ['account_id'], unique=False)

    if op.get_bind().dialect.name == 'sqlite':
        # On PostgreSQL the role that the web writes with may do neither (data_access/database/rights.py).
        op.execute("CREATE TRIGGER access_log_stands BEFORE UPDATE ON access_log BEGIN "
                   "SELECT RAISE(ABORT, 'the log is only ever added to'); END")
        op.execute("CREATE TRIGGER access_log_stays BEFORE DELETE ON access_log "
                   "WHEN OLD.at > datetime('now', '-180 days') BEGIN "
                   "SELECT RAISE(ABORT, 'of the log only what is half a year old may be removed'); END")
