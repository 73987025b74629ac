"""Databases with years of history: the demonstration's day rollups repeated backwards, added up by month as always."""

import shutil
import sqlite3
import sys
from pathlib import Path

from benchmarks.databases import database
from data_access.database.engine import writer
from data_access.database.rollups import refresh_months

# The demonstration's days: so far back is each repetition moved, and so many months what is counted by the month.
FIRST, LAST, DAYS, MONTHS = "2014-01-01", "2015-05-10", 497, 17
BY_DAY = ("daily_calls", "hourly_calls", "daily_cases", "daily_samples")
BY_MONTH = ("referrals", "pathways")


def database_of(years: int) -> str:
    """Return the URL of a database with so many years of history; it is built if there is none yet."""
    base = Path(database(1).removeprefix("sqlite:///"))
    path = base.with_name(f"{base.stem}-{years}-years.db")
    if not path.exists():
        print(f"building a database of {years} years …", file=sys.stderr)
        beside = path.with_suffix(".unfinished")
        shutil.copy(base, beside)
        _repeat(beside, f"{2015 - years}-05-11")
        with writer(f"sqlite:///{beside}").begin() as connection:
            refresh_months(connection)
        beside.replace(path)
    return f"sqlite:///{path}"


def _repeat(path: Path, since: str) -> None:
    connection = sqlite3.connect(path)
    times = 1 + (2015 - int(since[:4])) * 366 // DAYS
    for step in range(1, times + 1):
        for table in BY_DAY:
            _insert(connection, table, {"day": f"date(day, '-{DAYS * step} days')"}, since)
        for table in BY_MONTH:
            month = f"strftime('%Y-%m', month || '-01', '-{MONTHS * step} months')"
            _insert(connection, table, {"month": month}, since[:7])
        moved = {name: f"date({name}, '-{DAYS * step} days')" for name in ("period_from", "period_to")}
        _insert(connection, "loads", moved, since)
    connection.commit()
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, moved: dict[str, str], since: str) -> None:
    """Write the rows of the demonstration's time again with times moved back, but none from before a day."""
    told = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
    names = [name for name in told if name != "id"]
    at, columns = next(iter(moved)), ", ".join(moved.get(name, name) for name in names)
    first, last = FIRST[: len(since)], LAST[: len(since)]
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {columns} FROM {table} "
        f"WHERE {at} BETWEEN ? AND ? AND {moved[at]} >= ?",
        (first, last, since),
    )
