"""Which counts of a list or a table are hidden when small counts must be, and what protects them.

A small count could point at a person. It is hidden, and so is what a reader could work it out from: in a list
with its total, the next smallest; in a table with totals both ways, the other three corners of a rectangle.
The hidden count can then be one more, its neighbours in row and column one fewer and the fourth corner one
more, and every figure that is shown stays what it is: so no sums and differences of what is shown lead to it.

A line's key names the groups that the line is counted in, parted by `/` (`herlev/herlev-og-gentofte`: the
hospital then and the hospital today). Two lines protect each other only when they share no group, because the
groups' own figures are shown too.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Lines = frozenset[str]
Cells = frozenset[tuple[str, str]]


def apart(one: str, other: str) -> bool:
    """Say that two lines share no group."""
    return all(a != b for a, b in zip(one.split("/"), other.split("/"), strict=False))


def totals(counts: pd.DataFrame, column: str) -> dict[str, int]:
    """Return the sums of `count` by the keys of a column."""
    return {str(key): int(total) for key, total in counts.groupby(column)["count"].sum().items()}


def lines(counts: Mapping[str, int], below: int, forced: Iterable[str] = ()) -> Lines | None:
    """Return the lines to hide of a list whose total is shown; None: the total must be hidden, too.

    Hidden are the counts from 1 up to `below`, the `forced` whatever their size, and what protects them.
    """
    hidden = {key for key, count in counts.items() if 0 < count < below} | set(forced)
    while hidden:
        alone = [key for key in sorted(hidden) if not _has_partner(key, hidden, counts)]
        if not alone and sum(counts[key] for key in hidden) >= below:
            break
        rest = [key for key, count in counts.items() if count > 0 and key not in hidden]
        useful = [key for key in rest if not alone or any(apart(key, each) for each in alone)]
        if not useful:
            return None
        hidden.add(min(useful, key=lambda key: (counts[key], key)))
    return frozenset(hidden)


def _has_partner(key: str, hidden: Iterable[str], counts: Mapping[str, int]) -> bool:
    # Of two lines with one each, a reader who knows their sum knows both.
    return any(apart(key, each) and max(counts[key], counts[each]) > 1 for each in hidden)


def cells(
    counts: pd.DataFrame,
    below: int,
    rows: Lines = frozenset(),
    columns: Lines = frozenset(),
    cheap: Cells = frozenset(),
    kept: Cells = frozenset(),
) -> tuple[Cells, Lines]:
    """Return the cells to hide of a table whose row and column totals are shown.

    `rows` and `columns` are hidden as wholes, totals included; `cheap` are cells that it costs less to hide
    than others; `kept` are hidden whatever their size. Second come the rows with a count that nothing
    protects: they must be hidden as wholes.
    """
    table = _Table(counts, rows, columns, cheap, kept)
    unsafe = table.small(below)
    failed = {table.down[i] for i, j in unsafe if not table.protect(i, j)}
    while not failed and (unsafe := table.given_away(below)):
        failed = {table.down[i] for i, j in unsafe if not table.protect(i, j)}
    return table.hidden_cells(), frozenset(failed)


class _Table:
    """A table on its way: which of its cells are hidden so far."""

    def __init__(self, counts: pd.DataFrame, rows: Lines, columns: Lines, cheap: Cells, kept: Cells) -> None:
        self.counts, self.down, self.across = (
            counts.to_numpy(),
            counts.index.tolist(),
            counts.columns.tolist(),
        )
        self.whole_rows, self.whole_columns = _among(self.down, rows), _among(self.across, columns)
        self.whole = self.whole_rows[:, None] | self.whole_columns[None, :]
        self.hidden = self.whole | self._those(kept)
        self.other_row, self.other_column = others(self.down), others(self.across)
        # What the totals lead to expect, so that it is the same cells month after month: their sums suffer least.
        expected = (
            self.counts.sum(axis=1)[:, None] * self.counts.sum(axis=0)[None, :] / max(self.counts.sum(), 1)
        )
        self.price = np.where(self._those(cheap), expected / 1000, expected)

    def _those(self, some: Cells) -> NDArray[np.bool_]:
        return np.array([[(a, b) in some for b in self.across] for a in self.down], dtype=bool).reshape(
            self.counts.shape
        )

    def small(self, below: int) -> list[tuple[int, int]]:
        """Hide the small counts, and return those that need protection."""
        small = (self.counts > 0) & (self.counts < below) & ~self.whole
        self.hidden |= small
        return [(int(i), int(j)) for i, j in np.argwhere(small)]

    def protect(self, i: int, j: int) -> bool:
        """Hide a cell with the cheapest three that make a rectangle with it; False: there are none."""
        row, column, corner = self.counts[[i], :], self.counts[:, [j]], self.counts
        # A hidden count is known to be 1 at least, so those that may be one fewer must be 2: the two
        # neighbours, or else the cell itself and the corner across from it.
        neighbours_fewer = (row >= 2) & (column >= 2) & (corner >= 1)
        itself_fewer = (row >= 1) & (column >= 1) & (corner >= 2) & bool(self.counts[i, j] >= 2)
        usable = (
            (neighbours_fewer | itself_fewer) & self.other_row[i][:, None] & self.other_column[j][None, :]
        )
        if not usable.any():
            return False
        price = np.where(self.hidden, 0, self.price)
        cost = np.where(usable, price[[i], :] + price[:, [j]] + price, np.inf)
        k, m = (int(place) for place in np.unravel_index(cost.argmin(), cost.shape))
        self.hidden[np.ix_([i, k], [j, m])] = True
        return True

    def given_away(self, below: int) -> list[tuple[int, int]]:
        """Return a cell more to hide in each line whose hidden counts add up to a small count."""
        counts, hidden, price = self.counts, self.hidden, self.price
        found = [(i, j) for i, j in _next(counts, hidden, self.whole_rows, price, below)]
        found += [(i, j) for j, i in _next(counts.T, hidden.T, self.whole_columns, price.T, below)]
        return found

    def hidden_cells(self) -> Cells:
        """Return the keys of the cells that are hidden."""
        return frozenset((self.down[i], self.across[j]) for i, j in np.argwhere(self.hidden).tolist())


def _among(keys: list[str], some: Lines) -> NDArray[np.bool_]:
    return np.array([key in some for key in keys], dtype=bool)


def others(keys: list[str]) -> NDArray[np.bool_]:
    """Say of each two lines whether they share no group."""
    return np.array([[apart(a, b) for b in keys] for a in keys], dtype=bool).reshape(len(keys), len(keys))


def _next(
    counts: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    whole: NDArray[np.bool_],
    price: NDArray[np.float64],
    below: int,
) -> list[tuple[int, int]]:
    sums, left = np.where(hidden, counts, 0).sum(axis=1), ~hidden & (counts > 0)
    given = (sums > 0) & (sums < below) & ~whole & left.any(axis=1)
    smallest = np.where(left, price, np.inf).argmin(axis=1)
    return [(int(line), int(smallest[line])) for line in np.flatnonzero(given)]
