"""Shares as points: each where it lies on an axis that begins near them, and says so when that is not at nothing."""

from collections.abc import Sequence
from typing import Any

from layouts.figures import theme, trend
from layouts.figures.bars import LEGEND
from layouts.figures.base import (
    NO_HOVER,
    Figure,
    Rows,
    Trace,
    break_note,
    figure,
    gaps,
    month_axis,
    names,
    share_range,
)
from layouts.figures.lying import folded, laid_out, upright, upward
from vocabulary import text
from vocabulary.language import _

SIZE = 11
SYMBOLS = ("circle", "diamond")  # of the first series and the second: colour alone tells none from another
# To the right, where it may lie under the names: on a phone it is longer than the axis.
BELOW = {"x": 1, "xanchor": "right", "y": 0, "yanchor": "top", "yshift": -30}
# What may be laid over the points later needs its room too.
LAID = ("compared", "usual_low", "usual_high")


def split(rows: Rows, part: tuple[str, str], rest: tuple[str, str]) -> Figure:
    """Draw how a whole is split in two by month: the one part's share as a line; what is left is the other's.

    `part` and `rest` are columns with shares (0-100), and their names; the rows also have month, state and word.
    """
    column, name = part
    said = [
        f"{name}: {text.quantity(one, '%', 1)}<br>{rest[1]}: {text.quantity(other, '%', 1)}"
        for one, other in zip(rows[column], rows[rest[0]], strict=True)
    ]
    drawn = by_month(rows, [part])
    *lines, points = drawn["data"]
    points |= {"customdata": said, "hovertemplate": "%{customdata}<extra></extra>"}
    label = _("{part} af alle; resten er {rest}", part=name, rest=text.small(rest[1]))
    return drawn | {
        "data": [*lines, points | {"name": label}],
        "layout": drawn["layout"] | {"showlegend": True},
    }


def by_month(rows: Rows, parts: Sequence[tuple[str, str]]) -> Figure:
    """Draw shares by month, a line each; months that are not whole are hollow.

    `parts` are columns with shares (0-100), and their names; the rows also have month, state and word.
    """
    traces = [
        each
        for place, (column, _name) in enumerate(parts)
        for each in trend.lines(rows, column, theme.SERIES[place])
    ]
    traces += [
        {
            "type": "scatter",
            "mode": "markers",
            "name": name,
            "x": names(rows["month"]),
            "y": gaps(rows[column]),
            "marker": {
                "size": SIZE - 2,
                "color": theme.SERIES[place],
                "symbol": [
                    SYMBOLS[place % 2] if state == "whole" else f"{SYMBOLS[place % 2]}-open"
                    for state in rows["state"]
                ],
            },
            "customdata": [text.quantity(value, "%", 1) for value in rows[column]],
            "hovertemplate": f"{name}: %{{customdata}}<extra></extra>",
        }
        for place, (column, name) in enumerate(parts)
    ]
    laid = [column for column in (*(column for column, _name in parts), *LAID) if column in rows]
    limits, broken = share_range([value for column in laid for value in gaps(rows[column])])
    # Above the legend, which needs the width on a phone.
    note = {"annotations": [break_note(limits[0]) | {"yshift": 30}]} if broken else {}
    layout: dict[str, Any] = {"margin": {"l": 56, "r": 76, "t": 52 if broken else 28, "b": 48}, **note}
    return figure(
        traces,
        showlegend=len(parts) > 1,
        legend=LEGEND,
        xaxis=month_axis(list(rows["month"])),
        yaxis={"range": limits, "ticksuffix": text.suffix("%"), "nticks": 6},
        **layout,
    )


def by_name(
    rows: Rows,
    label: str,
    parts: Sequence[tuple[str, str]],
    *,
    decimals: int = 1,
    goal: tuple[float, str] | None = None,
) -> Figure:
    """Draw shares a row a name, the first on top, their figures beside them; a line joins those of a row.

    `parts` are columns with shares (0-100), and their names; `goal` is a target with its label. Where the rows are
    `withheld` (flag) they say so instead.
    """
    values = [gaps(upward(rows[column])) for column, _name in parts]
    known = [value for each in values for value in each] + [goal[0] if goal else None]
    limits, broken = share_range(known)
    at = folded(upward(rows[label]))
    traces = [_joined(values, at)] if len(parts) > 1 else []
    traces += [
        _points(name, place, values, at, decimals, sum(limits) / 2)
        for place, (_column, name) in enumerate(parts)
    ]
    traces += _withheld(rows, at, values[0], limits[0])
    # The figures of the outermost points have room beside them.
    room = 0.12 * (limits[1] - limits[0])
    axis = {
        "range": [limits[0] - room * (len(parts) > 1), limits[1] + room],
        "ticksuffix": text.suffix("%"),
        "nticks": 5,
    }
    drawn = laid_out(traces, len(rows), axis | {"rangemode": "normal"})
    layout = drawn["layout"]
    layout["yaxis"] = layout["yaxis"] | {"showgrid": True, "range": [-0.6, len(at) - 0.4]}
    if len(parts) > 1:
        _with_legend(layout)
    if goal:
        layout |= upright(*goal)
    if broken:
        _with_break(layout, limits[0])
    return drawn


def _with_legend(layout: dict[str, Any]) -> None:
    """Give a layout its legend: it keeps to the top edge, so that the target's label has the room above the plot."""
    keeps = LEGEND | {"yref": "container", "y": 1, "yanchor": "top"}
    layout |= {"showlegend": True, "legend": keeps, "height": layout["height"] + 40}
    layout["margin"] = layout["margin"] | {"t": 68}


def _with_break(layout: dict[str, Any], start: float) -> None:
    """Give a layout the words that its axis begins elsewhere than at nothing, and the room that they need."""
    layout["annotations"] = [*layout.get("annotations", []), break_note(start) | BELOW]
    layout["margin"] = layout["margin"] | {"b": layout["margin"]["b"] + 16}
    layout["height"] += 16


def _points(
    name: str, place: int, values: Sequence[list[float | None]], at: list[str], decimals: int, middle: float
) -> Trace:
    written = [text.quantity(value, "%", decimals) for value in values[place]]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": values[place],
        "y": at,
        "marker": {"size": SIZE, "color": theme.SERIES[place], "symbol": SYMBOLS[place % 2]},
        "text": [
            each if value is not None else "" for each, value in zip(written, values[place], strict=True)
        ],
        "textposition": [_side(row, place, middle) for row in zip(*values, strict=True)],
        "textfont": {"size": 13},
        "cliponaxis": False,
        "customdata": written,
        "hovertemplate": f"%{{y}}, {name.lower()}: %{{customdata}}<extra></extra>",
    }


def _side(row: tuple[float | None, ...], place: int, middle: float) -> str:
    """Return on which side of its point a figure stands: the lower of two to the left, so that they do not meet.

    Below the axis' middle it stands above: to the left are the names, which it would lie on in a narrow window.
    """
    mine = row[place]
    higher = [other for at, other in enumerate(row) if other is not None and mine is not None and at != place
              and (other, -at) > (mine, -place)]  # fmt: skip
    if mine is None or not higher:
        return "middle right"
    return "middle left" if mine >= middle else "top center"


def _joined(values: Sequence[list[float | None]], at: list[str]) -> Trace:
    """Return the thin lines between the points of each row."""
    x: list[float | None] = []
    y: list[str | None] = []
    for row, name in zip(zip(*values, strict=True), at, strict=True):
        known: list[Any] = [value for value in row if value is not None]
        if len(known) > 1:
            x += [min(known), max(known), None]
            y += [name, name, None]
    line = {"color": theme.LIGHT["unknown"], "width": 2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "showlegend": False, **NO_HOVER}


def _withheld(rows: Rows, at: list[str], values: list[float | None], start: float) -> list[Trace]:
    """Return the word of the rows whose figure is withheld, where there are any."""
    if "withheld" not in rows:
        return []
    gone = zip(at, upward(rows["withheld"]), values, strict=True)
    hidden = [name for name, is_gone, value in gone if is_gone and value is None]
    return [_hidden(hidden, start)] if hidden else []


def _hidden(at: list[str], start: float) -> Trace:
    """Return the word of the rows whose figure is withheld, where their point would have been."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [start] * len(at),
        "y": at,
        "text": [_("skjult")] * len(at),
        "textposition": "middle right",
        "textfont": {"size": 13},
        "showlegend": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
