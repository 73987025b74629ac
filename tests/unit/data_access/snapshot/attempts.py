"""A database that the test answers for, attempt by attempt, and the snapshots that it answers with."""

import threading
from datetime import datetime
from queue import SimpleQueue
from types import SimpleNamespace

import pandas as pd
import pytest

from data_access.snapshot.progress import Progress
from data_access.snapshot.snapshot import Snapshot

LIMIT = 60.0  # how long a test waits before it calls the store broken
EVERY, AT_ONCE, FOR_EVER = 0.002, 0.02, 60.0


def made(version: int) -> Snapshot:
    """Return a snapshot told by its version."""
    frames = {"calls": pd.DataFrame({"month": ["2015-04"], "calls": [version]})}
    return Snapshot(frames, {"calls": version}, datetime.fromisoformat("2015-05-11T07:30"))


def is_as(found: Snapshot | None, told: Snapshot | None) -> bool:
    """Say that a snapshot is as one that was read, or that there is neither."""
    if found is None or told is None:
        return found is told
    return found.versions == told.versions and all(
        found.frames[name].equals(frame) for name, frame in told.frames.items()
    )


class Attempt:
    """A read that waits until the test answers it."""

    def __init__(self, previous: Snapshot | None, progress: Progress) -> None:
        self.previous, self.progress = previous, progress
        self.thread = threading.current_thread()
        self._answer: SimpleQueue[Snapshot | Exception | None] = SimpleQueue()

    def wait(self) -> Snapshot:
        while True:
            answer = self._answer.get(timeout=LIMIT)
            if isinstance(answer, Exception):
                raise answer
            if answer is not None:
                return answer
            self.progress.step()

    def step(self) -> None:
        """Let it have answered a statement."""
        self._answer.put(None)

    def answer(self, answer: Snapshot | Exception) -> None:
        """Answer, and wait until the store has done with it."""
        self._answer.put(answer)
        self.thread.join(LIMIT)
        assert not self.thread.is_alive()


class Database:
    """A database that the test answers for."""

    def __init__(self) -> None:
        self.attempts: SimpleQueue[Attempt] = SimpleQueue()
        self._all: list[Attempt] = []

    def __call__(self, previous: Snapshot | None, progress: Progress) -> Snapshot:
        attempt = Attempt(previous, progress)
        self._all.append(attempt)
        self.attempts.put(attempt)
        return attempt.wait()

    def asked(self) -> Attempt:
        return self.attempts.get(timeout=LIMIT)

    def release(self) -> None:
        for attempt in self._all:
            attempt._answer.put(ConnectionError("the test is over"))


def replace_clock(monkeypatch: pytest.MonkeyPatch, faked: SimpleNamespace) -> None:
    """Let another clock go for what keeps a value fresh, and for what is told of it."""
    for module in ("refresher", "progress"):
        monkeypatch.setattr(f"data_access.snapshot.{module}.time", faked)
