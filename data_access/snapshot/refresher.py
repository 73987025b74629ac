"""Keeps a value fresh in the background: a reader takes what is there and never waits for the database.

A database that is frozen holds the attempt to read it for as long as it likes; the watch then leaves the attempt
behind, tries again on a new thread and connection, and never has more than a few of them out.
"""

import logging
import math
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from data_access.database.engine import first_line

ATTEMPTS_OUT = 3
PATIENCE_SECONDS = 10.0
FIRST_WAIT_SECONDS = 20.0
Value = TypeVar("Value")
log = logging.getLogger(__name__)


class Refresher(Generic[Value]):
    """A value, when its source last confirmed it, and the thread that watches over both.

    `read` gets the value before, or None where there is none to build upon; whatever it raises, the last good value
    stands. `took` is called with each fresh value and whether it is another object than before. When nobody has asked
    for the value for `sleeps_after` seconds, nothing is read until somebody does.
    """

    def __init__(
        self,
        read: Callable[[Value | None], Value],
        every: float,
        patience: float = PATIENCE_SECONDS,
        took: Callable[[Value, bool], None] = lambda _value, _changed: None,
        name: str = "refresh",
        first_wait: float = FIRST_WAIT_SECONDS,
        sleeps_after: float = math.inf,
    ) -> None:
        self._read, self._every, self._patience, self._took = read, every, patience, took
        self._name, self._first_wait, self._sleeps_after = name, first_wait, sleeps_after
        self._value: Value | None = None
        self._is_seed = False
        self._confirmed = 0.0
        self._begun = self._taken = 0
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
            self._stopped.wait(self._every)

    def _attempt(self) -> None:
        attempt = self._begin()
        if attempt:
            attempt.join(self._patience)
            if attempt.is_alive():
                log.warning("the database has not answered for %.0f seconds", self._patience)

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
        began, previous = time.time(), None if self._is_seed else self._value
        try:
            fresh = self._read(previous)
        except Exception as fault:  # whatever a driver raises: the last good value stands
            log.warning("the database could not be read: %s", first_line(fault))
            self._answered.set()
            return
        with self._lock:
            # An attempt that was left behind may end after a newer one. They are counted, because a clock
            # that is set back would keep everything newer out.
            if number < self._taken:
                return
            changed = fresh is not self._value
            self._value, self._confirmed, self._is_seed = fresh, began, False
            self._taken = number
        self._answered.set()
        self._took(fresh, changed)
