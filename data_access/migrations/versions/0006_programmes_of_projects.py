"""The programmes of projects are rows, and a report can have the source's own word for how a project stands."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# The two that there were.
_KNOWN = {"regional": "Regionalt", "cross_regional": "Tværregionalt"}


def upgrade() -> None:
    """Change the schema; a step back is a new migration, or yesterday's backup."""
    op.create_table(
        "project_programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_programmes")),
        sa.UniqueConstraint("key", name=op.f("uq_project_programmes_key")),
    )
    connection = op.get_bind()
    for key, name in _KNOWN.items():
        used = sa.text("SELECT 1 FROM projects WHERE programme = :key")
        if connection.execute(used, {"key": key}).first():
            made = sa.text("INSERT INTO project_programmes (key, name) VALUES (:key, :name)")
            connection.execute(made, {"key": key, "name": name})
    with op.batch_alter_table("projects") as batch_op:
        batch_op.add_column(sa.Column("programme_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE projects SET programme_id ="
        " (SELECT id FROM project_programmes WHERE project_programmes.key = projects.programme)"
    )
    with op.batch_alter_table("projects") as batch_op:
        batch_op.drop_constraint(op.f("ck_projects_programme"), type_="check")
        batch_op.drop_column("programme")
        batch_op.create_foreign_key(
            op.f("fk_projects_programme_id"), "project_programmes", ["programme_id"], ["id"]
        )
    with op.batch_alter_table("project_reports") as batch_op:
        batch_op.add_column(sa.Column("status_word", sa.Text(), nullable=False, server_default=""))
