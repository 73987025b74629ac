"""Stores of several processes: one reads and publishes, the others show it, and a dead reader is replaced."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data_access.snapshot import shared as module
from data_access.snapshot.progress import Progress, Why
from data_access.snapshot.refresher import FIRST_WAIT_SECONDS
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from tests.unit.data_access.snapshot.whole import is_whole, made, until

EVERY, PATIENCE = 0.02, 5.0


class Database:
    """A database that answers with its newest version, or not; and who has asked it for what."""

    def __init__(self) -> None:
        self.version, self.is_away, self.asked = 1, False, []
        self.lock = threading.Lock()

    def of(self, who: str) -> Callable[[Snapshot | None, Progress], Snapshot]:
        def read(previous: Snapshot | None, progress: Progress) -> Snapshot:
            with self.lock:
                self.asked.append((who, previous))
            progress.step()
            if self.is_away:
                raise ConnectionError("gone")
            is_same = previous and previous.versions["calls"] == str(self.version)
            return previous if previous and is_same else made(self.version)

        return read

    def who(self) -> set[str]:
        """Return who has asked, and forget it."""
        with self.lock:
            found, self.asked = {who for who, _previous in self.asked}, []
        return found


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def start(database: Database, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Return what starts a store by its name, all on one folder."""
    stores: list[Store] = []

    def begin(name: str) -> Store:
        stores.append(Store(database.of(name), tmp_path / "snapshot", EVERY, PATIENCE))
        stores[-1].start()
        return stores[-1]

    yield begin
    for store in stores:
        store.stop()


def shows(store: Store, version: int) -> bool:
    found = store.snapshot()
    return found is not None and found.versions["calls"] == str(version) and is_whole(found)


def test_of_two_one_reads_the_database_and_both_show_it(start: Any, database: Database) -> None:
    one = start("one")
    until(lambda: shows(one, 1))
    two = start("two")
    until(lambda: shows(two, 1))
    database.version = 2
    until(lambda: shows(one, 2) and shows(two, 2))
    assert database.who() == {"one"}


def test_who_starts_first_together_with_others_is_waited_for(start: Any, database: Database) -> None:
    stores = [start(str(each)) for each in range(4)]
    for store in stores:
        assert shows(store, 1)
    assert len(database.who()) == 1


def test_a_reader_that_ends_is_replaced_and_all_is_read_anew(start: Any, database: Database) -> None:
    one, two = start("one"), start("two")
    until(lambda: shows(one, 1) and shows(two, 1))
    reader, other, name = (one, two, "two") if database.who() == {"one"} else (two, one, "one")
    before = other.snapshot()
    reader.stop()
    until(lambda: any(who == name for who, _previous in database.asked))
    with database.lock:
        first = next(previous for who, previous in database.asked if who == name)
    assert first is None
    until(lambda: (name, before) in [(who, previous) for who, previous in list(database.asked)])
    assert other.snapshot() is before  # what is the same is not another snapshot
    database.version = 2
    until(lambda: shows(other, 2))


def are_as_old(one: Store, other: Store) -> bool:
    """Say that two are as old; they are not while one of them tells anew between the two looks."""
    began = time.time()
    first, second = one.age(), other.age()
    return first <= second <= first + time.time() - began


def test_all_say_the_same_age_and_why(start: Any, database: Database) -> None:
    stores = [start("one"), start("two")]
    until(lambda: all(shows(store, 1) for store in stores))
    database.is_away = True
    until(lambda: all(store.age() > 10 * EVERY for store in stores))
    until(lambda: are_as_old(*stores))
    until(lambda: {store.why() for store in stores} == {Why.SILENT})
    database.is_away = False
    until(lambda: all(store.age() < 10 * EVERY for store in stores))


def test_the_age_is_that_of_the_figures_shown_and_not_of_newer_ones(
    start: Any, database: Database, tmp_path: Path
) -> None:
    one = start("one")
    until(lambda: shows(one, 1))
    two = Store(database.of("two"), tmp_path / "snapshot", 3600, PATIENCE)
    newest, looked = two._shared.newest, []

    def overtaken() -> Snapshot | None:
        """Find what is published, and the second time be overtaken by the next before it is shown."""
        looked.append(time.time())
        found = newest()
        if len(looked) == 2:
            database.version = 2
            until(lambda: shows(one, 2) and one.age() < time.time() - looked[1])
        return found

    two._shared.newest = overtaken  # type: ignore[method-assign]
    two.start()
    try:
        until(lambda: len(looked) == 2 and two._refresher.told().tried > looked[1])
        now = time.time()
        assert shows(two, 1)
        assert two.age() >= now - looked[1]
    finally:
        two.stop()


def test_where_the_first_read_fails_nobody_waits_for_another(start: Any, database: Database) -> None:
    database.is_away = True
    began = time.monotonic()
    assert [start(name).snapshot() for name in ("one", "two")] == [None, None]
    assert time.monotonic() - began < FIRST_WAIT_SECONDS


def test_what_cannot_be_published_is_read_by_each_for_itself(
    start: Any, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(module, "_write", full)
    stores = [start("one"), start("two")]
    until(lambda: all(shows(store, 1) for store in stores))
    database.version = 2
    until(lambda: all(shows(store, 2) for store in stores))
    assert database.who() == {"one", "two"}
