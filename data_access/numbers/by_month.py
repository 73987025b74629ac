"""Numbers whose months do not depend on one another: worked out once for the newest years, whatever period is shown.

A tile, a panel and its usual limits ask the same figure of different periods, and so does a reader who changes it.
"""

from dataclasses import replace
from functools import wraps

from data_access.numbers.tabled import Tabled, Tables
from data_access.numbers.variation import LONGEST
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import MONTHS_SHOWN, Filters
from vocabulary.months import distance, shift

# Months before the first that has come: a tile shows a year, also where its figure is new or half a year behind.
BEFORE = 18


def by_month(numbers: Tables) -> Tabled:
    """Make numbers that have one row for each month of the period be worked out once for all the months near it.

    Each row must be the same whatever other months are asked for, and whatever is picked, compared or explained.
    """
    kept = once(numbers)

    @wraps(numbers)
    def of_period(snapshot: Snapshot, filters: Filters) -> Table:
        around = near(snapshot, filters)
        begin, end = (distance(around.first, month) for month in (filters.first, filters.last))
        return kept(snapshot, around).part(begin, end + 1)

    return Tabled(of_period)


def near(snapshot: Snapshot, filters: Filters) -> Filters:
    """Return the choice with all the newest months as its period, and with nothing picked, compared or explained.

    A period that is not among them stays as it is.
    """
    asked = replace(
        filters,
        month=None,
        why=None,
        compare=None,
        light=None,
        programme=None,
        project=None,
        view=None,
        in_path="",
    )
    first, last = _years(snapshot)
    inside = first <= asked.first and asked.last <= last
    return replace(asked, first=first, last=last) if inside else asked


def _years(snapshot: Snapshot) -> tuple[str, str]:
    """Return the newest months, so many as the usual limits of any month of the last year shown go back."""
    first, last = snapshot.choices.first, snapshot.choices.last
    return max(shift(first, -BEFORE), shift(last, 1 - LONGEST - MONTHS_SHOWN)), last
