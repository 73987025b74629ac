"""Indicators: series of figures by period and scope, and what of them a page has no other place for."""

from datetime import date

from data_access.numbers.tabled import Tabled, for_all_choices
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.indicators import INDICATORS
from vocabulary.language import _
from vocabulary.months import is_month

KEY_SUBJECTS = ("region", "convergence")
_LISTED = ("name", "scope", "of", "period", "value", "unit", "note")


@fact
def indicator(snapshot: Snapshot, key: str) -> list[Row]:
    """Return an indicator's values by period and scope: rows of period, scope, value, numerator, denominator, note.

    What is told of a system or a hospital by its name is of its key.
    """
    keys = _keys(snapshot, "")
    return [
        row | {"scope": keys.get(row["scope"].casefold(), row["scope"])}
        for row in frame_rows(snapshot, "indicator_values")
        if row["indicator"] == key
    ]


@fact
def _keys(snapshot: Snapshot, _key: str) -> dict[str, str]:
    named = snapshot.names("systems") | dict(snapshot.organisation.hospitals)
    return {name.casefold(): key for key, name in named.items()}


def up_to(snapshot: Snapshot, filters: Filters, key: str) -> list[Row]:
    """Return an indicator's values until the month that is spoken of."""
    last = filters.month or filters.last
    return [row for row in indicator(snapshot, key) if row["period"] <= last]


def period_words(period: str) -> str:
    """Write a period as precisely as it is known: a year, a month or a day."""
    if len(period) == 4:
        return period
    return text.month(period) if is_month(period) else text.day(date.fromisoformat(period))


def value(snapshot: Snapshot, key: str) -> float | None:
    """Return an indicator's newest value for the whole region; None when it has none."""
    rows = [row for row in indicator(snapshot, key) if row["scope"] == ""]
    return float(max(rows, key=lambda row: str(row["period"]))["value"]) if rows else None


def counted(rows: list[Row]) -> list[Row]:
    """Return the values of an indicator that tell what they are counted from."""
    told = (
        row for row in rows if not any(text.is_missing(row[name]) for name in ("numerator", "denominator"))
    )
    return [row for row in told if row["denominator"] > 0]


def share(row: Row) -> float:
    """Return the share (0-100) that a value tells the counts of."""
    return 100 * float(row["numerator"]) / float(row["denominator"])


@for_all_choices
def key_figures(snapshot: Snapshot) -> Table:
    """The whole region's key figures. Columns: name, scope, of (ISO text), period, value, unit, note."""
    values = frame_rows(snapshot, "indicator_values")
    keys = _key_subjects(snapshot)
    return _listed(snapshot, [row for row in values if row["indicator"] in keys and row["scope"] == ""])


def has_key_figures(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that there are key figures of the whole region."""
    return not key_figures.table(snapshot, filters).empty


@Tabled
@once
def other_figures(snapshot: Snapshot, filters: Filters) -> Table:
    """The indicators that no other panel is about, of the period; where none is, the newest that there is of each.

    Columns: name, scope, of (ISO text), period (words), value, unit, note, outside (flag: not of the period).
    """
    values, asked = _others(snapshot, ""), filters.narrowed
    within = [row for row in values if _month(row, "-12") >= asked.first and _month(row, "-01") <= asked.last]
    shown = within or _newest([row for row in values if _month(row, "-01") <= asked.last] or values)
    rows = _listed(snapshot, shown)
    return rows.adding(outside=[not within] * len(rows))


def _month(row: Row, of_year: str) -> str:
    """Return the month of a value's period; a year lies in the period when one of its months does."""
    period = str(row["period"])
    return (period + of_year if len(period) == 4 else period)[:7]


def _newest(values: list[Row]) -> list[Row]:
    newest: dict[tuple[str, str], Row] = {}
    for row in sorted(values, key=lambda row: str(row["period"])):
        newest[row["indicator"], row["scope"]] = row
    return sorted(newest.values(), key=lambda row: str(row["period"]))


def has_others(snapshot: Snapshot, _filters: Filters) -> bool:
    """Say that there are indicators that no other panel is about."""
    return bool(_others(snapshot, ""))


@fact
def _others(snapshot: Snapshot, _key: str) -> list[Row]:
    """Return the values of the indicators that no other panel is about, and the key figures of a part of the region."""
    keys = _key_subjects(snapshot)
    return [
        row
        for row in frame_rows(snapshot, "indicator_values")
        if row["indicator"] not in INDICATORS and not (row["indicator"] in keys and row["scope"] == "")
    ]


def _key_subjects(snapshot: Snapshot) -> set[str]:
    return {row["key"] for row in frame_rows(snapshot, "indicators") if row["subject"] in KEY_SUBJECTS}


def _listed(snapshot: Snapshot, values: list[Row]) -> Table:
    """Return values with the names of their indicators, in the order of those, and what each is of."""
    places = snapshot.names("systems") | dict(snapshot.organisation.hospitals)
    by_indicator: dict[str, list[Row]] = {}
    for row in values:
        by_indicator.setdefault(row["indicator"], []).append(row)
    rows = [
        {
            "name": named["name"],
            "scope": places.get(row["scope"], row["scope"]) if row["scope"] else _("Hele regionen"),
            "of": row["period"],
            "period": period_words(row["period"]),
            "value": row["value"],
            "unit": named["unit"],
            "note": row["note"],
        }
        for named in frame_rows(snapshot, "indicators")
        for row in by_indicator.get(named["key"], ())
    ]
    return Table.of_rows(rows, _LISTED)
