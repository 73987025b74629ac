"""A part of a file by its columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access.imports.mapping.model import Name
from data_access.imports.reading.cells import Cells, Flags, cleaned


@dataclass(frozen=True)
class Columns:
    """A part of a file: the lines that its rows stand on, and the cells of each column as the file has them.

    `places` says where the columns of the mapping stand, and `nulls` what an empty cell is written as. `unfolded` is
    where the headings stand of columns that became rows, with their cells after them.
    """

    lines: NDArray[np.int64]
    cells: Sequence[Sequence[Any]]
    places: Mapping[Name, int]
    nulls: frozenset[str]
    unfolded: int | None = None

    def __len__(self) -> int:
        return len(self.lines)

    def of(self, name: Name, nulls: frozenset[str] = frozenset()) -> Cells:
        """Return the column of that name, with None for what is empty or one of the nulls."""
        return cleaned(self.cells[self.places[name]], self.nulls | nulls)

    def called(self, names: Sequence[Name], row: int) -> str:
        """Return what columns are called where whoever sent the file sees a row's cells."""
        at = self.unfolded
        seen = [
            str(self.cells[at][row]) if at is not None and self.places[name] >= at else str(name)
            for name in names
        ]
        return " + ".join(dict.fromkeys(seen))

    def key_of(self, names: Sequence[Name]) -> Callable[[int], tuple[str, tuple[Any, ...]]]:
        """Return what tells the names and cells of some columns in the row on a line."""

        def told(line: int) -> tuple[str, tuple[Any, ...]]:
            row = int(np.searchsorted(self.lines, line))
            return self.called(names, row), tuple(self.cells[self.places[name]][row] for name in names)

        return told

    def only(self, kept: Flags) -> "Columns":
        """Return the rows that are kept."""
        cells = [np.array(column, dtype=object)[kept].tolist() for column in self.cells]
        return replace(self, lines=self.lines[kept], cells=cells)
