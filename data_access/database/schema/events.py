"""The events (calls, cases, response times), calls of which only totals are told, and what they are told apart by."""

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
