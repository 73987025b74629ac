"""Bars that stand, a month each: calls with their wait, shares, counts, lights."""

from collections.abc import Sequence
from typing import Any

from layouts.figures import theme
from layouts.figures.base import Figure, Rows, Trace, figure, gaps, month_axis, names
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import Level

LEGEND = {
    "orientation": "h",
    "x": 0,
    "y": 1.02,
    "xanchor": "left",
    "yanchor": "bottom",
    "traceorder": "normal",
}
MINUTES = (0.5, 1, 2, 3, 5, 10, 15, 30)
TICKS = 5


def calls_and_wait(rows: Rows) -> Figure:
    """Draw calls and abandoned calls as bars and the average wait as a line on an axis of its own.

    Columns: month, calls, abandoned, average_wait (seconds), state.
    """
    months = list(rows["month"])
    wait: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _("Gennemsnitlig ventetid"),
        "x": names(months),
        "y": _minutes(rows),
        "yaxis": "y2",
        "line": {"color": theme.SERIES[1], "width": 2.5},
        "marker": {"size": 8, "symbol": "diamond"},
        "customdata": [text.duration(value) for value in rows["average_wait"]],
        "hovertemplate": _("Ventetid: {wait}", wait="%{customdata}") + "<extra></extra>",
    }
    bars = [
        _bars(rows, "calls", _("Opkald"), theme.SERIES[0]),
        _bars(rows, "abandoned", _("Heraf afbrudte"), theme.SERIES[3]),
    ]
    return figure(
        [*bars, wait],
        barmode="overlay",
        bargap=0.35,
        showlegend=True,
        legend=LEGEND,
        xaxis=month_axis(months),
        yaxis={"tickformat": ",d", "nticks": 6},
        yaxis2=_second_axis(rows),
    )


def _minutes(rows: Rows) -> list[float | None]:
    return [None if wait is None else wait / 60 for wait in gaps(rows["average_wait"])]


def _second_axis(rows: Rows) -> dict[str, Any]:
    highest = max((value for value in _minutes(rows) if value is not None), default=1.0)
    colour, step = (
        theme.SERIES[1],
        next((step for step in MINUTES if step * TICKS >= highest), highest / TICKS),
    )
    return {
        "overlaying": "y",
        "side": "right",
        "range": [0, step * TICKS * 1.05],
        "dtick": step,
        "showgrid": False,
        "tickfont": {"color": colour, "size": 13},
        "ticksuffix": text.suffix("min."),
    }


def _bars(rows: Rows, column: str, name: str, colour: str) -> Trace:
    return {
        "type": "bar",
        "name": name,
        "x": names(rows["month"]),
        "y": gaps(rows[column]),
        "marker": {"color": colour, **_hatched(rows)},
        "customdata": _counted(rows, column),
        "hovertemplate": f"{name}: %{{customdata}}<extra></extra>",
    }


def _counted(rows: Rows, column: str) -> list[str]:
    return [
        text.number(value) + (f" ({word.lower()})" if state != "whole" else "")
        for value, state, word in zip(rows[column], rows["state"], rows["word"], strict=True)
    ]


def _hatched(rows: Rows) -> dict[str, Any]:
    shapes = ["" if state == "whole" else "/" for state in rows["state"]]
    return {"pattern": {"shape": shapes, "fillmode": "replace", "size": 6, "solidity": 0.35}}


def counts(rows: Rows, parts: Sequence[tuple[str, str]], mode: str = "group") -> Figure:
    """Draw counts by month, side by side or as `mode` says.

    `parts` are columns with counts, and their names; the rows also have month, state and word.
    """
    traces = [_bars(rows, column, name, theme.SERIES[place]) for place, (column, name) in enumerate(parts)]
    return _standing(traces, rows, mode, {"tickformat": ",d", "nticks": 6})


def lights(rows: Rows, parts: Sequence[tuple[str, str, Level]]) -> Figure:
    """Draw counts of lights by month, stacked. `parts` are columns with counts, their words and their lights."""
    months = names(rows["month"])
    traces: list[Trace] = [
        {
            "type": "bar",
            "name": name,
            "x": months,
            "y": gaps(rows[column]),
            "marker": {"color": colour, "line": {"width": 1, "color": outline}},
            "customdata": [text.number(value) for value in rows[column]],
            "hovertemplate": f"{name}: %{{customdata}}<extra></extra>",
        }
        for column, name, colour, outline in (
            (column, name, theme.LEVEL_COLOURS[level], theme.OUTLINES[level]) for column, name, level in parts
        )
    ]
    return _standing(traces, rows, "stack", {"tickformat": ",d", "nticks": 6})


def _standing(traces: list[Trace], rows: Rows, mode: str, axis: dict[str, Any]) -> Figure:
    return figure(
        traces,
        barmode=mode,
        bargap=0.35,
        showlegend=len(traces) > 1,
        legend=LEGEND,
        xaxis=month_axis(list(rows["month"])),
        yaxis=axis,
    )
