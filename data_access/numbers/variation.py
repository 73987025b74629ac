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

from data_access.numbers import xmr
from data_access.numbers.xmr import Extreme, Limits, Rule
from data_access.snapshot.table import Rows
from vocabulary.metrics import Metric
from vocabulary.months import shift
from vocabulary.status import meets

LEAST = 12  # points, below which limits say more about chance than about the figure
LONGEST = 36  # months: what lies further back was another time
STREAK = 6  # months in a row on one side of the target, which chance gives one of sixty times where either is as likely

Sign = Literal["improving", "worsening", "moved", "usual"]
Assurance = Literal["meets", "misses", "either", ""]
SoFar = Literal["never", "always", ""]


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
            limits = xmr.limits_of(values)
            is_one = not xmr.is_unsteady(values, limits, places_of(metric))
            found |= dict.fromkeys(months, _possible(limits, metric)) if is_one else {}
    return found


def of(rows: Rows, column: str, shifts: Sequence[str], metric: Metric) -> Variation:
    """Say what the newest whole month is: usual, or a real change for better or worse; and what of the target."""
    stretches = _stretches(rows, column, shifts)
    months, values = stretches[-1] if stretches else ([], [])
    shifted = months[0] if len(stretches) > 1 else None
    if len(values) < LEAST:
        return Variation(len(values), shifted)
    limits = xmr.limits_of(values)
    places = places_of(metric)
    if xmr.is_unsteady(values, limits, places):
        return Variation(len(values), shifted, unsteady=True)
    adjacent = values[-_adjacent(rows) :]
    rule, rising = xmr.rule_of(adjacent, limits, places)
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
        xmr.length_of(rule, adjacent, limits),
        assured,
        _possible(limits, metric),
        extreme=xmr.extreme_of(values, places),
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
        sides[xmr.beyond(value, low, high, places)] if state == "whole" else ""
        for state, value, low, high in zip(*(rows[name] for name in names), strict=True)
    ]


def _streak(rows: Rows, column: str, metric: Metric) -> int:
    """Return in how many of the newest whole months in a row each has reached its own target; negative: has not."""
    last = _adjacent(rows)
    whole = [
        (value, goal)
        for state, value, goal in zip(*(rows[name] for name in ("state", column, "target")), strict=True)
        if state == "whole"
    ][-last:]
    met = [value == value and goal == goal and meets(metric, value, goal) for value, goal in whole]
    known = (
        all(value == value and goal == goal for value, goal in whole[-xmr.in_a_row(met) :]) if met else False
    )
    return (xmr.in_a_row(met) if met[-1] else -xmr.in_a_row(met)) if known else 0


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


def _possible(limits: Limits, metric: Metric) -> Limits:
    """Return the limits to show: no count lies below nothing, and no share above the whole."""
    most = 100.0 if metric.unit == "%" else float("inf")
    return replace(limits, low=max(limits.low, 0.0), high=min(limits.high, most))


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
