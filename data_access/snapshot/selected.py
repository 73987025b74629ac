"""What a statement selects, as a frame: dates and times as ISO text, the rest as text, numbers and flags."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Float, Integer

from data_access.database.counting import Statement
from data_access.snapshot.monthly import ROWS

Reader = Callable[[Connection], pd.DataFrame]
_ODD = frozenset({datetime, date, Decimal})


class Rows:
    """The reader of what a statement selects; dates and times become ISO text, the rest is text, numbers and flags."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement

    def __call__(self, connection: Connection) -> pd.DataFrame:
        """Run the statement."""
        result = connection.execute(self._statement)
        names = list(result.keys())
        columns: list[list[Any]] = [[] for _name in names]
        known: list[dict[Any, Any]] = [{} for _name in names]
        # A part at a time: rows as a driver gives them take several times the room of their frame.
        for rows in result.partitions(ROWS):
            for column, values, texts in zip(columns, zip(*rows, strict=True), known, strict=True):
                column += _plain(values, texts)
        if not columns[0]:
            return self._none.copy(deep=False)
        return pd.DataFrame(dict(zip(names, columns, strict=True)))

    @cached_property
    def _none(self) -> pd.DataFrame:
        # Rows tell their types; where there are none, sums must still find the columns that they are for.
        columns = self._statement.selected_columns
        numbers = [each.name for each in columns if isinstance(each.type, Integer | Float)]
        names = [each.name for each in columns]
        return pd.DataFrame([], columns=names).astype(dict.fromkeys(numbers, "float64"))


def read_frame(connection: Connection, statement: Statement) -> pd.DataFrame:
    """Run a statement that is not asked again."""
    return Rows(statement)(connection)


def _plain(column: tuple[Any, ...], known: dict[Any, Any]) -> list[Any]:
    """Return a part of a column; a driver makes each text anew, and here it is once in memory, by what is `known`."""
    kinds = set(map(type, column))
    if not _ODD.isdisjoint(kinds):
        return [_plain_value(value) for value in column]
    if str not in kinds:
        return list(column)
    return [known.setdefault(value, value) for value in column]


def _plain_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
