"""The demonstration as it was known on a day: so that its earlier edition is one that could have been made then.

What is kept by the month is taken up to the last month that was over; of what had happened since then, and of the
cases that were open on that day, nothing is kept that could say it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pandas as pd

from data_access.database.clock import DENMARK
from data_access.snapshot.frames import SO_FAR
from data_access.snapshot.snapshot import Snapshot
from vocabulary.months import last_day, month_of, shift

AT = time(7, 30)  # when figures are read, as today
# Monthly counts of events, which are loaded each night, and of what is reported when a month is over.
_NIGHTLY = ("calls", "call_hours", "cases", "samples", "totals")
_REPORTED = {"referrals": "henvisninger", "pathways": "udredning", "indicator_values": "indikatorer"}
# Rows that say when they were written or made known (UTC), and from which day they hold.
_WRITTEN = {"explanations": "written_at", "editions": "written_at", "releases": "written_at",
            "meeting_words": "written_at", "project_reports": "reported_at"}  # fmt: skip
_IN_FORCE = ("targets", "limits")
_OF_LOADS = ("load_gaps", "staffing", "staffing_sources", "budget_lines")
_OF_SOURCES = {"milestones": "programmer"}
Frames = Mapping[str, pd.DataFrame]


def as_known(snapshot: Snapshot, day: date) -> Snapshot:
    """Return the snapshot of the demonstration as it would have been read on a day's morning; today's is itself."""
    if day >= snapshot.now.date():
        return snapshot
    now = datetime.combine(day, AT)
    known = {name: _known(name, rows, snapshot.frames, now) for name, rows in snapshot.frames.items()}
    # Each load since has moved them.
    versions = {name: version ^ day.toordinal() for name, version in snapshot.versions.items()}
    return replace(snapshot, frames=known, versions=versions, now=now)


def _utc(now: datetime) -> str:
    return now.replace(tzinfo=DENMARK).astimezone(UTC).replace(tzinfo=None).isoformat()


def _loads(frames: Frames, now: datetime) -> pd.DataFrame:
    loads = frames["loads"]
    return loads[loads["loaded_at"] <= _utc(now)]


def _told(frames: Frames, source: str, now: datetime) -> pd.DataFrame:
    loads = _loads(frames, now)
    return loads[loads["source"] == source]


def _known(name: str, rows: pd.DataFrame, frames: Frames, now: datetime) -> pd.DataFrame:
    """Return what of a frame was known; what is neither dated nor counted stands as it is."""
    day, over = now.date().isoformat(), shift(month_of(now.date()), -1)
    if name == "loads":
        return _loads(frames, now)
    if name.endswith(SO_FAR) or name == "open_cases":
        return rows.head(0)
    if name in _OF_LOADS:
        return rows[rows["load"].isin(_loads(frames, now)["load"])]
    if name in _OF_SOURCES:
        return rows if len(_told(frames, _OF_SOURCES[name], now)) else rows.head(0)
    if name in _WRITTEN:
        return rows[rows[_WRITTEN[name]] <= _utc(now)]
    if name in _IN_FORCE:
        return rows[rows["valid_from"] <= day]
    if name in _NIGHTLY or name in ("notes", "written_notes"):
        return rows[rows["month"] <= over]
    if name.removesuffix("_withheld") in _REPORTED:
        return _reported(name, rows, frames, now)
    also = _ALSO.get(name)
    return also(rows, now) if also else rows


def _reported(name: str, rows: pd.DataFrame, frames: Frames, now: datetime) -> pd.DataFrame:
    """Return the rows of the periods that loads of their source had told of."""
    loads = _told(frames, _REPORTED[name.removesuffix("_withheld")], now)
    first, last = str(loads["period_from"].min()), str(loads["period_to"].max())
    periods = rows["month" if "month" in rows else "period"]
    ended = periods.map(_ended)
    return rows[(ended >= first) & (ended <= last)]


def _ended(period: str) -> str:
    """Return the last day (ISO) of a day, month, quarter (`2014-K1`) or year."""
    year, _dash, part = period.partition("-")
    if part.startswith("K"):
        return last_day(f"{year}-{3 * int(part[1:]):02}").isoformat()
    return period if "-" in part else last_day(period if part else f"{year}-12").isoformat()


def _planned(rows: pd.DataFrame, now: datetime) -> pd.DataFrame:
    """Return milestones, those that are due later not done yet."""
    ahead = (rows["due"] > now.date().isoformat()) & (rows["state"] == "done")
    return rows.assign(state=rows["state"].mask(ahead, "planned"))


def _clock(rows: pd.DataFrame, now: datetime) -> pd.DataFrame:
    """Return the settings, in which the clock stands at that time."""
    return rows.assign(value=rows["value"].mask(rows["key"] == "clock", now.isoformat(timespec="minutes")))


_ALSO: Mapping[str, Callable[[pd.DataFrame, datetime], pd.DataFrame]] = {
    "project_milestones": _planned,
    "settings": _clock,
}
