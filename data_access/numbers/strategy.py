"""Strategy: programmes with their milestones, and series of indicators by period and scope."""

from datetime import date

import pandas as pd

from data_access.numbers.milestones import due_words, state_word
from data_access.numbers.series import judge
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.months import is_month, span

TOOLS = {"breadth": "adoption_breadth", "depth": "adoption_depth"}
MUNICIPAL = {"per_citizen": "cofinancing_per_citizen", "readmissions": "readmissions_share"}
KEY_FIGURES = "region"


def indicator(snapshot: Snapshot, key: str) -> pd.DataFrame:
    """An indicator's values by period and scope. Columns: period, scope, value, numerator, denominator, note."""
    rows = snapshot.frames["indicator_values"]
    return rows[rows["indicator"] == key].drop(columns="indicator").reset_index(drop=True)


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
    rows = indicator(snapshot, "milestones_done")
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


def _scopes(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Return the hospitals, then and now, whose every site is one of the chosen hospital's."""
    organisation = snapshot.organisation
    today = {site for site, at in organisation.site_today().items() if at == filters.hospital}
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
    wide, deep = (rows[rows["period"] == rows["period"].max()] for rows in (wide, deep))
    both = wide.merge(deep, on=["scope", "period"], suffixes=("", "_deep"))
    names = snapshot.organisation.hospitals
    table = pd.DataFrame(
        {
            "key": both["scope"],
            "name": [names.get(scope, scope) for scope in both["scope"]],
            "of": both["period"],
            "period": both["period"].map(period_words),
            "breadth": both["value"],
            "depth": both["value_deep"],
            "departments": both["numerator"],
            "of_departments": both["denominator"],
            "functions": both["numerator_deep"],
            "of_functions": both["denominator_deep"],
            "note": both["note"],
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
        rows = _up_to(snapshot, filters, key)
        rows = rows[rows["scope"].isin(_scopes(snapshot, filters))] if filters.hospital else rows
        sums = rows.groupby("period")[["numerator", "denominator"]].sum()
        parts[name] = 100 * sums["numerator"] / sums["denominator"]
    table = pd.DataFrame(parts).rename_axis("month").reset_index()
    return table.assign(state="whole", completeness=1.0, word="")


@once
def uptime(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Each shared system's uptime by month. Columns: system (key), name, month, and those of `judge`."""
    rows = indicator(snapshot, "uptime")
    months, systems = span(filters.first, filters.last), snapshot.names("systems")
    given = dict(zip(zip(rows["scope"], rows["period"], strict=True), rows["value"], strict=True))
    scopes = [key for key in systems if key in set(rows["scope"])]
    pairs = [(scope, month) for scope in scopes for month in months]
    table = pd.DataFrame(
        {
            "system": [scope for scope, _month in pairs],
            "name": [systems[scope] for scope, _month in pairs],
            "month": [month for _scope, month in pairs],
            "value": pd.array([given.get(pair) for pair in pairs], dtype="float64"),
        }
    )
    return judge(snapshot, "uptime", table["system"].tolist(), table)


@once
def mean_uptime(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The mean uptime of the shared systems by month, as `judge` returns it."""
    rows = indicator(snapshot, "uptime")
    means = rows.groupby("period")["value"].mean().reindex(span(filters.first, filters.last))
    return judge(snapshot, "uptime", "", means.rename_axis("month").rename("value").reset_index())


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
    """The region's key figures. Columns: name, of (ISO text), period, value, unit, note."""
    named = snapshot.frames["indicators"].rename(columns={"key": "indicator"})
    rows = named[named["subject"].isin([KEY_FIGURES, "convergence"])].merge(
        snapshot.frames["indicator_values"], on="indicator", sort=False
    )
    rows = rows.assign(of=rows["period"], period=rows["period"].map(period_words))
    return rows[["name", "of", "period", "value", "unit", "note"]].reset_index(drop=True)
