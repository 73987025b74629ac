"""How much of each source's month has arrived, and so whether the month may be judged."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from vocabulary.months import first_day, last_day
from vocabulary.status import Period


class Covered(NamedTuple):
    """A month's state, and the share (0-1) of its expected records that arrived."""

    state: Period
    completeness: float


_LAST_BIT = 1e-9  # the mean of thirty days of 0.95 ends a last bit below 0.95


@dataclass(frozen=True)
class Coverage:
    """The completeness of every day of every source, out of its loads.

    `days` maps (source, day) to the completeness of the newest load that covers the day; a day that no load
    covers counts as 0. `least` is the completeness below which a month is not judged. `arrivals` maps
    (source, day) to the time (UTC, ISO text) of the first load that covers the day, `completed` to that of the first
    that covers enough of it.
    """

    days: dict[tuple[str, date], float]
    today: date
    least: float
    arrivals: dict[tuple[str, date], str] = field(default_factory=dict)
    completed: dict[tuple[str, date], str] = field(default_factory=dict)
    _known: dict[tuple[str, str], Covered] = field(default_factory=dict, compare=False, repr=False)

    def month(self, source: str, month: str) -> Covered:
        """Say how a source's month stands; a month under way is measured over its days until yesterday."""
        if (source, month) not in self._known:
            self._known[source, month] = self._month(source, month)
        return self._known[source, month]

    def _month(self, source: str, month: str) -> Covered:
        last = min(last_day(month), self.today - timedelta(days=1))
        days = list(days_of(first_day(month), last))
        found = [self.days.get((source, day), 0.0) for day in days]
        return self.stands(month, sum(found) / len(found) if found else 0.0)

    def stands(self, month: str, completeness: float) -> Covered:
        """Say how a month stands of which so much has come."""
        if last_day(month) >= self.today:
            return Covered("under_way", completeness)
        if completeness == 0:
            return Covered("missing", 0.0)
        return Covered("whole" if self.is_enough(completeness) else "incomplete", completeness)

    def of(self, cover: Covered, completeness: float) -> Covered:
        """Say how a month stands whose records tell themselves how many of the expected arrived."""
        if cover.state not in ("whole", "incomplete"):
            return cover
        return Covered("whole" if self.is_enough(completeness) else "incomplete", completeness)

    def is_enough(self, completeness: float) -> bool:
        """Say that so much has arrived that the figures may be judged."""
        return completeness >= self.least - _LAST_BIT

    def through(self, source: str) -> date | None:
        """Return the last day that a source has figures for; None when it never had any."""
        return self._last_days.get(source)

    @cached_property
    def _last_days(self) -> dict[str, date]:
        last: dict[str, date] = {}
        for source, day in self.days:
            last[source] = max(day, last.get(source, day))
        return last


def coverage(loads: pd.DataFrame, today: date, least: float, gaps: pd.DataFrame | None = None) -> Coverage:
    """Work out the coverage from the loads: columns source, loaded_at, period_from, period_to, completeness.

    `gaps` are days (columns load and day) that a load (column load of `loads`) does not cover, though its period does.
    """
    missing: dict[object, set[str]] = {}
    if gaps is not None:
        for load, day in zip(gaps["load"], gaps["day"], strict=True):
            missing.setdefault(load, set()).add(day)
    days: dict[tuple[str, date], float] = {}
    arrivals: dict[tuple[str, date], str] = {}
    completed: dict[tuple[str, date], str] = {}
    columns = ("source", "loaded_at", "period_from", "period_to", "completeness")
    in_order = loads.sort_values("loaded_at", kind="stable")
    numbers = in_order["load"] if "load" in in_order else [None] * len(in_order)
    rows = zip(numbers, *(in_order[name] for name in columns), strict=True)
    for load, source, loaded, first, last, share in rows:
        lacking, is_enough = missing.get(load), share >= least - _LAST_BIT
        for day in days_of(date.fromisoformat(first), date.fromisoformat(last)):
            if lacking and day.isoformat() in lacking:
                continue
            key = (source, day)  # one for all three: there are as many as days
            days[key] = share
            arrivals.setdefault(key, loaded)
            if is_enough:
                completed.setdefault(key, loaded)
    return Coverage(days, today, least, arrivals, completed)


def days_of(first: date, last: date) -> Iterable[date]:
    """Return the days from first to last, both included."""
    return (first + timedelta(days=step) for step in range((last - first).days + 1))
