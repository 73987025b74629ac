"""A month is judged when its source has delivered it, and only then."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from data_access.database.coverage import Coverage, Covered, coverage

TODAY = date(2015, 5, 11)
COLUMNS = ["source", "loaded_at", "period_from", "period_to", "completeness"]


def covered(*loads: tuple[Any, ...], least: float = 0.95, today: date = TODAY) -> Coverage:
    return coverage(pd.DataFrame(list(loads), columns=COLUMNS), today, least)


def test_a_month_loaded_to_its_last_day_is_whole() -> None:
    found = covered(("telefoni", "2015-05-01T02:00:00", "2015-04-01", "2015-04-30", 1.0))
    assert found.month("telefoni", "2015-04") == Covered("whole", 1.0)


def test_a_month_of_several_loads_is_measured_over_its_days() -> None:
    found = covered(
        ("telefoni", "2015-04-16T02:00:00", "2015-04-01", "2015-04-15", 1.0),
        ("telefoni", "2015-05-01T02:00:00", "2015-04-16", "2015-04-30", 0.5),
    )
    assert found.month("telefoni", "2015-04") == Covered("incomplete", 0.75)


def test_days_that_no_load_covers_count_as_nothing() -> None:
    found = covered(("telefoni", "2015-05-01T02:00:00", "2015-04-01", "2015-04-27", 1.0))
    assert found.month("telefoni", "2015-04") == Covered("incomplete", 0.9)


@pytest.mark.parametrize(("least", "state"), [(0.95, "whole"), (0.951, "incomplete")])
def test_just_enough_is_enough(least: float, state: str) -> None:
    found = covered(("telefoni", "2015-05-01T02:00:00", "2015-04-01", "2015-04-30", 0.95), least=least)
    assert found.month("telefoni", "2015-04").state == state


def test_the_newest_load_of_a_day_counts_whatever_the_order_of_the_rows() -> None:
    found = covered(
        ("telefoni", "2015-05-03T02:00:00", "2015-04-01", "2015-04-30", 1.0),
        ("telefoni", "2015-05-01T02:00:00", "2015-04-01", "2015-04-30", 0.2),
    )
    assert found.month("telefoni", "2015-04").completeness == 1


def test_what_has_not_arrived_is_missing_and_not_incomplete() -> None:
    found = covered(("telefoni", "2015-05-01T02:00:00", "2015-04-01", "2015-04-30", 1.0))
    assert found.month("telefoni", "2015-03") == Covered("missing", 0.0)
    assert found.month("sager", "2015-04") == Covered("missing", 0.0)


@pytest.mark.parametrize(
    ("today", "state", "completeness"),
    [
        (date(2015, 5, 1), "under_way", 0.0),  # not a day of it is over
        (date(2015, 5, 11), "under_way", 1.0),  # measured until yesterday
        (date(2015, 5, 21), "under_way", 0.5),
        (date(2015, 5, 31), "under_way", 1 / 3),
        (date(2015, 6, 1), "incomplete", 10 / 31),
    ],
)
def test_a_month_is_under_way_until_its_last_day_is_over(
    today: date, state: str, completeness: float
) -> None:
    found = covered(("telefoni", "2015-05-11T02:00:00", "2015-05-01", "2015-05-10", 1.0), today=today)
    assert found.month("telefoni", "2015-05") == (state, pytest.approx(completeness))


def test_a_month_to_come_is_not_judged_either() -> None:
    assert covered().month("telefoni", "2015-07").state == "under_way"


def test_each_source_says_how_far_it_reaches() -> None:
    found = covered(
        ("telefoni", "2015-05-01T02:00:00", "2015-04-01", "2015-04-30", 1.0),
        ("telefoni", "2015-04-01T02:00:00", "2015-03-01", "2015-03-31", 1.0),
        ("sager", "2015-05-11T02:00:00", "2015-05-01", "2015-05-10", 0.9),
    )
    assert found.through("telefoni") == date(2015, 4, 30)
    assert found.through("sager") == date(2015, 5, 10)
    assert found.through("budget") is None


def test_a_correction_does_not_make_a_late_delivery_timely() -> None:
    found = covered(
        ("henvisninger", "2015-03-05T02:00:00", "2015-02-01", "2015-02-28", 0.3),
        ("henvisninger", "2015-05-08T02:00:00", "2015-02-01", "2015-02-28", 1.0),
    )
    day = ("henvisninger", date(2015, 2, 10))
    assert found.arrivals[day] == "2015-03-05T02:00:00"
    assert found.completed[day] == "2015-05-08T02:00:00"
