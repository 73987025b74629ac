"""What rows say of the things they refer to: a project's purpose, an indicator's unit."""

import json
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.imports.kinds.field import Kind
from data_access.imports.mapping.model import Mapping


def tell(connection: Connection, mapping: Mapping, rows: pd.DataFrame, load: int) -> int:
    """Write what the rows say of things, the newest row of each; return how many things are told otherwise now.

    What the mapping does not read, and what is empty, says nothing.
    """
    kind, changed = mapping.kind, 0
    for name, (reference, column) in (kind.about or {}).items():
        table, field = kind.field(reference).table, kind.field(name)
        if table is None or name not in mapping.origins or field.column not in rows:
            continue
        told = rows[field.column]
        said = rows[told.notna() & (told != "")].sort_values(kind.days[0], kind="stable")
        newest = said.drop_duplicates(f"{reference}_id", keep="last")
        for thing, value in zip(newest[f"{reference}_id"], newest[field.column], strict=True):
            own = int(value) if field.table is not None else value
            changed += _write(connection, table, int(thing), column, own, load)
    return changed


def _write(connection: Connection, table: Table, thing: int, column: str, value: Any, load: int) -> bool:
    before = connection.execute(select(table.c[column]).where(table.c.id == thing)).scalar_one()
    if before == value:
        return False
    _keep(connection, table, _key(thing, column), before, load)
    connection.execute(update(table).where(table.c.id == thing).values({column: value}))
    return True


def made(connection: Connection, table: Table, thing: int, load: int) -> None:
    """Note that a load made a thing, so that it can go with the load."""
    _keep(connection, table, _key(thing, ""), None, load)


def _key(thing: int, column: str) -> str:
    return f"{thing}:{column}"


def _keep(connection: Connection, table: Table, key: str, before: Any, load: int) -> None:
    row = {
        "table_name": table.name,
        "key": key,
        "by_load": load,
        "confirmed": False,
        "content": json.dumps(before),
    }
    connection.execute(insert(t.superseded), row)


def without(kind: Kind, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without what is said of things."""
    told = [kind.field(name).column for name in kind.about or {}]
    return rows.drop(columns=[column for column in told if column in rows])


def take_back(connection: Connection, kind: Kind, load: int) -> None:
    """Let things be as they were before a load; one that it made goes, unless something else refers to it by now."""
    tables = {each.table.name: each.table for each in kind.fields if each.table is not None}
    kept = t.superseded
    mine = connection.execute(
        select(kept).where(kept.c.by_load == load, kept.c.table_name.in_(tables)).order_by(kept.c.id.desc())
    ).all()
    for row in mine:
        table = tables[row.table_name]
        thing, _mark, column = row.key.partition(":")
        if column:
            _as_before(connection, table, int(thing), column, row)
        connection.execute(delete(kept).where(kept.c.id == row.id))
        if not column:
            _unmake(connection, table, int(thing))


def _as_before(connection: Connection, table: Table, thing: int, column: str, row: Any) -> None:
    kept = t.superseded
    later = connection.execute(
        select(kept.c.id)
        .where(kept.c.table_name == row.table_name, kept.c.key == row.key, kept.c.id > row.id)
        .order_by(kept.c.id)
        .limit(1)
    ).scalar()
    if later is None:
        connection.execute(update(table).where(table.c.id == thing).values({column: json.loads(row.content)}))
    else:  # a later load has told it otherwise since, and gives back what was before this one
        connection.execute(update(kept).where(kept.c.id == later).values(content=row.content))


def _unmake(connection: Connection, table: Table, thing: int) -> None:
    point = connection.begin_nested()
    try:
        connection.execute(delete(table).where(table.c.id == thing))
    except IntegrityError:
        point.rollback()
    else:
        point.commit()
