"""The days of the demonstration, and the helpers that split and pick."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.demo import calendar
from data_access.demo.calendar import (
    DAY,
    apportion,
    busyness,
    is_working_day,
    months,
    nearest_working_day,
    pick,
    to_utc,
)


def seconds(text: str) -> np.ndarray:
    return np.array([text], dtype="M8[s]").astype(np.int64)


def test_months_cover_the_period_without_gaps() -> None:
    days = np.concatenate([month.days for month in months()])
    assert [months()[0].key, months()[-1].key] == ["2014-01", "2015-05"]
    assert days[0] == np.datetime64("2014-01-01")
    assert days[-1] == np.datetime64("2015-05-10")
    assert (np.diff(days).astype(int) == 1).all()


def test_danish_holidays_are_no_working_days() -> None:
    easter = np.arange("2015-04-01", "2015-04-08", dtype="M8[D]")
    assert is_working_day(easter).tolist() == [True, False, False, False, False, False, True]


@pytest.mark.parametrize(
    ("quiet", "busy"),
    [
        ("2014-12-29", "2014-12-15"),  # Christmas
        ("2015-02-16", "2015-02-02"),  # winter break
        ("2015-03-30", "2015-03-23"),  # Easter
        ("2014-07-21", "2014-06-23"),  # summer
        ("2015-05-01", "2015-05-08"),  # a Friday that is a holiday
        ("2015-05-10", "2015-05-08"),  # Sunday
    ],
)
def test_leave_and_free_days_are_quiet(quiet: str, busy: str) -> None:
    weights = busyness(np.array([quiet, busy], dtype="M8[D]"))
    assert weights[0] < 0.86 * weights[1]


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2015-01-15T08:00:00", "2015-01-15T07:00:00"),
        ("2015-05-10T23:59:59", "2015-05-10T21:59:59"),
        ("2015-03-29T03:00:00", "2015-03-29T01:00:00"),  # the clock went forward at 2
        ("2014-10-26T03:00:00", "2014-10-26T02:00:00"),  # the clock went back at 3
    ],
)
def test_wall_clock_to_utc(local: str, utc: str) -> None:
    assert to_utc(seconds(local))[0] == np.datetime64(utc)


def test_times_that_can_be_ambiguous_are_refused() -> None:
    with pytest.raises(ValueError, match="before 3 in the morning"):
        to_utc(seconds("2014-10-26T02:30:00"))


@given(st.integers(0, 100_000), st.lists(st.floats(0.01, 100), min_size=1, max_size=40))
def test_apportioned_parts_add_up_and_are_near_their_shares(total: int, weights: list[float]) -> None:
    parts = apportion(total, weights)
    assert parts.sum() == total
    assert (np.abs(parts - np.array(weights) * total / sum(weights)) < 1).all()


@pytest.mark.parametrize("count", [0, 1, 50, 100])
def test_exactly_so_many_are_picked(count: int) -> None:
    weights = np.linspace(1, 5, 100)
    assert pick(np.random.default_rng(1), count, weights).sum() == count


def test_heavy_elements_are_picked_more_often() -> None:
    picked = pick(np.random.default_rng(1), 1000, np.repeat([1.0, 4.0], 5000))
    assert picked[5000:].sum() > 3 * picked[:5000].sum()


def test_nearest_working_day_is_before_or_after() -> None:
    sunday = np.full(50, np.datetime64("2015-04-05"))
    moved = nearest_working_day(np.random.default_rng(1), sunday)
    assert set(np.unique(moved).tolist()) == {date(2015, 4, 1), date(2015, 4, 7)}


def test_subjects_and_months_have_random_numbers_of_their_own() -> None:
    first, second = months()[:2]
    drawn = [first.rng("a"), first.rng("b"), second.rng("a"), first.rng("a")]
    values = [rng.integers(0, 2**60) for rng in drawn]
    assert values[0] == values[3]
    assert len(set(values)) == 3


def test_the_clock_stands_on_the_day_after_the_last() -> None:
    assert (calendar.CLOCK.date() - calendar.LAST).days == 1
    assert DAY == 24 * 60 * 60
