"""The store holds the current snapshot and keeps it fresh in the background.

A request takes the snapshot that is there and never waits for the database. A database that is frozen holds
the attempt to read it for as long as it likes; the watch then leaves the attempt behind, tries again on a
new thread and connection, and never has more than a few of them out.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from data_access import disk
from data_access.engine import reader
from data_access.snapshot import Snapshot, read

ATTEMPTS_OUT = 3
PATIENCE_SECONDS = 10.0
FIRST_WAIT_SECONDS = 5.0
log = logging.getLogger(__name__)

Read = Callable[[Snapshot | None], Snapshot]


def reading(url: str) -> Read:
    """Return the function that reads a snapshot from the database at the URL."""

    def attempt(previous: Snapshot | None) -> Snapshot:
        engine = reader(url)
        try:
            return read(engine, previous)
        finally:
            engine.dispose()

    return attempt


class Store:
    """The current snapshot, when the database last confirmed it, and the thread that watches over both."""

    def __init__(self, read: Read, kept: Path, every: float, patience: float = PATIENCE_SECONDS) -> None:
        self._read, self._kept, self._every, self._patience = read, kept, every, patience
        self._snapshot: Snapshot | None = None
        self._from_disk = False
        self._confirmed = 0.0
        self._begun = self._taken = 0
        self._out: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._ready = threading.Event()
        self._watch: threading.Thread | None = None

    def start(self) -> None:
        """Take the snapshot kept on disk, if any, and begin to refresh; once a process, after its fork."""
        kept = disk.load(self._kept)
        if kept:
            self._snapshot, self._confirmed = kept, self._kept.stat().st_mtime
            self._from_disk = True
            self._ready.set()
        self._watch = threading.Thread(target=self._keep_fresh, name="refresh", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """End the refreshing; an attempt that hangs ends with the process."""
        self._stopped.set()

    def snapshot(self) -> Snapshot | None:
        """Return the current snapshot; a process that has just started waits a few seconds for its first."""
        if not self._ready.is_set():
            self._ready.wait(FIRST_WAIT_SECONDS)
        return self._snapshot

    def age(self) -> float:
        """Return the seconds since the database last confirmed the snapshot."""
        return max(0.0, time.time() - self._confirmed)

    def _keep_fresh(self) -> None:
        while not self._stopped.is_set():
            attempt = self._begin()
            if attempt:
                attempt.join(self._patience)
                if attempt.is_alive():
                    log.warning("the database has not answered for %.0f seconds", self._patience)
            self._stopped.wait(self._every)

    def _begin(self) -> threading.Thread | None:
        self._out = [thread for thread in self._out if thread.is_alive()]
        if len(self._out) >= ATTEMPTS_OUT:
            return None
        self._begun += 1
        attempt = threading.Thread(target=self._refresh, args=(self._begun,), name="read", daemon=True)
        self._out.append(attempt)
        attempt.start()
        return attempt

    def _refresh(self, number: int) -> None:
        # What was kept on disk may be of a database that has been replaced since: it is never built upon.
        began, previous = time.time(), None if self._from_disk else self._snapshot
        try:
            fresh = self._read(previous)
        except Exception as fault:  # whatever a driver raises: the last good figures stand
            log.warning("the database could not be read: %s", _first_line(fault))
            return
        with self._lock:
            # An attempt that was left behind may end after a newer one. They are counted, because a clock
            # that is set back would keep everything newer out.
            if number < self._taken:
                return
            changed = fresh is not self._snapshot
            self._snapshot, self._confirmed, self._from_disk = fresh, began, False
            self._taken = number
        self._ready.set()
        self._keep(fresh, changed=changed)

    def _keep(self, snapshot: Snapshot, *, changed: bool) -> None:
        try:
            if changed or not self._kept.exists():
                disk.save(snapshot, self._kept)
            else:
                self._kept.touch()
        except OSError as fault:
            log.warning("the snapshot could not be kept in %s: %s", self._kept, fault)


def _first_line(fault: Exception) -> str:
    return str(fault).partition("\n")[0] or type(fault).__name__
