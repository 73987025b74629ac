"""What runs at night: an inbox, loads that are killed, and files that nobody has ever seen."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.commands.inbox import run as run_inbox
from data_access.database import schema as t
from data_access.imports import inbox
from data_access.imports.faults import ImportFault
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.wishes import Wishes
from tests.tried import examples

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(18)]

HEAD = "id,time,system,site,action,seconds\n"


def samples(first: int, count: int) -> str:
    return HEAD + "".join(
        f"{n},2015-04-{1 + n % 28:02d} 10:{n // 60 % 60:02d}:{n % 60:02d},mail,herlev,standard,1.5\n"
        for n in range(first, first + count)
    )


def drop(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, "utf-8")


def test_an_inbox_loads_in_order_and_puts_away_with_a_report(database: Any, tmp_path: Path) -> None:
    folder = tmp_path / "ind"
    folder.mkdir()
    drop(folder, "samples_10.csv", samples(100, 50))
    drop(folder, "samples_9.csv", samples(0, 50))
    drop(folder, "ukendt.csv", "a,b\n1,2\n")
    drop(folder, "samples_daarlig.csv", HEAD + "x,y,z,w,v,u\n")
    assert run_inbox(database.url, folder, 0) == 1
    done, failed = (sorted(path.name for path in (folder / place).iterdir()) for place in ("done", "failed"))
    assert [name.partition("_")[2] for name in done if name.endswith(".csv")] == [
        "samples_9.csv",
        "samples_10.csv",
    ]
    assert len([name for name in done if name.endswith(".rapport.txt")]) == 2
    assert {name.partition("_")[2] for name in failed} == {
        "ukendt.csv", "ukendt.csv.rapport.txt", "samples_daarlig.csv", "samples_daarlig.csv.rapport.txt",
        "samples_daarlig.csv.afvist.csv",
    }  # fmt: skip
    assert len(database.rows(t.samples)) == 100
    assert not [path for path in folder.iterdir() if path.is_file()]


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    drop(tmp_path, "samples.csv", HEAD)
    assert list(inbox.waiting(tmp_path, 60)) == []
    assert [path.name for path in inbox.waiting(tmp_path, 0)] == ["samples.csv"]


def test_two_inboxes_never_take_the_same_file(tmp_path: Path) -> None:
    drop(tmp_path, "samples.csv", HEAD)
    path = tmp_path / "samples.csv"
    assert inbox.take(tmp_path, path)
    assert inbox.take(tmp_path, path) is None


def test_what_a_killed_inbox_had_taken_is_put_back(tmp_path: Path) -> None:
    drop(tmp_path, "samples.csv", HEAD)
    inbox.take(tmp_path, tmp_path / "samples.csv")
    assert inbox.recover(tmp_path, 3600) == []
    assert [path.name for path in inbox.recover(tmp_path, 0)] == ["samples.csv"]


# Whoever loads is a copy of one that has imported everything. It dies when it has worked for so many seconds, however
# long those take on a busy machine, and nothing is asked of it when it dies; its end is told.
LOADER = """
import os, signal, sys
from pathlib import Path
from data_access.imports import load
from data_access.imports.mapping import reader
mapping = reader.load("samples")
for work in sys.stdin:
    job = os.fork()
    if not job:
        signal.setitimer(signal.ITIMER_PROF, float(work))
        load.load_file(sys.argv[1], Path(sys.argv[2]), mapping)
        os._exit(0)
    print(os.waitpid(job, 0)[1], flush=True)
"""


def test_killed_at_any_moment_the_old_state_stands_and_the_next_run_loads_it(
    database: Any, tmp_path: Path
) -> None:
    database.load(samples(0, 10), "samples", "foer.csv")
    before = database.everything()
    path = tmp_path / "samples.csv"
    path.write_text(samples(1000, 8_000), "utf-8")
    killed = 0
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER, database.url, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[4], text=True,
    )  # fmt: skip
    with loader:
        assert loader.stdin
        assert loader.stdout
        for work in (0.02, 0.1, 0.2):  # moments of no meaning: it must hold at any
            loader.stdin.write(f"{work}\n")
            loader.stdin.flush()
            if not (ended := int(loader.stdout.readline())):
                break
            assert ended == signal.SIGPROF  # it was killed, and did not fail
            if database.everything() != before:  # it was whole, and had not come to say so
                assert len(database.rows(t.samples, "day")) == 8_010
                break
            killed += 1
    assert killed
    outcome = load_file(database.url, path, mappings.load("samples"), Wishes())
    assert outcome.counts.new + outcome.counts.unchanged == 8_000
    assert len(database.rows(t.samples, "day")) == 8_010


ODD = ["mail", "herlev", "standard", "1.5", "2015-04-01 10:00:00", '"', ",", "\x00", "=1+1"]
cell = st.one_of(st.sampled_from(ODD), st.text(max_size=6))


def table_of(rows: list[list[str]]) -> bytes:
    return (HEAD + "\n".join(map(",".join, rows))).encode("utf-8", "replace")


@settings(max_examples=examples(60))
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.lists(st.lists(cell, max_size=8), max_size=8).map(table_of),
    ),
    ending=st.sampled_from(["csv", "xlsx", "zip", "csv.gz", "txt"]),
)
def test_no_file_gives_a_traceback_or_changes_the_database_by_half(
    database: Any, content: bytes, ending: str
) -> None:
    before = database.rows(t.samples)
    path = database.folder / f"samples.{ending}"
    path.write_bytes(content)
    try:
        outcome = load_file(database.url, path, mappings.load("samples"), Wishes())
    except ImportFault:
        assert database.rows(t.samples) == before
        return
    if outcome.refused or outcome.load is None:
        assert database.rows(t.samples) == before
    else:
        assert len(database.rows(t.samples)) == len(before) + outcome.counts.new


def test_a_database_that_is_not_there_is_no_fault_of_the_file(tmp_path: Path) -> None:
    import typer

    folder = tmp_path / "ind"
    folder.mkdir()
    drop(folder, "samples.csv", samples(0, 3))
    with pytest.raises(typer.Exit):
        run_inbox(f"sqlite:///{tmp_path}/findes-ikke.db", folder, 0)
    assert (folder / "samples.csv").exists()
