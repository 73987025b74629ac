"""The subjects' numbers: what is counted, at its edges."""

from dataclasses import replace
from datetime import date

import pytest

from data_access.numbers import (
    call_hours,
    calls,
    cases,
    deliveries,
    open_cases,
    pathways,
    projects,
    referral_lists,
    referral_matrix,
    referrals,
    resources,
    source_calendar,
    sources,
    strategy,
)
from data_access.numbers.tolerances import WEEKS_A_MONTH, Tolerances, computed
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters

QUARTER = Filters("2015-01", "2015-03", organisation="then")
YEAR = Filters("2014-05", "2015-04", desk="klinisk")
LIMITS = Tolerances(time_yellow=1, time_red=3, cost_yellow=0, cost_red=0.1)
MONTH = WEEKS_A_MONTH


def test_shares_of_all_are_all(demo_snapshot: Snapshot) -> None:
    for ranked in (referral_lists.by_service, referral_lists.by_hospital, referral_lists.by_provider):
        rows = ranked(demo_snapshot, QUARTER)
        assert not rows["withheld"].any()
        assert rows["share"].sum() == pytest.approx(100)
        assert rows["cumulative"].iloc[-1] == pytest.approx(100)


def test_a_service_narrows_every_number(demo_snapshot: Snapshot) -> None:
    whole = referral_lists.by_service(demo_snapshot, QUARTER).set_index("key")["treatments"]
    asked = replace(QUARTER, service="operationer-paa-urinveje")
    assert referrals.treatments(demo_snapshot, asked)["value"].sum() == whole["operationer-paa-urinveje"]
    table = referral_matrix.matrix(demo_snapshot, asked)
    assert table["treatments"].iloc[-1] == whole["operationer-paa-urinveje"]
    # Some hospitals' counts are withheld.
    assert (
        referral_lists.by_hospital(demo_snapshot, asked)["treatments"].sum()
        < whole["operationer-paa-urinveje"]
    )


def test_calls_outside_opening_hours_count_nowhere_else(demo_snapshot: Snapshot) -> None:
    outside, volumes = calls.outside(demo_snapshot, YEAR), calls.volumes(demo_snapshot, YEAR)
    assert (outside["outside"] > 0).all()
    assert outside["inside"].tolist() == volumes["calls"].tolist()
    hours = call_hours.by_hour(demo_snapshot, YEAR)
    assert hours["calls"].sum() == volumes["calls"].sum()
    assert hours["outside"].sum() == outside["outside"].sum()
    assert hours[~hours["open"].astype(bool)]["calls"].sum() == 0
    friday = hours[(hours["weekday"] == 5) & (hours["hour"] == 15)]
    thursday = hours[(hours["weekday"] == 4) & (hours["hour"] == 15)]
    assert (friday["calls"].iloc[0], thursday["calls"].iloc[0] > 0) == (0, True)


def test_a_desk_without_opening_hours_is_always_open(demo_snapshot: Snapshot) -> None:
    assert not call_hours.has_hours(demo_snapshot, "cimt")
    assert calls.outside(demo_snapshot, replace(YEAR, desk="cimt"))["outside"].sum() == 0


def test_the_backlog_is_all_that_was_opened_and_not_solved(demo_snapshot: Snapshot) -> None:
    now = replace(YEAR, first="2014-01", last="2015-05")
    rows = cases.flow(demo_snapshot, now)
    assert (rows["opened"] - rows["resolved"]).cumsum().tolist() == rows["backlog"].tolist()
    assert rows["backlog"].iloc[-1] == len(demo_snapshot.frames["open_cases"])
    assert open_cases.ages(demo_snapshot, now)["open"].sum() == len(demo_snapshot.frames["open_cases"])
    late = open_cases.late_by_system(demo_snapshot, now)
    assert late["open"].sum() == len(demo_snapshot.frames["open_cases"])
    orders = [(-each["late"], -each["open"], each["name"]) for each in late.fillna(0).to_dict("records")]
    assert orders == sorted(orders)  # most past their limit first
    assert len({each[0] for each in orders}) > 2


@pytest.mark.parametrize("organisation", ["today", "then"])
def test_the_backlog_of_all_hospitals_is_the_regions(organisation: str, demo_snapshot: Snapshot) -> None:
    asked = replace(YEAR, last="2015-05", organisation=organisation)  # type: ignore[arg-type]
    hospitals = demo_snapshot.choices.hospitals[asked.organisation]
    parts = [
        cases.flow(demo_snapshot, replace(asked, hospital=key))["backlog"].fillna(0) for key in hospitals
    ]
    assert sum(parts).tolist() == cases.flow(demo_snapshot, asked)["backlog"].tolist()


def test_no_case_is_late_before_its_limit(demo_snapshot: Snapshot) -> None:
    rows = open_cases.ages(demo_snapshot, YEAR).set_index("age")
    assert rows["late"]["Under 1 døgn"] == 0
    assert rows["late"]["Over 30 døgn"] == rows["open"]["Over 30 døgn"] > 0


@pytest.mark.parametrize(
    ("delay", "overrun", "light"),
    [
        (None, None, "grey"),
        (0.0, None, "green"),
        (MONTH * 0.99, None, "green"),
        (MONTH, None, "yellow"),
        (MONTH * 3, None, "yellow"),
        (MONTH * 3.01, None, "red"),
        (14.0, None, "red"),
        (None, 0.0, "green"),
        (None, -0.2, "green"),
        (None, 0.001, "yellow"),
        (None, 0.1, "yellow"),
        (None, 0.101, "red"),
        (0.0, 0.2, "red"),
        (20.0, 0.0, "red"),
        (float("nan"), float("nan"), "grey"),
    ],
)
def test_the_computed_light_at_its_borders(delay: float | None, overrun: float | None, light: str) -> None:
    assert computed(delay, overrun, LIMITS) == light
    assert computed(delay, overrun, None) == "grey"


def test_thirteen_projects_and_their_two_lights(demo_snapshot: Snapshot) -> None:
    newest = projects.latest(demo_snapshot, YEAR).set_index("name")
    assert len(newest) == 13
    assert (newest["month"] == "2015-05").all()
    assert (newest["light"] == "green").sum() == 11
    assert (newest["computed"]["EKG"], newest["disagrees"]["EKG"]) == ("red", "")
    assert newest["computed"]["Netværksprogrammet"] == "red"
    assert newest["disagrees"]["Netværksprogrammet"]
    assert newest["computed"]["Sundhedsplatformen"] == "grey"
    assert newest["disagrees"]["Sundhedsplatformen"] == ""


def test_projects_by_programme_light_and_month(demo_snapshot: Snapshot) -> None:
    regional = projects.latest(demo_snapshot, replace(YEAR, programme="regional"))
    across = projects.latest(demo_snapshot, replace(YEAR, programme="cross_regional"))
    assert len(regional) + len(across) == 13
    assert projects.latest(demo_snapshot, replace(YEAR, light="red"))["name"].tolist() == ["EKG"]
    # In June 2014 three projects had not reported yet.
    assert len(projects.latest(demo_snapshot, replace(YEAR, month="2014-06"))) == 10


def test_milestones_are_late_only_when_their_last_day_has_passed(demo_snapshot: Snapshot) -> None:
    rows = strategy.milestones(demo_snapshot, YEAR)
    late = rows[(rows["state"] == "late") & (rows["programme"] == "pejlemaerker")]
    assert late["due"].tolist() == ["2013-06-30"]
    this_month = rows[rows["due"] == "2015-05-31"]
    assert this_month["state"].tolist() == ["planned"]
    assert this_month["due_words"].tolist() == ["maj 2015"]


def test_where_the_staff_came_from_adds_up(demo_snapshot: Snapshot) -> None:
    rows = resources.origins(demo_snapshot, YEAR)
    steps = rows[~rows["total"].astype(bool)]
    assert (steps["start"] + steps["fte"]).tolist() == [190, 260, 335, 350, 352]


def test_pathways_say_how_complete_they_are(demo_snapshot: Snapshot) -> None:
    for rows in (pathways.somatic(demo_snapshot, QUARTER), pathways.psychiatry(demo_snapshot, QUARTER)):
        assert (rows["state"] == "incomplete").all()
        assert (rows["level"] == "unknown").all()
        assert rows["arrived_share"].between(70, 95).all()


def test_a_suspended_right_is_a_period_without_target(demo_snapshot: Snapshot) -> None:
    rows = pathways.somatic(demo_snapshot, Filters("2014-05", "2014-10")).set_index("month")
    assert rows["target"].isna().tolist() == [False, False, True, True, False, False]


def test_working_days_pass_over_weekends_and_holidays() -> None:
    holidays = {"2015-04-02", "2015-04-03", "2015-04-06"}
    assert deliveries.working_day(date(2015, 4, 1), 1, holidays) == date(2015, 4, 7)
    assert deliveries.working_day(date(2015, 3, 31), 5, holidays) == date(2015, 4, 10)
    assert deliveries.working_day(date(2015, 3, 31), 0, holidays) == date(2015, 3, 31)


def test_the_calendar_tells_what_came_what_lacks_and_what_is_awaited(demo_snapshot: Snapshot) -> None:
    asked = replace(YEAR, last="2015-05")
    states = source_calendar.calendar(demo_snapshot, asked).set_index(["key", "month"])["state"]
    assert states["telefoni", "2014-06"] == "partial"
    assert states["telefoni", "2015-05"] == "arrived"
    assert states["henvisninger", "2015-03"] == "arrived"
    assert states["henvisninger", "2015-04"] == "awaited"
    later = replace(demo_snapshot, now=demo_snapshot.now.replace(month=6))
    states = source_calendar.calendar(later, asked).set_index(["key", "month"])["state"]
    assert states["henvisninger", "2015-04"] == "missing"
    lacking = sources.now(later, asked).set_index("name")
    assert lacking["word"]["Telefonsystemet"] == "Mangler fra 11. maj 2015"
    assert lacking["word"]["Omvisiteringer"] == "Mangler april 2015"
