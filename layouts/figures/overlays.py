"""What is laid over a chart of months, whatever it shows: usual variation, a comparison, notes, the picked month."""

from collections.abc import Mapping, Sequence
from typing import Any

from layouts.figures import theme
from layouts.figures.bars import LEGEND
from layouts.figures.base import NO_HOVER, Figure, Rows, Trace, gaps, names
from vocabulary import text

_LEGEND_HEIGHT = 28
_BAND = "rgba(95,111,126,0.14)"


def usual(figure: Figure, levels: Sequence[Rows], unusual: Rows, value: str) -> Figure:
    """Lay the band between the natural limits behind the chart, and a ring about each point that lies outside it.

    `levels` are the months of each level (month, usual_low, usual_high): each has a band of its own, and none runs over
    a shift to another. `unusual` are the rows that lie outside, with the figure's own column `value`.
    """
    bands = [trace for level in levels for trace in _band(level)]
    return {**figure, "data": [*bands, *figure["data"], *_rings(unusual, value)]}


def _band(rows: Rows) -> list[Trace]:
    months = names(rows["month"])
    edge = {"type": "scatter", "mode": "lines", "x": months, "showlegend": False, **NO_HOVER}
    line = {"color": theme.SERIES[2], "width": 1, "dash": "dot"}
    low: Trace = {**edge, "y": gaps(rows["usual_low"]), "line": line}
    high: Trace = {**edge, "y": gaps(rows["usual_high"]), "line": line, "fill": "tonexty", "fillcolor": _BAND}
    return [low, high]


def _rings(rows: Rows, value: str) -> list[Trace]:
    if not len(rows):
        return []
    ring = {"size": 20, "symbol": "circle-open", "color": theme.LIGHT["ink-2"], "line": {"width": 2}}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": names(rows["month"]),
            "y": gaps(rows[value]),
            "marker": ring,
            "showlegend": False,
            **NO_HOVER,
        }
    ]


def compared(figure: Figure, rows: Rows, label: str, own: str, written: Sequence[str]) -> Figure:
    """Lay what is compared with over the chart as a dashed line, and name both in a legend.

    It has the colour of what it is held against, which is the chart's first series; another series keeps its own.
    Columns: month, compared. `written` is the figure of each month in words.
    """
    line: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label,
        "x": names(rows["month"]),
        "y": gaps(rows["compared"]),
        "line": {"color": theme.SERIES[0], "width": 2, "dash": "dash"},
        "marker": {
            "size": 8,
            "symbol": "diamond",
            "color": theme.LIGHT["card"],
            "line": {"width": 2, "color": theme.SERIES[0]},
        },
        "customdata": list(written),
        "hovertemplate": f"{label}: %{{customdata}}<extra></extra>",
        "showlegend": True,
    }
    # Under the line lies one of the ground's colour, so that it is seen on bars of its own colour too.
    ground: Trace = {
        "type": "scatter",
        "mode": "lines",
        "x": line["x"],
        "y": line["y"],
        "line": {"color": theme.LIGHT["card"], "width": 5},
        "showlegend": False,
        **NO_HOVER,
    }
    layout = figure["layout"]
    named = figure["data"] if layout.get("showlegend") else [_named(trace, own) for trace in figure["data"]]
    # The legend stands above what a chart may say there itself.
    shown = {
        "showlegend": True,
        "legend": layout.get("legend", LEGEND) | {"y": 1.1},
        "margin": layout["margin"] | {"t": layout["margin"]["t"] + _LEGEND_HEIGHT},
        "height": layout["height"] + _LEGEND_HEIGHT,
    }
    return {**figure, "data": [*named, ground, line], "layout": layout | shown}


def _named(trace: Trace, own: str) -> Trace:
    """Name the figure's own series in the legend, and nothing that only helps to read it."""
    is_series = trace.get("hoverinfo") != "skip"
    return trace | ({"name": own, "showlegend": True} if is_series else {"showlegend": False})


def flags(figure: Figure, numbered: Sequence[tuple[int, str, bool]]) -> Figure:
    """Put a small numbered flag at the foot of each month that has a note: number, month, is it a change of shape.

    A change of the organisation is a line through the whole chart too.
    """
    colour = theme.LIGHT["ink-2"]
    notes: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for month in dict.fromkeys(month for _, month, _ in numbered):
        here = [(number, moved) for number, at, moved in numbered if at == month]
        notes.append(
            {
                "x": text.month(month),
                "y": 0,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 3,
                "text": ", ".join(str(number) for number, _ in here),
                "showarrow": False,
                "bordercolor": colour,
                "borderwidth": 1,
                "borderpad": 2,
                "bgcolor": theme.LIGHT["card"],
                "font": {"size": 13, "color": theme.LIGHT["ink"]},
            }
        )
        if any(moved for _, moved in here):
            line = {"color": colour, "width": 1.5, "dash": "dashdot"}
            at = text.month(month)
            lines.append(
                {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}
            )
    return _with(figure, annotations=notes, shapes=lines)


def picked(figure: Figure, month: str) -> Figure:
    """Mark the picked month by a pale column behind it."""
    places = figure["layout"].get("xaxis", {}).get("categoryarray", [])
    if text.month(month) not in places:
        return figure
    at = places.index(text.month(month))
    column = {"type": "rect", "x0": at - 0.5, "x1": at + 0.5, "y0": 0, "y1": 1, "yref": "paper"}
    paint = {"fillcolor": theme.LIGHT["accent"], "opacity": 0.12, "line": {"width": 0}, "layer": "below"}
    return _with(figure, shapes=[column | paint])


def clicks(figure: Figure, parameter: str, values: Mapping[str, str]) -> Figure:
    """Say what a click on each label sets the address's parameter to."""
    meta = {"parameter": parameter, "values": dict(values)}
    return {**figure, "layout": figure["layout"] | {"meta": meta}}


def _with(figure: Figure, **more: list[dict[str, Any]]) -> Figure:
    layout = figure["layout"]
    return {
        **figure,
        "layout": layout | {name: [*layout.get(name, []), *each] for name, each in more.items()},
    }
