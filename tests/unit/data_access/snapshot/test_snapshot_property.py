"""The snapshot tells what the events tell, however they arrived, were rolled up, and rolled up again."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, update

from data_access.database import counting, rollups
from data_access.database import schema as t
from data_access.database.months import HOLIDAY
from data_access.database.versions import bump, bump_months
from data_access.numbers.series import counts_of
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from tests.tried import examples
from vocabulary.filters import Filters
from vocabulary.months import month_of

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(20)]

Key = tuple[str | None, ...]
Sums = dict[Key, tuple[float, ...]]
Rows = list[dict[str, Any]]

FIRST, TODAY = date(2015, 3, 20), date(2015, 5, 11)
DAYS = [FIRST + timedelta(days=step) for step in range((TODAY - FIRST).days + 1)]
HOSPITALS, SITES, TWO = ("h1", "h2", "h3"), ("s1", "s2", "s3"), ("a", "b")
SOURCES = ("telefoni", "sager", "overvaagning")
# s1 moves within a month, s2 closes, and s3 belongs nowhere before it opens.
MEMBERSHIPS = (
    ("s1", date(2007, 1, 1), "h1"),
    ("s1", date(2015, 5, 8), "h3"),
    ("s2", date(2007, 1, 1), "h2"),
    ("s2", date(2015, 4, 30), None),
    ("s3", date(2015, 4, 10), "h1"),
    ("s3", date(2015, 5, 8), "h3"),
)
AT_FIRST, LATER = date(2007, 1, 1), date(2015, 4, 15)
LIMITS: Mapping[tuple[str, str], Mapping[date, float | None]] = {
    ("call", "answer"): {AT_FIRST: 300, LATER: 120},
    ("call", "abandon"): {AT_FIRST: 5},  # another limit about calls must not count a call twice
    ("case", "high"): {AT_FIRST: 3, LATER: 1, date(2015, 5, 1): None},
    ("case", "normal"): {LATER: 10},
    ("sample", "a"): {AT_FIRST: 3, LATER: 1.5},
    ("sample", "b"): {AT_FIRST: None, date(2015, 5, 1): 15},
}
# Desk b gets opening hours in April and longer ones in May; a has none, and so is always open. By weekday from 1.
HOURS: Mapping[str, Mapping[int, Mapping[date, tuple[int, int] | None]]] = {
    "b": {
        **{weekday: {date(2015, 4, 7): (8, 16), date(2015, 5, 4): (7, 18)} for weekday in range(1, 5)},
        5: {date(2015, 4, 7): (8, 15)},
        6: {date(2015, 4, 7): None, date(2015, 5, 4): (10, 12)},
    }
}
HOLIDAYS = (date(2015, 4, 3), date(2015, 5, 1), date(2015, 5, 5))


def number(keys: tuple[str, ...], key: str) -> int:
    return keys.index(key) + 1


def in_force(periods: Mapping[date, Any], day: date) -> Any:
    started = [valid_from for valid_from in periods if valid_from <= day]
    return periods[max(started)] if started else None


def hospital(site: str, day: date) -> Any:
    return in_force({valid_from: to for each, valid_from, to in MEMBERSHIPS if each == site}, day)


def has_limit(subject: str, key: str, day: date) -> bool:
    return in_force(LIMITS.get((subject, key), {}), day) is not None


def meets(value: float, subject: str, key: str, day: date) -> bool:
    limit = in_force(LIMITS.get((subject, key), {}), day)
    return limit is not None and value <= limit


def is_open(desk: str, day: date, hour: int) -> bool:
    weekdays = HOURS.get(desk)
    if weekdays is None or day < min(start for periods in weekdays.values() for start in periods):
        return True
    hours = in_force(weekdays.get(day.isoweekday(), {}), day)
    return day not in HOLIDAYS and hours is not None and hours[0] <= hour < hours[1]


# --- The events, each with what it adds to the figures by its own word ------------------------------


class Call(NamedTuple):
    site: str
    desk: str
    day: date
    hour: int
    wait: float | None
    answered: bool

    def row(self) -> dict[str, Any]:
        at = datetime.combine(self.day, datetime.min.time())
        return {
            "load_id": 1, "desk_id": number(TWO, self.desk), "site_id": number(SITES, self.site),
            "queued_at": at, "day": self.day, "hour": self.hour, "wait_seconds": self.wait,
            "talk_seconds": None, "answered": self.answered,
        }  # fmt: skip

    def days(self) -> tuple[date, ...]:
        return (self.day,)

    def counts(self) -> list[tuple[date, Key, tuple[float, ...]]]:
        if not is_open(self.desk, self.day, self.hour):
            return [(self.day, (self.site, self.desk), (0, 0, 0, 0.0, 0, 0, 1, 1))]
        wait = self.wait if self.answered else None
        told = wait is not None
        within = wait is not None and meets(wait, "call", "answer", self.day)
        limited = told and has_limit("call", "answer", self.day)
        counts = (1, self.answered, within, wait or 0.0, told, limited, 0, 1)
        return [(self.day, (self.site, self.desk), counts)]


class TimedCall(Call):
    """A call as the hours count it: by its hour and weekday too, of which a public holiday is one of its own."""

    def counts(self) -> list[tuple[date, Key, tuple[float, ...]]]:
        time = (self.hour, HOLIDAY if self.day in HOLIDAYS else self.day.isoweekday())
        return [(day, (*key, *time), counts) for day, key, counts in super().counts()]


class Case(NamedTuple):
    site: str
    desk: str
    priority: str | None
    opened: datetime
    took: timedelta | None
    at_once: bool
    # Whether the source tells if cases are solved at first contact, and if they are solved at all.
    is_sorted: bool
    is_tracked: bool

    @property
    def first_contact(self) -> bool:
        return self.at_once and self.took is not None

    @property
    def resolved(self) -> datetime | None:
        return None if self.took is None or not self.is_tracked else self.opened + self.took

    def kind(self) -> dict[str, str | None]:
        channel = "telephone" if self.first_contact else "portal"
        return {"channel": channel, "priority": self.priority, "kind": "incident", "handler": "cimt"}

    def row(self) -> dict[str, Any]:
        return self.kind() | {
            "load_id": 1, "desk_id": number(TWO, self.desk), "site_id": number(SITES, self.site),
            "system_id": None, "opened_at": self.opened, "opened_day": self.opened.date(),
            "resolved_at": self.resolved, "resolved_day": self.resolved and self.resolved.date(),
            "resolved_told": self.is_tracked, "closed_at": None,
            "first_contact": self.first_contact if self.is_sorted else None,
        }  # fmt: skip

    def days(self) -> tuple[date, ...]:
        return tuple(at.date() for at in (self.opened, self.resolved) if at)

    def counts(self) -> list[tuple[date, Key, tuple[float, ...]]]:
        key, opened = (
            (self.site, self.desk, *(each or "" for each in self.kind().values())),
            self.opened.date(),
        )
        at_once = self.is_sorted and self.first_contact
        counted = [(opened, key, (1, self.is_tracked, at_once, self.is_sorted, 0, 0, 0, 0, 0))]
        if self.resolved is not None and self.took is not None:
            days = self.took / timedelta(days=1)
            later = self.is_sorted and not self.first_contact
            limited = later and has_limit("case", str(self.priority), opened)
            within = limited and meets(days, "case", str(self.priority), opened)
            solved = (1, later, not self.is_sorted, limited, within)
            counted.append((self.resolved.date(), key, (0, 0, 0, 0, *solved)))
        return counted


class Sample(NamedTuple):
    site: str
    system: str
    action_class: str
    day: date
    seconds: float

    def row(self) -> dict[str, Any]:
        return {
            "load_id": 1, "system_id": number(TWO, self.system), "site_id": number(SITES, self.site),
            "action_class_id": number(TWO, self.action_class),
            "taken_at": datetime.combine(self.day, datetime.min.time()), "day": self.day,
            "seconds": self.seconds,
        }  # fmt: skip

    def days(self) -> tuple[date, ...]:
        return (self.day,)

    def counts(self) -> list[tuple[date, Key, tuple[float, ...]]]:
        within = meets(self.seconds, "sample", self.action_class, self.day)
        limited = has_limit("sample", self.action_class, self.day)
        return [(self.day, (self.site, self.system, self.action_class), (1, limited, within))]


Event = Call | Case | Sample
TABLES = {"calls": t.calls, "call_hours": t.calls, "cases": t.cases, "samples": t.samples}
# What is rolled up with another subject, and read again when that one's number moves.
LED_BY = {"call_hours": "calls"}
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "calls": ("site", "desk"),
    "call_hours": ("site", "desk", "hour", "weekday"),
    "cases": ("site", "desk", "channel", "priority", "kind", "handler"),
    "samples": ("site", "system", "action_class"),
}
OF_CALLS = ("offered", "answered", "within_limit", "wait_seconds", "waits", "limited", "outside", "placed")
COUNTS: Mapping[str, tuple[str, ...]] = {
    "calls": OF_CALLS,
    "call_hours": OF_CALLS,
    "cases": (*counting.OPENED, *counting.SOLVED),
    "samples": ("samples", "limited", "within_limit"),
}

days, sites, two = st.sampled_from(DAYS), st.sampled_from(SITES), st.sampled_from(TWO)
waits = st.sampled_from([0.0, 12.5, 119.5, 120.0, 120.5, 300.0, 300.5])
clocks = st.integers(0, 86_399).map(lambda seconds: timedelta(seconds=seconds))
moments = st.builds(lambda day, clock: datetime.combine(day, datetime.min.time()) + clock, days, clocks)
takes = st.sampled_from([0, 3600, 86_400, 86_401, 3 * 86_400, 3 * 86_400 + 1, 10 * 86_400]).map(
    lambda seconds: timedelta(seconds=seconds)
)
hours = st.sampled_from([0, 6, 7, 8, 10, 12, 14, 15, 16, 17, 18, 23])
EVENTS: Mapping[str, st.SearchStrategy[Event]] = {
    "calls": st.builds(Call, sites, two, days, hours, st.none() | waits, st.booleans()),
    "call_hours": st.builds(TimedCall, sites, two, days, hours, st.none() | waits, st.booleans()),
    "cases": st.builds(
        Case,
        sites,
        two,
        st.sampled_from(["high", "normal", "medium", None]),
        moments,
        st.none() | takes,
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    "samples": st.builds(
        Sample, sites, two, two, days, st.sampled_from([0.5, 1.5, 1.6, 3.0, 3.1, 15.0, 16.0])
    ),
}


class Step(NamedTuple):
    """Events of a subject that arrive together, and days that are rolled up for no reason."""

    subject: str
    events: list[Event]
    rolled: bool
    extra: tuple[date, date] | None


def steps(subject: str) -> st.SearchStrategy[Step]:
    extra = st.none() | st.tuples(days, days)
    return st.builds(Step, st.just(subject), st.lists(EVENTS[subject], max_size=8), st.booleans(), extra)


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


def reference() -> dict[str, Rows]:
    def named(keys: tuple[str, ...], **more: Any) -> Rows:
        return [{"id": number(keys, key), "key": key, "name": key.upper()} | more for key in keys]

    return {
        "hospitals": named(HOSPITALS),
        "sites": named(SITES),
        "desks": named(TWO),
        "systems": named(TWO, measured=True, position=1),
        "action_classes": named(TWO),
        "sources": named(SOURCES),
        "loads": [{
            "id": number(SOURCES, source), "source_id": number(SOURCES, source),
            "loaded_at": datetime.fromisoformat("2015-05-11 02:00"), "period_from": FIRST, "period_to": TODAY,
            "row_count": 1, "completeness": 1.0, "demonstration": False} for source in SOURCES],
        "site_hospitals": [
            {"site_id": number(SITES, site), "valid_from": day, "hospital_id": to and number(HOSPITALS, to)}
            for site, day, to in MEMBERSHIPS],
        "limits": [
            {"subject": subject, "key": key, "valid_from": day, "amount": amount, "unit": "seconds"}
            for (subject, key), periods in LIMITS.items() for day, amount in periods.items()],
        "opening_hours": [
            {"desk_id": number(TWO, desk), "weekday": weekday, "valid_from": day,
             "opens": hours and hours[0], "closes": hours and hours[1]}
            for desk, weekdays in HOURS.items() for weekday, periods in weekdays.items()
            for day, hours in periods.items()],
        "public_holidays": [{"day": day, "name": "H"} for day in HOLIDAYS],
        "settings": [{"key": "clock", "value": f"{TODAY}T07:30"}],
    }  # fmt: skip


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


# What arrives on its own: the hours are those of the calls.
ARRIVING = tuple(subject for subject in EVENTS if subject not in LED_BY)


def told_by(subject: str, events: list[Event]) -> list[Event]:
    """Return the events as a subject counts them."""
    if subject != "call_hours":
        return events
    return [TimedCall(*event) for event in events if isinstance(event, Call)]


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


ON_A_DAY: Mapping[str, Callable[[date], Event]] = {
    "calls": lambda day: Call("s1", "a", day, 9, 12.5, True),
    "call_hours": lambda day: TimedCall("s1", "a", day, 9, 12.5, True),
    "cases": lambda day: Case(
        "s1", "a", "high", datetime.combine(day, datetime.min.time()), None, False, True, True
    ),
    "samples": lambda day: Sample("s1", "a", "a", day, 0.5),
}


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
