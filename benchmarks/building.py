"""How long the demonstration takes to build, against its rows put into tables without anything on them."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.databases import database
from benchmarks.result import Figure, take_turns
from dashboard.demonstration import build
from data_access.database.rollups import ROLLUPS

ROWS_AT_A_TIME = 50_000


def run(*, quick: bool) -> Iterator[Figure]:
    """Build it, and write the rows of one that is built."""
    source = database(1).removeprefix("sqlite:///")
    rounds = take_turns(_build, lambda: _write(source), 1 if quick else 3)
    yield rounds.figure("demonstration built", "s", decimals=1)


def _build() -> float:
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder:
        began = time.perf_counter()
        build(f"sqlite:///{folder}/new.db")
        return time.perf_counter() - began


def _write(source: str) -> float:
    """Copy the rows but those of the rollups; only the writing is timed, not the reading."""
    derived = {rollup.table.name for rollup in ROLLUPS.values()}
    with (
        tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder,
        closing(sqlite3.connect(f"{Path(source).as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(Path(folder) / "raw.db")) as new,
    ):
        new.execute("PRAGMA journal_mode=OFF")
        new.execute("PRAGMA synchronous=OFF")
        names = [row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return sum(_copy(old, new, name) for name in names if name not in derived and "sqlite_" not in name)


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, name: str) -> float:
    rows = old.execute(f'SELECT * FROM "{name}"')
    columns = [column[0] for column in rows.description]
    new.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
    statement = f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})'
    taken = 0.0
    while some := rows.fetchmany(ROWS_AT_A_TIME):
        began = time.perf_counter()
        new.executemany(statement, some)
        new.commit()
        taken += time.perf_counter() - began
    return taken
