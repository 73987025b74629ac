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
    lines: list[Trace] = []
    labels = []
    for column, label in edges:
        known = rows[column].dropna()
        if known.empty:
            continue
        lines.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": names(months),
                "y": gaps(rows[column]),
                "line": {"color": theme.LIGHT["ink-2"], "width": 1.5, "dash": "dash", "shape": "hvh"},
                **NO_HOVER,
            }
        )
        labels.append(end_label(float(known.iloc[-1]), label, theme.LIGHT["ink-2"]))
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
    tops = [
        *rows[value].dropna(),
        *(float(rows[column].max()) for column, _label in edges if rows[column].notna().any()),
    ]
    top = 1.15 * max(tops, default=1.0) or 1.0
    low = min([0.0, *rows[value].dropna()])
    return figure(
        [*lines, points],
        height=280,
        xaxis=month_axis(months),
        yaxis={"range": [1.1 * low, top], "nticks": 5, "ticksuffix": suffix},
        annotations=labels,
    )
