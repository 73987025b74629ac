"""Rows that a later one replaced, as they are kept in `superseded`: their key and their content as JSON."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, DateTime, Table


def written_key(values: Iterable[Any]) -> str:
    """Return the values of a row's natural key as one text."""
    return json.dumps([_json(value) for value in values])


def written_content(table: Table, row: Mapping[str, Any]) -> str:
    """Return a row as it is kept: without the number that the database gives it."""
    return json.dumps(
        {column.name: _json(row[column.name]) for column in table.columns if column.name != "id"}
    )


def restored(table: Table, content: str) -> dict[str, Any]:
    """Return a kept row as values for the database."""
    row = json.loads(content)
    return {name: _from_json(table.c[name], value) for name, value in row.items() if name in table.c}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
