"""What an owner's cause is held against: what it is tied to, that month, beside its own natural variation."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from data_access.numbers import call_hours, calls, cases, notes, response_times, variation
from data_access.numbers.explanations import Explanation
from data_access.numbers.tabled import Tabled
from data_access.numbers.variation import Variation
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS, Metric
from vocabulary.months import shift

CALLS, OPEN_CASES = "calls", "cases_backlog"
SYSTEM, HOSPITAL, WEEKDAY = "system:", "hospital:", "weekday:"
Why = Literal["", "missing", "few", "unsteady"]


@dataclass(frozen=True)
class Held:
    """What a cause is tied to, in the month that it is of: its figure, and what that usually is.

    The figure is one of `numbers`, `asked` for this; what it usually is is worked out over the months from `since` on.
    `why` says why it cannot be told whether the figure is as usual: it has not come, there are too few months, or they
    swing too much for there to be a usual.
    """

    metric: Metric
    row: Row | None
    found: Variation | None
    numbers: Tabled
    asked: Filters
    since: str = ""
    why: Why = ""

    @property
    def value(self) -> float:
        """Return the figure; NaN where there is none."""
        return float(self.row["value"]) if self.row else float("nan")

    @property
    def mean(self) -> float:
        """Return what it usually is; NaN where that cannot be told."""
        return self.found.limits.mean if self.found and self.found.limits else float("nan")

    @property
    def is_outside(self) -> bool:
        """Say that the figure lies outside its natural limits."""
        if self.row is None or self.found is None or self.found.limits is None:
            return False
        low, high = self.found.limits.low, self.found.limits.high
        row = {"state": ["whole"], "value": [self.row["value"]], "usual_low": [low], "usual_high": [high]}
        return variation.outside(Table(row), "value", self.metric) != [""]


def held(snapshot: Snapshot, said: Explanation, filters: Filters) -> Held | None:
    """Return what a cause is held against; None where it is tied to nothing that is measured here."""
    month, first = said.month, max(snapshot.choices.first, shift(said.month, 1 - variation.LONGEST))
    desk, hospital = said.desk or filters.desk, said.hospital or None
    asked = Filters(min(first, month), month, filters.organisation, hospital, desk)
    told = _rows(snapshot, said.tied_to, asked)
    if told is None:
        return None
    metric, numbers, asked = told
    rows = numbers.table(snapshot, asked)
    row = next((each for each in rows.records if each["month"] == month), None)
    if row is None or row["state"] != "whole" or row["value"] != row["value"]:
        return Held(metric, None, None, numbers, asked, why="missing")
    until = rows.part(bisect_left(rows["month"], asked.first))
    found = variation.of(until, "value", notes.shifts(snapshot, asked, (metric.key,), until), metric)
    since = found.shifted or until["month"][0]
    why: Why = "unsteady" if found.unsteady else "" if found.known else "few"
    return Held(metric, row, found, numbers, asked, since, why)


@cache
def _on(weekday: int) -> Tabled:
    """Return the numbers of calls on a weekday, a day that it was open."""

    @Tabled
    def numbers(snapshot: Snapshot, filters: Filters) -> Table:
        whole = calls.offered.table(snapshot, filters)
        return whole.adding(value=call_hours.a_day(snapshot, filters, weekday))

    return numbers


def _rows(snapshot: Snapshot, tied_to: str, filters: Filters) -> tuple[Metric, Tabled, Filters] | None:
    """Return the numbers by month of what a cause is tied to, and what they are to be asked for."""
    kind, _colon, key = tied_to.partition(":")
    if tied_to == CALLS:
        return METRICS["calls"], calls.offered, filters
    if tied_to == OPEN_CASES:
        return METRICS["cases_backlog"], cases.backlog, filters
    if f"{kind}:" == SYSTEM and key in snapshot.choices.systems:
        asked = replace(filters, system=key)
        return METRICS["response_time"], response_times.trend, asked
    if f"{kind}:" == HOSPITAL and key in snapshot.choices.hospitals["today"]:
        asked = replace(filters, hospital=key, organisation="today")
        return METRICS["calls"], calls.offered, asked
    if f"{kind}:" == WEEKDAY and key in ("1", "2", "3", "4", "5"):
        return METRICS["calls"], _on(int(key)), filters
    return None
