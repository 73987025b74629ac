"""The demonstration's snapshot, and small databases written by hand."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine, insert

from data_access.database import schema
from data_access.database.engine import reader, writer
from data_access.database.migrate import upgrade_database
from data_access.snapshot.frames import SUBJECTS
from data_access.snapshot.snapshot import Snapshot, read_snapshot

Rows = list[dict[str, Any]]
Write = Callable[[str, Mapping[str, Rows]], Engine]

# A test may be slow on a busy machine, and what it has found stands in its message.
settings.register_profile("pejling", deadline=None, database=None)
settings.load_profile("pejling")


@pytest.fixture(scope="session")
def demo_snapshot(demo_url: str) -> Snapshot:
    """Return the snapshot of the demonstration database."""
    return read_snapshot(reader(demo_url))


@pytest.fixture(scope="session")
def write() -> Write:
    """Return what brings an empty database to the schema, fills in rows by table, and gives its writer."""

    def fill(url: str, rows: Mapping[str, Rows]) -> Engine:
        upgrade_database(url)
        engine = writer(url)
        with engine.begin() as connection:
            connection.execute(
                insert(schema.versions), [{"subject": name, "version": 1} for name in SUBJECTS]
            )
            for table in schema.metadata.sorted_tables:
                if rows.get(table.name):
                    connection.execute(insert(table), rows[table.name])
        return engine

    return fill
