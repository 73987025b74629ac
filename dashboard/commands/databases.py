"""The database that a command works on: which it is, whether it is ready, and how it fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from dashboard.commands.terminal import WRONG_USE, stop

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from dashboard.settings import Settings
    from data_access.snapshot.snapshot import Snapshot

Answer = TypeVar("Answer")


def settings(database_url: str | None = None) -> Settings:
    """Read the settings, with the given database instead of the configured one; or end the command."""
    from dashboard.settings import Settings, SettingsError

    env = dict(os.environ)
    if database_url is not None:
        if not database_url.strip():  # a shell variable that is not set, and not a wish for the default
            stop("--database-url er tom.", "Skriv for eksempel --database-url sqlite:///prøve.db", WRONG_USE)
        env["PEJLING_DATABASE_URL"] = database_url
    try:
        return Settings.from_env(env)
    except SettingsError as fault:
        problems = "\n".join(f"  {problem}" for problem in fault.problems)
        stop(f"indstillingerne kan ikke bruges.\n{problems}", "Ret dem, og prøv igen.", WRONG_USE)


def place(url: str) -> str:
    """Say where a database is: its file, or its address without the password."""
    from sqlalchemy.engine.url import make_url

    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        return parts.database or ""
    return parts.render_as_string(hide_password=True)


def file_of(url: str) -> Path | None:
    """Return the file of an SQLite database; None for a database on a server."""
    from sqlalchemy.engine.url import make_url

    parts = make_url(url)
    return Path(parts.database or "") if parts.get_backend_name() == "sqlite" else None


def is_missing(url: str) -> bool:
    """Say that there is no such SQLite file; of a database on a server, only asking it can tell."""
    file = file_of(url)
    return file is not None and not file.exists()


def ready(database_url: str | None) -> str:
    """Return the address of a database that can be loaded into; end the command when there is none."""
    from data_access.database import migrate
    from data_access.database.engine import reader

    url = settings(database_url).database_url
    if is_missing(url):
        stop(f"der er ingen database i {place(url)}.", "Lav en tom med: pejling migrate")
    with database_faults(url), reader(url).connect() as connection:
        if not migrate.is_current(connection):
            stop(f"databasen {place(url)} har ikke programmets skema.", "Læg det med: pejling migrate")
    return url


@contextmanager
def database_faults(url: str) -> Iterator[None]:
    """End the command in Danish when the database fails it."""
    import sqlite3

    from sqlalchemy.exc import SQLAlchemyError

    from data_access.database.engine import first_line
    from data_access.database.migrate import NewerSchemaError

    try:
        yield
    except NewerSchemaError as fault:
        stop(
            f"databasens skema ({fault.revision}) er nyere end dette program.",
            "Opdatér programmet; et skema føres aldrig tilbage.",
        )
    except typer.Exit:
        raise
    except (SQLAlchemyError, sqlite3.Error, OSError, RuntimeError) as fault:
        stop(f"databasen {place(url)} svarede: {first_line(fault)}", "Se hvordan den har det: pejling check")


def within(seconds: float, work: Callable[[], Answer]) -> Answer:
    """Return what the work returns, or raise what it raises; TimeoutError when it takes too long.

    A frozen database holds its caller for as long as it is frozen, whatever time limits the connection has:
    so the work is done on a thread that can be left behind.
    """
    answers: Queue[tuple[Any, BaseException | None]] = Queue()

    def run() -> None:
        try:
            answers.put((work(), None))
        except Exception as fault:
            answers.put((None, fault))

    Thread(target=run, daemon=True).start()
    try:
        answer, fault = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"intet svar inden for {seconds:g} sekunder") from None
    if fault:
        raise fault
    return answer  # type: ignore[no-any-return]


def part_of_snapshot(connection: Connection, *frames: str) -> Snapshot:
    """Read some of the frames as a snapshot: its answers, without waiting for the figures of the others."""
    from data_access.database import clock
    from data_access.snapshot.frames import SUBJECTS
    from data_access.snapshot.snapshot import Snapshot

    read = {name: reader for readers in SUBJECTS.values() for name, reader in readers.items()}
    return Snapshot({name: read[name](connection) for name in frames}, {}, clock.now(connection))
