"""Databases for tests: made once a run, behind a lock that its processes share, and copied for each test."""

import tests.patience  # noqa: F401 - before all that it makes patient

# isort: split
import gc
import itertools
import os
import pickle
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from dashboard.demonstration import build
from data_access.database import engine as engines
from data_access.database.engine import reader
from data_access.database.migrate import upgrade_database
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.shared import Shared
from data_access.snapshot.snapshot import Snapshot
from tests.alone import alone
from tests.postgres import library

# --- How much is tried --------------------------------------------------------------------------------

# A test may be slow on a busy machine, and what it has found stands in its message. Every day the same is
# tried, so that a change is blamed for what it did; `make soak` tries ten times as much, and anew each time.
COMMON: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}
settings.register_profile("pejling", **COMMON, derandomize=True)
settings.register_profile("soak", **COMMON)
settings.load_profile("pejling")  # another is named by --hypothesis-profile


# --- In which order, and where ------------------------------------------------------------------------

POSTGRES = {"postgres_databases", "new_postgres", "migrated_postgres", "postgres_url", "own_postgres"}
POSTGRES_NAMES = POSTGRES | {"postgresql"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files begin first, so that all processes end together, and mark what needs PostgreSQL.

    The longest of all has the demonstration made, on which most others wait; those that do not come next.
    """
    for item in items:
        if _needs_postgres(item):
            item.add_marker(pytest.mark.postgres)
    longest = max(map(_seconds, items), default=0.0)
    items.sort(
        key=lambda item: (_seconds(item) < longest, not item.get_closest_marker("meanwhile"), -_seconds(item))
    )


def pytest_collection_finish() -> None:
    """Keep the tests themselves, which live until the end, from being looked through for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # as where it is served


def _seconds(item: pytest.Item) -> float:
    takes = item.get_closest_marker("takes")
    return float(takes.args[0]) if takes else 0.0


def _needs_postgres(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    given = [each for each in call.params.values() if isinstance(each, str)] if call else []
    return bool(POSTGRES & set(getattr(item, "fixturenames", ())) or POSTGRES_NAMES & set(given))


# --- What is made once a run --------------------------------------------------------------------------


class Once(Protocol):
    """Returns the path of that name in the run's folder; the first who asks has it made."""

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path: ...


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of the run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def once(run_folder: Path) -> Once:
    """Return what has a file made once a run, whole or not at all."""

    def made(name: str, make: Callable[[Path], object]) -> Path:
        path = run_folder / name
        with alone(path):
            if not path.exists():
                beside = path.with_name(f"{name}.unfinished")
                make(beside)
                beside.replace(path)
        return path

    return made


# --- SQLite -------------------------------------------------------------------------------------------


@event.listens_for(Engine, "connect")
def _in_haste(connection: Any, _record: Any) -> None:
    # What protects the rows from a power cut is not what the tests are about, and waits for the disk.
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


# What SQL is made of a statement an engine keeps, but each test has a database and so an engine of its own: with one
# dialect and one memory of what it said, it is made once a run, and not once a database.
_SQLITE = create_engine("sqlite://", poolclass=NullPool, query_cache_size=4000)
_SQLITE.connect().close()  # a dialect learns of its database at the first connection


def _speaking_alike(url: Any, **options: Any) -> Engine:
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        engine.dialect, engine._compiled_cache = _SQLITE.dialect, _SQLITE._compiled_cache
    return engine


engines.create_engine = _speaking_alike


@pytest.fixture(scope="session")
def demo_url(once: Once) -> str:
    """Return the URL of the demonstration database, which no test may change."""
    return f"sqlite:///{once('demo.db', lambda path: build(f'sqlite:///{path}'))}"


@pytest.fixture(scope="session")
def demo_snapshot(demo_url: str, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return the snapshot of the demonstration, read once a run, and mapped as it is where pages are shown."""

    def keep(path: Path) -> None:
        path.write_bytes(pickle.dumps(read_snapshot(reader(demo_url))))

    found = pickle.loads(once("demo.pickle", keep).read_bytes())  # noqa: S301 - written by this very run
    assert isinstance(found, Snapshot)
    return Shared(tmp_path_factory.mktemp("shared")).publish(found)


@pytest.fixture(scope="session")
def migrated_file(once: Once) -> Callable[[Path], str]:
    """Return what puts an SQLite file of the code's schema, without rows, at a path and gives its URL."""

    def copied(path: Path) -> str:
        shutil.copy(once("migrated.db", lambda new: upgrade_database(f"sqlite:///{new}")), path)
        return f"sqlite:///{path}"

    return copied


@pytest.fixture
def new_sqlite(tmp_path: Path) -> str:
    """Return the URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'new.db'}"


@pytest.fixture
def migrated_sqlite(migrated_file: Callable[[Path], str], tmp_path: Path) -> str:
    """Return the URL of an SQLite file of the code's schema, without rows."""
    return migrated_file(tmp_path / "migrated.db")


# --- PostgreSQL ---------------------------------------------------------------------------------------


class PostgresDatabases:
    """Makes databases on the run's own PostgreSQL: empty ones, and ones of the code's schema without rows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "postgres"
        self._prefix = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}_"
        self._numbers = itertools.count(1)
        with alone(self._folder):
            if not self._folder.exists():
                # Not in pytest's own folder: that is closed to the user whom the server runs as under root.
                self._folder.write_text(tempfile.mkdtemp(prefix="pejling-postgres-"))
            # It counts the processes that use it, and the last one stops it.
            self._server = library().get_server(self._folder.read_text(), cleanup_mode="stop")
            self._in_haste()

    def __call__(self, *, migrated: bool = False) -> str:
        """Return the URL of a new database."""
        name = f"{self._prefix}{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._migrated if migrated else 'template0'}")
        return str(self._server.get_uri(database=name))

    def program(self, name: str) -> str:
        """Return the path of a program of the server's own version."""
        return str(self._server.bin_path / name)

    def close(self) -> None:
        """Leave the server, which goes when nobody uses it any more."""
        with alone(self._folder):
            self._server.cleanup()
            data = Path(self._folder.read_text())
            if not (data / "postmaster.pid").exists():
                # Of some hundred databases that takes seconds, for which nobody need wait.
                os.posix_spawnp("rm", ["rm", "-rf", str(data)], os.environ)

    @cached_property
    def _migrated(self) -> str:
        with alone(self._folder):
            if not self._run("SELECT 1 FROM pg_database WHERE datname = 'migrated'"):
                self._run("CREATE DATABASE unfinished TEMPLATE template0")
                upgrade_database(str(self._server.get_uri(database="unfinished")))
                self._run("ALTER DATABASE unfinished RENAME TO migrated")
        return "migrated"

    def _in_haste(self) -> None:
        # As with SQLite: the disk is not waited for. And of some hundred databases each would be looked through
        # for what to tidy up once a minute.
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def _run(self, statement: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description else []


@pytest.fixture(scope="session")
def postgres_databases(run_folder: Path) -> Iterator[PostgresDatabases]:
    """Return what makes a PostgreSQL database at each call, on a server of the run's own."""
    databases = PostgresDatabases(run_folder)
    yield databases
    databases.close()


@pytest.fixture
def new_postgres(postgres_databases: PostgresDatabases) -> str:
    """Return the URL of an empty PostgreSQL database."""
    return postgres_databases()


@pytest.fixture
def migrated_postgres(postgres_databases: PostgresDatabases) -> str:
    """Return the URL of a PostgreSQL database of the code's schema, without rows."""
    return postgres_databases(migrated=True)


@pytest.fixture(scope="session")
def postgres_url(postgres_databases: PostgresDatabases) -> str:
    """Return the URL of one PostgreSQL database for the whole session, empty at its start."""
    return postgres_databases()
