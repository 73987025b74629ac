"""The snapshot tells what the events tell, however they arrived, were rolled up, and rolled up again."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, update

from data_access.database import rollups
from data_access.database import schema as t
from data_access.database.versions import bump, bump_months
from data_access.numbers.series import counts_of
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from tests.tried import examples
from tests.unit.data_access.snapshot.events import (
    ARRIVING,
    COUNTS,
    DIMENSIONS,
    EVENTS,
    LED_BY,
    ON_A_DAY,
    TABLES,
    Event,
    Step,
    steps,
    told_by,
)
from tests.unit.data_access.snapshot.rules import (
    DAYS,
    FIRST,
    HOSPITALS,
    TODAY,
    Key,
    Rows,
    hospital,
    reference,
)
from vocabulary.filters import Filters
from vocabulary.months import month_of

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(20)]

Sums = dict[Key, tuple[float, ...]]


# --- The same, by the database ------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    migrated_file: Callable[[Path], str],
    write: Callable[[str, Mapping[str, Rows]], Engine],
) -> Engine:
    """Return a database with everything but events."""
    if request.param == "sqlite":
        url = migrated_file(tmp_path_factory.mktemp("property") / "pejling.db")
    else:
        url = request.getfixturevalue("postgres_databases")(migrated=True)
    return write(url, reference())


def empty(connection: Connection) -> None:
    for subject, table in TABLES.items():
        connection.execute(delete(table))
        connection.execute(delete(rollups.ROLLUPS[subject].table))
        connection.execute(delete(rollups.ROLLUPS[subject].months))
        bump(connection, LED_BY.get(subject, subject))
    connection.execute(delete(t.rollups))


def take(connection: Connection, step: Step) -> None:
    """Load as an import does: events, then their days' rollups, which events newer than it may do without."""
    subject = LED_BY.get(step.subject, step.subject)
    if step.events:
        connection.execute(insert(TABLES[step.subject]), [event.row() for event in step.events])
        touched = [day for event in step.events for day in event.days()]
        if step.rolled or min(touched) <= rollups.through_day(connection, subject):
            rollups.refresh(connection, subject, min(touched), max(touched))
        else:
            bump_months(connection, subject, {month_of(day) for day in touched})
    if step.extra:
        rollups.refresh(connection, subject, min(step.extra), max(step.extra))


# --- The two compared -------------------------------------------------------------------------------


def counted(events: list[Event], place: Callable[[str, date], str | None]) -> Sums:
    """Add the events up by month, hospital and their dimensions, without a database."""
    sums: Sums = {}
    for event in events:
        for day, (site, *rest), counts in event.counts():
            key = (f"{day:%Y-%m}", place(str(site), day), site, *rest)
            before = sums.get(key, (0,) * len(counts))
            sums[key] = tuple(one + other for one, other in zip(before, counts, strict=True))
    return sums


def found(rows: list[dict[str, Any]], subject: str) -> Sums:
    keys, counts = ["month", "hospital", *DIMENSIONS[subject]], list(COUNTS[subject])
    # The same site can stand twice in a month, when its two hospitals are one today.
    total: dict[Key, Counter[str]] = {}
    for row in rows:
        key = tuple(None if pd.isna(row[name]) else row[name] for name in keys)
        total.setdefault(key, Counter()).update({name: row[name] for name in counts})
    return {key: tuple(sums[name] for name in counts) for key, sums in total.items()}


def today(site: str, _day: date) -> str | None:
    return hospital(site, TODAY)


def compare(snapshot: Snapshot, subject: str, events: list[Event]) -> None:
    """Compare what a page would show, in both organisations and of each hospital."""
    for organisation, place in (("today", today), ("then", hospital)):
        expected = counted(events, lambda site, day, place=place: place(site, day) or NOWHERE)
        for chosen in (None, *HOSPITALS):
            filters = Filters("2015-04", "2015-05", organisation, chosen)
            shown = counts_of(snapshot, filters, subject, "hospital", "site").records()
            assert found(shown, subject) == {
                key: sums
                for key, sums in expected.items()
                if "2015-04" <= str(key[0]) <= "2015-05" and chosen in (None, key[1])
            }


@settings(max_examples=examples(14))
@given(data=st.data())
def test_the_snapshot_is_what_the_events_add_up_to(engine: Engine, data: st.DataObject) -> None:
    """All subjects at once: each has its own events, days and rollups, and one reading tells of all."""
    arrivals = data.draw(st.lists(st.tuples(*map(steps, ARRIVING)), min_size=1, max_size=4))
    with engine.begin() as connection:
        empty(connection)
    events: dict[str, list[Event]] = {subject: [] for subject in ARRIVING}
    snapshot = read_snapshot(engine)
    for together in arrivals:
        for step in together:
            with engine.begin() as connection:
                take(connection, step)
            events[step.subject] += step.events
        snapshot = read_snapshot(engine, snapshot)  # as the store does: what changed upon what was there
        for subject in EVENTS:
            told = told_by(subject, events[LED_BY.get(subject, subject)])
            assert found(snapshot.frames[subject].to_dict("records"), subject) == counted(told, hospital)
    for subject in EVENTS:
        compare(snapshot, subject, told_by(subject, events[LED_BY.get(subject, subject)]))


@pytest.mark.parametrize("subject", EVENTS)
def test_days_between_the_rollup_and_what_is_rolled_up_next_are_not_lost(
    engine: Engine, subject: str
) -> None:
    early, between, late = (ON_A_DAY[subject](DAYS[place]) for place in (1, 20, 40))
    with engine.begin() as connection:
        empty(connection)
        for event, rolled in ((early, True), (between, False), (late, True)):
            take(connection, Step(subject, [event], rolled, None))
    compare(read_snapshot(engine), subject, [early, between, late])


@pytest.mark.parametrize("subject", EVENTS)
def test_today_is_read_from_its_events_until_it_is_over(engine: Engine, subject: str) -> None:
    morning = ON_A_DAY[subject](TODAY)
    with engine.begin() as connection:
        empty(connection)
        take(connection, Step(subject, [morning], True, None))
        assert rollups.through_day(connection, subject) < TODAY
        connection.execute(insert(TABLES[subject]), [morning.row()])  # and not a word to the rollup
    compare(read_snapshot(engine), subject, [morning, morning])


@pytest.mark.parametrize("subject", EVENTS)
def test_nothing_arrived_is_nothing_to_see(engine: Engine, subject: str) -> None:
    with engine.begin() as connection:
        empty(connection)
    compare(read_snapshot(engine), subject, [])


def test_when_names_change_all_that_holds_them_is_read_anew(engine: Engine) -> None:
    def name(key: str) -> None:
        with engine.begin() as connection:
            connection.execute(update(t.hospitals).where(t.hospitals.c.id == 1).values(key=key))
            bump(connection, "reference")

    with engine.begin() as connection:
        empty(connection)
        take(connection, Step("calls", [ON_A_DAY["calls"](FIRST)], True, None))
    before = read_snapshot(engine)
    name("renamed")
    assert set(read_snapshot(engine, before).frames["calls"]["hospital"]) == {"renamed"}
    name("h1")
