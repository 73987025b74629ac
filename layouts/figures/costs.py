"""What each part of a share costs, dimension by dimension, as bars to either side of nothing."""

from textwrap import wrap

from layouts.figures import theme
from layouts.figures.base import NO_HOVER, Figure, Rows, Trace, figure
from layouts.figures.lying import OUTSIDE, ROW_HEIGHT, WIDEST_LABEL
from vocabulary import text
from vocabulary.language import _


def draw(rows: Rows) -> Figure:
    """Draw the cost of each part under its dimension. Columns: dimension, part, cost (percentage points)."""
    labels: list[str] = []
    costs: list[float | None] = []
    words: list[str] = []
    before = ""
    for dimension, part, cost in zip(rows["dimension"], rows["part"], rows["cost"], strict=True):
        if dimension != before:
            labels.append(f"<b>{dimension}</b>")
            costs.append(None)
            words.append("")
            before = dimension
        labels.append("<br>".join(wrap(str(part), WIDEST_LABEL)))
        costs.append(None if text.is_missing(cost) else float(cost))
        words.append(text.number(cost, 2))
    places = list(range(len(labels)))
    # At the end of a bar to the left the figure would lie on the names, which stand there: it stands beyond nothing.
    goes_left = [(cost or 0) < 0 for cost in costs]
    left: Trace = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * sum(goes_left),
        "y": [place for place in places if goes_left[place]],
        "text": [text.SPACE + words[place] for place in places if goes_left[place]],
        "textposition": "middle right",
        "textfont": {"size": 13},
        "cliponaxis": False,
        **NO_HOVER,
    }
    bars: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": costs,
        "y": places,
        "marker": {"color": [theme.SERIES[3 if (cost or 0) > 0 else 2] for cost in costs]},
        "text": ["" if goes_left[place] else words[place] for place in places],
        "customdata": [
            f"{label.replace('<br>', ' ')}: {word}" for label, word in zip(labels, words, strict=True)
        ],
        "hovertemplate": _("%{customdata} procentpoint") + "<extra></extra>",
        **OUTSIDE,
    }
    return figure(
        [bars, left],
        height=max(len(labels) * ROW_HEIGHT + 70, 160),
        hovermode="closest",
        margin={"l": 8, "r": 64, "t": 12, "b": 56},
        bargap=0.3,
        xaxis={"showgrid": True, "nticks": 5, "zeroline": True, "title": {"text": _("procentpoint")}},
        # Placed by number, because two dimensions can have a part of the same name.
        yaxis={
            "automargin": True,
            "tickvals": places,
            "ticktext": labels,
            "autorange": "reversed",
            "showgrid": False,
        },
    )
