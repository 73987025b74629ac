"""A process that is killed between writing and answering loses nothing that stands, and doubles nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.people import log, notes, project_reports, words
from data_access.people.project_reports import Report
from data_access.people.words import Words

BY = {"account": None, "role": "owner"}
Write = Callable[[str], Any]


def _words(url: str) -> Any:
    return words.write(
        url, words.About("calls", "2015-03", desk="cimt"), Words("Sygdom"), "published", seen=0, **BY
    )


def _note(url: str) -> Any:
    of = notes.About("calls", "2015-03", desk="cimt")
    return notes.write(url, of, "Nyt system", "published", level_shift=True, seen=0, **BY)


def _report(url: str) -> Any:
    report = Report("red", "Standset", next_milestone="Test", milestone_due=date(2015, 9, 1))
    return project_reports.write(
        url, project_reports.About("ekg", "2015-05"), report, "published", seen=0, **BY
    )


WRITTEN = (t.explanations, t.written_notes, t.written_project_reports)
COUNTED = (*WRITTEN, t.project_reports, t.project_milestones, t.loads, t.superseded, t.access_log)


@pytest.fixture(params=["migrated_sqlite", "migrated_postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Return a database with one project."""
    url: str = request.getfixturevalue(request.param)
    with writer(url).begin() as connection:
        connection.execute(insert(t.sources).values(key="projekter", name="Projekter"))
        connection.execute(insert(t.projects).values(key="ekg", name="EKG"))
    return url


def counts(url: str) -> list[int]:
    """Return how many rows there are of all that a write touches."""
    with reader(url).connect() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in COUNTED]


WRITES: dict[str, Write] = {"words": _words, "note": _note, "report": _report}
# Who dies is a copy of a process of one thread: in a copy of the tests' own, a lock of another thread would never be
# let go of.
FORKS = """
import sys
from tests.unit.data_access.people.test_killed import dies
for line in sys.stdin:
    print(dies(*line.split()), flush=True)
"""


def dies(name: str, when: str, url: str) -> int:
    """Let a process write, and be killed `before` all stands or `after`, ere it can say so; return how it ended."""
    child = os.fork()
    if not child:
        if when == "before":
            # The last statement of each of them: all else has been done, and nothing is kept yet.
            log.add = lambda *_args: os.kill(os.getpid(), signal.SIGKILL)
        try:
            WRITES[name](url)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def test_killed_after_it_was_written_it_stands_once_and_before_not_at_all(url: str) -> None:
    nothing = counts(url)
    command = [sys.executable, "-c", FORKS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout

        def kill(name: str, when: str) -> None:
            process.stdin.write(f"{name} {when} {url}\n")
            process.stdin.flush()
            assert int(process.stdout.readline()) == signal.SIGKILL

        for name in WRITES:
            kill(name, "before")
            assert counts(url) == nothing, name
        for name in WRITES:
            kill(name, "after")
    stands = counts(url)
    assert stands == [1, 1, 1, 1, 1, 1, 0, 3]
    for write in WRITES.values():
        assert write(url).number == 1, "the form is sent once more, for no answer came"
    assert counts(url) == stands
