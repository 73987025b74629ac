"""Bars that lie, a row each: hospitals, sites, services, whatever has a name that needs room."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from layouts.figures import theme
from layouts.figures.bars import LEGEND
from layouts.figures.base import Figure, Rows, Trace, figure, gaps
from vocabulary import text
from vocabulary.language import _

OUTSIDE = {"textposition": "outside", "cliponaxis": False, "constraintext": "none", "textfont": {"size": 13}}
ROW_HEIGHT = 38
WIDEST_LABEL = 24


def overlaid(rows: Rows, label: str, parts: Sequence[tuple[str, str]]) -> Figure:
    """Draw counts over any categories, the first on top, each part in front of the one before it.

    Columns: those named. The bars lie, because names of categories have no room side by side on a phone.
    """
    traces: list[Trace] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": gaps(upward(rows[column])),
            "y": folded(upward(rows[label])),
            "marker": {"color": theme.SERIES[3 * place]},
            "customdata": [text.number(value) for value in upward(rows[column])],
            "hovertemplate": f"%{{y}}, {name.lower()}: %{{customdata}}<extra></extra>",
        }
        for place, (column, name) in enumerate(parts)
    ]
    drawn = laid_out(traces, len(rows), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    drawn["layout"] |= {"barmode": "overlay", "showlegend": True, "legend": LEGEND}
    return drawn


def ranked(
    rows: Rows, label: str, value: str, name: str, *, unit: str = "antal", decimals: int = 0
) -> Figure:
    """Draw one bar a row, the first on top, its figure at its end; one that is `withheld` says so instead.

    Columns: those named, and withheld (flag), where some may be.
    """
    values = upward(rows[value])
    withheld = upward(rows["withheld"]) if "withheld" in rows else [False] * len(values)
    hidden = [gone and text.is_missing(each) for each, gone in zip(values, withheld, strict=True)]
    words = [text.quantity(each, unit, decimals) for each in values]
    bars: Trace = {
        "type": "bar",
        "orientation": "h",
        "name": name,
        # A bar of nothing still has the word at its end.
        "x": gaps(0 if gone else each for each, gone in zip(values, hidden, strict=True)),
        "y": folded(upward(rows[label])),
        "marker": {"color": theme.SERIES[0]},
        "text": [_("skjult") if gone else each for each, gone in zip(words, hidden, strict=True)],
        **OUTSIDE,
        "hovertemplate": f"%{{y}}: %{{text}} {name.lower()}<extra></extra>",
    }
    axis = {"ticksuffix": text.suffix("%")} if unit == "%" else {"tickformat": ",d"}
    return laid_out([bars], len(rows), axis | {"nticks": 5, "rangemode": "tozero"})


def upward(column: Iterable[Any]) -> list[Any]:
    """Return a column from the bottom of a chart to its top: the first row stands on top."""
    return list(column)[::-1]


def folded(names: Iterable[str]) -> list[str]:
    """Break long names, so that they leave room for the bars on a phone."""
    return ["<br>".join(wrap(name, WIDEST_LABEL)) for name in names]


def upright(at: float, label: str) -> dict[str, Any]:
    """Return what of a layout draws a target as a line that stands, with its label above it."""
    colour = theme.LIGHT["ink-2"]
    line = {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"}
    note = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2, "xanchor": "right"}
    return {
        "shapes": [line | {"line": {"color": colour, "width": 1.5, "dash": "dash"}}],
        "annotations": [note | {"text": label, "showarrow": False, "font": {"color": colour, "size": 13}}],
    }


def laid_out(traces: list[Trace], rows: int, axis: dict[str, Any]) -> Figure:
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
