"""Rows that a load replaced, kept so that they can come back when it is taken out again."""

from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Connection, Date, Integer, MetaData, Table, Text, and_, insert, select, update

from data_access.database import schema as t
from data_access.database.bulk import insert_columns
from data_access.database.kept import written_content, written_key
from data_access.imports.kinds.field import Kind
from data_access.imports.merging.values import plain


def keep(connection: Connection, kind: Kind, load: int, old: pd.DataFrame, *, confirms: bool = False) -> None:
    """Keep the rows that a load replaces, so that it can be taken out again.

    Of a row that one load after another confirms, only the first holder is kept: a full export every night
    would else grow the database by all of its rows each time.
    """
    if "load_id" not in old:
        return
    others = old[old["load_id"] != load]
    if confirms and len(others):
        others = others[~_passed_on(connection, kind, load, others)]
    if others.empty:
        return
    kept = [
        {
            "table_name": kind.table.name,
            "key": key_of(kind, row),
            "by_load": load,
            "load_id": plain(row["load_id"]),
            "confirmed": confirms,
            "content": content_of(kind, row),
        }
        for row in others.to_dict("records")
    ]
    connection.execute(insert(t.superseded), kept)


def _passed_on(connection: Connection, kind: Kind, load: int, rows: pd.DataFrame) -> "np.ndarray[Any, Any]":
    """Let the load confirm what the rows' loads had only confirmed themselves; say which rows those are."""
    keys = [key_of(kind, row) for row in rows.to_dict("records")]
    holders = [plain(each) for each in rows["load_id"]]
    held = Table("held", MetaData(), Column("key", Text), Column("by_load", Integer), prefixes=["TEMPORARY"])
    held.create(connection, checkfirst=False)
    insert_columns(connection, held, {"key": keys, "by_load": holders})
    kept = t.superseded.alias("kept")
    same = and_(
        kept.c.table_name == kind.table.name,
        kept.c.key == held.c.key,
        kept.c.by_load == held.c.by_load,
        kept.c.confirmed,
    )
    # An outer join, so that SQLite looks each of these rows up, and not all that was ever kept of the table.
    found = select(kept.c.id).select_from(held.outerjoin(kept, same))
    passed = (
        update(t.superseded)
        .where(t.superseded.c.id.in_(found))
        .values(by_load=load)
        .returning(t.superseded.c.key)
    )
    moved = set(connection.execute(passed).scalars())
    held.drop(connection, checkfirst=False)
    return np.array([key in moved for key in keys], dtype=bool)


def key_of(kind: Kind, row: Any) -> str:
    """Return a row's natural key as one text."""
    return written_key(plain(row[name]) for name in kind.key)


def content_of(kind: Kind, row: Any) -> str:
    """Return a row as it is kept."""
    columns = kind.table.columns
    return written_content(
        kind.table, {each.name: value_of(each, row[each.name]) for each in columns if each.name != "id"}
    )


def value_of(column: Column[Any], value: Any) -> Any:
    """Return a value as the database has it: a day, where a frame has the midnight that it begins with."""
    value = plain(value)
    is_day = isinstance(column.type, Date) and isinstance(value, datetime)
    return value.date() if is_day else value
