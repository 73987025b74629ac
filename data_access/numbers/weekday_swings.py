"""How much weekdays swing from month to month: a weekday of a month is four days, and one bad day is no bad weekday.

Calls of one day are no draws of their own: they wait together. So the exact test alone, which takes each call for a
draw, would name the weekday that a bad day fell on.
"""

from collections.abc import Sequence
from math import inf

import numpy as np

from data_access.snapshot.cube import Counts
from vocabulary.filters import Filters
from vocabulary.months import shift

AROUND = 12  # months before and after the one that is asked about
LEAST_CALLS = 30  # of a weekday in a month, below which its swing is that of single calls
LEAST_WEEKDAYS = 50  # of all months together, of fewer of which the largest says little
MARGIN = 1.25  # times the largest swing seen: with it chance passes it in fewer than 5 of 100 months


def around(filters: Filters) -> tuple[str, str]:
    """Return the first and the last month that weekdays are looked at in, around that which is asked about."""
    return shift(filters.first, -AROUND), shift(filters.last, AROUND)


def reach(good: Counts, all_: Counts, asked: int) -> float:
    """Return what a weekday seldom swings beyond, by the other months than that asked about, in percentage points.

    `good` and `all_` are counts by month and weekday, `asked` the place of the month. A weekday's swing is how far its
    share lies from the month's, beyond how far it usually does. Infinite where too few are known.
    """
    others = np.arange(len(all_)) != asked
    good, all_ = good[others].astype(float), all_[others].astype(float)
    told = all_.sum(axis=1) > 0
    good, all_ = good[told], all_[told]
    enough = all_ >= LEAST_CALLS
    if int(enough.sum()) < LEAST_WEEKDAYS:
        return inf
    month = (good.sum(axis=1) / all_.sum(axis=1))[:, None]
    usual = (good - all_ * month).sum(axis=0) / np.maximum(all_.sum(axis=0), 1)
    off = np.abs(good / np.maximum(all_, 1) - month - usual)
    return float(100 * MARGIN * off[enough].max())


def pairs(months: Sequence[str], weekdays: Sequence[int]) -> list[tuple[str, int]]:
    """Return each weekday of each month, month by month."""
    return [(month, day) for month in months for day in weekdays]
