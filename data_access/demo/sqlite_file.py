"""Builds the demonstration in an SQLite file: beside it first, and then in its place."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import cast

from sqlalchemy import URL, Connection, Engine, event

from data_access.database.engine import writer
from data_access.demo import fill

_MOVED = ("samples", "daily_samples", "monthly_samples", "rollups")
# What protects a database in use is left out: nobody can see this one before it is whole.
_HASTE = (
    "journal_mode=OFF",
    "synchronous=OFF",
    "foreign_keys=OFF",  # these two are held by a test on the finished file
    "ignore_check_constraints=ON",
    "cache_size=-200000",
    "temp_store=MEMORY",
    "analysis_limit=1000",  # rows of an index: enough to choose between them
)
_HELPER = f"import sys; from {__name__} import build_part; build_part(sys.argv[1], int(sys.argv[2]))"


def build(target: Path, scale: int, report: fill.Progress, last: fill.Work | None = None) -> None:
    """Build the file and put it in the target's place, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _unfinished(target) as path, _unfinished(target) as part:
        report("tables", 0.0)
        with _engine(path).begin() as connection:
            fill.prepare(connection)
        shutil.copyfile(path, part)
        # Samples are written by a second process, because SQLite has one writer a file.
        with _helper(part, scale) as helper, _engine(path).begin() as connection:
            fill.write_events(connection, fill.SERVICE_DESKS, scale, fill.within(report, 0.05, 0.8))
            report("samples", 0.8)
            if helper.wait():
                raise RuntimeError(f"the samples could not be written: exit status {helper.returncode}")
        report("everything together", 0.9)
        _take_over(path, part)
        with _engine(path).begin() as connection:
            fill.finish(connection, last)
        _settle(path, target)


def build_part(path: str, scale: int) -> None:
    """Write the samples to a file of their own, in which all but the events stands."""
    with _engine(Path(path)).begin() as connection:
        fill.write_events(connection, fill.MONITORING, scale, lambda _what, _fraction: None)


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """Lend the name of an empty file beside the target, and leave nothing of it behind."""
    prefix = f".{target.name}."
    with NamedTemporaryFile(dir=target.parent, prefix=prefix, delete=False) as file:
        path = Path(file.name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
        _remove_logs(path)


@contextmanager
def _helper(part: Path, scale: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run `build_part` in a process that ends with this one's block."""
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-c", _HELPER, str(part), str(scale)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}) as helper:  # noqa: S603
        try:
            yield helper
        finally:
            helper.kill()


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    own = writer(url.render_as_string(hide_password=False)).execution_options()

    @event.listens_for(own, "engine_connect")
    def hurry(connection: Connection) -> None:
        _apply(cast(sqlite3.Connection, connection.connection.driver_connection))

    return own


def _apply(connection: sqlite3.Connection) -> None:
    for pragma in _HASTE:
        connection.execute(f"PRAGMA {pragma}")


def _take_over(path: Path, part: Path) -> None:
    """Move the part's rows; between like tables, SQLite copies them and their indexes as they are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _apply(connection)
        connection.execute("ATTACH ? AS part", (str(part),))
        connection.execute("BEGIN")
        for table in _MOVED:
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM part.{table}")
        connection.execute("COMMIT")


def _settle(path: Path, target: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")  # the file itself keeps this
    path.chmod(0o644)
    # Another database's log beside the new file would be read as the new one's.
    _remove_logs(target)
    path.replace(target)


def _remove_logs(database: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
