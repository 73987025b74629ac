"""The sources' loads against their calendar: what was due, what arrived, what is late and what is missing."""

from datetime import date, datetime, timedelta
from typing import Any, Literal, cast

import pandas as pd

from dashboard import text
from dashboard.filters import Filters
from dashboard.language import N_, _
from dashboard.months import last_day, span
from dashboard.status import Level
from data_access import clock
from data_access.once import once
from data_access.snapshot import Snapshot

State = Literal["arrived", "partial", "late", "missing", "awaited", "none"]
Row = dict[str, Any]
LEVELS: dict[State, Level] = {
    "arrived": "good",
    "partial": "near",
    "late": "near",
    "missing": "missed",
    "awaited": "unknown",
    "none": "none",
}
WORDS: dict[State, str] = {
    "arrived": N_("Kommet"),
    "partial": N_("Delvis"),
    "late": N_("Sent"),
    "missing": N_("Mangler"),
    "awaited": N_("Ventes"),
    "none": N_("–"),
}
RHYTHMS = {
    "daily": N_("Hver nat"),
    "monthly": N_("Hver måned"),
    "yearly": N_("Hvert år"),
    "on_change": N_("Når noget ændres"),
}


def working_day(after: date, number: int, holidays: set[str]) -> date:
    """Return the so-manieth working day after a day: no Saturday, no Sunday, no public holiday (ISO text)."""
    day = after
    for _step in range(number):
        day += timedelta(days=1)
        while day.weekday() >= 5 or day.isoformat() in holidays:
            day += timedelta(days=1)
    return day


def is_due(snapshot: Snapshot, key: str, month: str) -> bool:
    """Say that a source must have delivered a month by now; one without a rhythm of days or months never must."""
    source = next(each for each in _sources(snapshot) if each["key"] == key)
    if source["rhythm"] not in ("daily", "monthly"):
        return False
    due = working_day(last_day(month), int(source["due_working_day"]), _holidays(snapshot))
    return snapshot.now.date() > due


def _holidays(snapshot: Snapshot) -> set[str]:
    return set(snapshot.frames["public_holidays"]["day"])


def _sources(snapshot: Snapshot) -> list[Row]:
    return cast("list[Row]", snapshot.frames["sources"].to_dict("records"))


@once
def calendar(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every source in every month: when its figures of the month were due, and whether they came.

    Columns: key, name, month, due (words), loaded (words), state, level, value (the word), completeness (0-100),
    rows, rejected. A source without a rhythm of days or months has a state only where it was loaded.
    """
    months, holidays = span(filters.first, filters.last), _holidays(snapshot)
    loads = snapshot.frames["loads"]
    found = []
    for source in _sources(snapshot):
        mine = loads[loads["source"] == source["key"]]
        found += [_month(snapshot, source, mine, month, holidays) for month in months]
    return pd.DataFrame(found)


def _month(snapshot: Snapshot, source: Row, loads: pd.DataFrame, month: str, holidays: set[str]) -> Row:
    regular = source["rhythm"] in ("daily", "monthly")
    if regular:
        mine = loads[(loads["period_from"].str[:7] <= month) & (loads["period_to"].str[:7] >= month)]
    else:
        mine = loads[loads["loaded_at"].str[:7] == month]
    due = working_day(last_day(month), int(source["due_working_day"]), holidays) if regular else None
    first = (
        min(mine["loaded_at"], default=None)
        if source["rhythm"] == "monthly"
        else max(mine["loaded_at"], default=None)
    )
    covered = snapshot.coverage.month(source["key"], month)
    if loads.empty or month < min(loads["period_from"])[:7]:
        due = None  # before the source was first heard of
    state = _state(snapshot, regular=regular, due=due, loaded=first, covered=covered.completeness)
    return {
        "key": source["key"],
        "name": source["name"],
        "month": month,
        "due": text.day(due) if due else text.NOTHING,
        "loaded": _moment(first, snapshot) if first else text.NOTHING,
        "state": state,
        "level": LEVELS[state],
        "value": _(WORDS[state]),
        "completeness": 100 * covered.completeness if regular and len(mine) else float("nan"),
        "rows": float(mine["row_count"].sum()) if len(mine) else float("nan"),
        "rejected": float(mine["rejected"].sum()) if len(mine) else float("nan"),
    }


def _state(
    snapshot: Snapshot, *, regular: bool, due: date | None, loaded: str | None, covered: float
) -> State:
    if not regular or due is None:
        return "arrived" if loaded else "none"
    if loaded is None:
        return "missing" if snapshot.now.date() > due else "awaited"
    if covered < snapshot.coverage.least - 1e-9:
        return "partial"
    return "late" if _wall(loaded).date() > due else "arrived"


def _wall(utc: str) -> datetime:
    return clock.to_wall(datetime.fromisoformat(utc))


def _moment(utc: str, snapshot: Snapshot) -> str:
    return text.moment(_wall(utc), snapshot.now)


@once
def now(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Each source as it stands today.

    Columns: name, description, owner, rhythm (words), through (the last day with figures, words), loaded (words),
    state, level, word (what is due and has not come), rejected (rows, of the newest load).
    """
    return pd.DataFrame([_today(snapshot, source) for source in _sources(snapshot)])


def _today(snapshot: Snapshot, source: Row) -> Row:
    loads = snapshot.frames["loads"]
    mine = loads[loads["source"] == source["key"]].sort_values("loaded_at", kind="stable")
    through, loaded = snapshot.coverage.through(source["key"]), snapshot.last_load(source["key"])
    lacking = _lacking(snapshot, source, through)
    state: State = "missing" if lacking else "arrived" if loaded else "awaited"
    return {
        "name": source["name"],
        "description": source["description"],
        "owner": source["owner"],
        "rhythm": _rhythm(source),
        "through": text.day(through) if through else text.NOTHING,
        "loaded": text.moment(loaded, snapshot.now) if loaded else text.NOTHING,
        "state": state,
        "level": LEVELS[state],
        "word": lacking or (_("Intet mangler") if loaded else _("Aldrig indlæst")),
        "rejected": float(mine["rejected"].iloc[-1]) if len(mine) else float("nan"),
    }


def _rhythm(source: Row) -> str:
    if source["rhythm"] == "monthly":
        return _("Hver måned, senest den {n}. arbejdsdag", n=source["due_working_day"])
    words = RHYTHMS[source["rhythm"]]
    return _(words)


def _lacking(snapshot: Snapshot, source: Row, through: date | None) -> str:
    """Say what is due by now and has not come; '' when nothing is."""
    today, holidays = snapshot.now.date(), _holidays(snapshot)
    if source["rhythm"] == "daily":
        expected = today - timedelta(days=1)
        if through and through < expected:
            return _("Mangler fra {day}", day=text.day(through + timedelta(days=1)))
        return ""
    if source["rhythm"] != "monthly" or through is None:
        return ""
    following = last_day((through + timedelta(days=1)).strftime("%Y-%m"))
    if working_day(following, int(source["due_working_day"]), holidays) < today:
        return _("Mangler {month}", month=text.month(following.strftime("%Y-%m")))
    return ""


@once
def loads(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The loads of the period, the newest first.

    Columns: name (the source's), loaded and period (words), rows, rejected, completeness (0-100), note.
    """
    rows, names = snapshot.frames["loads"], snapshot.names("sources")
    rows = rows[(rows["period_to"].str[:7] >= filters.first) & (rows["period_from"].str[:7] <= filters.last)]
    rows = rows.sort_values("loaded_at", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "name": rows["source"].map(names),
            "loaded": [_moment(each, snapshot) for each in rows["loaded_at"]],
            "period": [
                _between(first, last)
                for first, last in zip(rows["period_from"], rows["period_to"], strict=True)
            ],
            "rows": rows["row_count"].astype(float),
            "rejected": rows["rejected"].astype(float),
            "completeness": 100 * rows["completeness"],
            "note": rows["note"],
        }
    ).reset_index(drop=True)


def _between(first: str, last: str) -> str:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start == end:
        return text.day(start)
    if start.day == 1 and end == last_day(last[:7]) and first[:7] == last[:7]:
        return text.month(first[:7])
    return _("{first} til {last}", first=text.day(start), last=text.day(end))
