"""A row holds from its first day until the day before the next row of its key begins."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Date, Engine, insert, literal, select

from data_access.database import schema as t
from data_access.database.validity import in_force, with_valid_to
from data_access.snapshot.periods import Periods

Write = Callable[[str, Mapping[str, list[dict[str, object]]]], Engine]

ROWS = pd.DataFrame(
    [
        ("calls", "cimt", "2014-01-01", "2014-09-01", 75.0),
        ("calls", "cimt", "2014-09-01", None, 80.0),
        ("calls", "", "2014-01-01", None, 60.0),
    ],
    columns=["metric", "scope", "valid_from", "valid_to", "value"],
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2013, 12, 31), None),
        (date(2014, 1, 1), 75.0),
        (date(2014, 8, 31), 75.0),
        (date(2014, 9, 1), 80.0),
        (date(2030, 1, 1), 80.0),
    ],
)
def test_a_row_holds_between_its_days(day: date, value: float | None) -> None:
    row = Periods(ROWS, "metric", "scope").on(day, "calls", "cimt")
    assert (row and row["value"]) == value


def test_each_key_has_periods_of_its_own() -> None:
    periods = Periods(ROWS, "metric", "scope")
    row = periods.on(date(2015, 1, 1), "calls", "")
    assert row is not None
    assert row["value"] == 60
    assert periods.on(date(2015, 1, 1), "calls", "klinisk") is None


def test_without_rows_nothing_is_in_force() -> None:
    assert Periods(ROWS.iloc[:0], "metric").on(date(2015, 1, 1), "calls") is None


@pytest.fixture(params=["migrated_sqlite", "migrated_postgres"])
def engine(request: pytest.FixtureRequest, write: Write) -> Engine:
    return write(request.getfixturevalue(request.param), {})


def test_the_database_ends_each_period_where_the_next_of_its_key_begins(engine: Engine) -> None:
    days = [date(2014, 1, 1), date(2014, 9, 1), date(2015, 3, 1)]
    rows = [
        {"subject": "case", "key": key, "valid_from": day, "amount": 1.0, "unit": "days"}
        for key, starts in (("high", days), ("normal", days[:1]))
        for day in reversed(starts)
    ]
    with engine.begin() as connection:
        connection.execute(insert(t.limits), rows)
        periods = with_valid_to(t.limits)
        found = connection.execute(
            select(periods.c.key, periods.c.valid_from, periods.c.valid_to)
            .order_by(periods.c.key, periods.c.valid_from)
        )  # fmt: skip
        assert [tuple(row) for row in found] == [
            ("high", days[0], days[1]),
            ("high", days[1], days[2]),
            ("high", days[2], None),
            ("normal", days[0], None),
        ]
        for day, valid_from in ((date(2014, 8, 31), days[0]), (date(2014, 9, 1), days[1])):
            holds = in_force(periods, literal(day, Date)) & (periods.c.key == "high")
            assert connection.execute(select(periods.c.valid_from).where(holds)).scalars().all() == [
                valid_from
            ]
