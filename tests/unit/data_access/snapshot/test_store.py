"""The store shows the last good figures and their age, whatever the database does."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from queue import Empty
from types import SimpleNamespace

import pandas as pd
import pytest
from sqlalchemy.exc import SQLAlchemyError

from data_access.snapshot.progress import Progress, Told, Why
from data_access.snapshot.refresher import ATTEMPTS_OUT
from data_access.snapshot.shared import Shared
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store, reading
from tests.unit.data_access.snapshot.attempts import (
    AT_ONCE,
    EVERY,
    FOR_EVER,
    LIMIT,
    Database,
    is_as,
    made,
    replace_clock,
)


def shows(store: Store, told: Snapshot) -> bool:
    """Say that a store shows what was read: as it is published."""
    return is_as(store.snapshot(), told)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Return the time that the store sees; it moves when the test moves it."""
    clock = SimpleNamespace(now=1_000_000.0)
    faked = SimpleNamespace(time=lambda: clock.now, monotonic=time.monotonic)
    replace_clock(monkeypatch, faked)
    return clock


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "state" / "snapshot"


def keep(snapshot: Snapshot, kept: Path, confirmed: float) -> None:
    """Leave what a process leaves that has ended."""
    shared = Shared(kept)
    assert shared.lead()
    shared.publish(snapshot)
    shared.tell(Told(confirmed, Why.SILENT, confirmed, confirmed))
    shared.release()


Start = Callable[..., Store]


@pytest.fixture
def start(database: Database, clock: SimpleNamespace, kept: Path) -> Iterator[Start]:
    """Return what starts a store over the database; it is stopped when the test is over."""
    stores: list[Store] = []

    def begin(patience: float = FOR_EVER, kept: Path = kept) -> Store:
        stores.append(Store(database, kept, EVERY, patience))
        stores[-1].start()
        return stores[-1]

    yield begin
    for store in stores:
        store.stop()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_what_is_read_is_shown_and_the_next_read_builds_upon_it(start: Start, database: Database) -> None:
    store = start()
    first, second = made(1), made(2)
    for previous, fresh in ((None, first), (first, second)):
        attempt = database.asked()
        assert is_as(attempt.previous, previous)
        attempt.answer(fresh)
        assert shows(store, fresh)


def test_before_the_first_read_there_is_nothing(database: Database, kept: Path) -> None:
    assert Store(database, kept, EVERY).snapshot() is None


def test_a_first_read_that_fails_is_not_waited_for_longer(start: Start, database: Database) -> None:
    store = start()
    database.asked().answer(ConnectionError("gone"))
    assert store.snapshot() is None


def test_a_failing_read_leaves_the_last_figures_and_they_age(
    start: Start, database: Database, clock: SimpleNamespace
) -> None:
    store, good = start(), made(1)
    database.asked().answer(good)
    for fault in (ConnectionError("gone"), ValueError(), SQLAlchemyError("two\nlines")):
        attempt = database.asked()
        age = store.age()
        clock.now += 10
        attempt.answer(fault)
        assert shows(store, good)
        assert store.age() == age + 10


def test_an_answer_without_news_makes_the_figures_young_again(
    start: Start, database: Database, clock: SimpleNamespace
) -> None:
    store, good = start(), made(1)
    database.asked().answer(good)
    database.asked().answer(ConnectionError())
    clock.now += 30
    database.asked().answer(ConnectionError())
    assert store.age() == 30
    database.asked().answer(good)
    assert shows(store, good)
    assert store.age() == 0


def test_the_age_is_counted_from_when_the_question_was_asked(
    start: Start, database: Database, clock: SimpleNamespace
) -> None:
    store = start()
    attempt = database.asked()
    clock.now += 7
    attempt.answer(made(1))
    assert store.age() == 7


def test_a_read_that_hangs_is_left_behind_and_no_more_than_a_few_are_out(
    start: Start, database: Database
) -> None:
    store = start(patience=AT_ONCE)
    hung = [database.asked() for _ in range(ATTEMPTS_OUT)]
    assert len({attempt.thread for attempt in hung}) == ATTEMPTS_OUT
    with pytest.raises(Empty):
        database.attempts.get(timeout=10 * AT_ONCE)
    healed = made(1)
    hung[0].answer(healed)
    assert shows(store, healed)
    assert database.asked().previous is store.snapshot()


def test_a_slow_read_that_makes_progress_is_waited_for_and_none_is_begun_beside_it(
    start: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = SimpleNamespace(now=100.0)
    faked = SimpleNamespace(time=time.time, monotonic=lambda: passing.now)
    replace_clock(monkeypatch, faked)
    store, whole = start(patience=AT_ONCE), made(1)
    slow = database.asked()
    assert store.why() is Why.SILENT
    for _statement in range(20):
        passing.now += 0.9 * AT_ONCE
        slow.step()
        until(lambda: slow.progress.idle() == 0)
        assert store.why() is Why.READING
    assert database.attempts.empty()
    slow.answer(whole)
    assert shows(store, whole)
    assert database.asked().previous is store.snapshot()


def test_of_reads_that_come_to_life_again_the_last_goes_on_alone(start: Start, database: Database) -> None:
    store, whole = start(patience=AT_ONCE), made(1)
    hung = [database.asked() for _ in range(ATTEMPTS_OUT)]
    assert store.why() is Why.SILENT
    for attempt in hung:
        attempt.step()
    for attempt in hung[:-1]:
        attempt.thread.join(LIMIT)
        assert not attempt.thread.is_alive()
    assert hung[-1].thread.is_alive()
    hung[-1].answer(whole)
    assert shows(store, whole)


def test_the_age_is_counted_from_when_the_data_were_seen(
    start: Start, database: Database, clock: SimpleNamespace
) -> None:
    store = start()
    attempt = database.asked()
    clock.now += 7  # until there is a connection
    attempt.progress.saw(clock.now - 2)
    clock.now += 3
    attempt.answer(made(1))
    assert store.age() == 5


def test_a_snapshot_of_yesterday_is_dated_today_where_the_database_is_away(
    start: Start, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = pd.DataFrame({"key": ["demonstration"], "value": ["1"]})
    evening = datetime.fromisoformat("2015-05-11T23:59")
    passing = SimpleNamespace(now=evening)
    monkeypatch.setattr("data_access.snapshot.snapshot.clock", SimpleNamespace(wall=lambda: passing.now))
    store, read = start(), Snapshot({"settings": settings}, {}, evening)
    database.asked().answer(read)
    shown = store.snapshot()
    assert is_as(shown, read)
    assert shown is not None
    passing.now += timedelta(minutes=2)
    found = store.snapshot()
    assert found is not None
    assert (found.now.date(), found.frames) == (passing.now.date(), shown.frames)
    assert store.snapshot() is found  # what was worked out of it is kept


def test_an_attempt_that_ends_late_does_not_overwrite_a_newer_one(start: Start, database: Database) -> None:
    store, old, new = start(patience=AT_ONCE), made(1), made(2)
    late = database.asked()
    database.asked().answer(new)
    late.answer(old)
    assert shows(store, new)


def test_a_clock_that_is_set_back_does_not_keep_news_out(
    start: Start, database: Database, clock: SimpleNamespace
) -> None:
    store, new = start(), made(2)
    database.asked().answer(made(1))
    attempt = database.asked()
    clock.now -= 3600
    attempt.answer(made(1))
    database.asked().answer(new)
    assert shows(store, new)


def test_what_is_on_disk_is_shown_first_with_its_age_and_never_built_upon(
    start: Start, database: Database, clock: SimpleNamespace, kept: Path
) -> None:
    keep(made(1), kept, clock.now - 100)
    store, fresh = start(), made(7)
    first = database.asked()
    found = store.snapshot()
    assert found is not None
    assert (found.versions, store.age()) == ({"calls": 1}, 100)
    assert first.previous is None
    first.answer(ConnectionError())
    second = database.asked()
    assert second.previous is None
    second.answer(fresh)
    assert shows(store, fresh)
    assert database.asked().previous is store.snapshot()


def test_a_file_from_the_future_does_not_keep_news_out(
    start: Start, database: Database, clock: SimpleNamespace, kept: Path
) -> None:
    keep(made(1), kept, clock.now + 3600)
    store, fresh = start(), made(2)
    database.asked().answer(fresh)
    assert shows(store, fresh)


def test_the_newest_figures_are_kept_for_the_next_start(start: Start, database: Database, kept: Path) -> None:
    start()
    fresh = made(3)
    for _ in range(3):
        database.asked().answer(fresh)
        assert is_as(Shared(kept).newest(), fresh)
        shutil.rmtree(kept)  # someone tidied up: it is written again
    assert list(kept.parent.iterdir()) == []


def test_a_place_that_cannot_be_written_costs_nothing_but_the_file(
    start: Start, database: Database, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    store, fresh = start(kept=tmp_path / "file" / "snapshot"), made(1)
    database.asked().answer(fresh)
    assert shows(store, fresh)


def test_reading_opens_the_database_and_never_makes_one(
    demo_url: str, new_sqlite: str, tmp_path: Path
) -> None:
    attempt = reading(demo_url)
    progress = Progress()
    first = attempt(None, progress)
    assert attempt(first, progress) is first
    assert progress.seen is not None
    assert progress.seen <= time.time()
    with pytest.raises(SQLAlchemyError):
        reading(new_sqlite)(None, Progress())
    assert list(tmp_path.iterdir()) == []
