"""Who somebody is, asked of the database at most every half minute, and remembered while it does not answer.

A role that is taken away, or a session that is ended elsewhere, is gone when that has passed. While the database is
away nobody can take a role away either: whoever was let in stays so for a quarter of an hour, and sees the last good
figures.
"""

import logging
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Event, Lock, Thread
from typing import Any, NamedTuple

from data_access.people.waves import Waves

FRESH_SECONDS = 30.0
AWAY_SECONDS = 900.0
PAUSE_SECONDS = 5.0  # before a database that did not answer is asked again
PATIENCE_SECONDS = 3.0
MOST_HELD, LOCKS = 10_000, 64
MOST_AT_ONCE = 500
log = logging.getLogger(__name__)


class CannotTellError(RuntimeError):
    """The database does not say who somebody is, and it is too long since it did."""


class _Held(NamedTuple):
    at: float
    value: Any


class Asked:
    """What the database said of each, in a memory of this process; safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[Hashable, _Held] = {}
        self._wanted: set[str] = set()  # of those looked up together, what was asked for since the last time
        self._waves = Waves()
        # Of one person one asks, and the others who come for the same wait; a slow answer holds up nobody else.
        self._locks = tuple(Lock() for _lock in range(LOCKS))
        self._rests_until = 0.0
        self._forgotten = 0  # how often something was

    def of(self, key: Hashable, look: Callable[[], Any]) -> Any:
        """Return what is held of a key, or what `look` finds; raises CannotTellError where neither is to be had.

        None, which says that there is nobody, is not held.
        """
        if held := self._fresh(key):
            return held.value
        with self._locks[hash(key) % LOCKS]:
            if held := self._fresh(key):
                return held.value
            found = self._found(lambda: {key: look()})
            return self._as_known(key) if found is None else found[key]

    def of_many(self, key: str, look: Callable[[Sequence[str]], Mapping[str, Any]]) -> Any:
        """Return the same as `of`; `look` finds of several keys at once.

        Who must be asked of anew goes with all who come meanwhile, and with those who were asked for and soon must be:
        the database is asked about as often for two hundred people as for one.
        """
        if held := self._fresh(key):
            self._wanted.add(key)
            return held.value
        found = self._waves.of(key, lambda keys: self._found_together(keys, look))
        return self._as_known(key) if found is None else found[key]

    def _found_together(
        self, keys: Sequence[str], look: Callable[[Sequence[str]], Mapping[str, Any]]
    ) -> Mapping[str, Any] | None:
        known = {each: held.value for each in keys if (held := self._fresh(each))}
        due = [each for each in dict.fromkeys(keys) if each not in known]
        if not due:
            return known
        found = self._found(lambda: look([*due, *self._soon_due(due)]))
        return None if found is None else {**known, **found}

    def _soon_due(self, due: Sequence[str]) -> list[str]:
        """Return the other keys that were asked for and are older than half of what is fresh."""
        wanted, self._wanted = self._wanted, set()
        now = self._clock()
        held = ((each, self._held.get(each)) for each in wanted.difference(due))
        return [each for each, of in held if of and now - of.at > FRESH_SECONDS / 2][:MOST_AT_ONCE]

    def _fresh(self, key: Hashable) -> _Held | None:
        held = self._held.get(key)
        return held if held and self._clock() - held.at < FRESH_SECONDS else None

    def _found(self, look: Callable[[], Mapping[Any, Any]]) -> Mapping[Any, Any] | None:
        """Ask, and keep what is found; None where the database does not answer, or did not a moment ago."""
        if self._clock() < self._rests_until:
            return None
        before, at = self._forgotten, self._clock()
        try:
            found: Mapping[Any, Any] = within(PATIENCE_SECONDS, look)
        except Exception as fault:
            log.warning("the database does not say who asks: %s", type(fault).__name__)
            self._rests_until = self._clock() + PAUSE_SECONDS
            return None
        # What was looked up while something was forgotten may be what is so no longer.
        if before == self._forgotten:
            for each, value in found.items():
                self._keep(each, value, at)
        return found

    def forget(self, key: Hashable) -> None:
        """Ask anew the next time."""
        self._forgotten += 1
        self._held.pop(key, None)

    def forget_all(self) -> None:
        """Ask anew of everybody."""
        self._forgotten += 1
        self._held.clear()

    def _as_known(self, key: Hashable) -> Any:
        held = self._held.get(key)
        if held is None or self._clock() - held.at > AWAY_SECONDS:
            raise CannotTellError
        return held.value

    def _keep(self, key: Hashable, value: Any, at: float) -> None:
        if value is None:
            self._held.pop(key, None)
            return
        if len(self._held) >= MOST_HELD:
            self._held.clear()
        self._held[key] = _Held(at, value)


def within(seconds: float, work: Callable[[], Any]) -> Any:
    """Return what the work returns, or raise what it raises: a frozen database holds a thread, and not the visitor."""
    done, found = Event(), {}

    def run() -> None:
        try:
            found["value"] = work()
        except BaseException as fault:
            found["fault"] = fault
        done.set()

    Thread(target=run, daemon=True).start()
    if not done.wait(seconds):
        raise TimeoutError
    if "fault" in found:
        raise found["fault"]
    return found["value"]
