"""A snapshot that takes in what moved is the one that is read anew, whatever was loaded, corrected and taken out."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, insert

from data_access.database import rollups
from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.database.versions import LOADS, Versions, by_subject, months_moved, read_versions
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS
from data_access.imports.unload import unload
from data_access.snapshot.frames import SUBJECTS
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from tests.tried import examples
from tests.unit.data_access.imports.test_load import CALLS as DANISH_CALLS
from tests.unit.data_access.imports.test_load import CASES, HEAD, REFERRALS

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(37)]

CALLS = DANISH_CALLS.replace('format = "%d-%m-%Y %H:%M:%S"', "")
SITES = """
kind = "sites"
[fields.site]
column = "sted"
[fields.hospital]
column = "hospital"
[fields.valid_from]
column = "fra"
"""
BUDGET = """
kind = "budget"
[fields.year]
column = "år"
[fields.category]
value = "Projekter"
[fields.item]
column = "post"
[fields.mio_dkk]
column = "beløb"
"""
HOLIDAYS = """
kind = "holidays"
[fields.day]
column = "dag"
[fields.name]
value = "Fri"
"""
LIMITS = """
kind = "limits"
[fields.subject]
value = "call"
[fields.key]
value = "answer"
[fields.valid_from]
column = "fra"
[fields.amount]
column = "grænse"
[fields.unit]
value = "seconds"
"""
Loaded = tuple[str, str]  # a mapping, and a file by it
sites = st.sampled_from(["Herlev", "Gentofte"])
days = st.sampled_from(
    [
        f"2015-{day}"
        for day in ["02-27", "02-28", "03-01", "03-31", "04-01", "04-03", "04-15", "04-30", "05-04"]
    ]
)
calls = st.builds(
    "{};{};{} 09:12:05;{};{}".format,
    st.integers(1, 9), sites, days, st.sampled_from(["", "45", "400"]), st.sampled_from(["ja", "nej"]),
)  # fmt: skip
cases = st.builds(
    "{0};{0};{1};{2};{3} 09:00;{4}".format,
    st.integers(1, 9), sites, st.sampled_from("23"), days,
    st.sampled_from(["", "2015-05-04 10:00", "2015-05-07 08:00"]),
)  # fmt: skip


def files(mapping: str, heading: str, rows: st.SearchStrategy[str]) -> st.SearchStrategy[Loaded]:
    lines = st.lists(rows, min_size=1, max_size=5, unique_by=lambda row: row.partition(";")[0])
    return st.tuples(st.just(mapping), lines.map(lambda found: "\n".join([heading, *found, ""])))


FILES = (
    files(CALLS, HEAD, calls),
    files(CASES, "linje;nummer;sted;prioritet;oprettet;løst", cases),
    files(SITES, "sted;hospital;fra", st.builds(
        "{};{};{}".format, sites, st.sampled_from(["Herlev Hospital", "Ny", ""]), days)),
    files(HOLIDAYS, "dag", days),
    files(LIMITS, "fra;grænse", st.builds("{};{}".format, days, st.sampled_from(["30", "300"]))),
    files(BUDGET, "post;år;beløb", st.builds(
        "{};2015;{}".format, st.sampled_from(["Drift", "Plan"]), st.integers(1, 9))),
    files(REFERRALS, "ydelse;måned;sted;privathospital;antal", st.builds(
        "{};2015-0{};{};Privathospital {};{}".format,
        st.sampled_from(["Scanning", "Hofte"]), st.integers(3, 5), sites, st.integers(1, 2), st.integers(1, 9))),
)  # fmt: skip
# A file is loaded, or the load at a place among those that there are is taken out.
steps = st.lists(st.one_of(*FILES, st.integers(0, 5)), min_size=1, max_size=6)


def same(found: Snapshot, engine: Engine) -> None:
    """Compare with all that can be read, after all that is worked out of the events has been worked out anew."""
    with engine.connect() as connection:
        for subject in rollups.SUBJECTS:
            rollups.refresh(connection, subject, date.min, date.max)
        anew = {name: read(connection) for readers in SUBJECTS.values() for name, read in readers.items()}
        connection.rollback()
    assert found.frames.keys() == anew.keys()
    for name, frame in anew.items():
        if not found.frames[name].equals(
            frame
        ):  # some fifty frames a time, nearly all of them alike to the last bit
            pd.testing.assert_frame_equal(found.frames[name], frame, obj=name)


def versions_of(database: Any) -> Versions:
    with reader(database.url).connect() as connection:
        return read_versions(connection)


def do(database: Any, step: Loaded | int, loads: list[int]) -> None:
    if isinstance(step, int):
        if loads:
            with suppress(ImportFault):  # a later load has rows in common with it
                unload(database.url, loads[step % len(loads)])
        return
    mapping, content = step
    outcome = database.load(content, mapping, most_rejected=1.0)  # two states of a case can be of one time
    if outcome.load is not None:
        loads.append(outcome.load)


@settings(max_examples=examples(5))
@given(steps=steps)
def test_what_moved_is_all_that_has_to_be_read(database: Any, steps: list[Loaded | int]) -> None:
    database.empty()
    with writer(database.url).begin() as connection:
        connection.execute(insert(t.settings), [{"key": "clock", "value": "2015-05-04T07:30"}])
    engine, other, loads = reader(database.url), writer(database.url), []
    snapshot = read_snapshot(engine)
    for step in steps:
        do(database, step, loads)
        snapshot = read_snapshot(engine, snapshot)
        same(snapshot, other)
        assert snapshot.versions == versions_of(database)


LATER = {
    "a site moves": (SITES, "sted;hospital;fra\nHerlev;Ny;2015-04-02\n"),
    "a site closes": (SITES, "sted;hospital;fra\nHerlev;;2015-04-02\n"),
    "a day becomes a holiday": (HOLIDAYS, "dag\n2015-04-03\n"),
    "a limit changes": (LIMITS, "fra;grænse\n2015-04-02;30\n"),
    "a call is corrected": (CALLS, f"{HEAD}\n1;Gentofte;2015-04-03 09:12:05;;nej\n"),
    "a call is another day's": (CALLS, f"{HEAD}\n1;Herlev;2015-03-31 09:12:05;45;ja\n"),
}


@pytest.mark.parametrize("what", LATER)
def test_what_comes_later_is_in_months_that_stood(database: Any, what: str) -> None:
    database.load(f"{HEAD}\n1;Herlev;2015-04-03 09:12:05;45;ja\n5;Herlev;2015-04-01 09:12:05;45;ja\n", CALLS)
    before = read_snapshot(reader(database.url))
    mapping, content = LATER[what]
    later = database.load(content, mapping, name="senere.csv")
    after = read_snapshot(reader(database.url), before)
    same(after, writer(database.url))
    assert not all(after.frames[name].equals(before.frames[name]) for name in ("calls", "call_hours"))
    with suppress(ImportFault):  # a site's hospital is never taken out
        unload(database.url, later.load)
        again = read_snapshot(reader(database.url), after)
        same(again, writer(database.url))
        for name in ("calls", "call_hours"):
            pd.testing.assert_frame_equal(again.frames[name], before.frames[name])


# --- What a load moves ----------------------------------------------------------------------------------


@pytest.fixture
def moved(database: Any) -> Callable[[Callable[[], Any]], tuple[set[str], Versions, Versions]]:
    """Return what runs something, and which subjects it moved."""

    def during(act: Callable[[], Any]) -> tuple[set[str], Versions, Versions]:
        before = versions_of(database)
        act()
        after = versions_of(database)
        one, other = by_subject(before), by_subject(after)
        return {each for each in other if one.get(each) != other[each]}, before, after

    return during


LOADED: Mapping[str, tuple[str, str, set[str]]] = {
    "budget": (BUDGET, "post;år;beløb\nDrift;2015;3\n", {"budget"}),
    "calls": (CALLS, f"{HEAD}\n1;Herlev;2015-04-13 09:12:05;45;ja\n", {"calls"}),
    "referrals": (
        REFERRALS,
        "ydelse;måned;sted;privathospital;antal\nScan;2015-03;Herlev;P;9\n",
        {"referrals", "pathways"},
    ),
    "sites": (SITES, "sted;hospital;fra\nGentofte;Ny;2015-04-01\n", {"reference"}),
}


@pytest.mark.parametrize("name", LOADED)
def test_a_load_moves_its_own_subject_and_the_list_of_loads(database: Any, moved: Any, name: str) -> None:
    mapping, content, subjects = LOADED[name]
    found, _before, _after = moved(lambda: database.load(content, mapping))
    assert found == {*subjects, LOADS}


def test_a_load_of_events_moves_the_months_that_it_touches(database: Any, moved: Any) -> None:
    database.load(f"{HEAD}\n1;Herlev;2015-03-13 09:12:05;45;ja\n2;Herlev;2015-05-13 09:12:05;45;ja\n", CALLS)
    other = f"{HEAD}\n3;Herlev;2015-04-14 09:12:05;45;ja\n"
    _subjects, before, after = moved(lambda: database.load(other, CALLS))
    assert months_moved(before, after, "calls") == {"2015-04"}
    assert months_moved(before, after, "cases") == set()


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_load_can_make_is_read_with_its_own_subject(kind: str) -> None:
    made = {each.table.name for each in KINDS[kind].fields if each.table is not None and each.creates}
    told = {KINDS[kind].field(of).table for of, _column in (KINDS[kind].about or {}).values()}
    assert made | {table.name for table in told if table is not None} <= SUBJECTS[KINDS[kind].subject].keys()


def test_a_restored_database_is_not_taken_for_what_was_there_before(database: Any) -> None:
    """What was loaded after a copy was taken, and what is loaded after it was put back, have no number in common."""
    engine = reader(database.url)
    database.load("post;år;beløb\nDrift;2015;3\n", BUDGET)
    copy = versions_of(database)
    undone = database.load("post;år;beløb\nDrift;2015;4\n", BUDGET, name="ny.csv")
    shown = read_snapshot(engine)
    with writer(database.url).begin() as connection:  # the copy is put back
        connection.execute(delete(t.versions))
        rows = [{"subject": name.partition(" ")[0], "month": name.partition(" ")[2], "version": version}
                for name, version in copy.items()]  # fmt: skip
        connection.execute(insert(t.versions), rows)
        connection.execute(t.budget_lines.update().values(mio_dkk=3))
    assert undone.load is not None
    restored = read_snapshot(engine, shown)
    same(restored, writer(database.url))
    assert restored.frames["budget_lines"]["mio_dkk"].tolist() == [3.0]
    database.load("post;år;beløb\nDrift;2015;5\n", BUDGET, name="anden.csv")
    again = read_snapshot(engine, shown)  # by a process that has slept through it all
    assert again.frames["budget_lines"]["mio_dkk"].tolist() == [5.0]
    assert again.version != shown.version
