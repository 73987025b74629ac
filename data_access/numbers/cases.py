"""Cases: how the contacts came in, how many were solved at once or within their limit, and what is still open."""

import math
from collections.abc import Sequence

import numpy as np

from data_access.database import schema as t
from data_access.database.coverage import Covered
from data_access.numbers.by_month import by_month
from data_access.numbers.case_kinds import NAMES, NOT_TOLD, Dimension, part_name
from data_access.numbers.naming import LIMITS, amount_words
from data_access.numbers.open_cases import backlogs
from data_access.numbers.series import counts_of, judge, monthly_sums, share, without
from data_access.numbers.tabled import Tabled
from data_access.snapshot import streams
from data_access.snapshot.cube import Counts, Cube
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import last_day, span
from vocabulary.status import Lack


def _of_desk(snapshot: Snapshot, filters: Filters) -> Cube:
    return counts_of(snapshot, filters, "cases").of("desk", filters.desk)


def _covered(snapshot: Snapshot, filters: Filters, desk: str | None = None) -> list[Covered]:
    """Say how the months stand of a desk's cases, or of both desks'."""
    return streams.covered(snapshot, METRICS["cases_opened"].source, filters, desk)


def _opened_by(rows: Cube, by: Dimension, *keys: str) -> list[Counts]:
    """Return how many cases each row opened, and for each key of a dimension whether the row is of it."""
    return [rows["opened"], *(rows.is_of(by, key) for key in keys)]


@by_month
def first_contact_resolution(snapshot: Snapshot, filters: Filters) -> Table:
    """Share of the cases that came by telephone and were solved in that call, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    opened, phoned, untold = _opened_by(rows, "channel", "telephone", NOT_TOLD)
    told = ("first_contact", "first_contact_told")
    by_telephone = {name: np.where(phoned, rows[name], 0) for name in told}
    # A case whose way in is not told may have come by telephone.
    sums = monthly_sums(rows, filters, opened=np.where(phoned | untold, opened, 0), **by_telephone)
    months, come = span(filters.first, filters.last), _covered(snapshot, filters, filters.desk)
    metric = "first_contact_resolution"
    return share(snapshot, metric, filters.desk, months, sums, *told, covered=come, of="opened")


@by_month
def telephone_share(snapshot: Snapshot, filters: Filters) -> Table:
    """Share of the contacts that came by telephone, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    opened, phoned, untold = _opened_by(rows, "channel", "telephone", NOT_TOLD)
    of_each = {"telephone": np.where(phoned, opened, 0), "channelled": np.where(untold, 0, opened)}
    sums, months = monthly_sums(rows, filters, "opened", **of_each), span(filters.first, filters.last)
    return share(
        snapshot,
        "telephone_share",
        filters.desk,
        months,
        sums,
        "telephone",
        "channelled",
        covered=_covered(snapshot, filters, filters.desk),
        of="opened",
    )


@by_month
def channels(snapshot: Snapshot, filters: Filters) -> Table:
    """The contacts by channel, of those whose channel is told.

    Columns: month, contacts, telephone and portal (counts), telephone_share and portal_share (0-100), state,
    completeness, word, lacks, told, of.
    """
    rows = telephone_share.table(snapshot, filters)
    unknown = [math.isnan(value) for value in rows["value"]]
    telephone, contacts = (without(rows[name], unknown) for name in ("numerator", "denominator"))
    return Table(
        {
            "month": rows["month"],
            "contacts": contacts,
            "telephone": telephone,
            "portal": [all_ - of for all_, of in zip(contacts, telephone, strict=True)],
            "telephone_share": rows["value"],
            "portal_share": [100 - value for value in rows["value"]],
            **{name: rows[name] for name in ("state", "completeness", "word", "lacks", "told", "of")},
        }
    )


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
        covered=_covered(snapshot, filters),
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


@by_month
def flow(snapshot: Snapshot, filters: Filters) -> Table:
    """Cases opened and solved a month, and the backlog at its end, both desks.

    What is solved and still open is counted over the cases of which it is told whether they are solved. Columns: month,
    opened, resolved, backlog, state, completeness, word, told, of (the opened cases of which it is told, and all).
    """
    rows = counts_of(snapshot, filters, "cases")
    sums = monthly_sums(rows, filters, "opened", "resolved", "tracked")
    judged = _opened(snapshot, filters, sums["opened"].tolist())
    opened, gone = judged["value"], [math.isnan(value) for value in judged["value"]]
    left = without(backlogs(snapshot, filters), gone)
    return Table(
        {
            "month": judged["month"],
            "opened": opened,
            # Where nothing is told of any case until then, nothing is known of what was solved.
            "resolved": without(sums["resolved"].astype(float).tolist(), [math.isnan(each) for each in left]),
            "backlog": left,
            "state": judged["state"],
            "completeness": judged["completeness"],
            "word": judged["word"],
            "told": without(sums["tracked"].tolist(), gone, 0),
            "of": without(sums["opened"].tolist(), gone, 0),
        }
    )


def _opened(
    snapshot: Snapshot, filters: Filters, values: Sequence[float], lacks: Sequence[Lack] | None = None
) -> Table:
    """Judge how many cases were opened a month."""
    rows = Table({"month": span(filters.first, filters.last), "value": values})
    return judge(snapshot, "cases_opened", "", rows, covered=_covered(snapshot, filters), lacks=lacks)


@by_month
def backlog(snapshot: Snapshot, filters: Filters) -> Table:
    """Cases that are open at the end of each month, as `judge` returns them."""
    rows = flow.table(snapshot, filters)
    left = rows["backlog"]
    lacks: list[Lack] = [
        "told" if math.isnan(of) and not math.isnan(opened) else ""
        for of, opened in zip(left, rows["opened"], strict=True)
    ]
    values = Table({name: rows[name] for name in ("month", "told", "of")} | {"value": left})
    return judge(snapshot, "cases_backlog", "", values, covered=_covered(snapshot, filters), lacks=lacks)


@by_month
def kinds(snapshot: Snapshot, filters: Filters) -> Table:
    """Cases opened a month: incidents and service requests, as `_split` returns them."""
    return _split(snapshot, filters, "kind")


@by_month
def handlers(snapshot: Snapshot, filters: Filters) -> Table:
    """Cases opened a month: solved by CIMT or by an outside supplier, as `_split` returns them."""
    return _split(snapshot, filters, "handler")


@by_month
def by_channel(snapshot: Snapshot, filters: Filters) -> Table:
    """Cases opened a month: by telephone or in the portal, as `_split` returns them."""
    return _split(snapshot, filters, "channel")


def _split(snapshot: Snapshot, filters: Filters, by: Dimension) -> Table:
    """Cases opened a month by a dimension of two.

    Columns: month, first and second (counts, in the order of the schema), first_share and second_share (0-100),
    state, completeness, word, lacks, told, of. Cases of which the dimension is not told are in neither.
    """
    rows = counts_of(snapshot, filters, "cases")
    opened, first, second, untold = _opened_by(rows, by, *NAMES[by], NOT_TOLD)
    parts = {"first": first, "second": second, "told": ~untold}
    of_each = {name: np.where(is_of, opened, 0) for name, is_of in parts.items()}
    sums = monthly_sums(rows, filters, "opened", **of_each)
    told, of = sums["told"], sums["opened"]
    none = (told == 0) & (of > 0)
    lacks: list[Lack] = ["told" if gone else "" for gone in none.tolist()]
    judged = _opened(snapshot, filters, np.where(none, np.nan, told).tolist(), lacks)
    value, missing = np.array(judged["value"]), [each == 0 for each in judged["completeness"]]
    counted = np.where(value > 0, value, np.nan)
    return Table(
        {
            "month": judged["month"],
            **{name: np.where(np.isnan(value), np.nan, sums[name]).tolist() for name in ("first", "second")},
            **{f"{name}_share": (100 * sums[name] / counted).tolist() for name in ("first", "second")},
            **{name: judged[name] for name in ("state", "completeness", "word", "lacks")},
            "told": without(told.tolist(), missing, 0),
            "of": without(of.tolist(), missing, 0),
        }
    )
