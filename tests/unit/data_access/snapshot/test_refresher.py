"""What keeps a value fresh asks for it while somebody wants it, and is more patient each time."""

import threading
import time
from contextlib import suppress
from queue import Empty
from types import SimpleNamespace

import pytest

from data_access.snapshot.refresher import ATTEMPTS_OUT, Refresher
from tests.unit.data_access.snapshot.attempts import EVERY, FOR_EVER, LIMIT, Database, made, replace_clock


class Clocked:
    """A refresher whose clock the test moves, and which does not run by itself; and how long its readers waited."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **more: float) -> None:
        self.now, self.waits, self.answered = 100.0, [], False
        faked = SimpleNamespace(monotonic=lambda: self.now, time=time.time)
        replace_clock(monkeypatch, faked)
        self.refresher = Refresher(lambda _previous, _progress: FOR_EVER, every=FOR_EVER, **more)
        monkeypatch.setattr(self.refresher, "_keep_fresh", lambda: None)
        event = SimpleNamespace(is_set=lambda: self.answered, wait=self.waits.append, clear=self._clear)
        monkeypatch.setattr(self.refresher, "_answered", event)
        self.refresher.start()

    def _clear(self) -> None:
        self.answered = False


def test_a_reader_waits_only_in_the_first_seconds_after_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = Clocked(monkeypatch, first_wait=5.0)
    for later in (1.0, 3.0, 60.0):
        clocked.now = 100.0 + later
        assert clocked.refresher.value() is None
    assert clocked.waits == [4.0, 2.0, 0.0]


def test_who_asks_after_a_long_sleep_waits_for_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = Clocked(monkeypatch, first_wait=5.0, sleeps_after=120.0)
    clocked.answered = True
    for later in (10.0, 100.0, 500.0):
        clocked.now = 100.0 + later
        clocked.refresher.value()
    assert clocked.waits == [5.0]


def test_nothing_is_read_while_nobody_asks(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    now = SimpleNamespace(at=100.0)
    faked = SimpleNamespace(monotonic=lambda: now.at, time=time.time)
    replace_clock(monkeypatch, faked)
    refresher = Refresher(database, every=EVERY, sleeps_after=120.0)
    refresher.start()
    for number in range(3):
        database.asked().answer(made(number))
    now.at += 500
    late = 0
    with suppress(Empty):
        while late < 3:
            database.attempts.get(timeout=0.3).answer(made(late))
            late += 1
    assert late <= 1  # that one had been begun before
    asking = threading.Thread(target=refresher.value)
    asking.start()
    database.asked().answer(made(1))
    asking.join(LIMIT)
    assert not asking.is_alive()
    refresher.stop()


def test_whoever_begins_a_read_again_is_more_patient(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a statement that takes longer than anybody is patient would be begun again and again, and never end."""
    waited: list[float] = []

    def join(thread: threading.Thread, timeout: float | None = None) -> None:
        waited.append(round(timeout or 0.0, 1))
        passing.now += timeout or 0.0

    passing = SimpleNamespace(now=100.0)
    faked = SimpleNamespace(time=time.time, monotonic=lambda: passing.now)
    replace_clock(monkeypatch, faked)
    refresher = Refresher(database, every=EVERY, patience=10.0)
    with monkeypatch.context() as patched:
        patched.setattr("threading.Thread.join", join)
        for _attempt in range(ATTEMPTS_OUT - 1):
            refresher._attempt()
            database.asked()
    assert waited == [10.0, 20.0]
