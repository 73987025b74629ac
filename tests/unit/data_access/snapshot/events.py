"""Events, each with what it adds to the figures by its own word, and how any number of them are made up."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from data_access.database import counting
from data_access.database import schema as t
from data_access.database.months import HOLIDAY
from tests.unit.data_access.snapshot.rules import (
    DAYS,
    HOLIDAYS,
    SITES,
    TWO,
    Key,
    has_limit,
    is_open,
    meets,
    number,
)


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


# What arrives on its own: the hours are those of the calls.
ARRIVING = tuple(subject for subject in EVENTS if subject not in LED_BY)


def told_by(subject: str, events: list[Event]) -> list[Event]:
    """Return the events as a subject counts them."""
    if subject != "call_hours":
        return events
    return [TimedCall(*event) for event in events if isinstance(event, Call)]


ON_A_DAY: Mapping[str, Callable[[date], Event]] = {
    "calls": lambda day: Call("s1", "a", day, 9, 12.5, True),
    "call_hours": lambda day: TimedCall("s1", "a", day, 9, 12.5, True),
    "cases": lambda day: Case(
        "s1", "a", "high", datetime.combine(day, datetime.min.time()), None, False, True, True
    ),
    "samples": lambda day: Sample("s1", "a", "a", day, 0.5),
}
