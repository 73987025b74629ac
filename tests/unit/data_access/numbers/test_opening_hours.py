"""Calls while a desk is closed and cases that are open, each counted by hand, in both databases."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from data_access.numbers import call_hours, calls, cases, open_cases
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters

Rows = list[dict[str, Any]]
Write = Callable[[str, Mapping[str, Rows]], Engine]

NOW = datetime.fromisoformat("2015-05-11T07:30")  # a Monday; 05.30 in UTC
ALWAYS = date(2007, 1, 1)
APRIL = Filters("2015-04", "2015-04", desk="klinisk")


def day(text: str) -> date:
    return date.fromisoformat(f"2015-{text}")


def call(when: str, hour: int, wait: float = 10, desk: int = 2, answered: bool = True) -> dict[str, Any]:
    return {
        "load_id": 1, "desk_id": desk, "site_id": 1, "queued_at": datetime.combine(day(when), NOW.time()),
        "day": day(when), "hour": hour, "wait_seconds": wait, "answered": answered,
    }  # fmt: skip


def case(opened: datetime, priority: str, resolved: datetime | None = None) -> dict[str, Any]:
    return {
        "load_id": 1, "desk_id": 1, "site_id": 1, "channel": "portal", "priority": priority,
        "kind": "incident", "handler": "cimt", "opened_at": opened, "opened_day": opened.date(),
        "resolved_at": resolved, "resolved_day": resolved and resolved.date(), "first_contact": False,
    }  # fmt: skip


def hours(weekday: int, valid_from: str, opens: int | None, closes: int | None) -> dict[str, Any]:
    return {"desk_id": 2, "weekday": weekday, "valid_from": day(valid_from), "opens": opens, "closes": closes}


def limit(key: str, valid_from: date, amount: float, subject: str = "case") -> dict[str, Any]:
    return {"subject": subject, "key": key, "valid_from": valid_from, "amount": amount, "unit": "days"}


UTC_NOW = NOW - timedelta(hours=2)
DAYS, SECOND = timedelta(days=1), timedelta(seconds=1)
WORLD: dict[str, Rows] = {
    "hospitals": [{"id": 1, "key": "h", "name": "H"}],
    "sites": [{"id": 1, "key": "s", "name": "S"}],
    "site_hospitals": [{"site_id": 1, "valid_from": ALWAYS, "hospital_id": 1}],
    "desks": [{"id": 1, "key": "cimt", "name": "C"}, {"id": 2, "key": "klinisk", "name": "K"}],
    "sources": [{"id": 1, "key": "telefoni", "name": "T"}, {"id": 2, "key": "sager", "name": "S"}],
    "loads": [
        {"id": source, "source_id": source, "loaded_at": NOW, "period_from": day("03-01"),
         "period_to": day("05-10"), "row_count": 1, "completeness": 1.0, "demonstration": False}
        for source in (1, 2)
    ],
    # Open from Tuesday 7 April, Tuesdays 8-16 and Fridays 8-15; from Monday 20 April Fridays until 12.
    "opening_hours": [
        hours(2, "04-07", 8, 16), hours(5, "04-07", 8, 15), hours(6, "04-07", None, None),
        hours(5, "04-20", 8, 12),
    ],
    "public_holidays": [{"day": day("04-14"), "name": "En tirsdag"}],
    "limits": [
        limit("answer", ALWAYS, 300, "call"), limit("high", ALWAYS, 3), limit("high", day("05-09"), 1),
    ],
    "calls": [
        call("04-01", 3),  # before there were opening hours
        call("04-07", 7), call("04-07", 8), call("04-07", 15, 301), call("04-07", 16, answered=False),
        call("04-10", 14), call("04-10", 15),  # a Friday
        call("04-11", 10), call("04-13", 10),  # a Saturday; a Monday, which has no hours
        call("04-14", 10),  # the holiday
        call("04-24", 11), call("04-24", 12), call("04-24", 12),  # Fridays close earlier by now
        call("04-14", 3, desk=1),
    ],
    "cases": [
        # Opened under the limit of three days, and under that of one.
        case(UTC_NOW - 3 * DAYS, "high"), case(UTC_NOW - 3 * DAYS - SECOND, "high"),
        case(UTC_NOW - 1 * DAYS - SECOND, "high"), case(UTC_NOW - 1 * DAYS, "high"),
        case(UTC_NOW - 40 * DAYS, "normal"),  # a priority without a limit is never late
        case(UTC_NOW - 80 * DAYS, "high", UTC_NOW - 70 * DAYS), case(UTC_NOW - 80 * DAYS, "high", UTC_NOW - 10 * DAYS),
    ],
    "settings": [{"key": "clock", "value": NOW.isoformat()}],
}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def snapshot(
    request: pytest.FixtureRequest,
    write: Write,
    tmp_path_factory: pytest.TempPathFactory,
    migrated_file: Callable[[Path], str],
) -> Snapshot:
    if request.param == "sqlite":
        url = migrated_file(tmp_path_factory.mktemp("hours") / "pejling.db")
    else:
        url = request.getfixturevalue("postgres_databases")()
        url = request.getfixturevalue("postgres_databases")(migrated=True)
    return read_snapshot(write(url, WORLD))


def test_calls_while_the_desk_is_closed_are_counted_apart(snapshot: Snapshot) -> None:
    (row,) = calls.outside(snapshot, APRIL).to_dict("records")
    assert (row["inside"], row["outside"]) == (5, 8)
    assert row["share"] == pytest.approx(100 * 8 / 13)
    (answered,) = calls.answered_share(snapshot, APRIL).to_dict("records")
    # Nobody answered at 16 on the 7th, but the desk was closed.
    assert (answered["numerator"], answered["denominator"]) == (5, 5)
    (within,) = calls.service_level(snapshot, APRIL).to_dict("records")
    assert (within["numerator"], within["denominator"]) == (4, 5)


def test_a_desk_without_opening_hours_is_open_at_night_and_on_holidays(snapshot: Snapshot) -> None:
    (row,) = calls.outside(snapshot, Filters("2015-04", "2015-04", desk="cimt")).to_dict("records")
    assert (row["inside"], row["outside"]) == (1, 0)


def test_calls_by_weekday_and_hour(snapshot: Snapshot) -> None:
    rows = call_hours.by_hour(snapshot, APRIL).set_index(["weekday", "hour"])
    inside, outside = rows["calls"], rows["outside"]
    assert inside[inside > 0].to_dict() == {(3, 3): 1, (2, 8): 1, (5, 11): 1, (5, 14): 1, (2, 15): 1}
    assert outside[outside > 0].to_dict() == {
        (2, 7): 1, (8, 10): 1, (6, 10): 1, (1, 10): 1, (5, 12): 2, (5, 15): 1, (2, 16): 1}  # fmt: skip
    # As the hours are today.
    assert rows.index[rows["open"]].tolist() == [
        (weekday, hour) for hour in range(8, 16) for weekday in (2, 5) if weekday == 2 or hour < 12
    ]


def test_calls_are_counted_a_day_that_the_desk_was_open_and_holidays_apart(snapshot: Snapshot) -> None:
    rows = call_hours.by_hour(snapshot, APRIL).set_index(["weekday", "hour"])
    # Until the 7th it was always open; from then on Tuesdays were the 7th, 21st and 28th, and the 14th a holiday.
    assert rows["days"].loc[[(2, 8), (5, 11), (5, 13)]].tolist() == [3, 4, 3]
    # What was never open counts all days, or those before the desk had hours.
    assert rows["days"].loc[[(1, 10), (3, 3), (8, 10)]].tolist() == [1, 1, 1]
    assert rows["calls_a_day"].loc[[(2, 8), (5, 11), (3, 3)]].tolist() == pytest.approx([1 / 3, 1 / 4, 1])
    assert rows["weekday_words"].loc[(8, 10)] == "Helligdag"
    assert rows["calls"].sum() + rows["outside"].sum() == 13


def test_the_wait_of_a_few_calls_is_not_told(snapshot: Snapshot) -> None:
    rows = call_hours.waits_by_hour(snapshot, APRIL)
    assert rows["answered"].sum() == 5
    assert rows["average_wait"].isna().all()


def test_a_case_is_late_by_the_limit_of_the_day_it_was_opened(snapshot: Snapshot) -> None:
    rows = open_cases.ages(snapshot, APRIL)
    assert rows["age"].tolist() == [
        "Under 1 døgn", "1-3 døgn", "3-5 døgn", "5-10 døgn", "10-30 døgn", "Over 30 døgn"]  # fmt: skip
    assert rows["open"].tolist() == [1, 2, 1, 0, 0, 1]
    assert rows["late"].tolist()[:5] == [0, 1, 1, 0, 0]
    # The oldest was opened before there was a limit: it is not known to be late.
    assert rows["late"].isna().tolist()[5]


def test_the_backlog_is_what_was_open_before_the_period_and_still_is(snapshot: Snapshot) -> None:
    rows = cases.flow(snapshot, Filters("2015-03", "2015-05"))
    # Two were opened in February, before the first month asked for: solved in March and in May.
    assert rows["backlog"].tolist() == [1, 2, 5]
    assert pd.isna(cases.flow(snapshot, Filters("2015-02", "2015-02"))["backlog"].iloc[0])
