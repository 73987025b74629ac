"""A slide of the wall, and what it is made of."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from data_access.snapshot.rows import Row
from layouts.figures.base import gaps
from vocabulary import text
from vocabulary.status import Level


@dataclass(frozen=True)
class Slide:
    """One slide. `figure` is its one large figure, `level` how it stands, `goal` the target in words.

    `rows` are things with a light, a name, words and a figure, which the screen shows so many at a time as it has
    room for; `tiles` smaller figures; `chart` the course of the figure, as `assets/wall.js` draws it.
    """

    key: str
    title: str
    level: Level = "none"
    figure: str = ""
    word: str = ""
    goal: str = ""
    sentence: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)
    tiles: list[dict[str, str]] = field(default_factory=list)
    chart: dict[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        """Return the slide as the browser gets it."""
        return asdict(self)


def months_chart(rows: Sequence[Row], unit: str) -> dict[str, Any]:
    """Return the course of a monthly figure with its target."""
    values, targets = (gaps(row[name] for row in rows) for name in ("value", "target"))
    known = [each for each in [*values, *targets] if each is not None]
    highest = 100.0 if unit == "%" else round_above(max(known, default=1))
    return {
        "kind": "months",
        "labels": [text.month_short(row["month"]) for row in rows],
        "values": values,
        "levels": [row["level"] for row in rows],
        "whole": [row["state"] == "whole" for row in rows],
        "target": targets,
        "highest": highest,
        "ticks": [
            {"at": highest * part, "words": text.quantity(highest * part, unit)} for part in (0, 0.5, 1)
        ],
    }


def round_above(value: float) -> float:
    """Return the next round number, whose half is round too: where a chart's axis of counts ends."""
    least = max(value, 2.0)
    power = 10.0 ** math.floor(math.log10(least))
    ends = (round(step * power, 6) for step in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10))
    return next(end for end in ends if end >= least and end % 2 == 0)


def row(level: str, name: str, words: str, value: str) -> dict[str, str]:
    """Return a row of a slide."""
    return {"level": level, "name": name, "words": words, "value": value}


def tile(name: str, value: str, level: str, note: str) -> dict[str, str]:
    """Return a smaller figure of a slide."""
    return {"name": name, "value": value, "level": level, "note": note}
