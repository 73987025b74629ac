"""Amounts that make up a whole: by part, step by step, and so far of what is aimed at."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from layouts.figures import theme
from layouts.figures.bars import LEGEND
from layouts.figures.base import Figure, Trace, gaps
from layouts.figures.lying import OUTSIDE, folded, laid_out
from vocabulary import text
from vocabulary.language import _


def stacked(rows: pd.DataFrame, label: str, part: str, value: str, unit: str) -> Figure:
    """Draw one bar a label, made up of its parts. Columns: those named; at most four different parts."""
    labels = list(dict.fromkeys(rows[label]))
    traces: list[Trace] = []
    for place, name in enumerate(dict.fromkeys(rows[part])):
        of_part = rows[rows[part] == name]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "x": gaps(of_part[value]),
                "y": folded(of_part[label]),
                "marker": {"color": theme.SERIES[place]},
                "text": [text.number(each, text.places(each)) for each in of_part[value]],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textfont": {"size": 13, "color": theme.LIGHT["card"]},
                "customdata": [text.quantity(each, unit, text.places(each)) for each in of_part[value]],
                "hovertemplate": f"%{{y}}, {name}: %{{customdata}}<extra></extra>",
            }
        )
    drawn = laid_out(traces, len(labels), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    order = {"categoryorder": "array", "categoryarray": folded(pd.Series(labels[::-1], dtype="str"))}
    layout = drawn["layout"]
    layout |= {"barmode": "stack", "showlegend": True, "legend": LEGEND, "yaxis": layout["yaxis"] | order}
    layout |= {"height": layout["height"] + 60, "margin": layout["margin"] | {"t": 56}}
    return drawn


def waterfall(rows: pd.DataFrame, label: str, value: str, unit: str) -> Figure:
    """Draw steps that add up. Columns: those named, start (where a step begins) and total (flag)."""
    shown = rows.iloc[::-1]
    colours = [theme.SERIES[2] if total else theme.SERIES[0] for total in shown["total"]]
    written = [text.quantity(each, unit, text.places(each)) for each in shown[value]]
    names = folded(shown[label])
    lifted: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(shown["start"]),
        "y": names,
        "marker": {"color": "rgba(0,0,0,0)"},
        "hoverinfo": "skip",
    }
    steps: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(shown[value]),
        "y": names,
        "marker": {"color": colours},
        "text": written,
        **OUTSIDE,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    drawn = laid_out([lifted, steps], len(rows), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    drawn["layout"] |= {"barmode": "stack", "margin": drawn["layout"]["margin"] | {"r": 96}}
    return drawn


def progress(rows: pd.DataFrame, label: str, value: str, aim: str) -> Figure:
    """Draw how far each thing has come towards its aim. Columns: those named."""
    shown = rows.iloc[::-1]
    names = folded(shown[label])
    whole: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(shown[aim]),
        "y": names,
        "marker": {"color": theme.LIGHT["line"], "line": {"color": theme.LIGHT["unknown"], "width": 1}},
        "hoverinfo": "skip",
    }
    done: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(shown[value]),
        "y": names,
        "marker": {"color": theme.SERIES[0]},
        "text": [
            _("{done} af {aim}", done=text.number(done), aim=text.number(of))
            for done, of in zip(shown[value], shown[aim], strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "end",
        "textfont": {"size": 16, "color": theme.LIGHT["card"]},
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    drawn = laid_out([whole, done], len(rows), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    drawn["layout"] |= {"barmode": "overlay"}
    return drawn


def pairs(rows: pd.DataFrame, label: str, parts: Sequence[tuple[str, str]]) -> Figure:
    """Draw shares side by side, a group a row. `parts` are columns with shares (0-100), and their names."""
    shown = rows.iloc[::-1]
    traces: list[Trace] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": gaps(shown[column]),
            "y": folded(shown[label]),
            "marker": {"color": theme.SERIES[place]},
            "text": [text.quantity(each, "%", 1) for each in shown[column]],
            **OUTSIDE,
            "hovertemplate": f"%{{y}}, {name.lower()}: %{{text}}<extra></extra>",
        }
        for place, (column, name) in reversed(list(enumerate(parts)))
    ]
    axis: dict[str, Any] = {"range": [0, 108], "ticksuffix": text.suffix("%"), "nticks": 5}
    drawn = laid_out(traces, len(rows), axis)
    layout = drawn["layout"]
    layout |= {"barmode": "group", "showlegend": True, "legend": LEGEND | {"traceorder": "reversed"}}
    layout |= {"height": layout["height"] + 40, "margin": layout["margin"] | {"t": 56}}
    return drawn
