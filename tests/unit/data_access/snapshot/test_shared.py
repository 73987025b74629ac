"""What is published is shown by others as a whole, or not at all: its files, their form, their decay and their end."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from data_access.snapshot import shared as module
from data_access.snapshot.shared import FORM, LOCK, MANIFEST, Shared
from data_access.snapshot.snapshot import Snapshot
from tests.unit.data_access.snapshot.whole import NOW, is_whole, made, until


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
from tests.unit.data_access.snapshot.whole import made
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
