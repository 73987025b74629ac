"""What every figure has in common: its frame, its months, its target line."""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from layouts.figures import theme
from vocabulary import text
from vocabulary.language import _


class Rows(Protocol):
    """What is drawn: rows by their columns, whatever holds them."""

    def __getitem__(self, name: str, /) -> Iterable[Any]:
        """Return a column."""

    def __contains__(self, name: Any, /) -> bool:
        """Say that there is a column."""

    def __len__(self) -> int:
        """Return how many rows there are."""


Figure = dict[str, Any]
Trace = dict[str, Any]

HEIGHT = 320
MONTHS_WITH_ROOM = 14
NARROW = 40.0  # percentage points: shares that lie closer are drawn on an axis of their own
CLOSEST = 4.0  # percentage points: no axis is shorter, but close to 100, or chance would look like news
STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
NO_HOVER = {"hoverinfo": "skip"}


def figure(traces: Sequence[Trace], *, height: int = HEIGHT, **layout: Any) -> Figure:
    """Return a figure with the common margins, and one tooltip for all series at a place."""
    common = {
        "height": height,
        "margin": {"l": 56, "r": 76, "t": 28, "b": 48},
        "hovermode": "x unified",
        "showlegend": False,
        "separators": text.separators(),
    }
    return {"data": list(traces), "layout": common | layout}


def month_axis(months: Sequence[str]) -> dict[str, Any]:
    """Return an axis of months: short names, the year under the first month and under each January."""
    step = -(-len(months) // MONTHS_WITH_ROOM)
    shown = [m for place, m in enumerate(months) if (len(months) - 1 - place) % step == 0]
    labels, year = [], ""
    for month in shown:
        name = text.month_short(month).split(" ")[0]
        labels.append(f"{name}<br>{month[:4]}" if month[:4] != year else name)
        year = month[:4]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": names(months),
        "range": [-0.5, len(months) - 0.5],
        "tickmode": "array",
        "tickvals": names(shown),
        "ticktext": labels,
        "tickangle": 0,
        "unifiedhovertitle": {"text": "%{x}"},
    }


def names(months: Iterable[str]) -> list[str]:
    """Return the months as they stand in tooltips: `april 2015`."""
    return [text.month(month) for month in months]


def gaps(values: Iterable[float | None]) -> list[float | None]:
    """Return the values for plotly: a missing one as None, which leaves a gap."""
    return [None if value is None or text.is_missing(value) else float(value) for value in values]


def newest_goal(rows: Rows) -> float | None:
    """Return the newest target of the rows; None where there is none."""
    return next((each for each in reversed(gaps(rows["target"])) if each is not None), None)


def target_line(rows: Rows, label: str) -> tuple[list[Trace], list[dict[str, Any]]]:
    """Return a dashed line that steps where the target changes, and its label at the line's end."""
    last = newest_goal(rows)
    if last is None:
        return [], []
    line: Trace = {
        "type": "scatter",
        "mode": "lines",
        "name": label,
        "x": names(rows["month"]),
        "y": gaps(rows["target"]),
        "line": {"color": theme.LIGHT["ink-2"], "width": 1.5, "dash": "dash", "shape": "hvh"},
        **NO_HOVER,
    }
    return [line], [end_label(last, label, theme.LIGHT["ink-2"])]


def end_label(height: float, label: str, colour: str) -> dict[str, Any]:
    """Return a label to the right of the plot at the height of a line's end."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": height,
        "text": label,
        "showarrow": False,
        "align": "left",
        "font": {"size": 13, "color": colour},
    }


def share_range(values: Iterable[float | None]) -> tuple[list[float], bool]:
    """Return an axis range for shares and whether it is broken.

    It goes from 0 to 100 where they lie far apart or low; else it begins and ends at round figures around them, so that
    their movements can be seen. What is drawn on a broken axis is no bar.
    """
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=100.0)
    width = max(high - low, min(CLOSEST, max(100 - low, STEPS[0])))
    if width > NARROW:
        return [0, 102], False
    step = next(step for step in STEPS if 3 * step >= width)
    start = step * math.floor((low - 0.2 * step) / step)
    end = step * math.ceil((high + 0.2 * step) / step)
    if start <= 0:
        return [0, 102], False
    return [start, 100 + (100 - start) * 0.03 if end >= 100 else end], True


def begins_at(start: float) -> str:
    """Say that an axis of shares does not begin at nothing."""
    return _("Aksen begynder ved {percent}", percent=text.quantity(start, "%", text.places(start)))


def break_note(start: float) -> dict[str, Any]:
    """Return the note that says an axis does not begin at zero."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6,
        "text": begins_at(start),
        "showarrow": False,
        "font": {"size": 13, "color": theme.LIGHT["ink-2"]},
    }
