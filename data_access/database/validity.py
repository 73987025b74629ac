"""Periods of validity: rows that hold from a day until the next row of the same key."""

from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, Date, Integer, Subquery, Table, and_, cast, extract, func, or_, select


@cache
def with_valid_to(table: Table) -> Subquery:
    """Return the table with `valid_to`: the first day on which a row holds no more (null: it still holds)."""
    key = [column for column in table.primary_key.columns if column.name != "valid_from"]
    # Without the type SQLite would answer with text.
    following = func.lead(table.c.valid_from, type_=Date()).over(
        partition_by=key, order_by=table.c.valid_from
    )
    return select(*table.columns, following.label("valid_to")).subquery()


def in_force(periods: Subquery, day: ColumnElement[object]) -> ColumnElement[bool]:
    """Say that a row of `with_valid_to` holds on the day."""
    return and_(periods.c.valid_from <= day, or_(periods.c.valid_to.is_(None), periods.c.valid_to > day))


def weekday_of(day: ColumnElement[date]) -> ColumnElement[int]:
    """Return the weekday, 1 for Monday to 7 for Sunday (which is 0 to both databases)."""
    return (cast(extract("dow", day), Integer) + 6) % 7 + 1
