"""The sources' loads against their calendar: what was due, what arrived, what is late and what is missing."""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from data_access.numbers import absent
from data_access.numbers.deliveries import (
    Delivery,
    Owed,
    State,
    deliveries,
    lacking,
    loads_of,
    source_of,
    sources_of,
    together,
    wall,
)
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import first_day, last_day, month_of, shift, span
from vocabulary.status import Level

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
    "monthly": N_("Hver måned, senest den {n}. arbejdsdag"),
    "quarterly": N_("Hvert kvartal, senest den {n}. arbejdsdag"),
    "yearly": N_("Hvert år, senest den {n}. arbejdsdag"),
    "on_change": N_("Når noget ændres"),
}

# The same where it is not told on which working day it is due.
WITHOUT_DUE = {
    "monthly": N_("Hver måned"),
    "quarterly": N_("Hvert kvartal"),
    "yearly": N_("Hvert år"),
}


@once
def calendar(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every source in every month: when its figures of the month were due, and whether they came.

    Columns: key, name, month, due and loaded (ISO text), state, level, value (the word), completeness (0-100), rows,
    rejected. A source without a rhythm has a state only where it was loaded.
    """
    months = span(filters.first, filters.last)
    return pd.DataFrame(
        [_month(snapshot, (str(source["key"]), month)) for source in sources_of(snapshot) for month in months]
    )


@fact
def _month(snapshot: Snapshot, which: tuple[str, str]) -> Row:
    source, month = source_of(snapshot, which[0]), which[1]
    loads, regular = loads_of(snapshot, source), _is_regular(source)
    if regular:
        mine = loads[(loads["period_from"] < shift(month, 1)) & (loads["period_to"] >= month)]
    else:
        made = [month_of(wall(at).date()) == month for at in loads["loaded_at"]]
        mine = loads[pd.Series(made, index=loads.index, dtype=bool)]
    found = deliveries(snapshot, source, [month])
    times = [each.loaded for each in found if each.loaded] or ([] if regular else _times(mine))
    state: State = together(found) if regular else "arrived" if times else "none"
    covered = snapshot.coverage.month(source["key"], month).completeness
    covered *= absent.share(snapshot, source["key"], first_day(month), last_day(month))
    return {
        "key": source["key"],
        "name": source["name"],
        "month": month,
        "due": found[-1].owed.due.isoformat() if found else None,
        "loaded": _iso(max(times)) if times else None,
        "state": state,
        "level": LEVELS[state],
        "value": _(WORDS[state]),
        "completeness": 100 * covered if found and len(mine) else float("nan"),
        "rows": float(mine["row_count"].sum()) if len(mine) else float("nan"),
        "rejected": float(mine["rejected"].sum()) if len(mine) else float("nan"),
    }


@once
def days(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Each day of the picked month, else of the last one, of each source that delivers every night.

    Columns: key, name, day and loaded (ISO text), state, level, value (the word).
    """
    month = month_shown(filters)
    daily = [source for source in sources_of(snapshot) if source["rhythm"] == "daily"]
    rows = [_day(source, each) for source in daily for each in deliveries(snapshot, source, [month])]
    return pd.DataFrame(rows, columns=["key", "name", "day", "value", "loaded", "state", "level"])


def _day(source: Row, found: Delivery) -> Row:
    return {
        "key": source["key"],
        "name": source["name"],
        "day": found.owed.first.isoformat(),
        "value": _(WORDS[found.state]),
        "loaded": _iso(found.loaded) if found.loaded else None,
        "state": found.state,
        "level": LEVELS[found.state],
    }


def month_shown(filters: Filters) -> str:
    """Return the month that is shown day by day."""
    return filters.month or filters.last


@once
def now(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Each source as it stands today.

    Columns: name, description, owner, rhythm (words), through (the last day with figures) and loaded (ISO text), state,
    level, word (what is due and has not come), is_due (flag: it delivers by a calendar), rejected (rows, of the newest
    load).
    """
    return pd.DataFrame([_today(snapshot, source) for source in sources_of(snapshot)])


def _today(snapshot: Snapshot, source: Row) -> Row:
    mine = loads_of(snapshot, source).sort_values("loaded_at", kind="stable")
    through, loaded = snapshot.coverage.through(source["key"]), snapshot.last_load(source["key"])
    state, lacks = standing(snapshot, source)
    return {
        "name": source["name"],
        "description": source["description"],
        "owner": source["owner"],
        "rhythm": rhythm_words(source),
        "through": through.isoformat() if through else None,
        "loaded": _iso(loaded) if loaded else None,
        "state": state,
        "level": LEVELS[state],
        "word": lacks or _not_lacking(source, is_loaded=loaded is not None),
        "is_due": _is_regular(source),
        "rejected": float(mine["rejected"].iloc[-1]) if len(mine) else float("nan"),
    }


def standing(snapshot: Snapshot, source: Row) -> tuple[State, str]:
    """Return how a source stands today, and in words what it lacks; '' where it lacks nothing that is due."""
    lacks = _lacks(source, lacking(snapshot, source))
    if lacks:
        return "missing", lacks
    newest = _newest(snapshot, source)
    if newest and newest.state == "partial":
        return "partial", _only(snapshot, source, newest)
    return ("arrived" if snapshot.last_load(source["key"]) else "awaited"), ""


def _only(snapshot: Snapshot, source: Row, found: Delivery) -> str:
    """Say how much has come of a period of which not all has, and whose figures have not."""
    share = text.quantity(100 * found.completeness, "%")
    period = period_words(found.owed.first, found.owed.last)
    names = text.listing(absent.of_source(snapshot, source["key"], found.owed.first, found.owed.last))
    if not names:
        return _("Kun {share} af {period} er kommet", share=share, period=period)
    return _(
        "Kun {share} af {period} er kommet; der mangler tal fra {names}",
        share=share,
        period=period,
        names=names,
    )


def _not_lacking(source: Row, *, is_loaded: bool) -> str:
    """Say that nothing of a source lacks, or why that cannot be said."""
    if not is_loaded:
        return _("Aldrig indlæst")
    if text.is_missing(source["rhythm"]):
        return _("Fristen er ikke oplyst")
    return _("Intet mangler") if _is_regular(source) else _("Ingen frist")


def _is_regular(source: Row) -> bool:
    """Say that a source delivers by a calendar, as far as is told."""
    return not text.is_missing(source["rhythm"]) and source["rhythm"] != "on_change"


def rhythm_words(source: Row) -> str:
    """Say how often a source delivers, and when: where that is told."""
    due, rhythm = source["due_working_day"], source["rhythm"]
    if text.is_missing(rhythm):
        return _("Ikke oplyst")
    if "{n}" in RHYTHMS[rhythm] and text.is_missing(due):
        return _("{rhythm}; fristen er ikke oplyst", rhythm=_(WITHOUT_DUE[rhythm]))
    return _(RHYTHMS[rhythm], n=0 if text.is_missing(due) else int(due))


def late(snapshot: Snapshot, keys: Sequence[str]) -> list[str]:
    """Say which of the sources owe figures that have not come: a sentence a source, none where all have."""
    said = []
    for source in sources_of(snapshot):
        lacks = _lacks(source, lacking(snapshot, source)) if source["key"] in keys else ""
        if lacks:
            said.append(_("{source} er forsinket: {lacks}.", source=source["name"], lacks=text.small(lacks)))
    return said


def _newest(snapshot: Snapshot, source: Row) -> Delivery | None:
    """Return how the newest period stands that has come at all; None where none has."""
    through = snapshot.coverage.through(source["key"])
    if through is None:
        return None
    until = month_of(min(through, snapshot.now.date()))
    found = deliveries(snapshot, source, span(shift(until, -12), until))
    return next((each for each in reversed(found) if each.state not in ("awaited", "missing")), None)


def _lacks(source: Row, owed: Sequence[Owed]) -> str:
    """Say what has not come that is due; '' where nothing is."""
    if not owed:
        return ""
    if source["rhythm"] == "daily":
        return _("Mangler fra {day}", day=text.day(owed[0].first))
    return _("Mangler {month}", month=period_words(owed[0].first, owed[-1].last))


@once
def loads(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The loads of figures of the picked month, else of the last one, the newest first.

    Columns: number (the load's, as `pejling unload` takes it), name (the source's), file, loaded (ISO text), period
    (words), rows, replaced and rejected (rows), completeness (0-100), note.
    """
    rows, names, month = snapshot.frames["loads"], snapshot.names("sources"), month_shown(filters)
    rows = rows[(rows["period_to"] >= month) & (rows["period_from"] < shift(month, 1))]
    rows = rows.sort_values("loaded_at", ascending=False, kind="stable")
    periods = zip(rows["period_from"], rows["period_to"], strict=True)
    return pd.DataFrame(
        {
            "number": rows["load"].astype(str),
            "name": rows["source"].map(names),
            "file": rows["file"],
            "loaded": [_iso(time) for time in _times(rows)],
            "period": [period_words(*map(date.fromisoformat, each)) for each in periods],
            "rows": rows["row_count"].astype(float),
            "replaced": rows["replaced"].astype(float),
            "rejected": rows["rejected"].astype(float),
            "completeness": 100 * rows["completeness"],
            "note": rows["note"],
        }
    ).reset_index(drop=True)


def period_words(first: date, last: date) -> str:
    """Write a period as briefly as it can be: a day, a month, from month to month, or from day to day."""
    if first == last:
        return text.day(first)
    if first.day > 1 or last != last_day(month_of(last)):
        return _("{first} til {last}", first=text.day(first), last=text.day(last))
    start, end = text.month(month_of(first)), text.month(month_of(last))
    return start if start == end else _("{first} til {last}", first=start, last=end)


def _times(loads: pd.DataFrame) -> list[datetime]:
    return [wall(each) for each in loads["loaded_at"]]


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="minutes")
