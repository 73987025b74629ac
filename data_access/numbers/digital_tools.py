"""The digital tools: how widely and how deeply hospitals use them, now and period by period."""

import math

from data_access.numbers.behind import of_scopes
from data_access.numbers.indicators import counted, period_words, up_to
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import is_month

TOOLS = {"breadth": "adoption_breadth", "depth": "adoption_depth"}
_NOTHING = dict.fromkeys(("value", "numerator", "denominator", "note"), math.nan)


@Tabled
@once
def adoption(snapshot: Snapshot, filters: Filters) -> Table:
    """How far each hospital uses the digital tools, in the newest period until the last month, the least first.

    Columns: key, name, of (ISO text), period (words), breadth and depth (0-100), departments, of_departments,
    functions, of_functions, note.
    """
    wide, deep = (_chosen(snapshot, filters, key) for key in TOOLS.values())
    newest = max((row["period"] for row in (*wide, *deep)), default="")
    both = [{row["scope"]: row for row in rows if row["period"] == newest} for rows in (wide, deep)]
    names = snapshot.organisation.hospitals
    found = []
    for scope in dict.fromkeys(scope for each in both for scope in each):
        # A hospital may tell of one of them alone.
        broad, deeply = (each.get(scope, _NOTHING) for each in both)
        found.append(
            {
                "key": scope or None,
                "name": names.get(scope, scope) or _("Hele regionen"),
                "of": newest,
                "period": period_words(newest),
                "breadth": broad["value"],
                "depth": deeply["value"],
                "departments": broad["numerator"],
                "of_departments": broad["denominator"],
                "functions": deeply["numerator"],
                "of_functions": deeply["denominator"],
                "note": deeply["note"] if text.is_missing(broad["note"]) else broad["note"],
            }
        )
    least_first = sorted(found, key=lambda row: math.inf if math.isnan(row["breadth"]) else row["breadth"])
    return Table.of_rows(least_first, _COLUMNS)


_COLUMNS = (
    "key", "name", "of", "period", "breadth", "depth", "departments", "of_departments", "functions", "of_functions",
    "note",
)  # fmt: skip


@Tabled
@once
def adoption_over_time(snapshot: Snapshot, filters: Filters) -> Table:
    """Breadth and depth of all hospitals together, period by period.

    Columns: month, breadth and depth (0-100: of all departments, of all functions), state, completeness, word.
    """
    parts = {name: _by_month(_chosen(snapshot, filters, key)) for name, key in TOOLS.items()}
    months = sorted({month for shares in parts.values() for month in shares})
    come = [_share_told(snapshot, filters, month) for month in months]
    return Table(
        {
            "month": months,
            **{name: [shares.get(month, math.nan) for month in months] for name, shares in parts.items()},
            "state": ["whole" if share == 1 else "incomplete" for share in come],
            "completeness": come,
            "word": [""] * len(months),
        }
    )


def _of_those_there(snapshot: Snapshot, filters: Filters) -> list[Row]:
    """Return period and scope (a name) of the values of the hospitals that are there in the newest period."""
    rows = [row for key in TOOLS.values() for row in _chosen(snapshot, filters, key)]
    newest, names = max((row["period"] for row in rows), default=""), snapshot.organisation.hospitals
    return [
        {"period": row["period"], "scope": names.get(row["scope"], row["scope"])}
        for row in rows
        if not row["scope"] or _is_there(snapshot, row["scope"], newest)
    ]


adoption_told = of_scopes(_of_those_there)


def _is_there(snapshot: Snapshot, scope: str, period: str) -> bool:
    known = scope in snapshot.organisation.hospitals
    return bool(scope) and (not known or snapshot.organisation.existed(scope, f"{period}-12"[:7]))


def _share_told(snapshot: Snapshot, filters: Filters, month: str) -> float:
    """Return the share (0-1) of those waited for (they have told before, and are there still) that tell of a month."""
    told = waited = 0
    for key in TOOLS.values():
        rows = [row for row in counted(_chosen(snapshot, filters, key)) if is_month(row["period"])]
        here = {row["scope"] for row in rows if row["period"] == month}
        begun = {
            row["scope"]
            for row in rows
            if row["period"] <= month and _is_there(snapshot, row["scope"], month)
        }
        told, waited = told + len(here), waited + len(begun | here)
    return told / waited if waited else 1.0


def _by_month(rows: list[Row]) -> dict[str, float]:
    """Return the share (0-100) of each month that is told by its counts, over all places together."""
    sums: dict[str, tuple[float, float]] = {}
    for row in counted(rows):
        if is_month(row["period"]):
            part, whole = sums.get(row["period"], (0.0, 0.0))
            sums[row["period"]] = (part + row["numerator"], whole + row["denominator"])
    return {month: 100 * part / whole for month, (part, whole) in sums.items()}


def _chosen(snapshot: Snapshot, filters: Filters, key: str) -> list[Row]:
    rows = up_to(snapshot, filters, key)
    if not filters.hospital:
        return rows
    scopes = _scopes(snapshot, filters)
    return [row for row in rows if row["scope"] in scopes]


def _scopes(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Return the hospitals, then and now, whose every site is one of the chosen hospital's."""
    if filters.organisation != "today":
        return {str(filters.hospital)}
    today = {site for site, at in snapshot.organisation.site_today.items() if at == filters.hospital}
    sites: dict[str, set[str]] = {}
    for row in frame_rows(snapshot, "memberships"):
        if isinstance(row["hospital"], str):
            sites.setdefault(row["hospital"], set()).add(row["site"])
    return {str(filters.hospital), *(hospital for hospital, own in sites.items() if own <= today)}
