"""What it would have taken to reach a target, in things that can be counted, and whether it has been reached before."""

import math
from collections.abc import Sequence

from data_access.snapshot.cube import Cube
from data_access.snapshot.table import Row

_SLACK = 1e-9


def more(numerator: float, denominator: float, target: float) -> int:
    """Return how many more of the denominator would have had to be in the numerator; 0 where the target was met."""
    return max(math.ceil(target * denominator / 100 - numerator - _SLACK), 0)


def more_samples(cells: Cube, target: float) -> int:
    """Return the fewest samples that would have had to be fast for the mean over the cells to reach the target.

    Columns: samples within and limited of each cell. One more counts most in the cell with the fewest.
    """
    missing = target / 100 * len(cells) - (cells["within_limit"] / cells["limited"]).sum()
    count = 0
    for size, slow in sorted(zip(cells["limited"], cells["limited"] - cells["within_limit"], strict=True)):
        if missing <= _SLACK:
            break
        taken = min(math.ceil(missing * size - _SLACK), int(slow))
        count, missing = count + taken, missing - taken / size
    return count


def last_reached(rows: Sequence[Row]) -> tuple[str | None, list[str]]:
    """Return the newest month of which the target was reached, and the months that were judged, in order."""
    judged = [row for row in rows if row["level"] in ("good", "near", "missed")]
    good = [row["month"] for row in judged if row["level"] == "good"]
    return (good[-1] if good else None), [row["month"] for row in judged]
