"""Sundhedsplatformen's staff and money: full-time equivalents, where they came from, and what is spent on what.

The figures are of a year, the newest that there is; no other choice of the reader's bears on them.
"""

import math
from collections.abc import Callable

from data_access.numbers import indicators
from data_access.numbers.tabled import for_all_choices
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _

DEVELOPMENT = {"projects": "budget_projects_published", "themes": "budget_themes_published"}
ONE_OFF = "one_off"


def year_of(snapshot: Snapshot, frame: str) -> int:
    """Return the newest year of a frame; 0 when it is empty."""
    rows = snapshot.frames[frame]
    return int(rows["year"].max()) if len(rows) else 0


def _newest(snapshot: Snapshot, frame: str) -> list[Row]:
    year = year_of(snapshot, frame)
    return [row for row in frame_rows(snapshot, frame) if row["year"] == year]


def has(frame: str) -> Callable[[Snapshot, Filters], bool]:
    """Return what says that a frame has any rows."""
    return lambda snapshot, _filters: len(snapshot.frames[frame]) > 0


def has_budget(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that there are items of a development budget."""
    return not budget.table(snapshot, filters).empty


def has_one_off(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that there are one-off funds."""
    return not one_off.table(snapshot, filters).empty


@for_all_choices
def staffing(snapshot: Snapshot) -> Table:
    """Full-time equivalents by area and function. Columns: year, area, function, fte, share (0-100 of all)."""
    rows = _newest(snapshot, "staffing")
    total = sum(row["fte"] for row in rows)
    return Table.of_rows(
        [row | {"share": 100 * row["fte"] / total if total else math.nan} for row in rows],
        ("year", "area", "function", "fte", "share"),
    )


@for_all_choices
def origins(snapshot: Snapshot) -> Table:
    """Where the full-time equivalents came from, as steps to the sum.

    Columns: year, origin, fte, start (what the steps before it add up to), total (flag), note. The last rows are the
    sum of the origins, and, where that is not the sum by area of the same year, what is left and the sum by area. What
    is left is never below nothing: where the origins are more than all, the two do not agree.
    """
    rows, given, found = _newest(snapshot, "staffing_sources"), 0.0, []
    year = year_of(snapshot, "staffing_sources")
    for row in rows:
        found.append(row | {"start": given, "total": False})
        given += row["fte"]
    by_area = sum(row["fte"] for row in _newest(snapshot, "staffing") if row["year"] == year)
    sums = [(_("I alt efter oprindelse"), given, 0.0, True)] if rows else []
    if rows and by_area and abs(by_area - given) > 1e-9:
        left = [(_("Uden oplyst oprindelse"), by_area - given, given, False)] if by_area > given else []
        sums += [*left, (_("I alt efter område"), by_area, 0.0, True)]
    found += [
        {"year": year, "origin": name, "fte": fte, "start": start, "total": is_total, "note": ""}
        for name, fte, start, is_total in sums
    ]
    return Table.of_rows(found, ("year", "origin", "fte", "note", "start", "total"))


@for_all_choices
def budget(snapshot: Snapshot) -> Table:
    """The development budget's items beside the sums that were published.

    An item whose kind is not told is among them, and part of no published sum. Columns: year, category, item, mio_dkk,
    published (the category's published sum, in its first row), note.
    """
    rows = _budget(snapshot, (*DEVELOPMENT, None))
    told: set[str] = set()
    published = []
    for kind in rows["kind"]:
        is_first = kind in DEVELOPMENT and kind not in told
        found = indicators.value(snapshot, DEVELOPMENT[kind]) if is_first else None
        published.append(math.nan if found is None else found)
        told.add(kind)
    return rows.adding(published=published)


@for_all_choices
def one_off(snapshot: Snapshot) -> Table:
    """One-off funds. Columns: year, category, item, mio_dkk, note."""
    return _budget(snapshot, (ONE_OFF,))


def _budget(snapshot: Snapshot, kinds: tuple[str | None, ...]) -> Table:
    """Return the items of some kinds (None: not told) of the newest year, the largest of each kind first."""
    rows = [
        row
        for row in frame_rows(snapshot, "budget_lines")
        if (None if text.is_missing(row["kind"]) else row["kind"]) in kinds
    ]
    newest = max((row["year"] for row in rows), default=0)
    ordered = sorted(
        (row for row in rows if row["year"] == newest),
        key=lambda row: (text.is_missing(row["kind"]), str(row["kind"]), -row["mio_dkk"]),
    )
    return Table.of_rows(ordered, ("year", "category", "item", "kind", "mio_dkk", "note"))


@for_all_choices
def key_persons(snapshot: Snapshot) -> Table:
    """Key persons at the hospitals, of those aimed at. Columns: name, value, aim, share (0-100), year, note."""
    name = snapshot.names("indicators").get("key_persons", "")
    rows = [
        {
            "name": name,
            "value": row["numerator"],
            "aim": row["denominator"],
            "share": indicators.share(row),
            "year": row["period"],
            "note": row["note"],
        }
        for row in indicators.counted(indicators.indicator(snapshot, "key_persons"))
    ]
    return Table.of_rows(rows, ("name", "value", "aim", "share", "year", "note"))


@for_all_choices
def builders(snapshot: Snapshot) -> Table:
    """Clinical builders. Columns: name, value (persons), year, note."""
    name = snapshot.names("indicators").get("clinical_builders", "")
    rows = [
        {"name": name, "value": row["value"], "year": row["period"], "note": row["note"]}
        for row in indicators.indicator(snapshot, "clinical_builders")
    ]
    return Table.of_rows(rows, ("name", "value", "year", "note"))
