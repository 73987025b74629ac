"""The database is built whole or not at all, and never over another by accident."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, func, insert, select, text

from data_access.database import schema
from data_access.database.engine import reader, writer
from data_access.demo import cases, fill, samples, sqlite_file
from data_access.demo.build import AlreadyThereError, build
from data_access.demo.calendar import months

pytestmark = pytest.mark.takes(16)


@contextmanager
def helper_without_events(_part: Path, _scale: int) -> Iterator[SimpleNamespace]:
    yield SimpleNamespace(wait=lambda: 0, returncode=0)


@pytest.fixture
def without_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes the time: the events, the migrations, whose end is the schema, and what is withheld."""
    monkeypatch.setattr(fill, "upgrade", schema.metadata.create_all)
    monkeypatch.setattr(fill, "keep", lambda _connection: False)
    monkeypatch.setattr(fill, "write_events", lambda *_: None)
    monkeypatch.setattr(sqlite_file, "_helper", helper_without_events)


@pytest.fixture
def target(new_sqlite: str) -> Path:
    return Path(new_sqlite.removeprefix("sqlite:///"))


@pytest.mark.usefixtures("without_events")
def test_a_file_is_replaced_only_on_demand(new_sqlite: str, target: Path) -> None:
    target.write_text("something else")
    with pytest.raises(AlreadyThereError, match=r"new\.db exists already: have it replaced"):
        build(new_sqlite)
    assert target.read_text() == "something else"
    build(new_sqlite, replace=True)
    with reader(new_sqlite).connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.sites)) == 15


@pytest.mark.usefixtures("without_events")
def test_a_file_stands_alone_and_in_wal_mode(new_sqlite: str, target: Path) -> None:
    for suffix in ("-wal", "-shm"):  # of a database that was here before
        target.with_name(target.name + suffix).write_bytes(b"leftover")
    build(new_sqlite)
    assert list(target.parent.iterdir()) == [target]
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.usefixtures("without_events")
def test_folders_are_made(tmp_path: Path) -> None:
    build(f"sqlite:///{tmp_path / 'a' / 'b' / 'pejling.db'}")
    assert (tmp_path / "a" / "b" / "pejling.db").exists()


def test_a_build_that_fails_changes_nothing(
    new_sqlite: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: Connection) -> None:
        raise RuntimeError("interrupted")

    target.write_text("as it was")
    monkeypatch.setattr(fill, "prepare", fail)
    with pytest.raises(RuntimeError, match="interrupted"):
        build(new_sqlite, replace=True)
    assert target.read_text() == "as it was"
    assert list(target.parent.iterdir()) == [target]


def test_a_helper_that_fails_fails_the_build(
    new_sqlite: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fill, "upgrade", schema.metadata.create_all)
    monkeypatch.setattr(sqlite_file, "_HELPER", "raise SystemExit(3)")
    monkeypatch.setattr(fill, "write_events", lambda *_: None)
    with pytest.raises(RuntimeError, match="exit status 3"):
        build(new_sqlite)
    assert not target.exists()


@pytest.mark.usefixtures("without_events")
def test_progress_goes_from_nothing_to_all(new_sqlite: str) -> None:
    seen: list[tuple[str, float]] = []
    build(new_sqlite, progress=lambda what, fraction: seen.append((what, fraction)))
    fractions = [fraction for _, fraction in seen]
    assert fractions == sorted(fractions)
    assert (fractions[0], seen[-1]) == (0, ("done", 1.0))
    assert all(what for what, _ in seen)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_memory_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="needs a file"):
        build(url)


def test_a_scale_below_one_is_refused(new_sqlite: str) -> None:
    with pytest.raises(ValueError, match="scale must be 1 or more"):
        build(new_sqlite, scale=0)


def test_postgresql_with_data_is_left_alone(migrated_postgres: str) -> None:
    with writer(migrated_postgres).begin() as connection:
        connection.execute(insert(schema.desks).values(key="a", name="A"))
    with pytest.raises(AlreadyThereError, match="holds data already, in desks at least"):
        build(migrated_postgres)


ROLLED_UP = {
    "calls": "SELECT day, desk_id, site_id, offered, within_limit, wait_seconds FROM daily_calls"
    " WHERE day BETWEEN '2014-01-01' AND '2014-01-31' ORDER BY 1, 2, 3",
    "samples": "SELECT day, system_id, site_id, action_class_id, samples, within_limit"
    " FROM daily_samples WHERE day BETWEEN '2014-01-01' AND '2014-01-31' ORDER BY 1, 2, 3, 4",
    "cases": "SELECT day, desk_id, site_id, sum(opened), sum(first_contact) FROM daily_cases"
    " WHERE day BETWEEN '2014-01-01' AND '2014-01-31' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
}


def test_postgresql_gets_the_same(
    new_postgres: str, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One month is enough to compare, and the second build replaces the first, which has a month of calls alone."""
    monkeypatch.setattr(fill, "keep", lambda _connection: False)
    monkeypatch.setattr(fill, "months", lambda: months()[:1])
    with monkeypatch.context() as fewer:
        for part in (samples, cases):
            fewer.setattr(part, "write", lambda *_: None)
        build(new_postgres)
    build(new_postgres, replace=True)
    with reader(new_postgres).connect() as other:
        for statement in ROLLED_UP.values():
            theirs = [tuple(map(str, row)) for row in other.execute(text(statement))]
            assert theirs == [tuple(map(str, row)) for row in connection.execute(text(statement))]
            assert theirs
    with writer(new_postgres).begin() as other:
        # The next key is free, though the keys of the demonstration were given.
        other.execute(insert(schema.desks).values(key="a", name="A"))
        assert other.scalar(select(func.max(schema.desks.c.id))) == 3
