"""A panel's numbers run for what is chosen: nothing in the months in which the hospital did not exist."""

from dataclasses import replace

from data_access.numbers.series import without
from data_access.numbers.tabled import Numbers, table_of
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts.declarations import Panel
from layouts.parts.told import GONE
from vocabulary.filters import Filters
from vocabulary.language import _


def at_month(filters: Filters) -> Filters:
    """Return the filters with the picked month as the last: what tiles are about."""
    month = filters.month
    return replace(filters, last=month) if month and filters.first <= month <= filters.last else filters


def rows_of(numbers: Numbers, snapshot: Snapshot, filters: Filters) -> Table:
    """Run numbers for a summary, as a panel's are run: nothing in the months in which the hospital did not exist."""
    return existing(table_of(numbers, snapshot, filters), snapshot, filters)


# What of a month is said in another way, where there was no hospital that it could be of.
_OF_NOTHING = {"told": 0, "of": 0, "state": "missing", "level": "unknown", "shown": "–"}
_KEPT = ("target", *_OF_NOTHING)


def existing(rows: Table, snapshot: Snapshot, filters: Filters) -> Table:
    """Take the figures out of the months in which the chosen hospital did not exist: nothing is not zero."""
    if not filters.hospital or filters.organisation == "today" or not {"month", "state", "word"} <= set(rows):
        return rows
    gone = [not snapshot.organisation.existed(filters.hospital, month) for month in rows["month"]]
    if not any(gone):
        return rows
    instead = {name: value for name, value in _OF_NOTHING.items() if name in rows} | {"word": _(GONE)}
    numbers = [name for name in rows if name not in _KEPT and rows.is_numeric(name)]
    return rows.adding(
        **{name: without(rows[name], gone, value) for name, value in instead.items()},
        **{name: without(rows[name], gone) for name in numbers},
    )


def run(panel: Panel, snapshot: Snapshot, filters: Filters) -> Table:
    """Run the panel's numbers; those of the whole region are there whatever hospital was."""
    if panel.regional:
        return table_of(panel.numbers, snapshot, of_region(filters))
    return rows_of(panel.numbers, snapshot, filters)


def of_region(filters: Filters) -> Filters:
    """Return the choice without a hospital and a desk: what is of the whole region is the same with any."""
    return replace(filters, organisation="today", hospital=None, desk="", why=None, compare=None, view=None)
