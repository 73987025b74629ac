"""The store holds the current snapshot and keeps it fresh in the background: one process reads, all show it."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, event

from data_access.database.engine import reader
from data_access.snapshot.measures import READS, quietly
from data_access.snapshot.memory import give_back
from data_access.snapshot.progress import Progress, Told, Why
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.refresher import PATIENCE_SECONDS, Refresher
from data_access.snapshot.shared import Shared
from data_access.snapshot.snapshot import Snapshot

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 0.05  # while nothing has been published yet
FOLLOW_SECONDS = 0.5  # so that news that one process has read is shown by all
TELL_SECONDS = 1.0
GIVE_BACK_SECONDS = 5.0  # at 0.2 ms, for 9 MB of a worker that has shown every page
ALONE_SECONDS = 60.0  # where what was read could not be written
Read = Callable[[Snapshot | None, Progress], Snapshot]


def reading(url: str) -> Read:
    """Return the function that reads a snapshot from the database at the URL."""

    def attempt(previous: Snapshot | None, progress: Progress) -> Snapshot:
        began = time.perf_counter()
        found = read_snapshot(watched(reader(url), progress), previous, progress.saw)
        with quietly():
            READS.observe(time.perf_counter() - began)
        return found

    return attempt


def watched(engine: Engine, progress: Progress) -> Engine:
    """Return one like the engine, which tells of each statement that was answered."""
    own = engine.execution_options()

    @event.listens_for(own, "after_cursor_execute")
    def answered(*_told: object) -> None:
        progress.step()

    return own


class NothingPublishedError(Exception):
    """Another process reads the database, and has published nothing yet."""


class Store:
    """The current snapshot, and when the database last confirmed it.

    Of the stores on one folder (`kept`) one reads the database and publishes what it read, and all show that. Where
    nothing can be written there, each reads for itself.
    """

    def __init__(self, read: Read, kept: Path, every: float, patience: float = PATIENCE_SECONDS) -> None:
        self._ask, self._every, self._patience = read, every, patience
        # Called with what each attempt brings, before it is shown: set by whoever prepares something of it.
        self.before_shown: Callable[[Snapshot], None] = lambda _snapshot: None
        self._shared = Shared(kept)
        self._is_reader = self._follows = False
        self._own: Snapshot | None = None  # as this process has read it, and nothing else is built upon
        self._dated: Snapshot | None = None
        self._last_told: Told | None = None
        self._started = self._alone_until = self._give_back_at = 0.0
        self._stopped = threading.Event()
        self._refresher = Refresher(
            self._read, every, patience, self._took, tell=self._tell, pause=self._pause
        )

    def start(self) -> None:
        """Take the snapshot that is published, if any, and begin to refresh; once a process, after its fork."""
        self._started = time.time()
        kept, confirmed = self._newest()
        if kept:
            # It may be of a database that has been replaced since: it is shown, and never built upon.
            self._refresher.seed(kept, confirmed)
        self._refresher.start()

    def stop(self) -> None:
        """End the refreshing; another process goes on with the reading."""
        self._stopped.set()
        self._refresher.stop()
        self._shared.release()

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
        told = None if self._is_reader else self._shared.told()
        return told.why_now(self._patience) if told else self._refresher.why()

    def age(self) -> float:
        """Return the seconds since the database last confirmed the snapshot that is shown here."""
        return self._refresher.age()

    def _read(self, previous: Snapshot | None, progress: Progress) -> Snapshot:
        """Read the database, or map what the process that does has published."""
        if time.monotonic() >= self._give_back_at:
            self._give_back_at = time.monotonic() + GIVE_BACK_SECONDS
            give_back()  # what pages have left behind
        while not self._leads():
            found, confirmed = self._newest()
            if found is not None:
                progress.saw(confirmed)
                self._follows = True
                return found
            told = self._shared.told()
            if self._stopped.is_set() or (told and told.tried >= self._started):
                raise NothingPublishedError("another process reads it, and has had no answer yet")
            progress.step()
            self._stopped.wait(LOOK_AGAIN_SECONDS)
        self._follows = False
        return self._ask(previous if previous is self._own else None, progress)

    def _pause(self) -> float:
        """Return the seconds until the next attempt: to look for what is published costs next to nothing."""
        return min(self._every, FOLLOW_SECONDS) if self._follows else self._every

    def _leads(self) -> bool:
        """Say whether this process is one that reads the database."""
        if self._stopped.is_set():
            return False
        self._is_reader = time.monotonic() < self._alone_until or self._may_publish()
        return self._is_reader

    def _may_publish(self) -> bool:
        try:
            return self._shared.lead()
        except OSError as fault:
            self._go_alone(fault)
            return True

    def _go_alone(self, fault: OSError) -> None:
        """Read for itself for a while, as the others will, because nothing can be shared."""
        log.warning(
            "the snapshot cannot be kept in %s, and no process shares it: %s", self._shared.folder, fault
        )
        self._alone_until = time.monotonic() + ALONE_SECONDS
        self._shared.release()

    def _took(self, fresh: Snapshot) -> Snapshot:
        """Publish what was read, and return it as all show it, when what is prepared of it has been."""
        shown = self._published(fresh) if self._is_reader else fresh
        self.before_shown(shown)
        return shown

    def _published(self, fresh: Snapshot) -> Snapshot:
        if time.monotonic() >= self._alone_until and not (
            fresh is self._own and self._shared.is_published(fresh)
        ):
            try:
                fresh = self._shared.publish(fresh)
            except OSError as fault:
                self._go_alone(fault)
            give_back()
        self._own = fresh
        return fresh

    def _newest(self) -> tuple[Snapshot | None, float]:
        """Return what is published, and when it was confirmed (epoch seconds): never a newer one's moment."""
        told = self._shared.told()  # before the figures, because it is told after them
        found = self._shared.newest()
        return found, (told and told.confirmed) or self._shared.published_at()

    def _tell(self) -> None:
        """Let the other processes know how old the figures are; of the steps of a read only one a second."""
        if not self._is_reader:
            return
        told, last = self._refresher.told(), self._last_told
        if last and told.at - last.at < TELL_SECONDS and replace(told, at=last.at) == last:
            return
        self._last_told = told
        try:
            self._shared.tell(told)
        except OSError as fault:
            self._go_alone(fault)
