"""The lines of a file, each with its number: what every way of reading gives, and how far it has come."""

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

# Bounds the memory that rows as Python objects take: so many rows, and of wide tables so many cells.
ROWS_AT_A_TIME = 50_000
CELLS_AT_A_TIME = 1_000_000
Line = tuple[int, list[Any]]
SWALLOWED = "et anførselstegn, som ikke bliver lukket, har slugt hele rækker"
_BREAK = re.compile(r"\r\n|\r|\n")


class Spread(list[Any]):
    """A row that takes several lines of its file: a cell holds a line break, or a quotation mark was never closed."""

    # The mark between the cells.
    delimiter = ""

    def as_lines(self) -> list[list[str]]:
        """Return the lines that the row takes, each by its own cells, as if it were a row of its own."""
        lines: list[list[str]] = [[]]
        for cell in self:
            first, *others = _BREAK.split(cell)
            lines[-1] += first.split(self.delimiter) if others else [cell]
            lines += [line.split(self.delimiter) for line in others]
        return lines


class Amiss(list[Any]):
    """A row as the file has it that cannot be made into several; the reason (Danish), and the column it is seen at."""

    reason = ""
    column = ""


@dataclass(frozen=True)
class Rows:
    """So many rows: their line numbers, and the cells of each as the file has them."""

    lines: list[int]
    cells: list[list[Any]]


@dataclass
class Unshown:
    """How many rows with cells a sheet has hidden, of those read so far: by a filter, or a group that is shut."""

    rows: int = 0


@dataclass(frozen=True)
class Source:
    """The rows of a file, how it was read (Danish), its decimal mark, and of a workbook its sheets that can be seen."""

    rows: Iterator[Line]
    how: str
    decimal: str
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    unshown: Unshown = field(default_factory=Unshown)


@dataclass
class Reached:
    """How far a file of so many bytes has been read; a size of 0 is not known."""

    size: int
    at: Callable[[], int] = field(default=lambda: 0)

    def share(self) -> float:
        """Return the share (0-1) that has been read."""
        return min(self.at() / self.size, 1.0) if self.size else 0.0


def close(rows: Iterable[Line]) -> None:
    """Let go of the file that rows are read from, if they are."""
    if isinstance(rows, Generator):
        rows.close()
