"""Processes share one snapshot: one reads and publishes it, the others map it, and a dead reader is replaced."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot import shared as module
from data_access.snapshot.progress import Progress, Why
from data_access.snapshot.refresher import FIRST_WAIT_SECONDS
from data_access.snapshot.shared import FORM, LOCK, MANIFEST, Shared
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store

LIMIT, EVERY, PATIENCE = 60.0, 0.02, 5.0
NOW = datetime.fromisoformat("2015-05-11T07:30")


def made(version: int, rows: int = 3) -> Snapshot:
    """Return a snapshot all of which tells its version."""
    frames = {
        "calls": pd.DataFrame({"month": ["2015-04"] * rows, "calls": [version] * rows}),
        "cases": pd.DataFrame(
            {"share": [version / 2] * rows, "site": [str(version), None] + [None] * (rows - 2)}
        ),
        "desks": pd.DataFrame({"key": ["cimt", None], "level_shift": [True, False]}),
    }
    return Snapshot(frames, {"calls": str(version)}, NOW)


def is_whole(found: Snapshot) -> bool:
    """Say that all of a snapshot is of one version."""
    version = int(found.versions["calls"])
    return all(
        found.frames[name].equals(frame)
        for name, frame in made(version, len(found.frames["calls"])).frames.items()
    )


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.002)


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


def test_all_say_the_same_age_and_why(start: Any, database: Database) -> None:
    stores = [start("one"), start("two")]
    until(lambda: all(shows(store, 1) for store in stores))
    database.is_away = True
    until(lambda: all(store.age() > 10 * EVERY for store in stores))
    began = time.time()
    one, two = (store.age() for store in stores)
    assert one <= two <= one + time.time() - began
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


def published(folder: Path, snapshot: Snapshot) -> Shared:
    found = Shared(folder)
    assert found.lead()
    found.publish(snapshot)
    return found


def test_only_what_is_another_is_written_and_mapped_anew(tmp_path: Path) -> None:
    writer, reader = published(tmp_path, made(1)), Shared(tmp_path)
    before = reader.newest()
    assert before is not None
    assert reader.newest() is before
    writer.publish(replace(made(1), frames={**made(1).frames, "calls": made(2).frames["calls"]}, versions={}))
    after = reader.newest()
    assert after is not None
    assert [name for name in before.frames if before.frames[name] is not after.frames[name]] == ["calls"]
    assert sorted(path.name.partition("-")[0] for path in writer.folder.glob("*.frame")) == [
        "calls",
        "cases",
        "desks",
    ]


def test_another_day_is_another_snapshot(tmp_path: Path) -> None:
    writer = published(tmp_path, made(1))
    today = writer.publish(made(1))
    assert writer.publish(replace(made(1), now=NOW + timedelta(hours=1))) is today
    tomorrow = writer.publish(replace(made(1), now=NOW + timedelta(days=1)))
    assert tomorrow.now.day == 12
    found = Shared(tmp_path).newest()
    assert found is not None
    assert found.now == tomorrow.now


def test_one_form_never_reads_another_and_takes_it_away_only_when_nobody_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(module, "FORM", "another program")
        other = published(tmp_path, made(1))
    ours = Shared(tmp_path)
    assert ours.newest() is None
    assert ours.lead()  # beside the other
    ours.publish(made(2))
    assert other.newest() is not None
    ours.release()
    other.release()
    published(tmp_path, made(2)).release()
    assert not other.folder.exists()


def test_what_was_kept_before_anything_was_published_is_taken_away(tmp_path: Path) -> None:
    ours, others = (tmp_path / f"snapshot-{name}" for name in ("ours", "others"))
    for kept in (ours, others):
        kept.with_suffix(".json.gz").write_bytes(b"of a version that shared nothing")
    published(ours, made(1)).release()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["snapshot-others.json.gz", "snapshot-ours"]


def test_a_manifest_of_another_form_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = published(tmp_path, made(1))
    monkeypatch.setattr(module, "FORM", FORM[:16] + "of another program")
    assert Shared(tmp_path).newest() is None
    monkeypatch.undo()
    assert Shared(tmp_path).newest() is not None
    writer.release()


def test_no_single_bad_byte_of_a_manifest_stops_a_start(tmp_path: Path) -> None:
    writer = published(tmp_path, made(1))
    path = writer.folder / MANIFEST
    good = path.read_bytes()
    for place in range(len(good)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        assert Shared(tmp_path).newest() is None
    path.write_bytes(good[:-1])
    assert Shared(tmp_path).newest() is None


def test_a_file_that_has_decayed_is_not_shown_and_written_anew(tmp_path: Path) -> None:
    writer = published(tmp_path, made(1))
    decayed = next(writer.folder.glob("calls-*.frame"))
    decayed.write_bytes(decayed.read_bytes()[:-70])
    assert Shared(tmp_path).newest() is None
    writer.release()
    published(tmp_path, made(1))
    found = Shared(tmp_path).newest()
    assert found is not None
    assert is_whole(found)


# Whoever publishes is a copy of one that has imported everything; it is told of its death, and a next begins.
ENDLESS = """
import os, sys
from pathlib import Path
from data_access.snapshot.shared import Shared
from tests.unit.data_access.snapshot.test_shared import made
for _again in sys.stdin:
    reader = os.fork()
    if reader:
        print(reader, flush=True)
        os.waitpid(reader, 0)
        print("dead", flush=True)
        continue
    shared, version = Shared(Path(sys.argv[1])), 0
    assert shared.lead()
    while True:
        version += 1
        shared.publish(made(version, 2000))
"""


def test_whatever_a_reader_was_killed_at_what_others_see_is_whole(tmp_path: Path) -> None:
    reader = Shared(tmp_path)
    command = [sys.executable, "-c", ENDLESS, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for _death in range(3):
            before = reader.newest()
            process.stdin.write("again\n")
            process.stdin.flush()
            other = int(process.stdout.readline())
            try:
                until(lambda before=before: reader.newest() is not before)
                assert not Shared(tmp_path).lead()
                seen = set()
                while len(seen) < 20:
                    found = reader.newest()
                    assert found is not None
                    assert is_whole(found)
                    seen.add(found.versions["calls"])
            finally:
                os.kill(other, signal.SIGKILL)
                process.stdout.readline()
            found = Shared(tmp_path).newest()
            assert found is not None
            assert is_whole(found)
            after = Shared(tmp_path)
            assert after.lead()  # the lock went with its process
            after.publish(made(0))
            assert {path.name for path in after.folder.iterdir()} >= {LOCK, MANIFEST}
            assert len(list(after.folder.iterdir())) == 5  # nothing half-written is left
            after.release()


def test_the_demonstration_survives_and_is_mapped_in_no_time(demo_snapshot: Snapshot, tmp_path: Path) -> None:
    published(tmp_path, demo_snapshot)
    began = time.process_time()
    found = Shared(tmp_path).newest()
    assert time.process_time() - began < 0.5
    assert found is not None
    assert list(found.frames) == list(demo_snapshot.frames)
    for name, frame in demo_snapshot.frames.items():
        pd.testing.assert_frame_equal(found.frames[name], frame)
    assert (found.versions, found.now) == (demo_snapshot.versions, demo_snapshot.now)
    assert (found.version, found.demonstration) == (demo_snapshot.version, True)
    assert found.choices == demo_snapshot.choices
