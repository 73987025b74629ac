"""The version of each subject: it moves with every change, in the change's own transaction."""

from sqlalchemy import Connection, insert, update

from data_access.database import schema as t


def bump(connection: Connection, *subjects: str) -> None:
    """Tell the readers that the subjects changed, when the caller's transaction commits."""
    for subject in subjects:
        row = t.versions.c.subject == subject
        moved = connection.execute(update(t.versions).where(row).values(version=t.versions.c.version + 1))
        if not moved.rowcount:
            connection.execute(insert(t.versions).values(subject=subject, version=1))
