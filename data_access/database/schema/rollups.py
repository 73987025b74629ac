"""The rollups: the events counted up by day and hour, and those by month.

The snapshot is read from them, ten years of history as fast as they are shown.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Float,
    Integer,
    SmallInteger,
    String,
    Table,
)

from data_access.database.schema.base import (
    count,
    metadata,
    month,
    ref,
)


def _call_counts() -> tuple[Column[Any], ...]:
    """Return the counts of calls while the desk was open, and beside each what it is counted over.

    `waits` are the answered calls whose wait is told, `limited` those of which it is known whether they were
    answered within a limit that was in force. `outside` are the calls while the desk was closed, which are in none
    of the others, and `placed` the calls of which it is told whether the desk was open.
    """
    return (
        count("offered"),
        count("answered"),
        count("within_limit"),
        Column("wait_seconds", Float, nullable=False),
        count("waits"),
        count("limited"),
        count("outside"),
        count("placed"),
    )


daily_calls = Table(
    "daily_calls",
    metadata,
    Column("day", Date, primary_key=True),
    ref("desk_id", "desks", primary_key=True),
    ref("site_id", "sites", primary_key=True),
    *_call_counts(),
)

hourly_calls = Table(
    "hourly_calls",
    metadata,
    Column("day", Date, primary_key=True),
    Column("hour", SmallInteger, primary_key=True),
    ref("desk_id", "desks", primary_key=True),
    ref("site_id", "sites", primary_key=True),
    *_call_counts(),
)

# A dimension that is not told is the empty text. Beside each count stands what it is counted over: `tracked` are the
# opened cases of which it is told whether they are solved, `first_contact_told` those of which it is told whether they
# were solved at first contact. Of the solved cases `resolved_later` were not solved at first contact, of
# `resolved_unsorted` that is not told, and `limited` are those of the later that a limit was in force for.
daily_cases = Table(
    "daily_cases",
    metadata,
    Column("day", Date, primary_key=True),
    ref("desk_id", "desks", primary_key=True),
    ref("site_id", "sites", primary_key=True),
    *(Column(name, String(16), primary_key=True) for name in ("channel", "priority", "kind", "handler")),
    count("opened"),
    count("tracked"),
    count("first_contact"),
    count("first_contact_told"),
    count("resolved"),
    count("resolved_later"),
    count("resolved_unsorted"),
    count("limited"),
    count("within_limit"),
)

daily_samples = Table(
    "daily_samples",
    metadata,
    Column("day", Date, primary_key=True),
    ref("system_id", "systems", primary_key=True),
    ref("site_id", "sites", primary_key=True),
    ref("action_class_id", "action_classes", primary_key=True),
    count("samples"),
    count("limited"),
    count("within_limit"),
)


def _monthly(name: str, daily: Table, *more: Column[Any]) -> Table:
    """Make the table of a day rollup's months: its keys and counts, by month and by the hospital of the days.

    `hospital_id` is the hospital that the site belonged to on those days, 0 where it belonged to none: a site that
    moves within a month stands twice in it.
    """
    columns = [Column(each.name, each.type, nullable=False) for each in daily.columns if not each.primary_key]
    keys = [_same_key(each) for each in daily.primary_key.columns if each.name != "day"]
    return Table(
        name,
        metadata,
        month(primary_key=True),
        *more,
        *keys,
        Column("hospital_id", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


def _same_key(column: Column[Any]) -> Column[Any]:
    for foreign in column.foreign_keys:
        return ref(column.name, foreign.target_fullname.partition(".")[0], primary_key=True)
    return Column(column.name, column.type, primary_key=True)


monthly_calls = _monthly("monthly_calls", daily_calls)

# `weekday` is 1 for Monday to 7 for Sunday, and 8 for a public holiday, which is a weekday of its own.
monthly_call_hours = _monthly(
    "monthly_call_hours", hourly_calls, Column("weekday", SmallInteger, primary_key=True)
)

monthly_cases = _monthly("monthly_cases", daily_cases)

monthly_samples = _monthly("monthly_samples", daily_samples)

# Up to and with `through_day` a subject's days stand in its rollup; later days are read from the events.
rollups = Table(
    "rollups",
    metadata,
    Column("subject", String(20), primary_key=True),
    Column("through_day", Date, nullable=False),
)
