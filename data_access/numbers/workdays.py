"""How much longer a month is than another for what comes day by day: in working days, or in days."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import numpy as np

from data_access.snapshot.once import fact
from data_access.snapshot.rows import frame_rows
from data_access.snapshot.snapshot import Snapshot
from vocabulary.metrics import Days
from vocabulary.months import first_day, last_day

# How many times as many days of a kind a month has as another.
Longer = Callable[[Days, str, str], float]


def longer(snapshot: Snapshot) -> Longer:
    """Return what says how much longer a month is than another; public holidays are no working days."""
    return partial(_longer, snapshot)


def _longer(snapshot: Snapshot, days: Days, month: str, other: str) -> float:
    if days == "days":
        return last_day(month).day / last_day(other).day
    return workdays(snapshot, month) / workdays(snapshot, other)


@fact
def workdays(snapshot: Snapshot, month: str) -> int:
    """Return how many days of a month are from Monday to Friday and no public holiday."""
    holidays = [row["day"] for row in frame_rows(snapshot, "public_holidays")]
    after = last_day(month) + timedelta(days=1)
    return int(np.busday_count(first_day(month), after, holidays=holidays))
