"""What is told of a value that is kept fresh: what a read of it tells while it runs, and why it is old where it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class LeftBehindError(Exception):
    """The read was given up, and another has been begun: this one is to end."""


class Why(Enum):
    """Why a value is old."""

    SILENT = "the database has not answered"
    READING = "the database is being read, and answers"
    BEHIND = "the database is a standby that has stopped following its primary"


@dataclass(frozen=True)
class Told:
    """How a value stands (epoch seconds): when it was confirmed, why it is old, when that was told and last tried."""

    confirmed: float
    why: Why
    at: float
    tried: float

    def age(self) -> float:
        """Return the seconds since the source confirmed the value."""
        return max(0.0, time.time() - self.confirmed)

    def why_now(self, patience: float) -> Why:
        """Return why the value is old, where nothing has been told since: what is read tells of each step."""
        is_silent = self.why is Why.READING and time.time() - self.at >= patience
        return Why.SILENT if is_silent else self.why


class Progress:
    """What a read tells of itself while it runs; `told` is called at each step."""

    def __init__(self, told: Callable[[], None] = lambda: None) -> None:
        self._told = told
        self.seen: float | None = None
        self.has_answered = False
        self._moved, self._is_left = time.monotonic(), False

    def step(self) -> None:
        """Tell that something has been answered; LeftBehindError when nobody waits for the rest."""
        if self._is_left:
            raise LeftBehindError
        self.has_answered, self._moved = True, time.monotonic()
        self._told()

    def saw(self, moment: float) -> None:
        """Tell of when (epoch seconds) the state is that is read."""
        self.seen = moment

    def leave(self) -> None:
        """Let the read end at its next step."""
        self._is_left = True

    def idle(self) -> float:
        """Return the seconds since something was answered."""
        return time.monotonic() - self._moved
