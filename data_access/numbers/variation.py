"""Natural variation: is a change real, or is it what the figure always does?

An XmR chart by the rules of the NHS's *Making Data Count*: limits at 2.66 mean moving ranges from the mean; and a
change is real when a point lies outside the limits, when seven points in a row lie on one side of the mean or move one
way, or when two of three that lie on one side lie in its outer third, none of the two outside. A marked shift of level
starts new limits. Ranges beyond 3.267 times their mean are left out, as the programme's tool for R does (after Nelson,
1982); its workbook leaves none out.

Two rules are ours. Where seven points move one way, that way decides: a figure that has fallen for half a year is not
better because it still lies above its mean. And a point is compared as it is printed: what a reader sees as equal to
its limit, or to another point, is not told to lie beyond it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from statprocon import XmR

from data_access.snapshot.table import Rows
from vocabulary import text
from vocabulary.metrics import Metric
from vocabulary.months import shift
from vocabulary.status import meets

LEAST = 12  # points, below which limits say more about chance than about the figure
LONGEST = 36  # months: what lies further back was another time
UNSTEADY = (
    1 / 3
)  # share of the points outside the limits, above which there is no one level that they are limits of
RUN = 7
STREAK = 6  # months in a row on one side of the target, which chance gives one of sixty times where either is as likely
WIDEST = 3.267  # mean moving ranges: a step beyond them is no part of what the figure usually does
REACH = 2.66  # mean moving ranges from the mean to each limit

Sign = Literal["improving", "worsening", "moved", "usual"]
Rule = Literal["outside", "run", "trend", "near", ""]
Assurance = Literal["meets", "misses", "either", ""]
Extreme = Literal["highest", "lowest", ""]
SoFar = Literal["never", "always", ""]


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
    say. `rule` is the rule that makes the change real, and `length` for how many months it has held, of a run or a
    trend; `limits` are those of the newest point. Where the points are `unsteady` there is no one level, and so neither
    limits nor a sign. `extreme` says that no other point is as high, or as low, as the newest. `so_far` says that no
    month has reached its target, or each has: neither its own, nor that which is in force now. `streak` is in how many
    of the newest months in a row the target has been reached, less than 0 where it has not.
    """

    points: int
    shifted: str | None
    sign: Sign = "usual"
    rule: Rule = ""
    rising: bool = False
    length: int = 0
    assurance: Assurance = ""
    limits: Limits | None = None
    unsteady: bool = False
    extreme: Extreme = ""
    so_far: SoFar = ""
    streak: int = 0

    @property
    def is_still(self) -> bool:
        """Say that the figure has been the same all along: of its variation there is nothing to say."""
        return self.limits is not None and self.limits.low == self.limits.high

    @property
    def known(self) -> bool:
        """Say that there are points enough."""
        return self.limits is not None


def limits_by_month(rows: Rows, column: str, shifts: Sequence[str], metric: Metric) -> dict[str, Limits]:
    """Return the natural limits of every month of each stretch between shifts that is long enough.

    `rows` has month, state and the column; only whole months count, but limits hold for all months of a stretch.
    """
    found: dict[str, Limits] = {}
    for months, values in _stretches(rows, column, shifts):
        if len(values) >= LEAST:
            limits = _limits(values)
            is_one = not _is_unsteady(values, limits, places_of(metric))
            found |= dict.fromkeys(months, _possible(limits, metric)) if is_one else {}
    return found


def of(rows: Rows, column: str, shifts: Sequence[str], metric: Metric) -> Variation:
    """Say what the newest whole month is: usual, or a real change for better or worse; and what of the target."""
    stretches = _stretches(rows, column, shifts)
    months, values = stretches[-1] if stretches else ([], [])
    shifted = months[0] if len(stretches) > 1 else None
    if len(values) < LEAST:
        return Variation(len(values), shifted)
    limits = _limits(values)
    places = places_of(metric)
    if _is_unsteady(values, limits, places):
        return Variation(len(values), shifted, unsteady=True)
    adjacent = values[-_adjacent(rows) :]
    rule, rising = _rule(adjacent, limits, places)
    sign: Sign = "usual"
    if rule:
        worth = {"up": rising, "down": not rising}.get(metric.better)
        sign = "moved" if worth is None else "improving" if worth else "worsening"
    assured = _assurance(rows, limits, metric)
    return Variation(
        len(values),
        shifted,
        sign,
        rule,
        rising,
        _length(rule, adjacent, limits),
        assured,
        _possible(limits, metric),
        extreme=_extreme(values, places),
        so_far=_so_far(rows, column, values, metric) if assured else "",
        streak=_streak(rows, column, metric) if assured else 0,
    )


def places_of(metric: Metric) -> int:
    """Return the decimals that a metric's figures are printed with where it is told how they vary."""
    return max(metric.decimals, 1) if metric.unit == "%" else metric.decimals


def outside(rows: Rows, column: str, metric: Metric) -> list[Extreme]:
    """Say of each month shown whether it is whole and lies above or below its limits (usual_low, usual_high)."""
    names, places = ("state", column, "usual_low", "usual_high"), places_of(metric)
    sides: dict[int, Extreme] = {1: "highest", -1: "lowest", 0: ""}
    return [
        sides[_beyond(value, low, high, places)] if state == "whole" else ""
        for state, value, low, high in zip(*(rows[name] for name in names), strict=True)
    ]


def _beyond(value: float, low: float, high: float, places: int) -> int:
    """Return 1 where a figure lies above its limits as they are printed, -1 where below, else 0."""
    if low <= value <= high or value != value or low != low:
        return 0
    value, low, high = (text.rounded(each, places) for each in (value, low, high))
    return 1 if value > high else -1 if value < low else 0


def _extreme(values: Sequence[float], places: int) -> Extreme:
    """Say that the newest point is the only highest, or the only lowest, as it is printed."""
    last, *others = (text.rounded(each, places) for each in (values[-1], *values[:-1]))
    if last > max(others):
        return "highest"
    return "lowest" if last < min(others) else ""


def _length(rule: Rule, values: Sequence[float], limits: Limits) -> int:
    """Return for how many months a run has lasted, or how many times the points have moved the same way."""
    if rule == "run":
        return _in_a_row([value > limits.mean for value in values])
    if rule == "trend":
        return _in_a_row([after > before for before, after in pairwise(values)])
    return 0


def _in_a_row(found: Sequence[bool]) -> int:
    """Return how many of the newest are all alike."""
    return next((n for n, each in enumerate(reversed(found)) if each != found[-1]), len(found))


def _streak(rows: Rows, column: str, metric: Metric) -> int:
    """Return in how many of the newest whole months in a row each has reached its own target; negative: has not."""
    last = _adjacent(rows)
    whole = [
        (value, goal)
        for state, value, goal in zip(*(rows[name] for name in ("state", column, "target")), strict=True)
        if state == "whole"
    ][-last:]
    met = [value == value and goal == goal and meets(metric, value, goal) for value, goal in whole]
    known = all(value == value and goal == goal for value, goal in whole[-_in_a_row(met) :]) if met else False
    return (_in_a_row(met) if met[-1] else -_in_a_row(met)) if known else 0


def _adjacent(rows: Rows) -> int:
    """Return how many of the newest whole months follow one another without a gap."""
    stood = zip(rows["month"], rows["state"], strict=True)
    months = [month for month, state in stood if state == "whole"]
    gaps = [place for place, month in enumerate(months[1:], start=1) if months[place - 1] != shift(month, -1)]
    return len(months) - (gaps[-1] if gaps else 0)


def _stretches(rows: Rows, column: str, shifts: Sequence[str]) -> list[tuple[list[str], list[float]]]:
    """Return the months and the whole months' values from each shift of level to the next."""
    months, values = list(rows["month"]), [float(each) for each in rows[column]]
    counts = [state == "whole" and value == value for state, value in zip(rows["state"], values, strict=True)]
    starts = {bisect_left(months, at) for at in shifts}
    edges = [0, *sorted(starts - {0, len(months)}), len(months)]
    return [
        (months[begin:end], [values[at] for at in range(begin, end) if counts[at]])
        for begin, end in pairwise(edges)
        if begin < end
    ]


def _limits(values: Sequence[float]) -> Limits:
    chart = XmR([round(value, 6) for value in values])
    ranges = np.array([float(each) for each in chart.moving_ranges() if each is not None])
    kept = ranges[ranges < WIDEST * ranges.mean()]
    mean, reach = float(chart.x_central_line()[0]), REACH * float(kept.mean() if len(kept) else 0.0)
    return Limits(mean, mean - reach, mean + reach)


def _possible(limits: Limits, metric: Metric) -> Limits:
    """Return the limits to show: no count lies below nothing, and no share above the whole."""
    most = 100.0 if metric.unit == "%" else float("inf")
    return replace(limits, low=max(limits.low, 0.0), high=min(limits.high, most))


def _is_unsteady(values: Sequence[float], limits: Limits, places: int) -> bool:
    outside = sum(_beyond(value, limits.low, limits.high, places) != 0 for value in values)
    return outside > UNSTEADY * len(values)


def _rule(values: Sequence[float], limits: Limits, places: int) -> tuple[Rule, bool]:
    """Return the rule by which the newest point is a real change, and whether it lies high or rises."""
    last, moved = values[-1], _trend(values)
    is_outside, is_high = _beyond(last, limits.low, limits.high, places) != 0, last > limits.mean
    if moved and (moved > 0) != is_high:
        return "trend", moved > 0
    if is_outside:
        return "outside", is_high
    recent = values[-RUN:]
    if len(recent) == RUN and (min(recent) > limits.mean or max(recent) < limits.mean):
        return "run", is_high
    if moved:
        return "trend", moved > 0
    return ("near", is_high) if _is_near(values[-3:], limits) else ("", False)


def _trend(values: Sequence[float]) -> int:
    """Return 1 where the newest points all lie higher than the one before them, -1 where lower, else 0."""
    steps = [after - before for before, after in pairwise(values[-RUN:])]
    if len(steps) < RUN - 1:
        return 0
    return 1 if min(steps) > 0 else -1 if max(steps) < 0 else 0


def _is_near(values: Sequence[float], limits: Limits) -> bool:
    """Say that the newest point and one of the two before lie near a limit, and all three on its side of the mean."""
    outer = [_outer(value, limits) for value in values]
    sides = {value > limits.mean for value in values if value != limits.mean}
    same = len(sides) == 1 and limits.mean not in values
    return same and outer[-1] != 0 and outer.count(outer[-1]) >= 2


def _outer(value: float, limits: Limits) -> int:
    """Return 1 for the upper outer third between mean and limit, -1 for the lower, 0 elsewhere, outside too."""
    if not limits.low <= value <= limits.high:
        return 0
    if value > limits.mean + (limits.high - limits.mean) * 2 / 3:
        return 1
    return -1 if value < limits.mean - (limits.mean - limits.low) * 2 / 3 else 0


def _so_far(rows: Rows, column: str, values: Sequence[float], metric: Metric) -> SoFar:
    """Say whether none of the months has reached its target, or each has; the values also that of the newest."""
    whole = zip(*(rows[name] for name in ("state", column, "target")), strict=True)
    own = {
        meets(metric, value, goal)
        for state, value, goal in whole
        if state == "whole" and value == value and goal == goal
    }
    found = own | {meets(metric, value, _goal(rows)) for value in values}
    return "never" if found == {False} else "always" if found == {True} else ""


def _goal(rows: Rows) -> float:
    """Return the target that is in force in the newest month; NaN where none is."""
    return float(list(rows["target"])[-1]) if "target" in rows else float("nan")


def _assurance(rows: Rows, limits: Limits, metric: Metric) -> Assurance:
    """Say whether the target would be met whatever chance brings, never, or now and then."""
    goal = _goal(rows)
    if goal != goal or metric.better == "neither":
        return ""
    shown = _possible(limits, metric)
    worst, best = (shown.low, shown.high) if metric.better == "up" else (shown.high, shown.low)
    if meets(metric, worst, goal):
        return "meets"
    return "either" if meets(metric, best, goal) else "misses"
