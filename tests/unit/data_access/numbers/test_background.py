"""Figures of another time are background: by the periods they are of, beside today."""

from datetime import date

import pytest

from data_access.numbers.background import years

TODAY = date(2015, 5, 11)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ((2018,), (2018, 2018)),
        ((2017, 2018), (2017, 2018)),
        (("2007", "2005-08"), (2005, 2007)),
        (("2012-04",), (2012, 2012)),
        (("2012-05",), None),  # not three years ago yet
        (("2012-05-10",), (2012, 2012)),
        (("2012",), None),  # the year was not over three years ago
        ((2016,), None),  # next year's budget is news
        (("2016-12-31",), None),
        ((2018, 2015), None),
        (("2007", "2015-04"), None),
        ((), None),
    ],
)
def test_what_is_over_long_ago_or_far_ahead_is_background(
    periods: tuple[object, ...], expected: tuple[int, int] | None
) -> None:
    assert years(periods, TODAY) == expected


def test_what_was_ahead_becomes_news_and_then_history() -> None:
    found = [years(["2018"], date(year, 6, 1)) is None for year in (2016, 2017, 2018, 2021, 2022)]
    assert found == [False, True, True, True, False]
