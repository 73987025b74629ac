"""The light of a figure, decided in one place for tiles, tables, wall, report and downloads."""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vocabulary import text
from vocabulary.language import N_, _
from vocabulary.metrics import Metric

Level = Literal["good", "near", "missed", "unknown", "none"]
Period = Literal["whole", "under_way", "incomplete", "missing"]
# Why there is no figure, though the month is there: the source does not tell what it needs, or nothing was in force
# that it could be counted by.
Lack = Literal["told", "limit", "target", ""]

# Shares are quotients of whole numbers: 4/5 must meet 80 % whatever the last bit says.
_SLACK = 1e-9

WORDS: dict[Level, str] = {
    "good": N_("Målet er nået"),
    "near": N_("Tæt på målet"),
    "missed": N_("Målet er ikke nået"),
    "unknown": N_("Ikke opgjort"),
    "none": N_("Uden mål"),
}
MARKS: dict[Level, str] = {"good": "●", "near": "▲", "missed": "■", "unknown": "○", "none": ""}
PERIOD_WORDS: dict[Period, str] = {
    "whole": "",
    "under_way": N_("Måneden er ikke slut"),
    "incomplete": N_("Ufuldstændige tal"),
    "missing": N_("Ingen tal endnu"),
}
LACK_WORDS: dict[Lack, str] = {
    "told": N_("Ikke oplyst"),
    "limit": N_("Der er ingen grænse"),
    "target": N_("Der er intet mål"),
}
FEW = N_("For få til at bedømme")
BEHIND: tuple[Level, ...] = ("missed", "near")  # the worst first
# What the limit of these subjects is called.
_DEADLINES = ("case", "pathway")


@dataclass(frozen=True)
class Target:
    """What a figure should reach: its value and the tolerance that makes yellow, in the figure's unit."""

    value: float
    tolerance: float


class Status(NamedTuple):
    """A judged figure: level, words for it, the target in force, and the figure as it is printed."""

    level: Level
    word: str
    target: float | None
    shown: str


def status(
    metric: Metric,
    value: float | None,
    target: Target | None,
    period: Period = "whole",
    lack: Lack = "",
    *,
    few: bool = False,
) -> Status:
    """Judge a figure by the target in force in its month; a period that is not whole is never judged, nor one of a few.

    `lack` says why there is no value, where that is known. `value` is in the metric's unit (percent as 0-100).
    """
    goal = target.value if target else None
    if value is None or text.is_missing(value):
        return Status("unknown", _word("unknown", period, lack_words(metric, lack)), goal, text.NOTHING)
    shown = text.quantity(value, metric.unit, metric.decimals)
    if few and target and period == "whole":
        return Status("unknown", _(FEW), goal, shown)
    level = _level(metric, value, target, period)
    return Status(level, _word(level, period), goal, shown)


def lack_words(metric: Metric, lack: Lack) -> str:
    """Say in a word or two what a figure lacks; '' where it lacks nothing."""
    if lack == "limit" and metric.limits and metric.limits[0][0] in _DEADLINES:
        return _("Der er ingen frist")
    return _(LACK_WORDS[lack]) if lack else ""


def _word(level: Level, period: Period, lack: str = "") -> str:
    said = PERIOD_WORDS[period]
    return _(said) if said else lack or _(WORDS[level])


def _level(metric: Metric, value: float, target: Target | None, period: Period) -> Level:
    if period != "whole":
        return "unknown"
    if target is None:
        return "none"
    if meets(metric, value, target.value):
        return "good"
    return "near" if meets(metric, value, _edge(metric, target)) else "missed"


def _edge(metric: Metric, target: Target) -> float:
    """Return the worst figure that is still near the target."""
    return target.value + (target.tolerance if metric.better == "down" else -target.tolerance)


def meets(metric: Metric, value: float, target: float) -> bool:
    """Say that a figure reaches a target, in the direction that is better for it.

    It is judged as it is printed and published: rounded to the decimals of its metric. A target that has more of them
    than the metric is reached by the figure itself too.
    """
    published = text.rounded(value, metric.decimals)
    if metric.better == "down":
        return min(value, published) <= target + _SLACK
    return max(value, published) >= target - _SLACK


def short_of(metric: Metric, value: float, target: float) -> float:
    """Return how far a figure is from a target, the further the more: below 0 where it is past it.

    A share's distance is in percentage points, as it is read; that of another figure in per cent of the target.
    """
    off = value - target if metric.better == "down" else target - value
    return off if metric.unit == "%" else 100 * off / (target or 1.0)


def behind(metric: Metric, level: Level, value: float, target: float | None) -> tuple[int, float]:
    """Return what sorts judged figures the worst first, wherever they are listed.

    Missed come before near, each the furthest from its target first; what is not behind a target keeps its order.
    """
    if level not in BEHIND or target is None:
        return len(BEHIND), 0.0
    return BEHIND.index(level), -text.rounded(short_of(metric, value, target), metric.decimals)


def goal_places(metric: Metric, value: float | None) -> int:
    """Return the decimals that a target is written with: two where it or its figures have them, so that all have."""
    return max(text.places(value), metric.decimals if metric.decimals > 1 else 0)


def goal_words(metric: Metric, value: float | None) -> str:
    """Write a target of a metric as it is written everywhere: `80 %`, `99,00 %`."""
    return text.quantity(value, metric.unit, goal_places(metric, value))


def enough(metric: Metric, target: float) -> float:
    """Return the lowest figure that is printed as one that reaches a target, where more is better."""
    unit = 10.0**-metric.decimals
    return min(target, math.ceil(target / unit - _SLACK) * unit - unit / 2)
