"""Editions of the report, their drafts, when they come, and what meetings said of them."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table('edition_drafts',
    sa.Column('report', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('revision', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_edition_drafts_role')),
    sa.CheckConstraint("state IN ('draft', 'withdrawn')", name=op.f('ck_edition_drafts_state')),
    sa.CheckConstraint('length(content) <= 200000', name=op.f('ck_edition_drafts_content')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_edition_drafts_number')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_edition_drafts_version')),
    sa.ForeignKeyConstraint(['written_by'], ['accounts.id'], name=op.f('fk_edition_drafts_written_by')),
    sa.PrimaryKeyConstraint('report', 'number', 'revision', 'version', name=op.f('pk_edition_drafts'))
    )
    op.create_table('editions',
    sa.Column('report', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('revision', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('form', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("(revision = 0) = (reason = '')", name=op.f('ck_editions_reason')),
    sa.CheckConstraint("length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')", name=op.f('ck_editions_month')),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_editions_role')),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_editions_sha256')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_editions_number')),
    sa.CheckConstraint('revision >= 0', name=op.f('ck_editions_revision')),
    sa.ForeignKeyConstraint(['written_by'], ['accounts.id'], name=op.f('fk_editions_written_by')),
    sa.PrimaryKeyConstraint('report', 'number', 'revision', name=op.f('pk_editions'))
    )
    op.create_table('meeting_words',
    sa.Column('report', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('place', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('said', sa.Text(), server_default='', nullable=False),
    sa.Column('answer', sa.Text(), server_default='', nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("kind IN ('decision', 'question', 'request')", name=op.f('ck_meeting_words_kind')),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_meeting_words_role')),
    sa.CheckConstraint('length(answer) <= 2000', name=op.f('ck_meeting_words_answer')),
    sa.CheckConstraint('length(said) <= 2000', name=op.f('ck_meeting_words_said')),
    sa.CheckConstraint('place >= 1', name=op.f('ck_meeting_words_place')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_meeting_words_version')),
    sa.ForeignKeyConstraint(['written_by'], ['accounts.id'], name=op.f('fk_meeting_words_written_by')),
    sa.PrimaryKeyConstraint('report', 'number', 'place', 'version', name=op.f('pk_meeting_words'))
    )
    op.create_table('releases',
    sa.Column('report', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('meeting', sa.Text(), server_default='', nullable=False),
    sa.Column('meeting_on', sa.Date(), nullable=True),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.CheckConstraint("role IN ('reader', 'manager', 'owner', 'editor', 'administrator')", name=op.f('ck_releases_role')),
    sa.CheckConstraint('length(meeting) <= 200', name=op.f('ck_releases_meeting')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_releases_number')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_releases_version')),
    sa.ForeignKeyConstraint(['written_by'], ['accounts.id'], name=op.f('fk_releases_written_by')),
    sa.PrimaryKeyConstraint('report', 'number', 'version', name=op.f('pk_releases'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        # On PostgreSQL the role that the web writes with may do neither (data_access/database/rights.py).
        for table in ('editions', 'edition_drafts', 'releases', 'meeting_words'):
            for name, what in (('stand', 'UPDATE'), ('stay', 'DELETE')):
                op.execute(f"CREATE TRIGGER {table}_{name} BEFORE {what} ON {table} BEGIN "
                           "SELECT RAISE(ABORT, 'what was published or said is only ever added to'); END")
