"""How a project has drifted from its plan: a figure by month, with the edges from which its light turns."""

from collections.abc import Sequence

import pandas as pd

from layouts.figures import theme
from layouts.figures.base import NO_HOVER, Figure, Trace, end_label, figure, gaps, month_axis, names


def draw(
    rows: pd.DataFrame,
    value: str,
    level: str,
    words: str,
    name: str,
    edges: Sequence[tuple[str, str]],
    suffix: str = "",
) -> Figure:
    """Draw the column `value` by month, each point with the light that it gives (the column `level`).

    `words` is the column that says the figure, `edges` are columns with the limits of the lights, and what they are
    called at the line's end. Columns: those named, and month.
    """
    months = rows["month"].tolist()
    drawn = [(column, label) for column, label in edges if rows[column].notna().any()]
    points: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": names(months),
        "y": gaps(rows[value]),
        "line": {"color": theme.SERIES[0], "width": 2.5, "shape": "hv"},
        "marker": theme.marks(rows[level].tolist(), 11),
        "customdata": rows[words].tolist(),
        "hovertemplate": f"{name}: %{{customdata}}<extra></extra>",
    }
    known = [*rows[value].dropna()]
    top = 1.15 * max([*known, *(float(rows[column].max()) for column, _label in drawn)], default=1.0) or 1.0
    return figure(
        [*(_edge(rows, column) for column, _label in drawn), points],
        height=280,
        xaxis=month_axis(months),
        yaxis={"range": [1.1 * min([0.0, *known]), top], "nticks": 5, "ticksuffix": suffix},
        annotations=[
            end_label(float(rows[column].dropna().iloc[-1]), label, theme.LIGHT["ink-2"])
            for column, label in drawn
        ],
    )


def _edge(rows: pd.DataFrame, column: str) -> Trace:
    """Return the line of a limit, which holds until the month in which it is another."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": names(rows["month"].tolist()),
        "y": gaps(rows[column]),
        "line": {"color": theme.LIGHT["ink-2"], "width": 1.5, "dash": "dash", "shape": "hvh"},
        **NO_HOVER,
    }
