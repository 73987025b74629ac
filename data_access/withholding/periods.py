"""Which sums of a quarter's or a year's months are shown of cells and lines that are hidden month by month.

A small count needs something that can be another while all that is shown stays as it is. In one month that is a
rectangle (`rectangles.py`) none of whose sums is shown. In two it is a rectangle that is hidden in both: its corners
are one more and one fewer by turns in the first, and the other way round in the second, and no sum of both moves.
So the hidden months of a cell hang together; what hangs together, and with no rectangle of its own that is
free, is known as a sum, and must be no small count. What a sum would make known is hidden with its rectangle.

A list is a table of two columns: its counts, and a rest of which nothing is ever shown, so that a rectangle is a pair
of its lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.withholding.rectangles import Cells, Lines, others

LIST = ""  # the column of a list, and the second dimension of its face
_REST, _ENDLESS = "rest", 10**9
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Hidden:
    """A month's table, and its cells that are hidden; `known` are those hidden of which a shorter sum is shown.

    `part` names that shorter period.
    """

    table: pd.DataFrame
    cells: Cells
    known: Cells = frozenset()
    part: str = ""


def lines_shown(
    months: Sequence[Hidden], lines: Iterable[str], below: int, kept: Cells | None = None
) -> Cells:
    """Return the lines of a list of which the sum of the months is shown although some months are hidden.

    Each month's table has the one column LIST; `lines` are all that any month has. Every hidden month of a line that is
    shown hangs together with another, so that it is known of none: what the others add up to is known as little.
    """
    every = sorted(set(lines))
    there = [
        replace(
            each,
            table=each.table.reindex(every, fill_value=0).assign(**{_REST: _ENDLESS}),
            cells=each.cells | {(line, _REST) for line, _list in each.cells},
        )
        for each in months
    ]
    return sums_shown(there, below, (frozenset(), frozenset([_REST])), kept, hanging=True)


def sums_shown(
    months: Sequence[Hidden],
    below: int,
    whole: tuple[Lines, Lines],
    kept: Cells | None = None,
    *,
    hanging: bool = False,
) -> Cells:
    """Return the cells of which the sum of the months is shown although some months are hidden.

    `whole` are the rows and columns that one of the months hides as wholes; `kept` is what was decided before: a
    sum that was hidden stays so. `hanging` holds each hidden month of what is shown to hang together with another.
    """
    down = sorted({str(key) for month in months for key in month.table.index})
    across = sorted({str(key) for month in months for key in month.table.columns})
    if not down or not across:
        return frozenset()

    def those(cells: Cells) -> Flags:
        return np.array([[(a, b) in cells for b in across] for a in down], dtype=bool)

    counts = np.stack([each.table.reindex(index=down, columns=across, fill_value=0) for each in months])
    hidden = np.stack([those(each.cells) for each in months]) & (counts > 0)
    known = np.stack([those(each.known) for each in months]) & hidden
    lines = np.array([[a in whole[0] or b in whole[1] for b in across] for a in down], dtype=bool)
    apart = others(down)[:, :, None, None] & others(across)[None, None, :, :]
    period = _Period(counts.astype(np.int64), hidden, known, [each.part for each in months], apart, below)
    asked = ~lines if kept is None else ~lines & those(kept)
    if hanging:
        asked &= period.hangs()
    shown = period.decide(asked, ~lines)
    return frozenset((down[i], across[j]) for i, j in np.argwhere(shown).tolist())


def corners(cells: Flags) -> Flags:
    """Say of each rectangle that all its corners are among the cells; places are row, other row, column, other."""
    a = cells[..., :, None, :, None] & cells[..., None, :, None, :]
    return a & cells[..., :, None, None, :] & cells[..., None, :, :, None]


class _Period:
    """A table's months on their way to the sums that are shown; places are month, row, column."""

    def __init__(
        self, counts: Counts, hidden: Flags, known: Flags, parts: Sequence[str], apart: Flags, below: int
    ) -> None:
        self.hidden, self.known, self.below = hidden, known, below
        self.counts: Counts = np.where(hidden, counts, 0)
        # A hidden count is known to be 1 at least: those that may be one fewer must be 2.
        one, two = hidden, hidden & (counts >= 2)
        more = apart & _pairs(
            one, two
        )  # a cell and the corner across from it one more, their neighbours fewer
        fewer = apart & _pairs(two, one)
        self.free = (more | fewer) & corners(~known)  # no shorter sum of theirs is shown
        self.hanging = np.zeros((len(counts), *hidden.shape), dtype=bool)  # the months that hang together
        for m, n in combinations(range(len(counts)), 2):
            both = (more[m] & fewer[n]) | (fewer[m] & more[n])
            if parts[m] != parts[n]:
                both &= corners(~known[m] & ~known[n])
            self.hanging[m, n] = self.hanging[n, m] = both.any(axis=(1, 3))
        self.reach = self._reach()
        # The sum of all that each hangs together with, itself included.
        self.together: Counts = np.einsum("abij,bij->aij", self.reach, self.counts)

    def _reach(self) -> Counts:
        """Say of each two months of a cell whether they hang together, by way of others too."""
        reach = self.hanging | (np.eye(len(self.counts), dtype=bool)[:, :, None, None] & self.hidden)
        for _step in range(len(self.counts).bit_length()):
            reach = np.einsum("abij,bcij->acij", reach.astype(np.int64), reach.astype(np.int64)) > 0
        return reach.astype(np.int64)

    def hangs(self) -> Flags:
        """Say of each cell that every month that hides it hangs together with another."""
        flags: Flags = ((self.reach.sum(axis=1) > 1) | ~self.hidden | self.known).all(axis=0)
        return flags

    def decide(self, asked: Flags, lines: Flags) -> Flags:
        """Return the cells whose sums are shown: all that may be, less those that small counts need hidden.

        `lines` are the cells of lines that are not hidden as wholes.
        """
        left = self.hidden & ~self.known
        number, sums = left.sum(axis=0), np.where(left, self.counts, 0).sum(axis=0)
        shown: Flags = asked & (number >= 2) & (sums >= self.below) & (sums > number)
        while shown.any():
            place = next(self._open(shown, lines), None)
            if place is not None:
                self._close(shown, sums, *place)
            elif not (_less(shown, sums, self.below) or _less(shown.T, sums.T, self.below)):
                break
        return shown

    def _open(self, shown: Flags, lines: Flags) -> Iterator[tuple[int, int, int]]:
        """Give the places whose count is known, with what it hangs together with, and small."""
        small = self.hidden & (self.together < self.below) & lines & ~self.known
        if small.any():
            loose = (self.free & corners(~shown)).any(axis=(2, 4))
            # What hangs together is free when one of its months is.
            for m, i, j in np.argwhere(small & (np.einsum("abij,bij->aij", self.reach, loose) == 0)):
                yield int(m), int(i), int(j)

    def _close(self, shown: Flags, sums: Counts, month: int, i: int, j: int) -> None:
        """Hide the sums of the cheapest rectangle around a cell; all of them where it has none."""
        usable = self.free[month, i, :, j, :]
        if not usable.any():
            shown[:] = False
            return
        price = np.where(shown, sums, 0)
        cost = np.where(usable, price[i, j] + price[i, None, :] + price[:, None, j] + price, np.inf)
        k, m = (int(place) for place in np.unravel_index(cost.argmin(), cost.shape))
        shown[np.ix_([i, k], [j, m])] = False


def _pairs(itself: Flags, beside: Flags) -> Flags:
    """Say of each month's rectangles that a cell and the one across are of one kind, their neighbours of another."""
    a = itself[:, :, None, :, None] & itself[:, None, :, None, :]
    return a & beside[:, :, None, None, :] & beside[:, None, :, :, None]


def _less(shown: Flags, sums: Counts, below: int) -> bool:
    """Hide one sum more in each row whose hidden sums add up to a small count; say that there was one."""
    rest = np.where(shown, 0, sums).sum(axis=1)
    rows = np.flatnonzero((rest > 0) & (rest < below) & shown.any(axis=1))
    for row in rows:
        shown[row, np.where(shown[row], sums[row], np.inf).argmin()] = False
    return bool(len(rows))
