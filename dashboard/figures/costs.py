"""What each part of a share costs, dimension by dimension, as bars to either side of nothing."""

from textwrap import wrap

import pandas as pd

from dashboard import text, theme
from dashboard.figures.base import Figure, Trace, figure
from dashboard.figures.bars import OUTSIDE, ROW_HEIGHT, WIDEST_LABEL
from dashboard.language import _


def draw(rows: pd.DataFrame, most: int) -> Figure:
    """Draw the costliest parts of each dimension. Columns: dimension, part, cost (percentage points)."""
    labels, costs, words = [], [], []
    for dimension, parts in rows.groupby("dimension", sort=False):
        labels.append(f"<b>{dimension}</b>")
        costs.append(None)
        words.append("")
        shown = parts.head(most)
        labels += ["<br>".join(wrap(str(part), WIDEST_LABEL)) for part in shown["part"]]
        costs += shown["cost"].tolist()
        words += [text.number(cost, 2) for cost in shown["cost"]]
    places = list(range(len(labels)))
    trace: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": costs,
        "y": places,
        "marker": {"color": [theme.SERIES[3 if (cost or 0) > 0 else 2] for cost in costs]},
        "text": words,
        "customdata": [label.replace("<br>", " ") for label in labels],
        "hovertemplate": _("%{customdata}: %{text} procentpoint") + "<extra></extra>",
        **OUTSIDE,
    }
    return figure(
        [trace],
        height=max(len(labels) * ROW_HEIGHT + 70, 160),
        hovermode="closest",
        margin={"l": 8, "r": 64, "t": 12, "b": 56},
        bargap=0.3,
        xaxis={"showgrid": True, "nticks": 5, "zeroline": True, "title": {"text": _("procentpoint")}},
        # Placed by number, because two dimensions can have a part of the same name.
        yaxis={"automargin": True, "tickvals": places, "ticktext": labels, "autorange": "reversed", "showgrid": False},
    )
