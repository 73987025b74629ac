"""Cases: how the contacts came in, how many were solved at once, and what is still open."""

import math
from collections.abc import Sequence

import numpy as np

from data_access.database.coverage import Covered
from data_access.numbers.by_month import by_month
from data_access.numbers.case_kinds import NAMES, NOT_TOLD, Dimension
from data_access.numbers.open_cases import backlogs
from data_access.numbers.series import counts_of, judge, monthly_sums, share, without
from data_access.snapshot import streams
from data_access.snapshot.cube import Counts, Cube
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import span
from vocabulary.status import Lack


def _of_desk(snapshot: Snapshot, filters: Filters) -> Cube:
    return counts_of(snapshot, filters, "cases").of("desk", filters.desk)


def covered(snapshot: Snapshot, filters: Filters, desk: str | None = None) -> list[Covered]:
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
    months, come = span(filters.first, filters.last), covered(snapshot, filters, filters.desk)
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
        covered=covered(snapshot, filters, filters.desk),
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
    return judge(snapshot, "cases_opened", "", rows, covered=covered(snapshot, filters), lacks=lacks)


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
    return judge(snapshot, "cases_backlog", "", values, covered=covered(snapshot, filters), lacks=lacks)


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
