"""The operational database: one set of tables for SQLite and PostgreSQL.

Facts are events at a *site*. Whatever changes over time (a site's hospital, a target, a limit) is a row that
holds from `valid_from` until the next row of the same key: periods cannot overlap, because there is no
second date to contradict the first. `data_access.database.validity` adds the `valid_to` that joins need.

Times are UTC without zone (`*_at`); days and hours are those of the clock on the wall in Denmark, stored
beside them, so that a day's figure never depends on the database's idea of time zones.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

CHANNELS = ("telephone", "portal")
PRIORITIES = ("critical", "high", "medium", "normal")
CASE_KINDS = ("incident", "service_request")
HANDLERS = ("cimt", "supplier")
LIGHTS = ("green", "yellow", "red", "grey")
PROJECT_PROGRAMMES = ("regional", "cross_regional")
AGREEMENTS = ("own", "extended_choice")
FIELDS = ("somatic", "psychiatry")
MILESTONE_STATES = ("planned", "done")
PRECISIONS = ("day", "month", "year")
# PostgreSQL holds not-a-number to be larger than any number: an upper bound keeps it out.
_FINITE = "1000000000"
UNITS = ("seconds", "days", "months", "share")
BUDGET_KINDS = ("projects", "themes", "one_off")
RHYTHMS = ("daily", "monthly", "quarterly", "yearly", "on_change")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers its rows only when the key is exactly INTEGER.
Identity64 = BigInteger().with_variant(Integer(), "sqlite")


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _event_key() -> Column[int]:
    return Column("id", Identity64, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, primary_key: bool = False, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), primary_key=primary_key, nullable=nullable)


def _one_of(column: str, allowed: Sequence[str]) -> CheckConstraint:
    values = ", ".join(f"'{value}'" for value in allowed)
    return CheckConstraint(f"{column} IN ({values})", name=column)


def _month(name: str = "month", *, primary_key: bool = False) -> Column[str]:
    return Column(name, String(7), primary_key=primary_key, nullable=False)


_MONTHS = ", ".join(f"'{number:02d}'" for number in range(1, 13))


def _is_month(name: str = "month") -> CheckConstraint:
    digits = " AND ".join(f"substr({name}, {place}, 1) BETWEEN '0' AND '9'" for place in (3, 4))
    return CheckConstraint(
        f"length({name}) = 7 AND substr({name}, 1, 2) IN ('19', '20', '21') AND {digits}"
        f" AND substr({name}, 5, 1) = '-' AND substr({name}, 6, 2) IN ({_MONTHS})",
        name=name,
    )


def _named(table: str, *more: Column[str] | Column[bool] | Column[int]) -> Table:
    """Make a table of things that have a key for addresses and a Danish name for readers."""
    return Table(
        table,
        metadata,
        _key(),
        Column("key", String(80), nullable=False, unique=True),
        Column("name", Text, nullable=False),
        *more,
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


# --- The organisation -----------------------------------------------------------------------------

regions = _named("regions")
hospitals = _named("hospitals")
sites = _named("sites")

hospital_regions = Table(
    "hospital_regions",
    metadata,
    _ref("hospital_id", "hospitals", primary_key=True),
    Column("valid_from", Date, primary_key=True),
    _ref("region_id", "regions"),
)

# A site whose hospital is null has closed.
site_hospitals = Table(
    "site_hospitals",
    metadata,
    _ref("site_id", "sites", primary_key=True),
    Column("valid_from", Date, primary_key=True),
    _ref("hospital_id", "hospitals", nullable=True),
    _text("note"),
    Column("load_id", Integer, ForeignKey("loads.id"), index=True),
)

# --- Where figures come from ----------------------------------------------------------------------

# When a source's figures of a period are due: those of a day the day after, others so many working days after
# the period has ended; what comes when something changes is never due.
sources = _named(
    "sources",
    _text("description"),
    _text("owner"),
    Column("rhythm", String(10), nullable=False, server_default="on_change"),
    Column("due_working_day", SmallInteger),
)
sources.append_constraint(_one_of("rhythm", RHYTHMS))
sources.append_constraint(CheckConstraint("due_working_day BETWEEN 0 AND 60", name="due_working_day"))

public_holidays = Table(
    "public_holidays",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", Text, nullable=False),
)

loads = Table(
    "loads",
    metadata,
    _key(),
    _ref("source_id", "sources"),
    Column("loaded_at", DateTime, nullable=False),
    Column("period_from", Date, nullable=False),
    Column("period_to", Date, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("rejected", Integer, nullable=False, server_default="0"),
    Column("completeness", Float, nullable=False),
    Column("demonstration", Boolean, nullable=False),
    _text("note"),
    # What a load by `pejling import` tells besides: what was loaded by which mapping out of which file, when the
    # file was made (UTC), what its columns looked like (JSON), and how far a query has come.
    Column("kind", String(20), nullable=False, server_default=""),
    _text("mapping"),
    _text("file"),
    Column("as_of", DateTime),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("replaced", Integer, nullable=False, server_default="0"),
    _text("profile"),
    _text("watermark"),
    CheckConstraint("period_from <= period_to", name="period"),
    CheckConstraint("completeness BETWEEN 0 AND 1", name="completeness"),
    CheckConstraint("row_count >= 0 AND rejected >= 0", name="counts"),
    Index(None, "source_id", "period_from"),
)


# Days within a load's period that it has no rows of: gaps in the log, not days on which nothing happened.
load_gaps = Table(
    "load_gaps",
    metadata,
    _ref("load_id", "loads", primary_key=True),
    Column("day", Date, primary_key=True),
)

# Rows that a load replaced or took away, as JSON: they come back when that load is taken out again.
superseded = Table(
    "superseded",
    metadata,
    _event_key(),
    Column("table_name", String(40), nullable=False),
    Column("key", Text, nullable=False),
    _ref("by_load", "loads"),
    Column("load_id", Integer, ForeignKey("loads.id"), index=True),
    # The load that came later said the same: it only holds the row from now on.
    Column("confirmed", Boolean, nullable=False),
    Column("content", Text, nullable=False),
    Index(None, "table_name", "key", "by_load"),
    Index(None, "by_load"),
)


def _load(*, nullable: bool = False) -> Column[int]:
    return Column("load_id", Integer, ForeignKey("loads.id"), nullable=nullable, index=True)


def _same_event() -> tuple[Column[int], Column[int]]:
    """Return what tells that two rows are one event, and which of them is newer; nulls: it cannot be told."""
    return Column("key", BigInteger), Column("revision", BigInteger)


# --- Calls, cases, response times: the events -----------------------------------------------------

desks = _named("desks", _text("description"))

# The hours (Danish wall clock) between which a desk is open on a weekday (1 is Monday); nulls: closed that day.
# A desk without rows is always open.
opening_hours = Table(
    "opening_hours",
    metadata,
    _ref("desk_id", "desks", primary_key=True),
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

systems = _named(
    "systems",
    _text("description"),
    _text("users"),
    Column("measured", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)
action_classes = _named("action_classes")

calls = Table(
    "calls",
    metadata,
    _event_key(),
    _load(),
    _ref("desk_id", "desks"),
    _ref("site_id", "sites"),
    Column("queued_at", DateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("hour", SmallInteger, nullable=False),
    # Missing where the source does not tell it, as many do not of a call that nobody answered.
    Column("wait_seconds", Float),
    Column("talk_seconds", Float),
    Column("answered", Boolean, nullable=False),
    *_same_event(),
    CheckConstraint(f"wait_seconds BETWEEN 0 AND {_FINITE}", name="wait"),
    CheckConstraint(
        f"talk_seconds BETWEEN 0 AND {_FINITE} AND (answered OR talk_seconds IS NULL)", name="talk"
    ),
    CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    Index(None, "day", "key", unique=True),
)

cases = Table(
    "cases",
    metadata,
    _event_key(),
    _load(),
    _ref("desk_id", "desks"),
    _ref("site_id", "sites"),
    _ref("system_id", "systems", nullable=True),
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
    _one_of("channel", CHANNELS),
    _one_of("priority", PRIORITIES),
    _one_of("kind", CASE_KINDS),
    _one_of("handler", HANDLERS),
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
    _event_key(),
    _load(),
    _ref("system_id", "systems"),
    _ref("site_id", "sites"),
    _ref("action_class_id", "action_classes"),
    Column("taken_at", DateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("seconds", Float, nullable=False),
    *_same_event(),
    CheckConstraint(f"seconds BETWEEN 0 AND {_FINITE}", name="seconds"),
    Index(None, "day", "key", unique=True),
)

# --- Day rollups: what the snapshot is read from --------------------------------------------------


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _call_counts() -> tuple[Column[Any], ...]:
    """Return the counts of calls while the desk was open, and beside each what it is counted over.

    `waits` are the answered calls whose wait is told, `limited` those of which it is known whether they were
    answered within a limit that was in force. `outside` are the calls while the desk was closed, which are in none
    of the others, and `placed` the calls of which it is told whether the desk was open.
    """
    return (
        _count("offered"),
        _count("answered"),
        _count("within_limit"),
        Column("wait_seconds", Float, nullable=False),
        _count("waits"),
        _count("limited"),
        _count("outside"),
        _count("placed"),
    )


daily_calls = Table(
    "daily_calls",
    metadata,
    Column("day", Date, primary_key=True),
    _ref("desk_id", "desks", primary_key=True),
    _ref("site_id", "sites", primary_key=True),
    *_call_counts(),
)

# Calls that a system only tells the totals of: of a day, or of a month ("2015-04"). A desk's period has its calls
# here or in `calls`, never in both.
call_totals = Table(
    "call_totals",
    metadata,
    Column("period", String(10), primary_key=True),
    _ref("desk_id", "desks", primary_key=True),
    _ref("site_id", "sites", primary_key=True),
    _load(),
    Column("day", Date, nullable=False, index=True),
    Column("last_day", Date, nullable=False),
    _count("offered"),
    _count("answered"),
    # What a system does not tell the total of is missing.
    Column("within_limit", Integer),
    Column("wait_seconds", Float),
    Column("outside", Integer),
    CheckConstraint("last_day >= day", name="last_day"),
    CheckConstraint("within_limit BETWEEN 0 AND answered AND answered BETWEEN 0 AND offered", name="counts"),
    CheckConstraint("outside >= 0", name="outside"),
    CheckConstraint(f"wait_seconds BETWEEN 0 AND {_FINITE}", name="wait"),
)

hourly_calls = Table(
    "hourly_calls",
    metadata,
    Column("day", Date, primary_key=True),
    Column("hour", SmallInteger, primary_key=True),
    _ref("desk_id", "desks", primary_key=True),
    _ref("site_id", "sites", primary_key=True),
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
    _ref("desk_id", "desks", primary_key=True),
    _ref("site_id", "sites", primary_key=True),
    *(Column(name, String(16), primary_key=True) for name in ("channel", "priority", "kind", "handler")),
    _count("opened"),
    _count("tracked"),
    _count("first_contact"),
    _count("first_contact_told"),
    _count("resolved"),
    _count("resolved_later"),
    _count("resolved_unsorted"),
    _count("limited"),
    _count("within_limit"),
)

daily_samples = Table(
    "daily_samples",
    metadata,
    Column("day", Date, primary_key=True),
    _ref("system_id", "systems", primary_key=True),
    _ref("site_id", "sites", primary_key=True),
    _ref("action_class_id", "action_classes", primary_key=True),
    _count("samples"),
    _count("limited"),
    _count("within_limit"),
)

# Up to and with `through_day` a subject's days stand in its rollup; later days are read from the events.
rollups = Table(
    "rollups",
    metadata,
    Column("subject", String(20), primary_key=True),
    Column("through_day", Date, nullable=False),
)

# --- Projects, patients, staff, money, strategy ---------------------------------------------------

projects = _named("projects", Column("programme", String(16)), _text("purpose"))
projects.append_constraint(_one_of("programme", PROJECT_PROGRAMMES))

project_reports = Table(
    "project_reports",
    metadata,
    _ref("project_id", "projects", primary_key=True),
    _month(primary_key=True),
    _load(),
    Column("light", String(8), nullable=False),
    _text("finding"),
    _text("phase"),
    Column("expected_end", Date),
    Column("delay_weeks", Float),
    Column("budget_mio_dkk", Float),
    Column("forecast_mio_dkk", Float),
    _text("next_milestone"),
    _one_of("light", LIGHTS),
    _is_month(),
    CheckConstraint(
        f"budget_mio_dkk BETWEEN 0 AND {_FINITE} AND forecast_mio_dkk BETWEEN 0 AND {_FINITE}", name="cost"
    ),
)

project_milestones = Table(
    "project_milestones",
    metadata,
    _ref("project_id", "projects", primary_key=True),
    Column("due", Date, primary_key=True),
    Column("what", String(200), primary_key=True),
    _load(),
    Column("due_precision", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    _one_of("due_precision", PRECISIONS),
    _one_of("state", MILESTONE_STATES),
)

services = _named("services")
providers = _named("providers")

referrals = Table(
    "referrals",
    metadata,
    _event_key(),
    _load(),
    _month(),
    _ref("site_id", "sites"),
    _ref("service_id", "services"),
    _ref("provider_id", "providers"),
    Column("agreement", String(16), nullable=False),
    _count("treatments"),
    _is_month(),
    _one_of("agreement", AGREEMENTS),
    CheckConstraint("treatments > 0", name="treatments"),
    UniqueConstraint("month", "site_id", "service_id", "provider_id", "agreement"),
)

pathways = Table(
    "pathways",
    metadata,
    _month(primary_key=True),
    Column("field", String(12), primary_key=True),
    _ref("site_id", "sites", primary_key=True),
    _load(),
    _count("expected"),
    _count("arrived"),
    _count("within_limit"),
    _is_month(),
    _one_of("field", FIELDS),
    CheckConstraint("within_limit >= 0 AND within_limit <= arrived AND arrived <= expected", name="counts"),
)

staffing = Table(
    "staffing",
    metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("area", String(120), primary_key=True),
    Column("function", String(120), primary_key=True),
    _load(),
    Column("fte", Float, nullable=False),
    CheckConstraint(f"fte BETWEEN 0 AND {_FINITE}", name="fte"),
)

staffing_sources = Table(
    "staffing_sources",
    metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("origin", String(160), primary_key=True),
    _load(),
    Column("fte", Float, nullable=False),
    _text("note"),
    CheckConstraint(f"fte BETWEEN 0 AND {_FINITE}", name="fte"),
)

budget_lines = Table(
    "budget_lines",
    metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("category", String(60), primary_key=True),
    Column("item", String(160), primary_key=True),
    _load(),
    Column("kind", String(10)),
    Column("mio_dkk", Float, nullable=False),
    _text("note"),
    _one_of("kind", BUDGET_KINDS),
)

programmes = _named("programmes", _text("description"))

milestones = Table(
    "milestones",
    metadata,
    _key(),
    _load(),
    _ref("programme_id", "programmes"),
    Column("due", Date, nullable=False),
    Column("due_precision", String(8), nullable=False),
    Column("what", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("done_on", Date),
    _one_of("due_precision", PRECISIONS),
    _one_of("state", MILESTONE_STATES),
    CheckConstraint("done_on IS NULL OR state = 'done'", name="done"),
    UniqueConstraint("programme_id", "due", "what"),
)

indicators = _named(
    "indicators", Column("subject", String(40), nullable=False), Column("unit", String(40), nullable=False)
)

# `scope` names what the value is about: a hospital, system or municipality; '' is the whole region.
indicator_values = Table(
    "indicator_values",
    metadata,
    _ref("indicator_id", "indicators", primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("scope", String(120), primary_key=True, server_default=""),
    _load(),
    Column("value", Float, nullable=False),
    Column("numerator", Float),
    Column("denominator", Float),
    _text("note"),
)

# --- What figures are judged by -------------------------------------------------------------------

# `scope` is the key of the system, desk ... the target is for; '' is all. A null value: no target then.
targets = Table(
    "targets",
    metadata,
    Column("metric", String(60), primary_key=True),
    Column("scope", String(80), primary_key=True, server_default=""),
    Column("valid_from", Date, primary_key=True),
    Column("value", Float),
    Column("tolerance", Float, nullable=False, server_default="0"),
    _text("origin"),
    _load(nullable=True),
    CheckConstraint("tolerance >= 0", name="tolerance"),
)

limits = Table(
    "limits",
    metadata,
    Column("subject", String(20), primary_key=True),
    Column("key", String(40), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("amount", Float),
    Column("unit", String(10), nullable=False),
    _text("origin"),
    _load(nullable=True),
    _one_of("unit", UNITS),
    CheckConstraint("amount >= 0", name="amount"),
)

notes = Table(
    "notes",
    metadata,
    _key(),
    _month(),
    Column("metric", String(60), nullable=False),
    _ref("site_id", "sites", nullable=True),
    _ref("system_id", "systems", nullable=True),
    _ref("desk_id", "desks", nullable=True),
    Column("text", Text, nullable=False),
    Column("level_shift", Boolean, nullable=False, server_default="0"),
    _load(nullable=True),
    _is_month(),
)

# The texts of the other tables in another language: what a reader of that language sees in their place.
translations = Table(
    "translations",
    metadata,
    Column("language", String(5), primary_key=True),
    Column("original", Text, primary_key=True),
    Column("words", Text, nullable=False),
)

# --- The database's word about itself -------------------------------------------------------------

# A subject's number moves with every change to it: readers ask for these rows and nothing else.
versions = Table(
    "versions",
    metadata,
    Column("subject", String(20), primary_key=True),
    Column("version", BigInteger, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
