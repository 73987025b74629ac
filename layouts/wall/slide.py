"""A slide of the wall, and what it is made of."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.figures.base import begins_at, gaps, share_range
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import Level


@dataclass(frozen=True)
class Slide:
    """One slide. `figure` is its one large figure, `level` how it stands, `goal` the target in words.

    `rows` are things with a light, a name, words and a figure, which the screen shows so many at a time as it has
    room for; `others` is the one line of those that are well and not listed; `tiles` smaller figures; `chart` the
    course of the figure, as `assets/wall.js` draws it. `reach` says what day or time the figures go to.
    """

    key: str
    title: str
    level: Level = "none"
    figure: str = ""
    word: str = ""
    goal: str = ""
    sentence: str = ""
    cause: str = ""
    others: str = ""
    reach: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)
    tiles: list[dict[str, str]] = field(default_factory=list)
    chart: dict[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        """Return the slide as the browser gets it."""
        return asdict(self)


def months_chart(rows: Sequence[Row], unit: str) -> dict[str, Any]:
    """Return the course of a monthly figure with its target: amounts as bars from nothing, shares as points.

    The axis of shares that live close together begins and ends near them, and `note` says where it begins.
    """
    values, targets = (gaps(row[name] for row in rows) for name in ("value", "target"))
    known = [each for each in [*values, *targets] if each is not None]
    lowest, highest, note = 0.0, round_above(max(known, default=1)), ""
    if unit == "%":
        (lowest, highest), is_broken = share_range(known)
        highest = min(highest, 100.0)
        note = begins_at(lowest) if is_broken else ""
    goal = next((each for each in reversed(targets) if each is not None), None)
    return {
        "kind": "shares" if unit == "%" else "months",
        "labels": [text.month_short(row["month"]) for row in rows],
        "values": values,
        "levels": [row["level"] for row in rows],
        "whole": [row["state"] == "whole" for row in rows],
        "target": targets,
        "goal": "" if goal is None else text.quantity(goal, unit, text.places(goal)),
        "lowest": lowest,
        "highest": highest,
        "note": note,
        "ticks": [
            {"at": at, "words": text.quantity(at, unit, text.places(at))} for at in _ticks(lowest, highest)
        ],
    }


def _ticks(lowest: float, highest: float) -> list[float]:
    """Return where an axis has its figures: at its ends, and half way where that is a round figure."""
    middle = (lowest + highest) / 2
    return [lowest, middle, highest] if middle.is_integer() else [lowest, highest]


def round_above(value: float) -> float:
    """Return the next round number, whose half is round too: where a chart's axis of counts ends."""
    least = max(value, 2.0)
    power = 10.0 ** math.floor(math.log10(least))
    ends = (round(step * power, 6) for step in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10))
    return next(end for end in ends if end >= least and end % 2 == 0)


def row(level: str, name: str, words: str, value: str, about: str = "", goal: str = "") -> dict[str, str]:
    """Return a row of a slide: `about` is what the name is of, `goal` its target in words."""
    return {"level": level, "name": name, "about": about, "words": words, "value": value, "goal": goal}


def reach(snapshot: Snapshot, sources: Iterable[str]) -> str:
    """Say until which day the newest of some sources has told; '' where none has."""
    days = [day for day in map(snapshot.coverage.through, sources) if day is not None]
    if not days:
        return ""
    return _("Tal til og med {day}", day=text.day_of_year(max(days), snapshot.moment().date()))


def tile(name: str, value: str, level: str, note: str) -> dict[str, str]:
    """Return a smaller figure of a slide."""
    return {"name": name, "value": value, "level": level, "note": note}
