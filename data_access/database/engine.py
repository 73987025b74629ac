"""Connections: one way to read, one way to write, on both databases."""

import sqlite3
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

SECONDS_TO_CONNECT = 5
SECONDS_TO_WAIT = 6 * 3600
KEPT = 8  # of each kind; a process has a database, or a few
# A network that has swallowed a connection never says so: without these it would be waited for for two hours.
NOTICE_THE_DEAD = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
# What the statements rely on, whatever the server, the database or the role has set: days as ISO text (a month is the
# beginning of one), times without a zone of the session's, and figures with all their digits.
RELIED_ON = {
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "extra_float_digits": "1",
    "standard_conforming_strings": "on",
}
_SET = "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in RELIED_ON.items())


def reader(url: str) -> Engine:
    """Return an engine whose connections cannot change anything and see one state a transaction."""
    return _engine(make_url(url), read_only=True, seconds=SECONDS_TO_CONNECT)


def writer(url: str, *, patient: bool = False) -> Engine:
    """Return an engine for migrations and loads; a patient one waits for another that writes, however long it takes."""
    return _engine(make_url(url), read_only=False, seconds=SECONDS_TO_WAIT if patient else SECONDS_TO_CONNECT)


def _engine(url: URL, *, read_only: bool, seconds: int) -> Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite(Path(url.database or "").absolute(), read_only=read_only, seconds=seconds)
    return _postgresql(url, read_only=read_only)


# An engine is kept, for it keeps the SQL that it has made of a statement: half the work of a small load. It holds no
# connection (NullPool): a refresh opens one, and one that hangs is left behind with its thread. Who listens to an
# engine takes `engine.execution_options()`, which is his own.


@lru_cache(maxsize=KEPT)
def _postgresql(url: URL, *, read_only: bool) -> Engine:
    """Make an engine that asks for all it relies on within each transaction, and for nothing at the connection.

    A pooler that hands its connections on between transactions refuses start-up options and forgets what a session has
    set, and the operator's own options stand in the URL.
    """
    engine = create_engine(
        url,
        poolclass=NullPool,
        isolation_level="REPEATABLE READ" if read_only else "READ COMMITTED",
        execution_options={"postgresql_readonly": read_only},
        # Behind a pooler a statement that was prepared is another's, or gone.
        connect_args={"connect_timeout": SECONDS_TO_CONNECT, "prepare_threshold": None, **NOTICE_THE_DEAD},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(_SET)

    return engine


@lru_cache(maxsize=KEPT)
def _sqlite(path: Path, *, read_only: bool, seconds: int) -> Engine:
    # A reader must not create the file: the fault would then show up as a missing table.
    uri = f"{path.as_uri()}?mode={'rw' if read_only else 'rwc'}"
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        creator=lambda: sqlite3.connect(uri, uri=True, timeout=seconds, check_same_thread=False),
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # sqlite3's own habit of beginning late would let two statements of a refresh see two states.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        else:
            # What REPLACE takes away is else taken away without the triggers that say it stands.
            connection.execute("PRAGMA recursive_triggers=ON")
            _write_ahead(connection, seconds)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: sqlite3.Connection, seconds: float) -> None:
    """Let readers go on while one writes; raises OperationalError when others hold the file for `seconds`.

    Of several that open a new file at once, SQLite refuses this to all but one without waiting as it does elsewhere.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def first_line(fault: BaseException) -> str:
    """Return the first line of what a fault says: the rest is the statement, or advice for programmers."""
    cause = getattr(fault, "orig", None) or fault
    return str(cause).strip().partition("\n")[0] or type(cause).__name__
