"""Strategy: programmes with their milestones, and series of indicators by period and scope."""

import math
from datetime import date

import pandas as pd

from data_access.numbers.by_month import by_month
from data_access.numbers.milestones import due_words, state_word
from data_access.numbers.series import judge
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import fact, once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table, records
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.indicators import INDICATORS
from vocabulary.language import _
from vocabulary.months import is_month, span

TOOLS = {"breadth": "adoption_breadth", "depth": "adoption_depth"}
MUNICIPAL = {"per_citizen": "cofinancing_per_citizen", "readmissions": "readmissions_share"}
KEY_SUBJECTS = ("region", "convergence")


@fact
def indicator(snapshot: Snapshot, key: str) -> pd.DataFrame:
    """An indicator's values by period and scope. Columns: period, scope, value, numerator, denominator, note.

    What is told of a system or a hospital by its name is of its key.
    """
    rows = snapshot.frames["indicator_values"]
    rows = rows[rows["indicator"] == key].drop(columns="indicator").reset_index(drop=True)
    keys = _keys(snapshot, "")
    return rows.assign(scope=[keys.get(scope.casefold(), scope) for scope in rows["scope"]])


@fact
def indicator_rows(snapshot: Snapshot, key: str) -> list[Row]:
    """Return an indicator's values as `indicator` does, one by one."""
    return records(indicator(snapshot, key))


@fact
def _keys(snapshot: Snapshot, _key: str) -> dict[str, str]:
    named = snapshot.names("systems") | dict(snapshot.organisation.hospitals)
    return {name.casefold(): key for key, name in named.items()}


def period_words(period: str) -> str:
    """Write a period as precisely as it is known: a year, a month or a day."""
    if len(period) == 4:
        return period
    return text.month(period) if is_month(period) else text.day(date.fromisoformat(period))


def value(snapshot: Snapshot, key: str) -> float | None:
    """Return an indicator's newest value for the whole region; None when it has none."""
    rows = indicator(snapshot, key)
    rows = rows[rows["scope"] == ""].sort_values("period")
    return float(rows["value"].iloc[-1]) if len(rows) else None


@once
def milestones(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """Every programme's milestones by due date.

    Columns: programme (key), name, what, due (ISO: the last day it can mean), due_words, end (never), state (done,
    planned, late: due before today and not done), state_word.
    """
    rows, today = snapshot.frames["milestones"], snapshot.now.date().isoformat()
    rows = rows.sort_values(["programme", "due"], kind="stable", ignore_index=True)
    late = (rows["state"] != "done") & (rows["due"] < today)
    states = rows["state"].mask(late, "late")
    return rows.assign(
        name=rows["programme"].map(snapshot.names("programmes")),
        due_words=[
            due_words(due, known) for due, known in zip(rows["due"], rows["due_precision"], strict=True)
        ],
        end=False,
        state=states,
        state_word=[state_word(state) for state in states],
    )


@once
def pejlemaerker(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """The regions' common milestones that are reached. Columns: name, value, aim, share (0-100), of, period, note.

    `of` is the period as ISO text.
    """
    rows = counted(indicator(snapshot, "milestones_done"))
    return pd.DataFrame(
        {
            "name": [snapshot.names("indicators").get("milestones_done", "")] * len(rows),
            "value": rows["numerator"],
            "aim": rows["denominator"],
            "share": 100 * rows["numerator"] / rows["denominator"],
            "of": rows["period"],
            "period": rows["period"].map(period_words),
            "note": rows["note"],
        }
    )


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the values of an indicator that tell what they are counted from."""
    counted: pd.DataFrame = rows[rows["numerator"].notna() & (rows["denominator"] > 0)]
    return counted.reset_index(drop=True)


def _scopes(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Return the hospitals, then and now, whose every site is one of the chosen hospital's."""
    organisation = snapshot.organisation
    today = {site for site, at in organisation.site_today.items() if at == filters.hospital}
    rows = organisation.memberships
    whole = rows.groupby("hospital")["site"].agg(lambda sites: set(sites) <= today)
    merged = set(whole.index[whole]) if filters.organisation == "today" else set()
    return {str(filters.hospital), *merged}


def _up_to(snapshot: Snapshot, filters: Filters, key: str) -> pd.DataFrame:
    rows = indicator(snapshot, key)
    return rows[rows["period"] <= (filters.month or filters.last)]


@once
def adoption(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """How far each hospital uses the digital tools, in the newest period until the last month, the least first.

    Columns: key, name, of (ISO text), period (words), breadth and depth (0-100), departments, of_departments,
    functions, of_functions, note.
    """
    wide, deep = (_up_to(snapshot, filters, key) for key in TOOLS.values())
    if filters.hospital:
        wide, deep = (rows[rows["scope"].isin(_scopes(snapshot, filters))] for rows in (wide, deep))
    newest = pd.concat([wide["period"], deep["period"]]).max()
    wide, deep = (rows[rows["period"] == newest] for rows in (wide, deep))
    # A hospital may tell of one of them alone.
    both = wide.merge(deep, on=["scope", "period"], how="outer", suffixes=("", "_deep"))
    both = both.set_index("scope").loc[list(dict.fromkeys([*wide["scope"], *deep["scope"]]))].reset_index()
    names = snapshot.organisation.hospitals
    table = pd.DataFrame(
        {
            "key": [scope or None for scope in both["scope"]],
            "name": [names.get(scope, scope) or _("Hele regionen") for scope in both["scope"]],
            "of": both["period"],
            "period": both["period"].map(period_words),
            "breadth": both["value"],
            "depth": both["value_deep"],
            "departments": both["numerator"],
            "of_departments": both["denominator"],
            "functions": both["numerator_deep"],
            "of_functions": both["denominator_deep"],
            "note": both["note"].fillna(both["note_deep"]),
        }
    )
    return table.sort_values("breadth", kind="stable", ignore_index=True)


@once
def adoption_over_time(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Breadth and depth of all hospitals together, period by period.

    Columns: month, breadth and depth (0-100: of all departments, of all functions), state, word, note.
    """
    parts = {}
    for name, key in TOOLS.items():
        rows = counted(_up_to(snapshot, filters, key))
        rows = rows[rows["period"].map(is_month).astype(bool)]
        rows = rows[rows["scope"].isin(_scopes(snapshot, filters))] if filters.hospital else rows
        sums = rows.groupby("period")[["numerator", "denominator"]].sum()
        parts[name] = 100 * sums["numerator"] / sums["denominator"]
    table = pd.DataFrame(parts).rename_axis("month").reset_index()
    return table.assign(state="whole", completeness=1.0, word="")


@Tabled
@once
def uptime(snapshot: Snapshot, filters: Filters) -> Table:
    """Each shared system's uptime by month. Columns: system (key), name, month, and those of `judge`."""
    rows, systems = indicator_rows(snapshot, "uptime"), snapshot.names("systems")
    months, given = (
        span(filters.first, filters.last),
        {(row["scope"], row["period"]): row["value"] for row in rows},
    )
    told = {row["scope"] for row in rows}
    pairs = [(system, month) for system in systems if system in told for month in months]
    table = Table(
        {
            "system": [system for system, _month in pairs],
            "name": [systems[system] for system, _month in pairs],
            "month": [month for _system, month in pairs],
            "value": [given.get(pair, math.nan) for pair in pairs],
        }
    )
    return judge(snapshot, "uptime", table["system"], table)


def has_uptime(snapshot: Snapshot, _filters: Filters) -> bool:
    """Say that a source has ever told of the uptime."""
    return not indicator(snapshot, "uptime").empty


@by_month
def mean_uptime(snapshot: Snapshot, filters: Filters) -> Table:
    """The uptime of all by month, as `judge` returns it: as it is told, else the mean of the shared systems.

    Adds told and of: how many systems it is the mean of, and of how many that have told by then.
    """
    rows, months = indicator_rows(snapshot, "uptime"), span(filters.first, filters.last)
    given = {row["period"]: row["value"] for row in rows if row["scope"] == ""}
    parts: dict[str, list[float]] = {}
    begun: dict[str, str] = {}
    for row in rows:
        if row["scope"] != "":
            parts.setdefault(row["period"], []).append(row["value"])
            begun[row["scope"]] = min(row["period"], begun.get(row["scope"], row["period"]))
    told = [0 if month in given else len(parts.get(month, ())) for month in months]
    means = {month: sum(values) / len(values) for month, values in parts.items()}
    table = Table(
        {
            "month": months,
            "value": [given.get(month, means.get(month, math.nan)) for month in months],
            "told": told,
            "of": [
                sum(first <= month for first in begun.values()) if size else 0
                for month, size in zip(months, told, strict=True)
            ],
        }
    )
    return judge(snapshot, "uptime", "", table)


@once
def municipalities(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The co-financing indicators of each municipality in the newest period until the last month.

    Columns: name, of (ISO text), period (words), per_citizen (kr.), readmissions (0-100), note; the highest amount
    first.
    """
    costs, back = (_up_to(snapshot, filters, key) for key in MUNICIPAL.values())
    newest = costs[costs["period"] == costs["period"].max()]
    both = newest.merge(back, on=["scope", "period"], how="left", suffixes=("", "_back"))
    table = pd.DataFrame(
        {
            "name": both["scope"],
            "of": both["period"],
            "period": both["period"].map(period_words),
            "per_citizen": both["value"],
            "readmissions": both["value_back"],
            "note": both["note"],
        }
    )
    return table.sort_values("per_citizen", ascending=False, kind="stable", ignore_index=True)


@once
def key_figures(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    """The whole region's key figures. Columns: name, scope, of (ISO text), period, value, unit, note."""
    named, values = snapshot.frames["indicators"], snapshot.frames["indicator_values"]
    return _listed(snapshot, named[named["subject"].isin(KEY_SUBJECTS)], values[values["scope"] == ""])


def has_key_figures(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that there are key figures of the whole region."""
    return not key_figures(snapshot, filters).empty


def has_milestones(snapshot: Snapshot, _filters: Filters) -> bool:
    """Say that a programme has milestones."""
    return len(snapshot.frames["milestones"]) > 0


@once
def other_figures(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The indicators that no other panel is about, of the period; where none is, the newest that there is of each.

    Columns: name, scope, of (ISO text), period (words), value, unit, note, outside (flag: not of the period).
    """
    others, values = snapshot.frames["indicators"], _others(snapshot)
    asked, periods = filters.narrowed, values["period"].astype("str")
    # A year lies in the period when one of its months does.
    first, last = (periods.str.len().map({4: each}).fillna("") for each in ("-01", "-12"))
    within = ((periods + last).str[:7] >= asked.first) & ((periods + first).str[:7] <= asked.last)
    if not within.any():
        before = (periods + first).str[:7] <= asked.last
        known = values[before] if before.any() else values
        newest = known.sort_values("period").groupby(["indicator", "scope"]).tail(1)
        return _listed(snapshot, others, newest).assign(outside=True)
    return _listed(snapshot, others, values[within]).assign(outside=False)


def has_others(snapshot: Snapshot, _filters: Filters) -> bool:
    """Say that there are indicators that no other panel is about."""
    return not _others(snapshot).empty


def _others(snapshot: Snapshot) -> pd.DataFrame:
    """Return the values of the indicators that no other panel is about, and the key figures of a part of the region."""
    named, values = snapshot.frames["indicators"], snapshot.frames["indicator_values"]
    keys = named[named["subject"].isin(KEY_SUBJECTS)]["key"]
    shown = values["indicator"].isin(list(INDICATORS)) | (
        values["indicator"].isin(keys) & (values["scope"] == "")
    )
    return values[~shown]


def _listed(snapshot: Snapshot, named: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Return the values of some indicators with their names, and what each is of."""
    rows = named.rename(columns={"key": "indicator"}).merge(values, on="indicator", sort=False)
    places = snapshot.names("systems") | dict(snapshot.organisation.hospitals)
    rows = rows.assign(
        of=rows["period"],
        period=rows["period"].map(period_words),
        scope=[_("Hele regionen") if not scope else places.get(scope, scope) for scope in rows["scope"]],
    )
    return rows[["name", "scope", "of", "period", "value", "unit", "note"]].reset_index(drop=True)
