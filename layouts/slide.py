"""A slide of the wall, and what it is made of."""

from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from dashboard import text
from dashboard.figures.base import gaps
from dashboard.status import Level


@dataclass(frozen=True)
class Slide:
    """One slide. `figure` is its one large figure, `level` how it stands, `goal` the target in words.

    `rows` are at most seven things with a light, a name, words and a figure; `tiles` smaller figures; `chart` the
    course of the figure, as `assets/wall.js` draws it.
    """

    key: str
    title: str
    level: Level = "none"
    figure: str = ""
    word: str = ""
    goal: str = ""
    sentence: str = ""
    part: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)
    tiles: list[dict[str, str]] = field(default_factory=list)
    chart: dict[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        """Return the slide as the browser gets it."""
        return asdict(self)


def months_chart(rows: pd.DataFrame, unit: str) -> dict[str, Any]:
    """Return the course of a monthly figure with its target."""
    values = [*gaps(rows["value"]), *gaps(rows["target"])]
    highest = 100.0 if unit == "%" else max((value for value in values if value is not None), default=1.0)
    return {
        "kind": "months",
        "labels": [text.month_short(month) for month in rows["month"]],
        "values": gaps(rows["value"]),
        "levels": rows["level"].tolist(),
        "whole": (rows["state"] == "whole").tolist(),
        "target": gaps(rows["target"]),
        "highest": highest,
        "ticks": [
            {"at": highest * part, "words": text.quantity(highest * part, unit)} for part in (0, 0.5, 1)
        ],
        "last": rows["shown"].iloc[-1],
    }


def row(level: str, name: str, words: str, value: str) -> dict[str, str]:
    """Return a row of a slide."""
    return {"level": level, "name": name, "words": words, "value": value}
