"""Months as text keep the order and the arithmetic of the calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.months import first_day, is_month, last_day, month_of, shift, span

months = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(month_of)
steps = st.integers(-600, 600)


@given(months, steps)
def test_a_shift_is_undone_by_its_opposite(month: str, by: int) -> None:
    assert shift(shift(month, by), -by) == month
    assert (shift(month, by) > month) == (by > 0)


@given(months, st.integers(0, 300))
def test_a_span_holds_every_month_once_in_order(first: str, by: int) -> None:
    found = span(first, shift(first, by))
    assert len(found) == by + 1
    assert (found[0], found[-1]) == (first, shift(first, by))
    assert all(later == shift(earlier, 1) for earlier, later in pairwise(found))


@given(months, st.integers(1, 300))
def test_a_span_that_ends_before_it_begins_is_empty(first: str, by: int) -> None:
    assert span(first, shift(first, -by)) == []


@given(months)
def test_a_months_days_lie_in_it_and_their_neighbours_outside(month: str) -> None:
    assert month_of(first_day(month)) == month_of(last_day(month)) == month
    assert month_of(first_day(month) - timedelta(days=1)) == shift(month, -1)
    assert month_of(last_day(month) + timedelta(days=1)) == shift(month, 1)


@given(months)
def test_what_is_written_is_recognised(month: str) -> None:
    assert is_month(month)


@pytest.mark.parametrize(
    "given", ["", "2015", "2015-4", "2015-13", "2015-00", "0000-01", "2015-04-01", "15-04", " 2015-04", "2015-04\n",
              "maj 2015", "٢٠١٥-04"]
)  # fmt: skip
def test_anything_else_is_no_month(given: str) -> None:
    assert not is_month(given)
