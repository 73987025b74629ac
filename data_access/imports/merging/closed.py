"""Days on which no desk is open, and of which no calls are to be expected."""

from datetime import date

from sqlalchemy import Connection, exists, func, literal, select

from data_access.database import schema as t
from data_access.database.validity import in_force, with_valid_to


def is_closed(connection: Connection, day: date) -> bool:
    """Say that every desk has opening hours, and none of them on the day: a weekend, or a public holiday."""
    hours = with_valid_to(t.opening_hours)
    open_now = select(hours.c.desk_id).where(
        hours.c.weekday == day.isoweekday(), in_force(hours, literal(day)), hours.c.opens.is_not(None)
    )
    begun = select(t.opening_hours.c.desk_id).where(t.opening_hours.c.valid_from <= day)
    always_open = exists().where(t.desks.c.id.not_in(begun))
    holiday = exists().where(t.public_holidays.c.day == day)
    anything = select(func.count()).select_from(t.opening_hours).scalar_subquery()
    is_open, is_holiday, is_always, count = connection.execute(
        select(open_now.exists(), holiday, always_open, anything)
    ).one()
    return bool(count) and not is_always and (bool(is_holiday) or not is_open)
