"""The events (calls, cases, response times), what they are told apart by, and their sums by day and hour."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    true,
)

from data_access.database.schema.base import (
    FINITE,
    count,
    event_key,
    load,
    metadata,
    month,
    named,
    one_of,
    ref,
    same_event,
    text,
)

CHANNELS = ("telephone", "portal")
PRIORITIES = ("critical", "high", "medium", "normal")
CASE_KINDS = ("incident", "service_request")
HANDLERS = ("cimt", "supplier")

desks = named("desks", text("description"))

# The hours (Danish wall clock) between which a desk is open on a weekday (1 is Monday); nulls: closed that day.
# A desk without rows is always open.
opening_hours = Table(
    "opening_hours",
    metadata,
    ref("desk_id", "desks", primary_key=True),
    Column("weekday", SmallInteger, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("opens", SmallInteger),
    Column("closes", SmallInteger),
    CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
    CheckConstraint(
        "(opens IS NULL) = (closes IS NULL) AND (opens IS NULL OR (opens >= 0 AND opens < closes AND closes <= 24))",
        name="hours",
    ),
)

systems = named(
    "systems",
    text("description"),
    text("users"),
    Column("measured", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)
action_classes = named("action_classes")

calls = Table(
    "calls",
    metadata,
    event_key(),
    load(),
    ref("desk_id", "desks"),
    ref("site_id", "sites"),
    Column("queued_at", DateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("hour", SmallInteger, nullable=False),
    # Missing where the source does not tell it, as many do not of a call that nobody answered.
    Column("wait_seconds", Float),
    Column("talk_seconds", Float),
    Column("answered", Boolean, nullable=False),
    *same_event(),
    CheckConstraint(f"wait_seconds BETWEEN 0 AND {FINITE}", name="wait"),
    CheckConstraint(
        f"talk_seconds BETWEEN 0 AND {FINITE} AND (answered OR talk_seconds IS NULL)", name="talk"
    ),
    CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    Index(None, "day", "key", unique=True),
)

cases = Table(
    "cases",
    metadata,
    event_key(),
    load(),
    ref("desk_id", "desks"),
    ref("site_id", "sites"),
    ref("system_id", "systems", nullable=True),
    # Missing where the source does not tell it: what is not told is none of the values.
    Column("channel", String(12)),
    Column("priority", String(12)),
    Column("kind", String(16)),
    Column("handler", String(12)),
    Column("opened_at", DateTime, nullable=False),
    Column("opened_day", Date, nullable=False),
    Column("resolved_at", DateTime),
    Column("resolved_day", Date),
    # Whether the source tells when cases are solved: one that has no time of it is then open, else nobody knows.
    Column("resolved_told", Boolean, nullable=False, server_default=true()),
    Column("closed_at", DateTime),
    Column("first_contact", Boolean),
    Column("number", String(80), unique=True),
    Column("revision", BigInteger),
    one_of("channel", CHANNELS),
    one_of("priority", PRIORITIES),
    one_of("kind", CASE_KINDS),
    one_of("handler", HANDLERS),
    CheckConstraint("resolved_at >= opened_at AND resolved_day >= opened_day", name="resolved"),
    CheckConstraint("(resolved_at IS NULL) = (resolved_day IS NULL)", name="resolved_day"),
    CheckConstraint("resolved_told OR resolved_at IS NULL", name="resolved_told"),
    CheckConstraint(
        "closed_at >= resolved_at AND (closed_at IS NULL OR resolved_at IS NOT NULL OR NOT resolved_told)",
        name="closed",
    ),
    CheckConstraint(
        "NOT first_contact OR (channel = 'telephone' AND (resolved_at IS NOT NULL OR NOT resolved_told))",
        name="first_contact",
    ),
    Index(None, "opened_day"),
    Index(None, "resolved_day"),
)

samples = Table(
    "samples",
    metadata,
    event_key(),
    load(),
    ref("system_id", "systems"),
    ref("site_id", "sites"),
    ref("action_class_id", "action_classes"),
    Column("taken_at", DateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("seconds", Float, nullable=False),
    *same_event(),
    CheckConstraint(f"seconds BETWEEN 0 AND {FINITE}", name="seconds"),
    Index(None, "day", "key", unique=True),
)

# --- Day rollups: what the snapshot is read from


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

# Calls that a system only tells the totals of: of a day, or of a month ("2015-04"). A desk's period has its calls
# here or in `calls`, never in both.
call_totals = Table(
    "call_totals",
    metadata,
    Column("period", String(10), primary_key=True),
    ref("desk_id", "desks", primary_key=True),
    ref("site_id", "sites", primary_key=True),
    load(),
    Column("day", Date, nullable=False, index=True),
    Column("last_day", Date, nullable=False),
    count("offered"),
    count("answered"),
    # What a system does not tell the total of is missing.
    Column("within_limit", Integer),
    Column("wait_seconds", Float),
    Column("outside", Integer),
    CheckConstraint("last_day >= day", name="last_day"),
    CheckConstraint("within_limit BETWEEN 0 AND answered AND answered BETWEEN 0 AND offered", name="counts"),
    CheckConstraint("outside >= 0", name="outside"),
    CheckConstraint(f"wait_seconds BETWEEN 0 AND {FINITE}", name="wait"),
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

# --- Month rollups: the day rollups added up, so that ten years of history are read as fast as they are shown


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
