"""A share by month: the line, its target, and each month's light as shape and colour."""

from collections.abc import Sequence
from typing import Any

from layouts.figures import theme
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
    newest_goal,
    share_range,
    target_line,
)
from vocabulary import text
from vocabulary.language import _


def draw(rows: Rows, name: str, decimals: int = 0) -> Figure:
    """Draw rows of month, value, target, level, word, shown and state; shares of 0-100.

    Months that are not whole are dashed and hollow. `decimals` are the fewest of the target's label.
    """
    months = list(rows["month"])
    goal = newest_goal(rows)
    label = _("mål<br>{goal}", goal=text.quantity(goal, "%", max(decimals, text.places(goal))))
    targets, labels = target_line(rows, label)
    traces = [*targets, *lines(rows), _points(rows, name)]
    # Whatever is laid over the line later has room too.
    laid = [column for column in ("value", "target", "compared", "usual_low", "usual_high") if column in rows]
    limits, broken = share_range([value for column in laid for value in gaps(rows[column])])
    annotations = [*labels, break_note(limits[0])] if broken else labels
    axis: dict[str, Any] = {"range": limits, "ticksuffix": text.suffix("%"), "nticks": 6}
    return figure(traces, xaxis=month_axis(months), yaxis=axis, annotations=annotations)


def lines(rows: Rows, column: str = "value", colour: str = theme.SERIES[0]) -> list[Trace]:
    """Return a column as a line: solid where months are whole, dotted to and from those that are not."""
    whole = [state == "whole" for state in rows["state"]]
    # A dashed piece reaches from a month that is not whole to its neighbours, or nothing would join them.
    around = zip([True, *whole], whole, [*whole[1:], True], strict=False)  # as many as there are months
    touched = [not all(each) for each in around]
    return [_line(rows, column, colour, whole, "solid"), _line(rows, column, colour, touched, "dot")]


def _line(rows: Rows, column: str, colour: str, shown: Sequence[bool], dash: str) -> Trace:
    values = gaps(rows[column])
    return {
        "type": "scatter",
        "mode": "lines",
        "x": names(rows["month"]),
        "y": [value if is_shown else None for value, is_shown in zip(values, shown, strict=True)],
        "line": {"color": colour, "width": 2.5, "dash": dash},
        "showlegend": False,
        **NO_HOVER,
    }


def _points(rows: Rows, name: str) -> Trace:
    words = [f"{shown} – {word.lower()}" for shown, word in zip(rows["shown"], rows["word"], strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": names(rows["month"]),
        "y": gaps(rows["value"]),
        "marker": theme.marks(list(rows["level"]), 11),
        "customdata": words,
        "hovertemplate": f"{name}: %{{customdata}}<extra></extra>",
    }
