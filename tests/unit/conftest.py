"""Small databases written by hand."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import Engine, insert

from data_access.database import schema
from data_access.database.engine import writer
from data_access.snapshot.frames import SUBJECTS

Rows = list[dict[str, Any]]
Write = Callable[[str, Mapping[str, Rows]], Engine]


@pytest.fixture(scope="session")
def write() -> Write:
    """Return what fills in rows by table in a migrated database, and gives its writer."""

    def fill(url: str, rows: Mapping[str, Rows]) -> Engine:
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
