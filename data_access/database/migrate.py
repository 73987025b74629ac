"""The schema's migrations: what brings a database up to the schema that the code expects.

To change the schema, change `schema/`, run `python -m data_access.database.migrate "what changes"`, and read what it
wrote to `migrations/versions`: changed CHECKs and defaults are not found and must be added by hand. It
compares `schema/` with a database that it builds from the migrations so far, so it needs none of yours. A
test holds that the migrations end at exactly `schema/`.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, inspect, text

from data_access.database import engine, rights, rollups, streams

if TYPE_CHECKING:  # Alembic takes a third of a second to import, and most starts never need it.
    from alembic.config import Config

_LOCK = 7_315_402  # the advisory lock that one migration at a time holds on PostgreSQL
FOLDER = Path(__file__).parent.parent / "migrations"


class Move(NamedTuple):
    """The revisions that a database's schema was at and is at; None: no migration had run."""

    before: str | None
    after: str


class NewerSchemaError(RuntimeError):
    """The database's schema was made by a newer version of the code; `revision` is what it is at."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(f"the schema is at {revision}, and the newest that is known is {head()}")


def upgrade(connection: Connection) -> None:
    """Run the missing migrations in the caller's transaction, so that all of them hold or none.

    A migration that changes what a rollup counts empties it; it is filled here, from the events. Raises
    NewerSchemaError when the database is ahead of the code.
    """
    from alembic import command

    if not connection.in_transaction():  # or Alembic would commit each step by itself
        connection.begin()
    _alone(connection)
    before = current(connection)
    if before and before > head():
        raise NewerSchemaError(before)
    command.upgrade(_config(connection), "head")
    if before and before < head():
        _refill(connection)


def _alone(connection: Connection) -> None:
    """Wait for another migration to end; on SQLite a patient transaction has done so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def _refill(connection: Connection) -> None:
    if not streams.are_known(connection):
        streams.count_again(connection)
    rollups.refresh_months(connection)
    for subject in rollups.SUBJECTS:
        if rollups.through_day(connection, subject) == date.min:
            rollups.refresh(connection, subject, date.min, date.max)


def upgrade_database(url: str) -> Move:
    """Bring a database up to the code's schema in one transaction, whatever its tables hold.

    Of several that begin at once, on machines that are deployed together, one does it and the others find it done.
    """
    with engine.writer(url, patient=True).connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # SQLite changes a table by dropping it, and rows elsewhere that refer to it would forbid that.
            # The pragma is ignored within a transaction, and SQLAlchemy would begin one.
            with closing(connection.connection.cursor()) as cursor:
                cursor.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            _alone(connection)
            before = current(connection)
            upgrade(connection)
            rights.give(connection)
            if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise RuntimeError("the migrations left rows that refer to rows that do not exist")
    return Move(before, head())


def current(connection: Connection) -> str | None:
    """Return the revision that the database's schema is at; None when no migration has run."""
    # Asked without Alembic, so that a check of the database's health does not wait for its import.
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def head() -> str:
    """Return the newest revision, which is the one that the code expects."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def is_current(connection: Connection) -> bool:
    """Say that the database's schema is the one that the code expects."""
    return current(connection) == head()


def new(message: str) -> Path:
    """Write the migration from the newest revision to what `schema/` says now; return its file."""
    from alembic import command

    number = f"{int(head()) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/migrated.db"
        upgrade_database(url)
        with engine.writer(url).begin() as connection:
            command.revision(_config(connection), message, autogenerate=True, rev_id=number)
    return next((FOLDER / "versions").glob(f"{number}_*.py"))


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description="Write the migration to what the schema says now.")
    parser.add_argument("message", help="what changes, in a few words")
    new(parser.parse_args().message)
