"""Writes many rows at once, by the fastest way that each database has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Float, String, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import AddConstraint, DropConstraint

# What is null is None in a sequence or an object array, NaN, NaT, or masked.
Values = Sequence[Any] | NDArray[Any]
Columns = Mapping[str, Values]

ROWS_AT_A_TIME = 50_000  # bounds the memory that rows as Python objects take
_MICROSECONDS_A_DAY = 86_400_000_000
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert_columns(connection: Connection, table: Table, columns: Columns) -> int:
    """Insert rows given as columns of equal length, in the caller's transaction; return their number.

    Times are UTC without zone. The values stand in the database exactly as SQLAlchemy would write them.
    """
    rows = {len(values) for values in columns.values()}
    if len(rows) != 1:
        raise ValueError(f"{table.name}: columns of different lengths {sorted(rows)}")
    write = _copy if connection.dialect.name == "postgresql" else _insert_many
    (count,) = rows
    for start in range(0, count, ROWS_AT_A_TIME):
        end = start + ROWS_AT_A_TIME
        write(connection, table, {name: values[start:end] for name, values in columns.items()})
    return count


@contextmanager
def without_indexes(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Leave out the tables' secondary indexes while much is loaded, and on PostgreSQL their foreign keys.

    Afterwards each is made, and held, for all rows at once: far faster than row by row.
    """
    tables = list(tables)
    indexes = [index for table in tables for index in table.indexes]
    keys = [key for table in tables for key in table.foreign_key_constraints]
    if connection.dialect.name == "sqlite":
        keys = []  # it cannot drop a constraint
    for index in indexes:
        index.drop(connection)
    for key in keys:
        connection.execute(DropConstraint(key))
    yield
    for index in indexes:
        index.create(connection)
    # Not isolated: the tables of the metadata are everybody's, and would come without the keys from then on.
    for key in keys:
        connection.execute(AddConstraint(key, isolate_from_table=False))


def _insert_many(connection: Connection, table: Table, columns: Columns) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join("?" * len(columns))
    values = (_plain(table.c[name], given) for name, given in columns.items())
    rows = list(zip(*values, strict=True))
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', rows)


def _copy(connection: Connection, table: Table, columns: Columns) -> None:
    import psycopg

    if not connection.in_transaction():
        # psycopg would begin one that SQLAlchemy knows nothing of and never commits.
        connection.begin()
    names = ", ".join(f'"{name}"' for name in columns)
    values = (_copy_texts(table.c[name], given) for name, given in columns.items())
    lines = "\n".join(map("\t".join, zip(*values, strict=True)))
    statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            copy.write(lines + "\n")
    except psycopg.Error as fault:
        # COPY goes around SQLAlchemy, whose faults everyone else looks for.
        raise DBAPIError.instance(
            statement, None, fault, psycopg.Error, dialect=connection.dialect
        ) from fault
    finally:
        cursor.close()


def _plain(column: Column[Any], values: Values) -> list[Any]:
    """Return the values as those of a driver that knows numbers, texts and None."""
    if isinstance(column.type, DateTime):
        return _time_texts(np.asarray(values, dtype="datetime64[us]"))
    if isinstance(column.type, Date):
        return _day_texts(np.asarray(values, dtype="datetime64[D]"))
    listed: list[Any] = values.tolist() if isinstance(values, np.ndarray) else list(values)
    if isinstance(column.type, Boolean):
        return [None if value is None else int(value) for value in listed]
    if isinstance(column.type, Float):
        return [None if value != value else value for value in listed]
    return listed


def _copy_texts(column: Column[Any], values: Values) -> list[str]:
    """Return the values as the text format of PostgreSQL's COPY has them."""
    plain = _plain(column, values)
    if isinstance(column.type, String):
        return [r"\N" if value is None else value.translate(_ESCAPES) for value in plain]
    return [r"\N" if value is None else str(value) for value in plain]


def _day_texts(days: NDArray[np.datetime64]) -> list[Any]:
    """Format days, each different one once: among events they are few."""
    known = ~np.isnat(days)
    if not known.any():
        return [None] * len(days)
    first, last = days[known].min(), days[known].max()
    calendar = np.datetime_as_string(np.arange(first, last + 1)).astype(object)
    texts = np.full(len(days), None, dtype=object)
    texts[known] = calendar[(days[known] - first).astype(int)]
    return list(texts.tolist())


@lru_cache(maxsize=1)
def _clock_texts() -> NDArray[Any]:
    minutes = [f" {hour:02}:{minute:02}:" for hour in range(24) for minute in range(60)]
    return np.array([f"{m}{second:02}" for m in minutes for second in range(60)], dtype=object)


def _time_texts(times: NDArray[np.datetime64]) -> list[Any]:
    """Format times from texts made once for every day and every second of a day."""
    known = ~np.isnat(times)
    past_midnight = times[known].astype(np.int64) % _MICROSECONDS_A_DAY
    seconds, fractions = np.divmod(past_midnight, 1_000_000)
    texts = np.array(_day_texts(times.astype("datetime64[D]")), dtype=object)
    if fractions.any():
        ends = np.array([f".{fraction:06}" for fraction in fractions.tolist()], dtype=object)
        texts[known] += _clock_texts()[seconds] + ends
    else:
        texts[known] += _clock_texts()[seconds] + ".000000"
    return list(texts.tolist())
