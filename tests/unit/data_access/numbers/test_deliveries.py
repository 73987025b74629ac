"""What a source owes, and how it stands: by day, month, quarter and year."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from data_access.numbers import source_calendar, sources
from data_access.numbers.deliveries import Delivery, deliveries, is_due, lacking
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters

NOW = datetime.fromisoformat("2015-05-11T07:30")
APRIL = Filters("2015-04", "2015-04")


def world(
    snapshot: Snapshot, rhythm: str, *loads: tuple[str, str, str, float], now: datetime = NOW
) -> Snapshot:
    """Return a snapshot of one source, due on the fifth working day; a load is loaded_at (UTC), from, to, share."""
    source = {
        "key": "ark",
        "name": "Arket",
        "description": "",
        "owner": "",
        "rhythm": rhythm,
        "due_working_day": 5,
    }
    names = ("loaded_at", "period_from", "period_to", "completeness")
    rows = [dict(zip(names, load, strict=True)) for load in loads]
    common: dict[str, Any] = {"source": "ark", "row_count": 10, "rejected": 1, "note": ""}
    frame = pd.DataFrame([row | common for row in rows], columns=[*names, *common])
    frames = dict(snapshot.frames) | {"sources": pd.DataFrame([source]), "loads": frame}
    return Snapshot(frames, snapshot.versions, now)


def states(found: list[Delivery]) -> list[str]:
    return [each.state for each in found]


def of(snapshot: Snapshot, *months: str) -> list[Delivery]:
    return deliveries(snapshot, snapshot.frames["sources"].to_dict("records")[0], list(months))


def test_a_day_is_due_the_day_after(demo_snapshot: Snapshot) -> None:
    nights = [
        ("2015-05-08T02:00:00", "2015-05-07", "2015-05-07", 1.0),
        ("2015-05-10T02:00:00", "2015-05-08", "2015-05-08", 1.0),
    ]
    found = of(world(demo_snapshot, "daily", *nights), "2015-05")
    assert states(found)[:5] == ["arrived", "late", "missing", "awaited", "awaited"]
    assert found[0].loaded == datetime.fromisoformat("2015-05-08T04:00")


@pytest.mark.parametrize(
    ("loaded", "state"), [("2015-05-08T20:00:00", "arrived"), ("2015-05-08T23:00:00", "late")]
)
def test_a_month_is_due_on_its_working_day_by_the_danish_clock(
    loaded: str, state: str, demo_snapshot: Snapshot
) -> None:
    # The 1st of May was a public holiday, so that the fifth working day was the 8th.
    found = of(world(demo_snapshot, "monthly", (loaded, "2015-04-01", "2015-04-30", 1.0)), "2015-04")
    assert found[0].owed.due.isoformat() == "2015-05-08"
    assert states(found) == [state]


def test_the_first_load_of_a_period_says_whether_it_came_in_time(demo_snapshot: Snapshot) -> None:
    again = [
        ("2015-05-04T02:00:00", "2015-04-01", "2015-04-30", 1.0),
        ("2015-05-11T02:00:00", "2015-04-01", "2015-04-30", 1.0),
    ]
    assert states(of(world(demo_snapshot, "monthly", *again), "2015-04")) == ["arrived"]


@pytest.mark.parametrize(
    ("last", "share", "state"), [("2015-04-30", 0.5, "partial"), ("2015-04-20", 1.0, "partial")]
)
def test_half_a_month_is_partial(last: str, share: float, state: str, demo_snapshot: Snapshot) -> None:
    half = world(demo_snapshot, "monthly", ("2015-05-04T02:00:00", "2015-04-01", last, share))
    assert states(of(half, "2015-04")) == [state]


@pytest.mark.parametrize(
    ("rhythm", "periods"),
    [
        ("quarterly", [("2014-10-01", "2014-12-31"), ("2015-01-01", "2015-03-31")]),
        ("yearly", [("2014-01-01", "2014-12-31")]),
    ],
)
def test_quarters_and_years_are_owed_with_their_last_month(
    rhythm: str, periods: list[tuple[str, str]], demo_snapshot: Snapshot
) -> None:
    known = world(demo_snapshot, rhythm, ("2014-01-08T02:00:00", "2013-01-01", "2013-12-31", 1.0))
    found = of(known, "2014-11", "2014-12", "2015-01", "2015-02", "2015-03")
    assert [(each.owed.first.isoformat(), each.owed.last.isoformat()) for each in found] == periods
    assert set(states(found)) == {"missing"}


def test_nothing_is_owed_from_before_the_source_was_first_heard_of(demo_snapshot: Snapshot) -> None:
    known = world(demo_snapshot, "monthly", ("2015-05-04T02:00:00", "2015-04-01", "2015-04-30", 1.0))
    assert of(known, "2015-02", "2015-03") == []
    assert of(world(demo_snapshot, "monthly"), "2015-04") == []
    assert (
        of(world(demo_snapshot, "on_change", ("2015-05-04T02:00:00", "2015-04-01", "2015-04-30", 1.0))) == []
    )


def test_late_now_is_what_has_not_come_since_the_newest_that_came(demo_snapshot: Snapshot) -> None:
    hole = [
        ("2015-02-05T02:00:00", "2015-01-01", "2015-01-31", 1.0),
        ("2015-04-08T02:00:00", "2015-03-01", "2015-03-31", 1.0),
    ]
    snapshot = world(demo_snapshot, "monthly", *hole)
    source = snapshot.frames["sources"].to_dict("records")[0]
    assert [each.first.isoformat() for each in lacking(snapshot, source)] == ["2015-04-01"]
    assert sources.now(snapshot, APRIL)["word"].tolist() == ["Mangler april 2015"]
    assert is_due(snapshot, "ark", "2015-04")
    assert not is_due(replace(snapshot, now=NOW.replace(day=8)), "ark", "2015-04")


def test_a_report_on_part_of_a_month_does_not_stand_for_the_month(demo_snapshot: Snapshot) -> None:
    part = ("2015-05-11T02:00:00", "2015-05-01", "2015-05-10", 1.0)
    june = NOW.replace(month=6)
    snapshot = world(demo_snapshot, "monthly", part, now=june)
    assert sources.now(snapshot, APRIL)["word"].tolist() == ["Mangler maj 2015"]


def test_the_month_of_a_nightly_source_is_the_worst_of_its_days(demo_snapshot: Snapshot) -> None:
    months = source_calendar.calendar(demo_snapshot, Filters("2014-01", "2015-05")).set_index(
        ["key", "month"]
    )
    assert months["state"]["telefoni", "2014-06"] == "partial"
    assert months["completeness"]["telefoni", "2014-06"] == pytest.approx(100 * 25 / 30)
    assert months["state"]["overvaagning", "2015-04"] == "late"
    assert months["state"]["sager", "2015-05"] == "arrived"


def test_the_days_of_the_picked_month_are_shown(demo_snapshot: Snapshot) -> None:
    days = source_calendar.days(demo_snapshot, Filters("2014-01", "2015-05", month="2014-06"))
    lost = days[(days["key"] == "telefoni") & (days["state"] == "missing")]["day"].tolist()
    assert lost == ["2014-06-18", "2014-06-19", "2014-06-20", "2014-06-21", "2014-06-22"]
    assert set(days["name"]) == {"Telefonsystemet", "ServiceNow", "Svartidsmålingen"}
    assert sources.loads(demo_snapshot, Filters("2014-01", "2015-05"))["rows"].notna().all()


def test_figures_of_a_later_year_do_not_hide_that_a_month_lacks(demo_snapshot: Snapshot) -> None:
    later = replace(demo_snapshot, now=NOW.replace(month=7, day=1))
    words = sources.now(later, APRIL).set_index("name")["word"]
    assert words["Indikatorerne"] == "Mangler maj 2015"
    assert words["Budgettet"] == "Intet mangler"
