"""A share by month with how complete its figures are below it, and the months without a target shaded."""

from typing import Any

from layouts.figures import theme, trend
from layouts.figures.bars import LEGEND
from layouts.figures.base import Figure, Rows, Trace, gaps, names
from vocabulary import text
from vocabulary.language import _

BARS, LINE = 0.2, 0.3  # where the lower axis ends and the upper one begins, of the height


def draw(rows: Rows, name: str) -> Figure:
    """Draw rows as `trend.draw` takes them, with arrived_share (0-100).

    How complete they are stands on an axis of its own, below: bars behind the line would seem to reach its target.
    A target that is missing between months that have one was suspended: those months are shaded.
    """
    figure = trend.draw(rows, name)
    label = _("Indberettet")
    behind: Trace = {
        "type": "bar",
        "name": label,
        "x": names(rows["month"]),
        "y": gaps(rows["arrived_share"]),
        "yaxis": "y2",
        "marker": {"color": theme.LIGHT["line"], "line": {"color": theme.LIGHT["unknown"], "width": 1}},
        "customdata": [text.quantity(value, "%", 1) for value in rows["arrived_share"]],
        "hovertemplate": f"{label}: %{{customdata}}<extra></extra>",
        "showlegend": True,
    }
    over = [trace | {"showlegend": trace.get("mode") == "markers"} for trace in figure["data"]]
    layout = figure["layout"] | {"showlegend": True, "legend": LEGEND, "bargap": 0.35}
    shapes, labels = _suspensions(rows)
    layout["yaxis"] = layout["yaxis"] | {"domain": [LINE, 1]}
    layout["xaxis"] = layout["xaxis"] | {"anchor": "y2"}
    layout["yaxis2"] = {
        "domain": [0, BARS],
        "range": [0, 100],
        "tickvals": [0, 50, 100],
        "ticktext": [text.quantity(end, "%") for end in (0, 50, 100)],
    }
    # The legend stands between the plot and the note on its axis, if there is one.
    notes = [each | {"yshift": 30} if each.get("yref") == "paper" else each for each in layout["annotations"]]
    layout["margin"] = layout["margin"] | {"t": 52}
    layout |= {"shapes": shapes, "annotations": [*notes, *labels]}
    return {"data": [behind, *over], "layout": layout}


def _suspensions(rows: Rows) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    goals = list(rows["target"])
    if all(text.is_missing(goal) for goal in goals):
        return [], []
    places = [place for place, goal in enumerate(goals) if text.is_missing(goal)]
    shapes = [
        {
            "type": "rect",
            "x0": place - 0.5,
            "x1": place + 0.5,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "fillcolor": theme.LIGHT["unknown"],
            "opacity": 0.25,
            "line": {"width": 0},
        }
        for place in places
    ]
    if not places:
        return shapes, []
    # Of a category axis a place may be between two months, where an even number of them is.
    label = {"x": (places[0] + places[-1]) / 2, "y": 1, "yref": "paper", "yanchor": "top", "showarrow": False}
    words = {"text": _("intet mål"), "font": {"size": 13, "color": theme.LIGHT["ink"]}}
    return shapes, [label | words]
