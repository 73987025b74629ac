"""One among others: a row a share, with the others', the whole's, and how far chance may set one from the rest."""

import pandas as pd

from layouts.figures import theme
from layouts.figures.bars import LEGEND
from layouts.figures.base import NO_HOVER, Figure, Trace, break_note
from layouts.figures.lying import folded, laid_out
from vocabulary import text
from vocabulary.language import _

BAND = "rgba(95,111,126,0.22)"
ROOM = 1.5  # percentage points beside the outermost mark


def draw(rows: pd.DataFrame, own: str, others: str) -> Figure:
    """Draw shares: `own` is what is looked at, `others` what the rest are called.

    Columns: called (the figure), name (whose), is_own (flag), value (0-100), shown, level, word, low and high (between
    which `own` would not differ from the rest), region, region_shown; all rows of a figure follow one another.
    """
    if rows.empty:  # whose columns are no texts
        return laid_out([], 0, {})
    mine = rows[rows["is_own"].astype(bool)].iloc[::-1]
    rest = rows[~rows["is_own"].astype(bool)]
    traces: list[Trace] = [
        _bands(mine),
        _marks(rest, others, "circle-open", theme.SERIES[2], 8, rest["name"] + ": " + rest["shown"]),
        _marks(
            mine.assign(value=mine["region"]), _("Hele regionen"), "line-ns", theme.LIGHT["ink"], 18,
            _("Hele regionen") + ": " + mine["region_shown"],
        ),
        _own(mine, own),
    ]  # fmt: skip
    shown = [*rows["value"], *mine["region"], *mine["low"]]
    first = max(min((each for each in shown if each == each), default=0.0) - ROOM, 0.0)
    begin = 10 * (first // 10)
    axis = {"range": [begin, 101], "ticksuffix": text.suffix("%"), "nticks": 6, "zeroline": False}
    figure = laid_out(traces, len(mine), axis)
    layout = figure["layout"] | {
        "showlegend": True,
        "legend": LEGEND | {"yref": "container", "y": 1, "yanchor": "top", "traceorder": "reversed"},
        "hovermode": "closest",
        "barmode": "overlay",
        "bargap": 0.45,
    }
    layout["margin"] = layout["margin"] | {"t": 88, "r": 24, "b": 64}
    layout["height"] += 64
    # Below the axis: above it the legend needs the room on a phone.
    below = {"y": 0, "yanchor": "top", "yshift": -30}
    notes = {"annotations": [break_note(begin) | below]} if begin else {}
    return figure | {"layout": layout | notes}


def _bands(rows: pd.DataFrame) -> Trace:
    """Return the reach of chance as a bar from one limit to the other."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": _("Adskiller sig ikke fra resten"),
        "x": (rows["high"] - rows["low"]).tolist(),
        "base": rows["low"].tolist(),
        "y": folded(rows["called"]),
        "marker": {"color": BAND, "line": {"width": 0}},
        **NO_HOVER,
    }


def _marks(
    rows: pd.DataFrame, name: str, symbol: str, colour: str, size: int, words: "pd.Series[str]"
) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": rows["value"].tolist(),
        "y": folded(rows["called"]),
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 1.5, "color": colour}},
        "customdata": words.tolist(),
        "hovertemplate": "%{y}<br>%{customdata}<extra></extra>",
    }


def _own(rows: pd.DataFrame, name: str) -> Trace:
    levels, words = rows["level"].tolist(), rows["shown"] + ", " + rows["word"].str.lower()
    trace = _marks(rows, name, "circle", theme.SERIES[0], 14, name + ": " + words)
    trace["marker"] |= theme.marks(levels, 14)
    return trace
