"""What figures are judged and explained by, and the database's word about itself."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, Float, Integer, String, Table, Text

from data_access.database.schema.base import is_month, key, load, metadata, month, one_of, ref, text

UNITS = ("seconds", "days", "months", "share", "count")

# `scope` is the key of the system, desk ... the target is for; '' is all. A null value: no target then.
targets = Table(
    "targets",
    metadata,
    Column("metric", String(60), primary_key=True),
    Column("scope", String(80), primary_key=True, server_default=""),
    Column("valid_from", Date, primary_key=True),
    Column("value", Float),
    Column("tolerance", Float, nullable=False, server_default="0"),
    text("origin"),
    load(nullable=True),
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
    text("origin"),
    load(nullable=True),
    one_of("unit", UNITS),
    CheckConstraint("amount >= 0", name="amount"),
)

notes = Table(
    "notes",
    metadata,
    key(),
    month(),
    Column("metric", String(60), nullable=False),
    ref("site_id", "sites", nullable=True),
    ref("system_id", "systems", nullable=True),
    ref("desk_id", "desks", nullable=True),
    Column("text", Text, nullable=False),
    Column("level_shift", Boolean, nullable=False, server_default="0"),
    load(nullable=True),
    is_month(),
)

# The texts of the other tables in another language: what a reader of that language sees in their place.
translations = Table(
    "translations",
    metadata,
    Column("language", String(5), primary_key=True),
    Column("original", Text, primary_key=True),
    Column("words", Text, nullable=False),
)

# --- What is withheld

# What was decided of a subject's month (`2015-03`), quarter (`2015-K1`) or year (`2015`), as JSON: which sites were
# counted together, what stood by itself, what is hidden. `rule` and `below` tell by what it was decided.
withheld = Table(
    "withheld",
    metadata,
    Column("subject", String(20), primary_key=True),
    Column("period", String(7), primary_key=True),
    Column("rule", String(20), nullable=False),
    Column("below", Integer, nullable=False),
    Column("content", Text, nullable=False),
)

# --- The database's word about itself

# A subject's number is another after every change to it: readers ask for these rows and nothing else. What is counted
# by the month has one for each, beside that of all its months (no month). It is drawn, and never counted: a database
# that is restored from yesterday's copy must not come by the numbers of today once more.
versions = Table(
    "versions",
    metadata,
    Column("subject", String(20), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("month", String(7), primary_key=True, server_default=""),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
