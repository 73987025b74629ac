"""Calls and cases have the shapes that the days and the desks give them."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from data_access.demo.calendar import public_holidays

Query = Callable[[str], pd.DataFrame]


def test_the_clinical_desk_answers_in_its_opening_hours(query: Query) -> None:
    calls = query(
        "SELECT day, min(hour) AS first, max(hour) AS last, strftime('%w', day) AS weekday"
        " FROM calls JOIN desks ON desks.id = desk_id WHERE desks.key = 'klinisk' AND answered GROUP BY 1"
    )
    assert set(calls.weekday) == set("12345")
    assert not set(calls.day) & {str(day) for day in public_holidays()}
    assert calls["first"].min() == 8
    assert calls["last"].max() == 15
    assert calls["last"][calls.weekday == "5"].max() == 14


def test_some_call_the_clinical_desk_while_it_is_closed(query: Query) -> None:
    calls = query(
        "SELECT day, hour, strftime('%w', day) AS weekday, answered"
        " FROM calls JOIN desks ON desks.id = desk_id WHERE desks.key = 'klinisk'"
    )
    closes = calls.weekday.map({"5": 15}).fillna(16)
    holiday = calls.day.isin([str(day) for day in public_holidays()])
    free = holiday | calls.weekday.isin(["0", "6"])
    outside = calls[free | (calls.hour < 8) | (calls.hour >= closes)]
    assert 0.03 < len(outside) / len(calls) < 0.06
    assert not outside.answered.any()
    assert set(outside.hour[~free]) <= {7, 15, 16, 17, 18}
    # On a holiday that is a weekday the hours are a working day's, and the desk is closed all the same.
    assert (holiday & ~calls.weekday.isin(["0", "6"]) & calls.hour.between(8, 14)).any()


def test_days_and_hours_are_those_on_the_wall(query: Query) -> None:
    calls = query("SELECT queued_at, day, hour FROM calls WHERE id % 97 = 0")
    utc = pd.to_datetime(calls.queued_at).dt.tz_localize("UTC")
    local = utc.dt.tz_convert("Europe/Copenhagen")
    assert (local.dt.strftime("%Y-%m-%d") == calls.day).all()
    assert (local.dt.hour == calls.hour).all()
    assert not calls.hour.isin([2, 3]).any()


@pytest.mark.parametrize("column", ["opened", "resolved"])
def test_days_of_cases_are_those_on_the_wall(column: str, query: Query) -> None:
    cases = query(
        f"SELECT {column}_at AS at, {column}_day AS day FROM cases"
        f" WHERE id % 97 = 0 AND {column}_at IS NOT NULL"
    )
    utc = pd.to_datetime(cases["at"]).dt.tz_localize("UTC")
    assert (utc.dt.tz_convert("Europe/Copenhagen").dt.strftime("%Y-%m-%d") == cases.day).all()


def test_calls_peak_in_the_morning_and_rest_at_weekends(query: Query) -> None:
    hours = query("SELECT hour, count(*) AS n FROM calls GROUP BY 1").set_index("hour").n
    assert set(hours.nlargest(3).index) == {8, 9, 10}
    weekdays = query("SELECT strftime('%w', day) AS d, count(*) AS n FROM calls GROUP BY 1")
    n = weekdays.set_index("d").n
    assert n[["0", "6"]].max() < 0.25 * n[["1", "2", "3", "4", "5"]].min()


def test_every_answered_call_opens_a_case(query: Query) -> None:
    """But for June 2014, whose log has a gap that the cases do not have."""
    answered = query("SELECT day, sum(answered) AS n FROM calls GROUP BY 1").set_index("day").n
    cases = query("SELECT opened_day AS day, count(*) AS n FROM cases WHERE channel = 'telephone' GROUP BY 1")
    opened = cases.set_index("day").n
    assert (opened[answered.index] == answered).all()
    assert set(opened.index) - set(answered.index) == {f"2014-06-{n}" for n in range(18, 23)}


def test_all_sites_call(query: Query) -> None:
    sites = query("SELECT site_id, count(*) AS n FROM calls GROUP BY 1")
    assert len(sites) == 15
    assert sites.n.min() > 1000


def test_cases_close_a_week_after_they_are_solved(query: Query) -> None:
    rows = query(
        "SELECT count(*) AS n FROM cases WHERE closed_at IS NOT datetime(resolved_at, '+7 days')"
        " || '.000000' AND (closed_at IS NOT NULL OR resolved_at < '2015-05-04')"
    )
    assert rows.n.tolist() == [0]


def test_the_backlog_is_plausible(query: Query) -> None:
    waiting = query("SELECT opened_day FROM cases WHERE resolved_at IS NULL").opened_day
    assert 600 < len(waiting) < 1500
    assert (waiting < "2015-01").sum() > 50


def test_kinds_and_handlers_have_their_shares(query: Query) -> None:
    shares = query(
        "SELECT avg(kind = 'incident') AS incident, avg(handler = 'cimt') AS cimt,"
        " avg(system_id IS NULL) AS none FROM cases"
    ).iloc[0]
    assert shares.to_numpy() == pytest.approx(np.array([0.7, 0.85, 0.45]), abs=0.02)


def test_nothing_happened_after_the_last_day(query: Query) -> None:
    last = query(
        "SELECT (SELECT max(day) FROM calls) AS calls, (SELECT max(day) FROM samples) AS samples,"
        " (SELECT max(opened_day) FROM cases) AS opened,"
        " (SELECT max(resolved_day) FROM cases) AS solved"
    )
    assert set(last.iloc[0]) == {"2015-05-10"}
