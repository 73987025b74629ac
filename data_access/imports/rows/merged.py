"""Knows cells that a sheet has merged: what they say stands in the first of their rows alone."""

import numpy as np

from data_access.imports.reading.cells import Flags
from data_access.imports.rows.columns import Columns

MERGED = (
    "mangler: står det kun øverst i flettede celler, så udfyld hver række; er rækken en sum, så udelad den"
)
# The types of what several rows are of.
MERGEABLE = ("reference", "text", "month", "day", "period")
SOME = 0.2  # of the cells, from which on they are not empty by chance


def is_told_once(empty: Flags, columns: Columns) -> bool:
    """Say that a column can be told once for several rows, as merged cells are: it begins with something.

    Where it is empty the rows have more than one cell: they are no notes.
    """
    if empty[0] or float(empty.mean()) < SOME:
        return False
    return all(
        sum(cells[place] not in (None, "") for cells in columns.cells) > 1
        for place in np.flatnonzero(empty).tolist()
    )
