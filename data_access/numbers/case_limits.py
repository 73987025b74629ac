"""How many cases were solved within the limit of their priority, of those that were not solved at first contact."""

import numpy as np

from data_access.database import schema as t
from data_access.numbers.by_month import by_month
from data_access.numbers.case_kinds import NOT_TOLD, part_name
from data_access.numbers.cases import covered
from data_access.numbers.naming import LIMITS, amount_words
from data_access.numbers.series import counts_of, monthly_sums, share
from data_access.numbers.tabled import Tabled
from data_access.snapshot.cube import Counts, Cube
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.months import last_day, span
from vocabulary.status import Lack


@by_month
def within_limit(snapshot: Snapshot, filters: Filters) -> Table:
    """Share within their limit of the cases solved in the month but not at first contact, both desks."""
    rows = counts_of(snapshot, filters, "cases")
    everything = np.ones(len(rows), dtype=bool)
    return _within(snapshot, filters, rows, everything, ~everything, "")


def _within(
    snapshot: Snapshot, filters: Filters, rows: Cube, chosen: Counts, others: Counts, scope: str
) -> Table:
    """Share within their limit of the chosen cases that have one, of all that were or may have been solved later.

    `chosen` and `others` are flags of the rows: the others are cases that may be among the chosen where there is none.
    """
    resolved_later = rows["resolved_later"]
    after = resolved_later + rows["resolved_unsorted"]
    names = ("opened", "tracked", "limited", "within_limit")
    counts = {
        **{name: np.where(chosen, rows[name], 0) for name in names},
        "graded": np.where(chosen & ~rows.is_of("priority", NOT_TOLD), resolved_later, 0),
        "later": np.where(chosen, after, 0),
        "maybe": np.where(others, after, 0),
    }
    sums = monthly_sums(rows, filters, **counts)
    # Of the cases of which it is not told whether they are solved, any may have been solved later.
    later = sums["later"] + sums["opened"] - sums["tracked"]
    sums["later"] = np.where(later == 0, sums["maybe"], later)
    lacks: list[Lack] = ["limit" if count else "told" for count in sums["graded"].tolist()]
    months = span(filters.first, filters.last)
    return share(
        snapshot,
        "cases_within_limit",
        scope,
        months,
        sums,
        "within_limit",
        "limited",
        covered=covered(snapshot, filters),
        of="later",
        lack=lacks,
    )


@Tabled
@once
def within_limit_by_priority(snapshot: Snapshot, filters: Filters) -> Table:
    """The share within the limit, priority by priority and month by month.

    Columns: name (the priority with its limit), priority (its name alone), limit (days, on the last day shown),
    month, numerator, denominator, value, and those of `judge`.
    """
    rows, parts = counts_of(snapshot, filters, "cases"), []
    for key in t.PRIORITIES:
        # Where a month has none of them, those of which the priority is not told may be of it.
        of_it, others = rows.is_of("priority", key), rows.is_of("priority", NOT_TOLD)
        part, limit = _within(snapshot, filters, rows, of_it, others, key), _limit(snapshot, filters, key)
        each = {"name": _with_limit(key, limit), "priority": part_name("priority", key), "limit": limit}
        parts.append(part.adding(**{name: [value] * len(part) for name, value in each.items()}))
    return Table({name: [each for part in parts for each in part[name]] for name in parts[0]})


def _limit(snapshot: Snapshot, filters: Filters, priority: str) -> float | None:
    return snapshot.limit("case", priority, last_day(filters.last))


def _with_limit(key: str, limit: float | None) -> str:
    priority = part_name("priority", key)
    if limit is None:
        return priority
    return f"{priority} ({amount_words(limit, LIMITS['case', key][1])})"
