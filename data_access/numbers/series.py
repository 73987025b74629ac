"""Monthly series: a figure for every month asked for, with its target, its light and its completeness."""

from collections.abc import Callable, Sequence

import pandas as pd

from data_access.database.coverage import Covered
from data_access.numbers.causes import Parts
from data_access.snapshot.organisation import NOWHERE, in_scope
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, span
from vocabulary.status import status

Numbers = Callable[[Snapshot, Filters], pd.DataFrame]


def scoped(snapshot: Snapshot, filters: Filters, frame: str) -> pd.DataFrame:
    """Return a frame's rows of the chosen months and hospital, in the chosen organisation."""
    return in_scope(snapshot.frames[frame], snapshot.organisation, filters)


def place_name(snapshot: Snapshot, filters: Filters, key: str) -> str:
    """Return the name of a hospital, or of a site where a hospital is chosen."""
    organisation = snapshot.organisation
    return organisation.sites[key] if filters.hospital else organisation.name_of(key)


def place_key(filters: Filters, key: str) -> str | None:
    """Return the key that a click on a place chooses; None for what cannot be chosen."""
    return None if filters.hospital or key == NOWHERE else key


def by_place(
    snapshot: Snapshot, filters: Filters, rows: pd.DataFrame, numerator: str, denominator: str
) -> Parts:
    """Return two counts by hospital, or by the sites of the chosen one, as the parts of a share."""
    place = "site" if filters.hospital else "hospital"
    sums = rows.groupby(place)[[numerator, denominator]].sum().reset_index()
    names = [place_name(snapshot, filters, str(key)) for key in sums[place]]
    parts = {"part": names, "numerator": sums[numerator], "denominator": sums[denominator]}
    return {N_("Sted") if filters.hospital else N_("Hospital"): pd.DataFrame(parts)}


def monthly_sums(rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Sum the counts a month over the chosen months; a month without rows counts 0 in each."""
    sums = rows.groupby("month").sum(numeric_only=True)
    return sums.reindex(span(filters.first, filters.last), fill_value=0).rename_axis("month").reset_index()


def share(
    snapshot: Snapshot,
    metric: str,
    scope: str,
    sums: pd.DataFrame,
    numerator: str,
    denominator: str,
    completeness: Sequence[float] | None = None,
    covered: Sequence[Covered] | None = None,
) -> pd.DataFrame:
    """Judge a share by month; `sums` has a row a month with the two counts named.

    Columns: month, numerator, denominator, value (0-100; missing where nothing was counted), and those of
    `judge`.
    """
    rows = pd.DataFrame(
        {"month": sums["month"], "numerator": sums[numerator], "denominator": sums[denominator]}
    )
    counted = rows["denominator"].where((rows["denominator"] > 0) & _limited(snapshot, metric, rows["month"]))
    rows = rows.assign(value=100 * rows["numerator"] / counted)
    return judge(snapshot, metric, scope, rows, completeness, covered)


def _limited(snapshot: Snapshot, metric: str, months: "pd.Series[str]") -> "pd.Series[bool]":
    """Say of each month that there is a limit to count by, where the figure has one: without, none is within it."""
    limits = METRICS[metric].limits
    held = [
        not limits or any(snapshot.limit(*limit, first_day(month)) is not None for limit in limits)
        for month in months
    ]
    return pd.Series(held, index=months.index, dtype=bool)


def judge(
    snapshot: Snapshot,
    metric: str,
    scope: str | Sequence[str],
    rows: pd.DataFrame,
    completeness: Sequence[float] | None = None,
    covered: Sequence[Covered] | None = None,
) -> pd.DataFrame:
    """Add to rows of month and value how each month stands; `scope` is one for all rows, or one for each.

    `completeness` (0-1) is each row's own where the records themselves tell what was expected, else it is that of
    the source's loads. `covered` says how each month stands where that is not a matter of days at all.

    Adds: state (whole, under_way, incomplete, missing), completeness (0-1), target, level, word (Danish), and
    shown (the figure as it is printed). A month that has not arrived has no value: it is a gap, not a zero.
    """
    months = rows["month"].tolist()
    scopes = [scope] * len(months) if isinstance(scope, str) else scope
    if covered is None:
        covered = [snapshot.coverage.month(METRICS[metric].source, month) for month in months]
    if completeness is not None:
        covered = [snapshot.coverage.of(cover, own) for cover, own in zip(covered, completeness, strict=True)]
    values = [
        None if cover.completeness == 0 or value != value else value
        for cover, value in zip(covered, rows["value"].astype("float64").tolist(), strict=True)
    ]
    statuses = [
        status(METRICS[metric], value, snapshot.target(metric, each, month), cover.state)
        for month, each, value, cover in zip(months, scopes, values, covered, strict=True)
    ]
    judged = {
        "value": pd.array(values, dtype="float64"),
        "state": [cover.state for cover in covered],
        "completeness": [cover.completeness for cover in covered],
        "target": pd.array([each.target for each in statuses], dtype="float64"),
        "level": [each.level for each in statuses],
        "word": [each.word for each in statuses],
        "shown": [each.shown for each in statuses],
    }
    return pd.DataFrame({name: rows[name] for name in rows} | judged, index=rows.index)
