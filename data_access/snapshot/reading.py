"""The snapshot as it is read: in one transaction, and of what was read before only what has changed since."""

import time
from collections.abc import Callable

import pandas as pd
from sqlalchemy import Connection, Engine

from data_access.database import clock
from data_access.database.standby import seen_at
from data_access.database.versions import Versions, months_moved, read_versions
from data_access.snapshot.frames import SO_FAR, SUBJECTS
from data_access.snapshot.monthly import Monthly
from data_access.snapshot.snapshot import Snapshot


def read_snapshot(
    engine: Engine, previous: Snapshot | None = None, saw: Callable[[float], None] = lambda _moment: None
) -> Snapshot:
    """Read what changed since the previous snapshot, in one transaction; the same object if nothing did.

    `saw` is told of when (epoch seconds) the state is that the transaction sees.
    Raises SQLAlchemyError when the database cannot be read, or its schema is not the code's.
    """
    with engine.connect() as connection, connection.begin():
        saw(seen_at(connection, time.time()))
        return read_within(connection, previous)


def read_within(connection: Connection, previous: Snapshot | None = None) -> Snapshot:
    """Read what changed since the previous snapshot, in the caller's transaction; the same object if nothing did."""
    versions = read_versions(connection)
    now = clock.now(connection)
    if previous and previous.versions == versions and previous.now.date() == now.date():
        return previous
    kept = previous if previous and not _all_moved(previous, versions) else None
    frames = _read_frames(connection, kept, versions, another_day=not kept or kept.now.date() != now.date())
    return Snapshot(frames, versions, now, _is_demonstration(frames["settings"]))


def _read_frames(
    connection: Connection, kept: Snapshot | None, versions: Versions, *, another_day: bool
) -> dict[str, pd.DataFrame]:
    """Return all frames: those that moved are read, and of what is kept by the month the months that did."""
    frames = dict(kept.frames) if kept else {}
    for subject, readers in SUBJECTS.items():
        months = months_moved(kept.versions, versions, subject) if kept else None
        for name, reader in readers.items():
            if months and isinstance(reader, Monthly):
                frames[name] = reader.put_in(frames[name], connection, months)
            elif months is None or months or (another_day and name.endswith(SO_FAR)):
                frames[name] = reader(connection)
    return frames


def _all_moved(previous: Snapshot, versions: Versions) -> bool:
    # Names, organisation and limits are part of every frame.
    return previous.versions.get("reference") != versions.get("reference")


def _is_demonstration(settings: pd.DataFrame) -> bool:
    return "demonstration" in set(settings["key"])
