"""Bars: calls with their wait, channels, hospitals, sites."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pandas as pd

from layouts.figures import theme
from layouts.figures.base import Figure, Trace, figure, gaps, month_axis, names
from vocabulary import text
from vocabulary.language import _

LEGEND = {
    "orientation": "h",
    "x": 0,
    "y": 1.02,
    "xanchor": "left",
    "yanchor": "bottom",
    "traceorder": "normal",
}
OUTSIDE = {"textposition": "outside", "cliponaxis": False, "constraintext": "none", "textfont": {"size": 13}}
ROW_HEIGHT = 38
MINUTES = (0.5, 1, 2, 3, 5, 10, 15, 30)
TICKS = 5
PERCENTS = (0, 50, 100)
WIDEST_LABEL = 24


def calls_and_wait(rows: pd.DataFrame) -> Figure:
    """Draw calls and abandoned calls as bars and the average wait as a line on an axis of its own.

    Columns: month, calls, abandoned, average_wait (seconds), state.
    """
    months = rows["month"].tolist()
    wait: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _("Gennemsnitlig ventetid"),
        "x": names(months),
        "y": gaps(rows["average_wait"] / 60),
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


def _second_axis(rows: pd.DataFrame) -> dict[str, Any]:
    highest = max((value for value in gaps(rows["average_wait"] / 60) if value is not None), default=1.0)
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


def _bars(rows: pd.DataFrame, column: str, name: str, colour: str) -> Trace:
    return {
        "type": "bar",
        "name": name,
        "x": names(rows["month"].tolist()),
        "y": gaps(rows[column]),
        "marker": {"color": colour, **_hatched(rows)},
        "customdata": _counted(rows, column),
        "hovertemplate": f"{name}: %{{customdata}}<extra></extra>",
    }


def _counted(rows: pd.DataFrame, column: str) -> list[str]:
    return [
        text.number(value) + (f" ({word.lower()})" if state != "whole" else "")
        for value, state, word in zip(rows[column], rows["state"], rows["word"], strict=True)
    ]


def _hatched(rows: pd.DataFrame) -> dict[str, Any]:
    shapes = ["" if state == "whole" else "/" for state in rows["state"]]
    return {"pattern": {"shape": shapes, "fillmode": "replace", "size": 6, "solidity": 0.35}}


def percents(rows: pd.DataFrame, parts: Sequence[tuple[str, str]]) -> Figure:
    """Draw shares by month side by side. `parts` are columns with shares (0-100), and their names."""
    return shares(rows, parts, "group")


def shares(rows: pd.DataFrame, parts: Sequence[tuple[str, str]], mode: str = "stack") -> Figure:
    """Draw the shares of a whole by month, stacked to 100 % or as `mode` says.

    `parts` are columns with shares (0-100), and their names; the rows also have month, state and word.
    """
    traces = [
        _bars(rows, column, name, theme.SERIES[place])
        | {"customdata": [text.quantity(value, "%", 1) for value in rows[column]]}
        for place, (column, name) in enumerate(parts)
    ]
    axis = {"range": [0, 102], "ticksuffix": text.suffix("%"), "nticks": 6}
    return _standing(traces, rows, mode, axis)


def counts(rows: pd.DataFrame, parts: Sequence[tuple[str, str]], mode: str = "group") -> Figure:
    """Draw counts by month, side by side or as `mode` says.

    `parts` are columns with counts, and their names; the rows also have month, state and word.
    """
    traces = [_bars(rows, column, name, theme.SERIES[place]) for place, (column, name) in enumerate(parts)]
    return _standing(traces, rows, mode, {"tickformat": ",d", "nticks": 6})


def lights(rows: pd.DataFrame, parts: Sequence[tuple[str, str, str]]) -> Figure:
    """Draw counts of lights by month, stacked. `parts` are columns with counts, their words and their colours."""
    months = names(rows["month"].tolist())
    traces: list[Trace] = [
        {
            "type": "bar",
            "name": name,
            "x": months,
            "y": gaps(rows[column]),
            "marker": {"color": colour},
            "customdata": [text.number(value) for value in rows[column]],
            "hovertemplate": f"{name}: %{{customdata}}<extra></extra>",
        }
        for column, name, colour in parts
    ]
    return _standing(traces, rows, "stack", {"tickformat": ",d", "nticks": 6})


def _standing(traces: list[Trace], rows: pd.DataFrame, mode: str, axis: dict[str, Any]) -> Figure:
    return figure(
        traces,
        barmode=mode,
        bargap=0.35,
        showlegend=len(traces) > 1,
        legend=LEGEND,
        xaxis=month_axis(rows["month"].tolist()),
        yaxis=axis,
    )


def overlaid(rows: pd.DataFrame, label: str, parts: Sequence[tuple[str, str]]) -> Figure:
    """Draw counts over any categories, the first on top, each part in front of the one before it.

    Columns: those named. The bars lie, because names of categories have no room side by side on a phone.
    """
    shown = rows.iloc[::-1]
    traces: list[Trace] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": gaps(shown[column]),
            "y": folded(shown[label]),
            "marker": {"color": theme.SERIES[3 * place]},
            "customdata": [text.number(value) for value in shown[column]],
            "hovertemplate": f"%{{y}}, {name.lower()}: %{{customdata}}<extra></extra>",
        }
        for place, (column, name) in enumerate(parts)
    ]
    drawn = lying(traces, len(rows), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    drawn["layout"] |= {"barmode": "overlay", "showlegend": True, "legend": LEGEND}
    return drawn


def ranked(
    rows: pd.DataFrame, label: str, value: str, name: str, *, unit: str = "antal", decimals: int = 0
) -> Figure:
    """Draw one bar a row, the first on top, its figure at its end; one that is `withheld` says so instead.

    Columns: those named, and withheld (flag), where some may be.
    """
    shown = rows.iloc[::-1]
    hidden = shown[value].isna() & (shown["withheld"].astype(bool) if "withheld" in shown else False)
    words = [text.quantity(each, unit, decimals) for each in shown[value]]
    bars: Trace = {
        "type": "bar",
        "orientation": "h",
        "name": name,
        # A bar of nothing still has the word at its end.
        "x": gaps(shown[value].mask(hidden, 0)),
        "y": folded(shown[label]),
        "marker": {"color": theme.SERIES[0]},
        "text": [_("skjult") if gone else each for each, gone in zip(words, hidden, strict=True)],
        **OUTSIDE,
        "hovertemplate": f"%{{y}}: %{{text}} {name.lower()}<extra></extra>",
    }
    axis = {"ticksuffix": text.suffix("%")} if unit == "%" else {"tickformat": ",d"}
    return lying([bars], len(rows), axis | {"nticks": 5, "rangemode": "tozero"})


def sites(rows: pd.DataFrame, target_label: str) -> Figure:
    """Draw each site's share by action class beside the target. Columns: site, standard, heavy, target."""
    shown = rows.iloc[::-1]
    classes = (("heavy", _("Tunge handlinger"), 1), ("standard", _("Almindelige handlinger"), 0))
    traces: list[Trace] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": gaps(shown[column]),
            "y": folded(shown["site"]),
            "marker": {"color": theme.SERIES[series]},
            "text": [text.quantity(value, "%", 2) for value in shown[column]],
            **OUTSIDE,
            "hovertemplate": f"%{{y}}, {name.lower()}: %{{text}}<extra></extra>",
        }
        for column, name, series in classes
    ]
    axis = {
        "range": [0, 108],
        "tickvals": PERCENTS,
        "ticktext": [text.quantity(each, "%") for each in PERCENTS],
    }
    drawn = lying(traces, len(rows), axis)
    layout = drawn["layout"]
    # The legend keeps to the top edge, so that the target's label has the room above the plot.
    layout |= {
        "showlegend": True,
        "legend": LEGEND | {"traceorder": "reversed", "yref": "container", "y": 1, "yanchor": "top"},
        "margin": layout["margin"] | {"t": 68},
        "height": layout["height"] + 40,
        "barmode": "group",
        "bargap": 0.3,
    }
    goals = rows["target"].dropna()
    if len(goals):
        layout |= _upright(float(goals.iloc[0]), target_label)
    return drawn


def folded(names: "pd.Series[str]") -> list[str]:
    """Break long names, so that they leave room for the bars on a phone."""
    return ["<br>".join(wrap(name, WIDEST_LABEL)) for name in names]


def _upright(at: float, label: str) -> dict[str, Any]:
    colour = theme.LIGHT["ink-2"]
    line = {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"}
    note = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2, "xanchor": "right"}
    return {
        "shapes": [line | {"line": {"color": colour, "width": 1.5, "dash": "dash"}}],
        "annotations": [note | {"text": label, "showarrow": False, "font": {"color": colour, "size": 13}}],
    }


def lying(traces: list[Trace], rows: int, axis: dict[str, Any]) -> Figure:
    """Return a figure of lying bars, so high that each row has its place."""
    return figure(
        traces,
        height=max(rows * ROW_HEIGHT + 90, 160),
        hovermode="closest",
        margin={"l": 8, "r": 64, "t": 28, "b": 56},
        bargap=0.3,
        xaxis=axis | {"showgrid": True},
        yaxis={
            "automargin": True,
            "type": "category",
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": "rgba(0,0,0,0)",
        },
    )
