"""Values as the database gives them and as it takes them, and whether two are the same."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Float, Integer, Table


def equal(column: Any, other: Any) -> Any:
    """Return the condition that a column of the key is the other."""
    # What events are known by may be missing in rows that were never imported; these are then not the same.
    may_lack = column.nullable and column.name not in ("key", "number")
    # PostgreSQL can only hash what is plainly equal.
    return column.is_not_distinct_from(other) if may_lack else column == other


def values_of(column: Column[Any], values: "pd.Series[Any]") -> Any:
    """Return a column as `insert_columns` takes it."""
    if isinstance(column.type, DateTime):
        return values.to_numpy("datetime64[us]")
    if isinstance(column.type, Date):
        return pd.to_datetime(values).to_numpy("datetime64[D]")
    if isinstance(column.type, Float):
        return values.to_numpy(float)
    if isinstance(column.type, Boolean):
        return [None if each is None else bool(each) for each in values.tolist()]
    if isinstance(column.type, Integer | BigInteger):
        if isinstance(values.dtype, np.dtype) and values.dtype.kind == "i":
            return values.tolist()
        return [
            None if each is None or each is pd.NA or each != each else int(each) for each in values.tolist()
        ]
    return [None if each is None or each != each else each for each in values.tolist()]


def typed(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows as the database gave them with the values that it would get, so that they can be compared."""
    found = {}
    for name in rows.columns:
        column = table.c.get(name)
        if column is not None and isinstance(column.type, Date) and not isinstance(column.type, DateTime):
            found[name] = pd.Series(
                [None if plain(each) is None else each for each in rows[name]], dtype=object
            )
        else:
            found[name] = rows[name].reset_index(drop=True)
    return pd.DataFrame(found)


def same_content(given: pd.DataFrame, old: pd.DataFrame, names: Sequence[str]) -> "np.ndarray[Any, Any]":
    """Say row by row that the content is the same."""
    same = np.ones(len(given), dtype=bool)
    for name in names:
        if name in old:
            pairs = zip(_comparable(given[name]), _comparable(old[name]), strict=True)
            same &= np.array([a == b for a, b in pairs], dtype=bool)
    return same


def _comparable(values: "pd.Series[Any]") -> list[Any]:
    """Return values so that the same ones are equal: a day from one database is the midnight that another has."""
    if str(values.dtype).startswith("datetime64"):
        return [None if each is pd.NaT else each.isoformat() for each in values]
    return [_as_time(each) if isinstance(each, date) else each for each in map(plain, values)]


def _as_time(value: date) -> str:
    return value.isoformat() if isinstance(value, datetime) else f"{value.isoformat()}T00:00:00"


def whole_numbers(values: "pd.Series[Any]") -> "np.ndarray[Any, Any]":
    """Return numbers that may be missing as whole ones, with 0 for what is missing."""
    return values.astype("Int64").fillna(0).to_numpy("int64")


def plain(value: Any) -> Any:
    """Return a value as Python has it, and None for whatever pandas has for nothing."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if isinstance(value, np.generic) else value
