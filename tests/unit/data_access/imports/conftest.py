"""Small operational databases to load into, on both databases, and what can be asked of them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Table, insert, make_url, select, text

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.wishes import Outcome, Wishes

AT_FIRST = date(1990, 1, 1)
THINGS: dict[Table, list[dict[str, Any]]] = {
    t.hospitals: [{"id": 1, "key": "herlev", "name": "Herlev Hospital"}],
    t.sites: [{"id": 1, "key": "herlev", "name": "Herlev"}, {"id": 2, "key": "gentofte", "name": "Gentofte"}],
    t.site_hospitals: [{"site_id": 1, "hospital_id": 1, "valid_from": AT_FIRST}],
    t.desks: [{"id": 1, "key": "cimt", "name": "CIMT Servicedesk"}],
    t.systems: [{"id": 1, "key": "mail", "name": "Mail/kalender", "measured": True, "position": 1}],
    t.action_classes: [
        {"id": 1, "key": "standard", "name": "Almindelig"},
        {"id": 2, "key": "heavy", "name": "Tung"},
    ],
    t.limits: [
        {"subject": "call", "key": "answer", "valid_from": AT_FIRST, "amount": 300, "unit": "seconds"},
        {"subject": "case", "key": "high", "valid_from": AT_FIRST, "amount": 3, "unit": "days"},
        {"subject": "sample", "key": "standard", "valid_from": AT_FIRST, "amount": 3, "unit": "seconds"},
    ],
}


@dataclass(frozen=True)
class Database:
    """A database to load into."""

    url: str
    folder: Path
    sweep: Callable[[], None] | None = None  # what else would be connected for

    def load(self, content: str | bytes, mapping: str, name: str = "fil.csv", **wishes: Any) -> Outcome:
        """Load a file of that content by a mapping given as TOML, or by the name of one."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = mappings.read_mapping(mapping, "prøve") if "\n" in mapping else mappings.load(mapping)
        return load_file(self.url, path, found, Wishes(**wishes))

    def rows(self, table: Table, *columns: str) -> list[tuple[Any, ...]]:
        """Return a table's rows, or some columns of them, in the order of what they say."""
        with reader(self.url).connect() as connection:
            return self._rows(connection, table, *columns)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that a reader could see, without the numbers that rows happen to have got."""
        hidden = {"id", "load_id", "loaded_at", "as_of"}
        with reader(self.url).connect() as connection:
            return {
                table.name: self._rows(
                    connection, table, *(c.name for c in table.columns if c.name not in hidden)
                )
                for table in t.metadata.sorted_tables
                if table.name not in ("loads", "load_gaps", "superseded", "versions", "withheld")
            }

    def _rows(self, connection: Connection, table: Table, *columns: str) -> list[tuple[Any, ...]]:
        found = connection.execute(select(*(table.c[name] for name in columns)) if columns else select(table))
        return sorted((tuple(row) for row in found), key=repr)

    def empty(self) -> None:
        """Take all that was loaded away."""
        assert self.sweep
        self.sweep()


def _emptied() -> Iterator[str]:
    for table in reversed(t.metadata.sorted_tables):
        if table not in (*THINGS, t.loads, t.sources):
            yield f"DELETE FROM {table.name}"
        elif "load_id" in table.c:
            yield f"DELETE FROM {table.name} WHERE load_id IS NOT NULL"
    yield "DELETE FROM loads"
    yield "DELETE FROM sources"


EMPTIED = tuple(_emptied())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Load on both databases, but for what a module tests of reading files, which knows no database (DATABASES)."""
    if "filled" in metafunc.fixturenames:
        databases = getattr(metafunc.module, "DATABASES", ("sqlite", "postgresql"))
        metafunc.parametrize("filled", databases, indirect=True, scope="module")


@pytest.fixture(scope="module")
def filled(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    migrated_file: Callable[[Path], str],
) -> str:
    """Return the URL of a database that has the things rows refer to, and nothing else."""
    if request.param == "sqlite":
        url = migrated_file(tmp_path_factory.mktemp("imports") / "pejling.db")
    else:
        url = request.getfixturevalue("postgres_databases")(migrated=True)
    with writer(url).begin() as connection:
        for table, rows in THINGS.items():
            connection.execute(insert(table), rows)
            if connection.dialect.name == "postgresql" and "id" in table.c:
                connection.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {len(rows)})")
                )
    return url


@pytest.fixture(scope="module")
def swept(filled: str) -> Iterator[Callable[[], None]]:
    """Return what takes away all that was loaded, by one connection to PostgreSQL, which knows the tables."""
    url = make_url(filled)
    if url.get_backend_name() == "sqlite":
        yield partial(_sweep_file, str(url.database))
        return
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        yield lambda: _sweep_server(connection)


def _sweep_file(path: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(";".join(("PRAGMA synchronous=OFF", "BEGIN IMMEDIATE", *EMPTIED, "COMMIT")))


def _sweep_server(connection: psycopg.Connection) -> None:
    connection.execute(";".join(EMPTIED).encode())


@pytest.fixture
def database(filled: str, swept: Callable[[], None], tmp_path: Path) -> Database:
    """Return the database, empty of what other tests have loaded."""
    swept()
    return Database(filled, tmp_path, swept)
