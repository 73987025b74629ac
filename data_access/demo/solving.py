"""When cases that are not solved at first contact are solved: within their limit as often as they shall be."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data_access.demo.calendar import (
    DAY,
    LAST,
    Bools,
    Floats,
    Ints,
    Month,
    day_of,
    months,
    nearest_working_day,
    pick,
    to_utc,
)

# Per cent of the later cases solved in the month, both desks together, that kept their limit.
WITHIN_LIMIT = dict(zip(
    (month.key for month in months()),
    (90.6, 89.4, 88.7, 90.1, 89.8, 90.9, 92.6, 91.2, 90.3, 89.7, 91.4, 92.2, 88.9, 90.7, 88.3, 87.0,
     89.2),
    strict=True,
))  # fmt: skip
_NEVER_SOLVED = 0.0025  # share of the later cases that still wait for something
_AIM_LOW = 4.5  # percentage points, made up for when the month's exact share is set


@dataclass
class Solved:
    """Later cases solved so far, by the month in which they are solved: all, and within their limit."""

    all: Counter[str] = field(default_factory=Counter)
    in_time: Counter[str] = field(default_factory=Counter)


def solve(
    rng: np.random.Generator, month: Month, opened: Ints, limit: Ints, risk: Floats, sums: Solved
) -> Ints:
    """Return when later cases are solved (0: not yet), so that the month's share in time comes out.

    `risk` says which of them are the likelier to be late.
    """
    count = len(opened)
    too_late_share = (100 - WITHIN_LIMIT[month.key] + _AIM_LOW) / 100
    in_time = rng.random(count) >= too_late_share * risk / risk.mean()
    part = np.where(in_time, rng.beta(1.1, 2.6, count), 1 + rng.lognormal(-0.9, 0.9, count))
    solved = _in_working_hours(rng, opened, opened + (part * limit).astype(np.int64))
    too_late = solved >= (np.datetime64(LAST, "D").astype(int) + 1) * DAY
    solved[too_late | (rng.random(count) < _NEVER_SOLVED)] = 0
    kept = (solved > 0) & (_elapsed(opened, solved) <= limit)
    _count(sums, solved, kept)
    return _set_share(rng, month, opened, limit, risk, solved, kept, sums)


def _elapsed(opened: Ints, solved: Ints) -> Ints:
    """Return the seconds between: not the wall clock's, which jumps an hour twice a year."""
    ends = np.where(solved > 0, solved, opened)
    return (to_utc(ends) - to_utc(opened)).astype(np.int64)


def _in_working_hours(rng: np.random.Generator, opened: Ints, solved: Ints) -> Ints:
    """Move what would be solved on a free day to a working day next to it, unless that is too early."""
    day = nearest_working_day(rng, (solved // DAY).astype("datetime64[D]")).astype(np.int64)
    day = np.where(day >= opened // DAY, day, solved // DAY)
    clock = np.clip(rng.normal(12.3, 2.4, len(day)), 7, 17.5)
    moved = day * DAY + (clock * 3600).astype(np.int64)
    soonest = opened + rng.integers(600, 3600, len(day))
    return np.where(moved < soonest, np.maximum(soonest, moved), moved)


def _count(sums: Solved, solved: Ints, kept: Bools) -> None:
    for counter, which in ((sums.all, solved > 0), (sums.in_time, kept)):
        keys, numbers = np.unique(_month_of(solved[which]), return_counts=True)
        counter.update(dict(zip(keys.astype(str).tolist(), numbers.tolist(), strict=True)))


def _month_of(local: Ints) -> NDArray[np.datetime64]:
    return day_of(local).astype("datetime64[M]")


def _set_share(
    rng: np.random.Generator,
    month: Month,
    opened: Ints,
    limit: Ints,
    risk: Floats,
    solved: Ints,
    kept: Bools,
    sums: Solved,
) -> Ints:
    """Solve some late cases in time instead: those opened and solved in the month, which stay in it."""
    wanted = round(sums.all[month.key] * WITHIN_LIMIT[month.key] / 100)
    here = _month_of(solved) == np.datetime64(month.key, "M")
    (late,) = np.nonzero((solved > 0) & ~kept & here)
    # The first month has too few late cases, the last too many: neither has a share to come out.
    missing = min(max(0, wanted - sums.in_time[month.key]), len(late))
    chosen = late[pick(rng, missing, 1 / risk[late] ** 2)]
    sooner = (limit[chosen] * rng.uniform(0.5, 0.9, missing)).astype(np.int64)
    solved[chosen] = _daytime(opened[chosen], opened[chosen] + sooner)
    sums.in_time[month.key] += missing
    return solved


def _daytime(opened: Ints, solved: Ints) -> Ints:
    """Move what would be solved at night back to the evening before, or to just after it was opened."""
    night = solved % DAY < 7 * 3600
    evening = solved // DAY * DAY - 3 * 3600
    return np.where(night, np.maximum(evening, opened + 600), solved)
