"""Keeps a value fresh in the background: a reader takes what is there and never waits for the database.

One attempt is made at a time, and one that makes progress is waited for, however long it takes. A database that is
frozen holds an attempt for as long as it likes: when nothing has moved for a while the watch leaves it behind and tries
again on a new thread and connection, and never has more than a few of them out. One that was left behind and comes to
life again ends at its next step, and the last of the few is never left.
"""

import logging
import math
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from data_access.database.engine import first_line
from data_access.snapshot.progress import LeftBehindError, Progress, Told, Why

ATTEMPTS_OUT = 3
PATIENCE_SECONDS = 10.0  # with an attempt of which nothing moves
MOST_PATIENCE = 8  # times as long, with those that are begun after some were left behind
FIRST_WAIT_SECONDS = 20.0
BEHIND_SECONDS = 1.0  # so far behind its primary a standby is every now and then
Value = TypeVar("Value")
log = logging.getLogger(__name__)


class Refresher(Generic[Value]):
    """A value, when its source last confirmed it, and the thread that watches over both.

    `read` gets the value before, or None where there is none to build upon, and what it tells its progress to;
    whatever it raises, the last good value stands. `took` is called with each fresh value and returns it as it is to
    be shown; `tell` is called whenever what can be told of the value has changed. `pause` says how many seconds to
    wait between two attempts, where that is not always `every`. When nobody has asked for the value for `sleeps_after`
    seconds, nothing is read until somebody does.
    """

    def __init__(
        self,
        read: Callable[[Value | None, Progress], Value],
        every: float,
        patience: float = PATIENCE_SECONDS,
        took: Callable[[Value], Value] = lambda value: value,
        name: str = "refresh",
        first_wait: float = FIRST_WAIT_SECONDS,
        sleeps_after: float = math.inf,
        tell: Callable[[], None] = lambda: None,
        pause: Callable[[], float] | None = None,
    ) -> None:
        self._tell, self._tried = tell, 0.0
        self._pause = pause or (lambda: every)
        self._read, self._patience, self._took = read, patience, took
        self._name, self._first_wait, self._sleeps_after = name, first_wait, sleeps_after
        self._value: Value | None = None
        self._is_seed = False
        self._confirmed = 0.0
        self._begun = self._taken = self._left = 0
        self._progress: Progress | None = None
        self._behind = False
        self._out: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._answered = threading.Event()  # the first attempt since the start has ended, well or not
        self._wanted = threading.Event()
        self._started = self._asked = 0.0
        self._watch: threading.Thread | None = None

    def seed(self, value: Value, confirmed: float) -> None:
        """Begin with a value from elsewhere, confirmed at a time (epoch seconds): it is shown, never built upon."""
        self._value, self._confirmed, self._is_seed = value, confirmed, True
        self._answered.set()

    def start(self) -> None:
        """Begin to refresh; once a process, after its fork. A second call changes nothing."""
        with self._lock:
            if self._watch is not None:
                return
            self._watch = threading.Thread(target=self._keep_fresh, name=self._name, daemon=True)
            self._started = self._asked = time.monotonic()
        self._watch.start()

    def stop(self) -> None:
        """End the refreshing; an attempt that hangs ends with the process."""
        self._stopped.set()
        self._wanted.set()

    def value(self) -> Value | None:
        """Return the current value; just after the start this waits for the first attempt to end.

        Only then: where the database is away from the beginning, no reader is held up later on.
        """
        now = time.monotonic()
        if now - self._asked > self._sleeps_after:
            self._answered.clear()
            self._started = now
        self._asked = now
        self._wanted.set()
        if not self._answered.is_set():
            self._answered.wait(max(0.0, self._started + self._first_wait - now))
        return self._value

    def age(self) -> float:
        """Return the seconds since the source last confirmed the value."""
        return max(0.0, time.time() - self._confirmed)

    def told(self) -> Told:
        """Return how the value stands."""
        return Told(self._confirmed, self.why(), time.time(), self._tried)

    def _keep_fresh(self) -> None:
        while not self._stopped.is_set():
            self._wanted.clear()
            if time.monotonic() - self._asked > self._sleeps_after:
                self._wanted.wait()
                continue
            try:
                self._attempt()
            except Exception:  # no thread to be had, for example: the watch must not end
                log.exception("the database could not be asked")
            self._stopped.wait(self._pause())

    def why(self) -> Why:
        """Return why the value is as old as it is."""
        progress = self._progress
        if self._behind:
            return Why.BEHIND
        is_read = progress is not None and progress.has_answered and progress.idle() < self._patience
        return Why.READING if is_read else Why.SILENT

    def _attempt(self) -> None:
        begun = self._begin()
        if begun is None:
            return
        thread, progress = begun
        # A statement may take longer than anybody is patient: whoever begins it again waits longer for it.
        patience = self._patience * min(2**self._left, MOST_PATIENCE)
        while thread.is_alive() and not self._stopped.is_set():
            left = patience - progress.idle()
            if left <= 0:
                log.warning("the database has not answered for %.0f seconds", patience)
                if self._may_begin():
                    progress.leave()
                    self._behind = False
                    self._left += 1
                    return
                left = patience
            thread.join(left)

    def _begin(self) -> tuple[threading.Thread, Progress] | None:
        if not self._may_begin():
            return None
        self._begun += 1
        progress = Progress(self._tell)
        arguments = (self._begun, progress)
        attempt = threading.Thread(target=self._refresh, args=arguments, name="read", daemon=True)
        self._out.append(attempt)
        attempt.start()
        return attempt, progress

    def _may_begin(self) -> bool:
        self._out = [thread for thread in self._out if thread.is_alive()]
        return len(self._out) < ATTEMPTS_OUT

    def _end(self, progress: Progress) -> None:
        if self._progress is progress:
            self._progress = None

    def _refresh(self, number: int, progress: Progress) -> None:
        began, previous = time.time(), None if self._is_seed else self._value
        self._progress = progress
        try:
            fresh = self._read(previous, progress)
        except (
            LeftBehindError
        ):  # it was slow, or has come to life again: the one that was begun after it goes on
            return
        except Exception as fault:  # whatever a driver raises: the last good value stands
            log.warning("the database could not be read: %s", first_line(fault))
            self._end(progress)
            self._behind, self._tried = False, time.time()
            self._answered.set()
            self._tell()
            return
        finally:
            self._end(progress)
        with self._lock:
            # An attempt that was left behind may end after a newer one. They are counted, because a clock
            # that is set back would keep everything newer out.
            if number < self._taken:
                return
            shown = self._took(fresh)
            changed = shown is not self._value
            self._value, self._is_seed = shown, False
            seen = began if progress.seen is None else progress.seen
            # What is unchanged on a standby that has stopped is as fresh as it was while it followed.
            self._confirmed = seen if changed else max(seen, min(self._confirmed, began))
            self._behind = seen < began - BEHIND_SECONDS
            self._taken, self._left, self._tried = number, 0, time.time()
        self._answered.set()
        self._tell()
