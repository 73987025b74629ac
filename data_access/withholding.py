"""Small counts about patients are withheld, and with them what would let a reader work them out.

A count below the limit and above nothing is withheld. A line whose total can be read must never lack exactly one
number, nor lack numbers that its total gives away because they can only all be the least or all the most: then
the smallest of the others is withheld as well. Limit and on/off are a row of the table `settings`
(`withhold_below`; 0: nothing is withheld).
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.snapshot import Snapshot

SETTING, DEFAULT = "withhold_below", 5
Counts: TypeAlias = "Sequence[float] | NDArray[np.float64] | pd.Series[Any]"
Mask = NDArray[np.bool_]


def below(snapshot: Snapshot) -> int:
    """Return the number below which a count is withheld; 0 when none is."""
    rows = snapshot.frames["settings"]
    kept = dict(zip(rows["key"], rows["value"], strict=True))
    value = kept.get(SETTING, str(DEFAULT))
    return int(value) if value.isdigit() else DEFAULT


def small(counts: Counts, limit: int) -> Mask:
    """Say of each count that it alone may not be shown."""
    values = np.nan_to_num(np.asarray(counts, dtype=float))
    mask: Mask = (values > 0) & (values < limit)
    return mask


def line(counts: Counts, limit: int) -> Mask:
    """Say of each count of a line what is withheld, when their total can be read."""
    values = np.nan_to_num(np.asarray(counts, dtype=float))
    mask = small(values, limit)
    while _gives_away(values, mask, limit) and not mask.all():
        mask[_smallest(values, mask)] = True
    return mask


def grid(counts: pd.DataFrame, limit: int) -> Mask:
    """Say of each cell of a table what is withheld, when the totals of its rows and columns can be read.

    The totals themselves are two lines, withheld by `line`; a total that is withheld counts as one more number
    that the reader lacks.
    """
    values = np.nan_to_num(counts.to_numpy(dtype=float))
    mask = small(values, limit).reshape(values.shape)
    lacking = [line(values.sum(axis=1 - axis), limit) for axis in (0, 1)]
    changed = True
    while changed:
        changed = False
        for axis in (0, 1):
            for place in range(values.shape[axis]):
                cells = values.take(place, axis)
                hidden = mask[place, :] if axis == 0 else mask[:, place]
                if lacking[axis][place] or hidden.all() or not _gives_away(cells, hidden, limit):
                    continue
                hidden[_smallest(cells, hidden)] = True
                changed = True
    return mask


def _gives_away(values: NDArray[np.float64], mask: Mask, limit: int) -> bool:
    """Say that what is lacking in a line can be worked out from its total."""
    lacking = values[mask]
    if len(lacking) == 0:
        return False
    all_small = bool(small(lacking, limit).all())
    return len(lacking) == 1 or (all_small and lacking.sum() in (len(lacking), len(lacking) * (limit - 1)))


def _smallest(values: NDArray[np.float64], mask: Mask) -> int:
    """Return the place of the smallest number that is still shown; one that is nothing only when all are."""
    shown = np.where(mask, np.inf, np.where(values > 0, values, np.finfo(float).max))
    return int(shown.argmin())
