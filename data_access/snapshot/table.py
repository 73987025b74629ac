"""Rows of plain values, column by column: what a page is made of.

A page has some dozens of rows in each of its panels. What makes a frame good for thousands of rows takes the longest
time of a page where there are so few; whoever wants to calculate with the rows takes them as a frame.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import Any

import pandas as pd

Row = dict[str, Any]


class Table:
    """Columns of equal length by name; what is missing is NaN or None.

    Shared, as what is worked out once is: whoever gets one must not change it.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self.columns = {
            name: values if isinstance(values, list) else list(values) for name, values in columns.items()
        }

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "Table":
        """Return a frame's rows."""
        return cls({str(name): rows[name].to_numpy(dtype=object).tolist() for name in rows})

    @classmethod
    def of_rows(cls, rows: Sequence[Row], names: Sequence[str]) -> "Table":
        """Return rows as columns of the names."""
        return cls({name: [row[name] for row in rows] for name in names})

    def __getitem__(self, name: str) -> list[Any]:
        """Return a column."""
        return self.columns[name]

    def __contains__(self, name: object) -> bool:
        """Say that there is a column of the name."""
        return name in self.columns

    def __iter__(self) -> Iterator[str]:
        """Return the names of the columns."""
        return iter(self.columns)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(next(iter(self.columns.values()), ()))

    @property
    def empty(self) -> bool:
        """Say that there are no rows."""
        return not len(self)

    @cached_property
    def records(self) -> list[Row]:
        """The rows as dicts."""
        names = tuple(self.columns)
        return [dict(zip(names, values, strict=True)) for values in zip(*self.columns.values(), strict=True)]

    def is_numeric(self, name: str) -> bool:
        """Say that a column holds numbers alone: no text, no flags."""
        return all(type(value) in (int, float) for value in self.columns[name])

    def part(self, begin: int, end: int | None = None) -> "Table":
        """Return the rows from one place up to another."""
        return Table({name: values[begin:end] for name, values in self.columns.items()})

    def at(self, places: Sequence[int]) -> "Table":
        """Return the rows at the places, in their order."""
        return Table({name: [values[place] for place in places] for name, values in self.columns.items()})

    def only(self, wanted: Sequence[object]) -> "Table":
        """Return the rows that are wanted: a flag for each."""
        return Table({name: list(compress(values, wanted)) for name, values in self.columns.items()})

    def adding(self, **columns: Sequence[Any]) -> "Table":
        """Return the rows with more columns, or with others in the place of those that there are."""
        return Table(self.columns | columns)

    def frame(self) -> pd.DataFrame:
        """Return the rows as a frame, made once."""
        return self._frame

    @cached_property
    def _frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.columns)


Rows = pd.DataFrame | Table  # what is read by its columns alone


def records(rows: Rows) -> list[Row]:
    """Return rows as dicts of plain values; what is missing is NaN. Whoever gets them must not change them."""
    return rows.records if isinstance(rows, Table) else Table.of(rows).records
