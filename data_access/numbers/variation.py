"""Natural variation: is a change real, or is it what the figure always does?

An XmR chart by the rules of the NHS's *Making Data Count*: limits at 2.66 mean moving ranges from the mean, and a
change is real when a point lies outside them, when seven points in a row lie on one side of the mean or move one
way, or when two of three lie in the outer third. A marked shift of level starts new limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import pandas as pd
from statprocon import XmR

from vocabulary.metrics import Metric
from vocabulary.months import shift
from vocabulary.status import meets

LEAST = 12  # points, below which limits say more about chance than about the figure
LONGEST = 36  # months: what lies further back was another time
UNSTEADY = (
    1 / 3
)  # share of the points outside the limits, above which there is no one level that they are limits of
RUN = 7

Sign = Literal["improving", "worsening", "moved", "usual"]
Rule = Literal["outside", "run", "trend", "near", ""]
Assurance = Literal["meets", "misses", "either", ""]


@dataclass(frozen=True)
class Limits:
    """The mean and the natural limits of a run of points, in the figure's unit."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Variation:
    """What the newest point of a series says.

    `points` is how many there are since the level last shifted; with fewer than `LEAST` there is nothing more to
    say. `rule` is the rule that makes the change real, `limits` those of the newest point. Where the points are
    `unsteady` there is no one level, and so neither limits nor a sign.
    """

    points: int
    shifted: str | None
    sign: Sign = "usual"
    rule: Rule = ""
    rising: bool = False
    assurance: Assurance = ""
    limits: Limits | None = None
    unsteady: bool = False

    @property
    def known(self) -> bool:
        """Say that there are points enough."""
        return self.limits is not None


def limits_by_month(
    rows: pd.DataFrame, column: str, shifts: Sequence[str], metric: Metric
) -> dict[str, Limits]:
    """Return the natural limits of every month of each stretch between shifts that is long enough.

    `rows` has month, state and the column; only whole months count, but limits hold for all months of a stretch.
    """
    found: dict[str, Limits] = {}
    for months, values in _stretches(rows, column, shifts):
        if len(values) >= LEAST:
            limits = _limits(values)
            shown = _possible(limits, metric)
            found |= {} if _is_unsteady(values, limits) else dict.fromkeys(months, shown)
    return found


def of(rows: pd.DataFrame, column: str, shifts: Sequence[str], metric: Metric) -> Variation:
    """Say what the newest whole month is: usual, or a real change for better or worse; and what of the target."""
    stretches = _stretches(rows, column, shifts)
    months, values = stretches[-1] if stretches else ([], [])
    shifted = months[0] if len(stretches) > 1 else None
    if len(values) < LEAST:
        return Variation(len(values), shifted)
    limits = _limits(values)
    if _is_unsteady(values, limits):
        return Variation(len(values), shifted, unsteady=True)
    rule, rising = _rule(values[-_adjacent(rows) :], limits)
    sign: Sign = "usual"
    if rule:
        worth = {"up": rising, "down": not rising}.get(metric.better)
        sign = "moved" if worth is None else "improving" if worth else "worsening"
    shown = _possible(limits, metric)
    return Variation(len(values), shifted, sign, rule, rising, _assurance(rows, shown, metric), shown)


def _adjacent(rows: pd.DataFrame) -> int:
    """Return how many of the newest whole months follow one another without a gap."""
    months = rows[rows["state"] == "whole"]["month"].tolist()
    gaps = [place for place, month in enumerate(months[1:], start=1) if months[place - 1] != shift(month, -1)]
    return len(months) - (gaps[-1] if gaps else 0)


def _stretches(rows: pd.DataFrame, column: str, shifts: Sequence[str]) -> list[tuple[list[str], list[float]]]:
    """Return the months and the whole months' values from each shift of level to the next."""
    starts = sorted({at for at in shifts if (rows["month"] < at).any() and (rows["month"] >= at).any()})
    edges = ["", *starts, "~"]
    stretches = []
    for first, following in pairwise(edges):
        part = rows[(rows["month"] >= first) & (rows["month"] < following)]
        counted = part[(part["state"] == "whole") & part[column].notna()]
        if len(part):
            stretches.append((part["month"].tolist(), counted[column].astype(float).tolist()))
    return stretches


def _limits(values: Sequence[float]) -> Limits:
    chart = XmR([round(value, 6) for value in values])
    low, high = chart.lower_natural_process_limit()[0], chart.upper_natural_process_limit()[0]
    return Limits(float(chart.x_central_line()[0]), float(low), float(high))


def _possible(limits: Limits, metric: Metric) -> Limits:
    """Return the limits to show: no count lies below nothing, and no share above the whole."""
    most = 100.0 if metric.unit == "%" else float("inf")
    return replace(limits, low=max(limits.low, 0.0), high=min(limits.high, most))


def _is_unsteady(values: Sequence[float], limits: Limits) -> bool:
    outside = sum(not limits.low <= value <= limits.high for value in values)
    return outside > UNSTEADY * len(values)


def _rule(values: Sequence[float], limits: Limits) -> tuple[Rule, bool]:
    """Return the rule by which the newest point is a real change, and whether it lies high or rises."""
    last, recent = values[-1], values[-RUN:]
    if not limits.low <= last <= limits.high:
        return "outside", last > limits.high
    if len(recent) < RUN:
        recent = []  # too few for a run or a trend
    if recent and (
        all(value > limits.mean for value in recent) or all(value < limits.mean for value in recent)
    ):
        return "run", last > limits.mean
    steps = [after - before for before, after in pairwise(recent)]
    if steps and (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
        return "trend", steps[-1] > 0
    outer = [_outer(value, limits) for value in values[-3:]]
    if outer[-1] and outer.count(outer[-1]) >= 2:
        return "near", outer[-1] > 0
    return "", False


def _outer(value: float, limits: Limits) -> int:
    """Return 1 for the upper outer third between mean and limit, -1 for the lower, 0 elsewhere."""
    if value > limits.mean + (limits.high - limits.mean) * 2 / 3:
        return 1
    return -1 if value < limits.mean - (limits.mean - limits.low) * 2 / 3 else 0


def _assurance(rows: pd.DataFrame, limits: Limits, metric: Metric) -> Assurance:
    """Say whether the target would be met whatever chance brings, never, or now and then."""
    goal = float(rows["target"].iloc[-1]) if "target" in rows else float("nan")
    if goal != goal or metric.better == "neither":
        return ""
    worst, best = (limits.low, limits.high) if metric.better == "up" else (limits.high, limits.low)
    if meets(metric, worst, goal):
        return "meets"
    return "either" if meets(metric, best, goal) else "misses"
