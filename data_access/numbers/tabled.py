"""Numbers that are worked out as plain columns, which pages are made of, and given as a frame to whoever calculates."""

from collections.abc import Callable
from functools import update_wrapper, wraps

import pandas as pd

from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters

Numbers = Callable[[Snapshot, Filters], pd.DataFrame]
Tables = Callable[[Snapshot, Filters], Table]


class Tabled:
    """A function of snapshot and filters that gives a table; called as it is, it gives the table's frame."""

    def __init__(self, table: Tables) -> None:
        self.table = table
        update_wrapper(self, table)

    def __call__(self, snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
        """Return the numbers as a frame; whoever gets it must not change it."""
        return self.table(snapshot, filters).frame()


def for_all_choices(numbers: Callable[[Snapshot], Table]) -> Tabled:
    """Make numbers of a snapshot that no choice bears on: worked out once for all."""

    @fact
    def kept(snapshot: Snapshot, _key: str) -> Table:
        return numbers(snapshot)

    @wraps(numbers)
    def of_snapshot(snapshot: Snapshot, _filters: Filters) -> Table:
        return kept(snapshot, "")

    return Tabled(of_snapshot)


def table_of(numbers: Numbers, snapshot: Snapshot, filters: Filters) -> Table:
    """Return numbers as a table, whichever way they are worked out."""
    if isinstance(numbers, Tabled):
        return numbers.table(snapshot, filters)
    return Table.of(numbers(snapshot, filters))
