"""Amounts that make up a whole: by part, step by step, and so far of what is aimed at."""

from layouts.figures import theme
from layouts.figures.bars import LEGEND
from layouts.figures.base import Figure, Rows, Trace, gaps
from layouts.figures.lying import OUTSIDE, folded, laid_out, upward
from vocabulary import text
from vocabulary.language import _


def stacked(rows: Rows, label: str, part: str, value: str, unit: str) -> Figure:
    """Draw one bar a label, made up of its parts. Columns: those named; at most four different parts."""
    labels = list(dict.fromkeys(rows[label]))
    traces: list[Trace] = []
    for place, name in enumerate(dict.fromkeys(rows[part])):
        amounts = [each for each, of in zip(rows[value], rows[part], strict=True) if of == name]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "x": gaps(amounts),
                "y": folded(each for each, of in zip(rows[label], rows[part], strict=True) if of == name),
                "marker": {"color": theme.SERIES[place]},
                "text": [text.number(each, text.places(each)) for each in amounts],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textfont": {"size": 13, "color": theme.LIGHT["card"]},
                "customdata": [text.quantity(each, unit, text.places(each)) for each in amounts],
                "hovertemplate": f"%{{y}}, {name}: %{{customdata}}<extra></extra>",
            }
        )
    drawn = laid_out(traces, len(labels), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    order = {"categoryorder": "array", "categoryarray": folded(labels[::-1])}
    layout = drawn["layout"]
    layout |= {"barmode": "stack", "showlegend": True, "legend": LEGEND, "yaxis": layout["yaxis"] | order}
    layout |= {"height": layout["height"] + 60, "margin": layout["margin"] | {"t": 56}}
    return drawn


def waterfall(rows: Rows, label: str, value: str, unit: str) -> Figure:
    """Draw steps that add up. Columns: those named, start (where a step begins) and total (flag)."""
    colours = [theme.SERIES[2] if total else theme.SERIES[0] for total in upward(rows["total"])]
    written = [text.quantity(each, unit, text.places(each)) for each in upward(rows[value])]
    names = folded(upward(rows[label]))
    lifted: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(upward(rows["start"])),
        "y": names,
        "marker": {"color": "rgba(0,0,0,0)"},
        "hoverinfo": "skip",
    }
    steps: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(upward(rows[value])),
        "y": names,
        "marker": {"color": colours},
        "text": written,
        **OUTSIDE,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    drawn = laid_out([lifted, steps], len(rows), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    drawn["layout"] |= {"barmode": "stack", "margin": drawn["layout"]["margin"] | {"r": 96}}
    return drawn


def progress(rows: Rows, label: str, value: str, aim: str) -> Figure:
    """Draw how far each thing has come towards its aim. Columns: those named."""
    names = folded(upward(rows[label]))
    whole: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(upward(rows[aim])),
        "y": names,
        "marker": {"color": theme.LIGHT["line"], "line": {"color": theme.LIGHT["unknown"], "width": 1}},
        "hoverinfo": "skip",
    }
    done: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": gaps(upward(rows[value])),
        "y": names,
        "marker": {"color": theme.SERIES[0]},
        "text": [
            _("{done} af {aim}", done=text.number(done), aim=text.number(of))
            for done, of in zip(upward(rows[value]), upward(rows[aim]), strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "end",
        "textfont": {"size": 16, "color": theme.LIGHT["card"]},
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    drawn = laid_out([whole, done], len(rows), {"tickformat": ",d", "nticks": 5, "rangemode": "tozero"})
    drawn["layout"] |= {"barmode": "overlay"}
    return drawn
