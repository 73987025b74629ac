"""What the role that the web writes with may do on PostgreSQL: to these tables this, and to no other anything.

Whoever loads and whoever reads may do nothing with them: who signs in is not theirs to see or to change. It is given
each time that the schema is brought up to the program's, so a table that is new has its rights from its first day.
"""

from sqlalchemy import Connection, text

ROLE, OTHERS = "pejling_people", ("pejling_loader", "pejling_reader")
# By table. What is written stands: nothing of the log is ever changed or removed with this role.
RIGHTS = {
    "accounts": "SELECT, INSERT, UPDATE",
    "grants": "SELECT, INSERT, UPDATE (revoked_at, revoked_by)",
    "sessions": "SELECT, INSERT, UPDATE, DELETE",
    "screens": "SELECT, INSERT, UPDATE (revoked_at, revoked_by)",
    "access_log": "SELECT, INSERT",
}
# What is said of figures is read by all, and written by nobody else; that it was is told where every change is.
REPORTS = ("editions", "edition_drafts", "releases", "meeting_words")
SAID = ("explanations", "written_notes", "written_project_reports", *REPORTS)
WORDS = dict.fromkeys(SAID, "SELECT, INSERT") | {"versions": "SELECT, INSERT, UPDATE"}
# A project's report becomes the rows that a load makes, as a load of its own; what it replaces is kept, and comes back.
TOLD = {
    "project_reports": "SELECT, INSERT, DELETE",
    "project_milestones": "SELECT, INSERT, DELETE",
    "loads": "SELECT, INSERT, DELETE",
    "superseded": "SELECT, INSERT, DELETE, UPDATE (by_load)",
}
MAY_READ = (
    "hospitals",
    "projects",
    "sources",
    "alembic_version",
)  # which hospitals a manager's are, whose reports


def give(connection: Connection) -> None:
    """Give the role its rights, and take the others'; nothing where the database has no such roles."""
    if connection.dialect.name != "postgresql":
        return
    known = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
    for other in (each for each in OTHERS if each in known):
        _run(connection, f"REVOKE ALL ON {', '.join(RIGHTS)} FROM {other}")
        _run(connection, f"REVOKE INSERT, UPDATE, DELETE ON {', '.join(SAID)} FROM {other}")
    if ROLE not in known:
        return
    for table, rights in (RIGHTS | WORDS | TOLD).items():
        _run(connection, f"REVOKE ALL ON {table} FROM {ROLE}")
        _run(connection, f"GRANT {rights} ON {table} TO {ROLE}")
        asked = text("SELECT pg_get_serial_sequence(:name, 'id')")
        has_number = text(
            "SELECT 1 FROM information_schema.columns WHERE table_name = :name AND column_name = 'id'"
        )
        if connection.execute(has_number, {"name": table}).first():
            sequence = connection.execute(asked, {"name": table}).scalar()
            _run(connection, f"GRANT USAGE ON SEQUENCE {sequence} TO {ROLE}")
    _run(connection, f"GRANT SELECT ON {', '.join(MAY_READ)} TO {ROLE}")


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))
