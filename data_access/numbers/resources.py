"""Sundhedsplatformen's staff and money: full-time equivalents, where they came from, and what is spent on what.

The figures are of a year, the newest that there is; no other choice of the reader's bears on them.
"""

from collections.abc import Callable

import pandas as pd

from data_access.numbers import strategy
from data_access.snapshot.once import fact, once
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import _

DEVELOPMENT = {"projects": "budget_projects_published", "themes": "budget_themes_published"}
ONE_OFF = "one_off"


def year_of(snapshot: Snapshot, frame: str) -> int:
    """Return the newest year of a frame; 0 when it is empty."""
    rows = snapshot.frames[frame]
    return int(rows["year"].max()) if len(rows) else 0


def _newest(snapshot: Snapshot, frame: str) -> pd.DataFrame:
    rows = snapshot.frames[frame]
    return rows[rows["year"] == year_of(snapshot, frame)].reset_index(drop=True)


def has(frame: str) -> Callable[[Snapshot, Filters], bool]:
    """Return what says that a frame has any rows."""
    return lambda snapshot, _filters: len(snapshot.frames[frame]) > 0


def has_budget(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that there are items of a development budget."""
    return not budget(snapshot, filters).empty


def has_one_off(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that there are one-off funds."""
    return not one_off(snapshot, filters).empty


@once
def staffing(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """Full-time equivalents by area and function. Columns: year, area, function, fte, share (0-100 of all)."""
    rows = _newest(snapshot, "staffing")
    return rows.assign(share=100 * rows["fte"] / rows["fte"].sum())


@once
def origins(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Where the full-time equivalents came from, as steps to the sum.

    Columns: year, origin, fte, start (what the steps before it add up to), total (flag), note. The last rows are the
    sum of the origins, and, where that is not the sum by area of the same year, what is left and the sum by area. What
    is left is never below nothing: where the origins are more than all, the two do not agree.
    """
    rows = _newest(snapshot, "staffing_sources")
    if rows.empty:
        return rows.assign(start=0.0, total=False)
    year, given = year_of(snapshot, "staffing_sources"), float(rows["fte"].sum())
    steps = rows.assign(start=rows["fte"].cumsum() - rows["fte"], total=False)
    by_area = staffing(snapshot, filters)
    counted = float(by_area[by_area["year"] == year]["fte"].sum())
    sums: list[tuple[str, float, float, bool]] = [(_("I alt efter oprindelse"), given, 0.0, True)]
    if counted and abs(counted - given) > 1e-9:
        left = [(_("Uden oplyst oprindelse"), counted - given, given, False)] if counted > given else []
        sums += [*left, (_("I alt efter område"), counted, 0.0, True)]
    more = pd.DataFrame(sums, columns=["origin", "fte", "start", "total"]).assign(year=year, note="")
    return pd.concat([steps, more], ignore_index=True)


@once
def budget(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """The development budget's items beside the sums that were published.

    An item whose kind is not told is among them, and part of no published sum. Columns: year, category, item, mio_dkk,
    published (the category's published sum, in its first row), note.
    """
    rows = _budget(snapshot, (*DEVELOPMENT, None))
    sums = [
        None if repeated or kind not in DEVELOPMENT else strategy.value(snapshot, DEVELOPMENT[kind])
        for kind, repeated in zip(rows["kind"], rows["kind"].duplicated(), strict=True)
    ]
    return rows.assign(published=pd.array(sums, dtype="float64"))


@once
def one_off(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """One-off funds. Columns: year, category, item, mio_dkk, note."""
    return _budget(snapshot, (ONE_OFF,))


@fact
def _budget(snapshot: Snapshot, kinds: tuple[str | None, ...]) -> pd.DataFrame:
    rows = snapshot.frames["budget_lines"]
    of_kind = rows[rows["kind"].isin(kinds) | (rows["kind"].isna() & (None in kinds))]
    newest = of_kind["year"] == of_kind["year"].max()
    order = ["kind", "mio_dkk"]
    return pd.DataFrame(of_kind[newest]).sort_values(order, ascending=[True, False], ignore_index=True)


@once
def key_persons(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """Key persons at the hospitals, of those aimed at. Columns: name, value, aim, share (0-100), year, note."""
    rows = strategy.counted(strategy.indicator(snapshot, "key_persons"))
    name = snapshot.names("indicators").get("key_persons", "")
    return pd.DataFrame(
        {
            "name": [name] * len(rows),
            "value": rows["numerator"],
            "aim": rows["denominator"],
            "share": 100 * rows["numerator"] / rows["denominator"],
            "year": rows["period"],
            "note": rows["note"],
        }
    )


@once
def builders(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """Clinical builders. Columns: name, value (persons), year, note."""
    rows = strategy.indicator(snapshot, "clinical_builders")
    name = snapshot.names("indicators").get("clinical_builders", "")
    return pd.DataFrame(
        {"name": [name] * len(rows), "value": rows["value"], "year": rows["period"], "note": rows["note"]}
    )
