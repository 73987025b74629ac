"""What each part of a share costs, dimension by dimension, as bars to either side of nothing."""

from dataclasses import dataclass
from textwrap import wrap

from layouts.figures import theme
from layouts.figures.base import NO_HOVER, Figure, Rows, Trace, figure
from layouts.figures.lying import OUTSIDE, ROW_HEIGHT, WIDEST_LABEL
from vocabulary import text
from vocabulary.language import _


@dataclass(frozen=True)
class _Bars:
    """What the bars say, one below the other: a dimension's name has no cost and no words."""

    labels: list[str]
    costs: list[float | None]
    words: list[str]


def draw(rows: Rows) -> Figure:
    """Draw the cost of each part under its dimension. Columns: dimension, part, cost (percentage points)."""
    said = _said(rows)
    places = list(range(len(said.labels)))
    return figure(
        [_bars(said), _left(said)],
        height=max(len(places) * ROW_HEIGHT + 70, 160),
        hovermode="closest",
        margin={"l": 8, "r": 64, "t": 12, "b": 56},
        bargap=0.3,
        xaxis={"showgrid": True, "nticks": 5, "zeroline": True, "title": {"text": _("procentpoint")}},
        # Placed by number, because two dimensions can have a part of the same name.
        yaxis={
            "automargin": True,
            "tickvals": places,
            "ticktext": said.labels,
            "autorange": "reversed",
            "showgrid": False,
        },
    )


def _said(rows: Rows) -> _Bars:
    said, before = _Bars([], [], []), ""
    for dimension, part, cost in zip(rows["dimension"], rows["part"], rows["cost"], strict=True):
        if dimension != before:
            said.labels.append(f"<b>{dimension}</b>")
            said.costs.append(None)
            said.words.append("")
            before = dimension
        said.labels.append("<br>".join(wrap(str(part), WIDEST_LABEL)))
        said.costs.append(None if text.is_missing(cost) else float(cost))
        said.words.append(text.number(cost, 2))
    return said


def _bars(said: _Bars) -> Trace:
    words, costs = said.words, said.costs
    return {
        "type": "bar",
        "orientation": "h",
        "x": costs,
        "y": list(range(len(costs))),
        "marker": {"color": [theme.SERIES[3 if (cost or 0) > 0 else 2] for cost in costs]},
        "text": ["" if _goes_left(cost) else word for cost, word in zip(costs, words, strict=True)],
        "customdata": [
            f"{label.replace('<br>', ' ')}: {word}" for label, word in zip(said.labels, words, strict=True)
        ],
        "hovertemplate": _("%{customdata} procentpoint") + "<extra></extra>",
        **OUTSIDE,
    }


def _left(said: _Bars) -> Trace:
    """Return the figures of the bars to the left: at their ends they would lie on the names, which stand there.

    They stand beyond nothing instead.
    """
    left = [place for place, cost in enumerate(said.costs) if _goes_left(cost)]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(left),
        "y": left,
        "text": [text.SPACE + said.words[place] for place in left],
        "textposition": "middle right",
        "textfont": {"size": 13},
        "cliponaxis": False,
        **NO_HOVER,
    }


def _goes_left(cost: float | None) -> bool:
    return (cost or 0) < 0
