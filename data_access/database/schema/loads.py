"""Where figures come from: the sources, when they are due, and what each load brought and replaced."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    true,
)

from data_access.database.schema.base import event_key, key, metadata, named, one_of, ref, text

WRITTEN = "written"  # the kind of a load that is what somebody wrote in the web
RHYTHMS = ("daily", "monthly", "quarterly", "yearly", "on_change")

# When a source's figures of a period are due: those of a day the day after, others so many working days after
# the period has ended; what comes when something changes is never due. Of a source that a load made on its way
# neither is told.
sources = named(
    "sources",
    text("description"),
    text("owner"),
    Column("rhythm", String(10)),
    Column("due_working_day", SmallInteger),
)
sources.append_constraint(one_of("rhythm", RHYTHMS))
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
    key(),
    ref("source_id", "sources"),
    Column("loaded_at", DateTime, nullable=False),
    Column("period_from", Date, nullable=False),
    Column("period_to", Date, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("rejected", Integer, nullable=False, server_default="0"),
    Column("completeness", Float, nullable=False),
    Column("demonstration", Boolean, nullable=False),
    text("note"),
    # What a load by `pejling import` tells besides: what was loaded by which mapping out of which file, when the
    # file was made (UTC), what its columns looked like (JSON), and how far a query has come.
    Column("kind", String(20), nullable=False, server_default=""),
    text("mapping"),
    text("file"),
    Column("as_of", DateTime),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("replaced", Integer, nullable=False, server_default="0"),
    text("profile"),
    text("watermark"),
    # Whether what it has no row of was none: so it is of events, and of totals where the mapping says so.
    Column("tells_none", Boolean, nullable=False, server_default=true()),
    # Which loads tell of the same (`database/streams.py`); missing of one that tells of all that its source does.
    Column("stream", Integer, index=True),
    CheckConstraint("period_from <= period_to", name="period"),
    CheckConstraint("completeness BETWEEN 0 AND 1", name="completeness"),
    CheckConstraint("row_count >= 0 AND rejected >= 0", name="counts"),
    Index(None, "source_id", "period_from"),
)


# Days within a load's period that it has no rows of: gaps in the log, not days on which nothing happened.
load_gaps = Table(
    "load_gaps",
    metadata,
    ref("load_id", "loads", primary_key=True),
    Column("day", Date, primary_key=True),
)

# What the loads of a stream have rows of, and how many: of the rest it tells nothing, not even that there was none.
stream_places = Table(
    "stream_places",
    metadata,
    key(),
    Column("stream", Integer, nullable=False, index=True),
    ref("desk_id", "desks", nullable=True),
    ref("system_id", "systems", nullable=True),
    Column("field", String(12)),
    ref("site_id", "sites"),
    Column("row_count", Integer, nullable=False),
)

# Rows that a load replaced or took away, as JSON: they come back when that load is taken out again.
superseded = Table(
    "superseded",
    metadata,
    event_key(),
    Column("table_name", String(40), nullable=False),
    Column("key", Text, nullable=False),
    ref("by_load", "loads"),
    Column("load_id", Integer, ForeignKey("loads.id"), index=True),
    # The load that came later said the same: it only holds the row from now on.
    Column("confirmed", Boolean, nullable=False),
    Column("content", Text, nullable=False),
    Index(None, "table_name", "key", "by_load"),
    Index(None, "by_load"),
)
