"""A month under way is compared with the same days of the month before it."""

from typing import Any

import pytest
from sqlalchemy import func, select

from data_access.database import schema as t
from data_access.database.engine import reader

UNDER_WAY = "?til=2015-05"


def calls(demo_url: str, first: str, last: str) -> int:
    """Count the calls while the desk was open, out of the day rollup."""
    with reader(demo_url).connect() as connection:
        rows = select(func.sum(t.daily_calls.c.offered)).join(t.desks).where(t.desks.c.key == "cimt")
        days = func.substr(t.daily_calls.c.day, 1, 10).between(first, last)
        return int(connection.execute(rows.where(days)).scalar_one())


def tile(visitor: Any, number: int, search: str = UNDER_WAY) -> str:
    return str(visitor.page("/", f"{search}&vis=fliser").one(id_=f"tile-servicedesk-{number}").text())


def test_calls_are_compared_with_the_same_days(visitor: Any, demo_url: str) -> None:
    now, before = (calls(demo_url, f"2015-{month}-01", f"2015-{month}-10") for month in ("05", "04"))
    share = abs(100 * (now - before) / before)
    way = "▲" if now > before else "▼"
    assert f"{way} {share:.0f}\u00a0% " in tile(visitor, 0)
    assert "end i de samme dage i april 2015" in tile(visitor, 0)


@pytest.mark.parametrize("number", range(8))
def test_a_month_that_is_over_is_compared_with_months(number: int, visitor: Any) -> None:
    said = tile(visitor, number, "?til=2015-04")
    assert "de samme dage" not in said
    assert "i marts 2015" in said


def test_what_is_no_sum_of_days_is_not_compared(visitor: Any) -> None:
    """The backlog is what is left at a month's end, and a month under way has none."""
    said = visitor.page("/", f"{UNDER_WAY}&vis=fliser").one(id_="tile-sager-1").text()
    assert "Kan ikke sammenlignes med april 2015" in said
