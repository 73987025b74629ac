"""What was decided to be withheld of a period, so that it stays."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table('withheld',
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('below', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('subject', 'period', name=op.f('pk_withheld'))
    )
