"""The store holds the current snapshot, keeps it fresh in the background, and keeps the last good one on disk."""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, event

from data_access.database.engine import reader
from data_access.snapshot import disk
from data_access.snapshot.measures import READS, quietly
from data_access.snapshot.memory import give_back
from data_access.snapshot.refresher import PATIENCE_SECONDS, Progress, Refresher, Why
from data_access.snapshot.snapshot import Snapshot, read_snapshot

log = logging.getLogger(__name__)

Read = Callable[[Snapshot | None, Progress], Snapshot]


def reading(url: str) -> Read:
    """Return the function that reads a snapshot from the database at the URL."""

    def attempt(previous: Snapshot | None, progress: Progress) -> Snapshot:
        engine = watched(reader(url), progress)
        began = time.perf_counter()
        try:
            found = read_snapshot(engine, previous, progress.saw)
        finally:
            engine.dispose()
        if found is not previous:
            give_back()
        with quietly():
            READS.observe(time.perf_counter() - began)
        return found

    return attempt


def watched(engine: Engine, progress: Progress) -> Engine:
    """Return the engine, which tells of each statement that was answered."""

    @event.listens_for(engine, "after_cursor_execute")
    def answered(*_told: object) -> None:
        progress.step()

    return engine


class Store:
    """The current snapshot, and when the database last confirmed it."""

    def __init__(self, read: Read, kept: Path, every: float, patience: float = PATIENCE_SECONDS) -> None:
        self._kept = kept
        self._written: disk.Written = {}
        self._dated: Snapshot | None = None
        self._refresher = Refresher(read, every, patience, self._keep)

    def start(self) -> None:
        """Take the snapshot kept on disk, if any, and begin to refresh; once a process, after its fork."""
        kept = disk.load(self._kept)
        if kept:
            # It may be of a database that has been replaced since: it is shown, and never built upon.
            self._refresher.seed(kept, self._kept.stat().st_mtime)
        self._refresher.start()

    def stop(self) -> None:
        """End the refreshing."""
        self._refresher.stop()

    def snapshot(self) -> Snapshot | None:
        """Return the current snapshot; a process that has just started waits a few seconds for its first.

        Its day is today's, also where the database has been away since yesterday.
        """
        found = self._refresher.value()
        if found is None or found.now.date() == found.moment().date():
            return found
        if (
            self._dated is None
            or self._dated.frames is not found.frames
            or self._dated.now.date() != found.moment().date()
        ):
            self._dated = replace(found, now=found.moment())
        return self._dated

    def why(self) -> Why:
        """Return why the figures are as old as they are."""
        return self._refresher.why()

    def age(self) -> float:
        """Return the seconds since the database last confirmed the snapshot."""
        return self._refresher.age()

    def _keep(self, snapshot: Snapshot, changed: bool) -> None:
        try:
            if changed or not self._kept.exists():
                disk.save(snapshot, self._kept, self._written)
            # As old as the state that it shows, which a standby's can be from long before now.
            seen = time.time() - self.age()
            os.utime(self._kept, (seen, seen))
        except OSError as fault:
            log.warning("the snapshot could not be kept in %s: %s", self._kept, fault)
