"""Builds the demonstration database: whole or not at all, and the same every time."""

from pathlib import Path

from sqlalchemy import Connection, Table, func, make_url, select, text

from data_access.database import schema
from data_access.database.engine import writer
from data_access.database.migrate import upgrade
from data_access.demo import fill, sqlite_file


class AlreadyThereError(RuntimeError):
    """What stands where the demonstration would be built, and what to do about it."""


def build(
    url: str, *, replace: bool = False, scale: int = 1, progress: fill.Progress | None = None,
    last: fill.Work | None = None,
) -> None:  # fmt: skip
    """Build the demonstration database; `scale` multiplies calls, cases and samples.

    `progress` is told what is done next, in words, and how much of the whole is done; `last` is done when all rows
    stand, in their transaction.
    Raises `AlreadyThereError` where there is data already, unless it may be replaced.
    """
    if scale < 1:
        raise ValueError(f"scale must be 1 or more, not {scale}")
    report = progress or (lambda _what, _fraction: None)
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        _build_file(parsed.database, replace, scale, report, last)
    else:
        _build_in_database(url, replace, scale, report, last)
    report("done", 1.0)


def _build_file(
    database: str | None, replace: bool, scale: int, report: fill.Progress, last: fill.Work | None
) -> None:
    if not database or database == ":memory:":
        raise ValueError("the demonstration needs a file: a database in memory is gone when it is built")
    target = Path(database).absolute()
    if target.exists() and not replace:
        raise AlreadyThereError(f"{target} exists already: have it replaced, remove it, or name another file")
    sqlite_file.build(target, scale, report, last)


def _build_in_database(
    url: str, replace: bool, scale: int, report: fill.Progress, last: fill.Work | None
) -> None:
    with writer(url).begin() as connection:
        report("tables", 0.0)
        connection.execute(text("SET LOCAL work_mem = '64MB'"))
        connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
        upgrade(connection)
        _make_room(connection, replace)
        fill.prepare(connection)
        for part, start, end in ((fill.SERVICE_DESKS, 0.02, 0.5), (fill.MONITORING, 0.5, 0.97)):
            fill.write_events(connection, part, scale, fill.within(report, start, end))
        fill.finish(connection, last)
        _restart_keys(connection)


def _make_room(connection: Connection, replace: bool) -> None:
    """Empty the tables; without leave to replace, they must be empty already."""
    tables = schema.metadata.sorted_tables
    filled = next((table.name for table in tables if _has_rows(connection, table)), None)
    if filled and not replace:
        raise AlreadyThereError(
            f"the database holds data already, in {filled} at least: have it replaced, or name an empty database"
        )
    names = ", ".join(f'"{table.name}"' for table in tables)
    connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))


def _has_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(1).select_from(table).limit(1)).first() is not None


def _restart_keys(connection: Connection) -> None:
    """Let the next row of each table get a key after those that were given out here."""
    for table in schema.metadata.sorted_tables:
        if "id" in table.c:
            following = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
            key = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(key, following, False)))
