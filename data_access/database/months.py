"""Month rollups: the day rollups added up by month and hospital, in the transaction that changes their days.

A snapshot of ten years reads these, and not its days.
"""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Insert,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal_column,
    select,
)

from data_access.database import schema as t
from data_access.database.validity import in_force, weekday_of, with_valid_to
from vocabulary.months import first_day, last_day, month_of

HOLIDAY = 8  # a public holiday is no Monday: it is a weekday of its own
NOWHERE = 0  # the hospital of a site that belongs to none

# What days are added up by, besides what stands in them.
ADDED_UP_BY = (t.site_hospitals, t.public_holidays)


def refresh(connection: Connection, days: Table, months: Table, first: date, last: date) -> None:
    """Add the days up again for each month from that of the first day to that of the last."""
    begin, end = month_of(first), month_of(last)
    connection.execute(delete(months).where(months.c.month.between(begin, end)))
    connection.execute(_added_up(days, months), {"begins": first_day(begin), "ends": last_day(end)})


@cache
def _added_up(days: Table, months: Table) -> Insert:
    """Insert the months of the days from `begins` to `ends`."""
    between = days.c.day.between(bindparam("begins", type_=Date()), bindparam("ends", type_=Date()))
    names = [column.name for column in months.columns]
    return insert(months).from_select(names, by_month(days, months, between))


def by_month(days: FromClause, months: Table, *where: ColumnElement[bool]) -> Select[Any]:
    """Select days, which have the columns of a day rollup, added up as its month rollup has them.

    The hospital is the one that the site belonged to on the day itself.
    """
    membership = with_valid_to(t.site_hospitals)
    here = (membership.c.site_id == days.c.site_id) & in_force(membership, days.c.day)
    source = days.outerjoin(membership, here)
    nowhere = literal_column(str(NOWHERE), Integer)
    made: dict[str, ColumnElement[Any]] = {
        "month": func.substr(cast(days.c.day, Text), 1, 7),
        "hospital_id": func.coalesce(membership.c.hospital_id, nowhere),
    }
    if "weekday" in months.c:
        holidays = t.public_holidays.c.day
        source = source.outerjoin(t.public_holidays, holidays == days.c.day)
        its_own = literal_column(str(HOLIDAY), Integer)
        made["weekday"] = case((holidays.is_not(None), its_own), else_=weekday_of(days.c.day))
    keys = {each.name: made[each.name] if each.name in made else days.c[each.name]
            for each in months.primary_key.columns}  # fmt: skip
    return select(*in_columns(months, days, keys)).select_from(source).where(*where).group_by(*keys.values())


def in_columns(
    months: Table, rows: FromClause, keys: dict[str, ColumnElement[Any]] | None = None
) -> list[ColumnElement[Any]]:
    """Return the columns of a month rollup out of some rows: their keys (or those given) and their counts' sums."""
    keys = keys or {each.name: rows.c[each.name] for each in months.primary_key.columns}
    return [
        keys[each.name].label(each.name)
        if each.primary_key
        else cast(func.sum(rows.c[each.name]), each.type).label(each.name)
        for each in months.columns
    ]
