"""What every table is made of: the one metadata, its keys, checks and the columns that many tables have."""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

from vocabulary.people import ROLES

# PostgreSQL holds not-a-number to be larger than any number: an upper bound keeps it out.
FINITE = "1000000000"
_MONTHS = ", ".join(f"'{number:02d}'" for number in range(1, 13))

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


def key() -> Column[int]:
    """Make the number of a thing that is named or told."""
    return Column("id", Integer, primary_key=True)


def event_key() -> Column[int]:
    """Make the number of an event, of which there are many."""
    return Column("id", Identity64, primary_key=True, autoincrement=True)


def ref(name: str, target: str, *, primary_key: bool = False, nullable: bool = False) -> Column[int]:
    """Make a column that holds the number of a row of another table."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), primary_key=primary_key, nullable=nullable)


def one_of(column: str, allowed: Sequence[str]) -> CheckConstraint:
    """Make the check that a column holds one of a few words."""
    values = ", ".join(f"'{value}'" for value in allowed)
    return CheckConstraint(f"{column} IN ({values})", name=column)


def month(name: str = "month", *, primary_key: bool = False) -> Column[str]:
    """Make a column for a month (`2015-04`); `is_month` checks it."""
    return Column(name, String(7), primary_key=primary_key, nullable=False)


def is_month(name: str = "month") -> CheckConstraint:
    """Make the check that a column holds a month of three centuries."""
    digits = " AND ".join(f"substr({name}, {place}, 1) BETWEEN '0' AND '9'" for place in (3, 4))
    return CheckConstraint(
        f"length({name}) = 7 AND substr({name}, 1, 2) IN ('19', '20', '21') AND {digits}"
        f" AND substr({name}, 5, 1) = '-' AND substr({name}, 6, 2) IN ({_MONTHS})",
        name=name,
    )


def named(table: str, *more: Column[str] | Column[bool] | Column[int]) -> Table:
    """Make a table of things that have a key for addresses and a Danish name for readers."""
    return Table(
        table,
        metadata,
        key(),
        Column("key", String(80), nullable=False, unique=True),
        Column("name", Text, nullable=False),
        *more,
    )


def text(name: str) -> Column[str]:
    """Make a column for words, of which there may be none."""
    return Column(name, Text, nullable=False, server_default="")


def load(*, nullable: bool = False) -> Column[int]:
    """Make the column that tells which load a row came with."""
    return Column("load_id", Integer, ForeignKey("loads.id"), nullable=nullable, index=True)


def same_event() -> tuple[Column[int], Column[int]]:
    """Return what tells that two rows are one event, and which of them is newer; nulls: it cannot be told."""
    return Column("key", BigInteger), Column("revision", BigInteger)


def count(name: str) -> Column[int]:
    """Make a column for a number of things."""
    return Column(name, Integer, nullable=False)


def version() -> list[SchemaItem]:
    """Make the last part of the key of what is only added to: the how manyth version of its thing, from 1."""
    return [
        Column("version", Integer, primary_key=True, autoincrement=False),
        CheckConstraint("version >= 1", name="version"),
    ]


def written() -> list[SchemaItem]:
    """Make the columns that tell which account wrote a row, in which role, and when (UTC)."""
    return [
        ref("written_by", "accounts", nullable=True),
        Column("role", String(20), nullable=False),
        Column("written_at", DateTime, nullable=False),
        one_of("role", tuple(ROLES)),
    ]
