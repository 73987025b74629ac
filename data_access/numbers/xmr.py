"""An XmR chart of a run of figures: its limits, and by which rule the newest of them is a real change.

The rules are the NHS's *Making Data Count*; `data_access.numbers.variation` says where they are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from statprocon import XmR

from vocabulary import text

# Share of the points outside the limits, above which there is no one level that they are limits of.
UNSTEADY = 1 / 3
RUN = 7
WIDEST = 3.267  # mean moving ranges: a step beyond them is no part of what the figure usually does
REACH = 2.66  # mean moving ranges from the mean to each limit

Rule = Literal["outside", "run", "trend", "near", ""]
Extreme = Literal["highest", "lowest", ""]


@dataclass(frozen=True)
class Limits:
    """The mean and the natural limits of a run of points, in the figure's unit."""

    mean: float
    low: float
    high: float


def limits_of(values: Sequence[float]) -> Limits:
    """Return the natural limits of figures that follow one another; at least two."""
    chart = XmR([round(value, 6) for value in values])
    ranges = np.array([float(each) for each in chart.moving_ranges() if each is not None])
    kept = ranges[ranges < WIDEST * ranges.mean()]
    mean, reach = float(chart.x_central_line()[0]), REACH * float(kept.mean() if len(kept) else 0.0)
    return Limits(mean, mean - reach, mean + reach)


def is_unsteady(values: Sequence[float], limits: Limits, places: int) -> bool:
    """Say that so many lie beyond the limits that there is no one level."""
    outside = sum(beyond(value, limits.low, limits.high, places) != 0 for value in values)
    return outside > UNSTEADY * len(values)


def beyond(value: float, low: float, high: float, places: int) -> int:
    """Return 1 where a figure lies above its limits as they are printed, -1 where below, else 0."""
    if low <= value <= high or value != value or low != low:
        return 0
    value, low, high = (text.rounded(each, places) for each in (value, low, high))
    return 1 if value > high else -1 if value < low else 0


def extreme_of(values: Sequence[float], places: int) -> Extreme:
    """Say that the newest point is the only highest, or the only lowest, as it is printed."""
    last, *others = (text.rounded(each, places) for each in (values[-1], *values[:-1]))
    if last > max(others):
        return "highest"
    return "lowest" if last < min(others) else ""


def rule_of(values: Sequence[float], limits: Limits, places: int) -> tuple[Rule, bool]:
    """Return the rule by which the newest point is a real change, and whether it lies high or rises."""
    last, moved = values[-1], _trend(values)
    is_outside, is_high = beyond(last, limits.low, limits.high, places) != 0, last > limits.mean
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


def length_of(rule: Rule, values: Sequence[float], limits: Limits) -> int:
    """Return for how many months a run has lasted, or how many times the points have moved the same way."""
    if rule == "run":
        return in_a_row([value > limits.mean for value in values])
    if rule == "trend":
        return in_a_row([after > before for before, after in pairwise(values)])
    return 0


def in_a_row(found: Sequence[bool]) -> int:
    """Return how many of the newest are all alike."""
    return next((n for n, each in enumerate(reversed(found)) if each != found[-1]), len(found))


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
