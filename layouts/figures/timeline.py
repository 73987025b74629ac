"""What is due when: a row a thing, a mark a milestone, and a line at today."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from layouts.figures import theme
from layouts.figures.bars import LEGEND
from layouts.figures.base import Figure, Rows, Trace, figure
from vocabulary import text
from vocabulary.language import N_, _

ROW = 34
MOST_TICKS = 5  # as many as a phone has room for
# State: shape, colour and name of its marks. Only what is late is a light.
STATES: Mapping[str, tuple[str, str, str]] = {
    "done": ("circle", theme.SERIES[2], N_("Nået")),
    "planned": ("circle-open", theme.SERIES[0], N_("Planlagt")),
    "late": ("square", theme.LEVEL_COLOURS["missed"], N_("Frist passeret, ikke meldt nået")),
}


class _Mark(NamedTuple):
    name: str
    what: str
    due: str
    state: str
    state_word: str
    is_end: bool
    day: str


def draw(rows: Rows, today: date, *, end_label: str = "") -> Figure:
    """Draw the milestones of things. Columns: name, what, due (ISO), due_words, end (flag), state, state_word.

    With `end_label` the marks of ends are diamonds under that name in the legend.
    """
    names = list(dict.fromkeys(rows["name"]))
    folded = {name: "<br>".join(_fold(name)) for name in names}
    now = today.isoformat()
    days = [*rows["due"], now]
    ticks, words = _ticks(min(days), max(days))
    return figure(
        [trace for trace in _traces(_each(rows), folded, end_label) if trace["x"]],
        height=max(len(names) * ROW + 110, 200),
        hovermode="closest",
        showlegend=True,
        # Above the word at today's line.
        legend=LEGEND | {"yref": "container", "y": 1, "yanchor": "top"},
        margin={"l": 8, "r": 24, "t": 64, "b": 40},
        xaxis={"type": "date", "tickvals": ticks, "ticktext": words, "showgrid": True, "tickangle": 0},
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [folded[name] for name in reversed(names)],
            "automargin": True,
            "showgrid": True,
            "range": [-0.6, len(names) - 0.4],
        },
        **_line_at(now),
    )


def _traces(marks: Sequence[_Mark], folded: Mapping[str, str], end_label: str) -> list[Trace]:
    traces = [
        _marks(
            [mark for mark in marks if mark.state == state and not (end_label and mark.is_end)],
            folded,
            shape,
            colour,
            _(label),
        )
        for state, (shape, colour, label) in STATES.items()
    ]
    if end_label:
        ends = [mark for mark in marks if mark.is_end]
        ahead, late = (
            [mark for mark in ends if (mark.state == "late") == is_late] for is_late in (False, True)
        )
        traces.append(_marks(ahead, folded, "diamond", theme.SERIES[0], end_label))
        _shape, colour, label = STATES["late"]
        traces.append(_marks(late, folded, "diamond", colour, _(label)) | {"showlegend": False})
    return traces


def _line_at(now: str) -> dict[str, Any]:
    colour = theme.LIGHT["ink-2"]
    place = {"x": now, "y": 1, "yref": "paper", "yanchor": "bottom"}
    line = {"color": colour, "width": 1.5, "dash": "dash"}
    return {
        "shapes": [{"type": "line", "x0": now, "x1": now, "y0": 0, "y1": 1, "yref": "paper", "line": line}],
        "annotations": [
            place | {"text": _("i dag"), "showarrow": False, "font": {"size": 13, "color": colour}}
        ],
    }


def _marks(marks: Sequence[_Mark], folded: Mapping[str, str], shape: str, colour: str, label: str) -> Trace:
    words = [
        _("{what}: {due}, {state}", what=mark.what, due=mark.due, state=mark.state_word.lower())
        for mark in marks
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": label,
        "x": [mark.day for mark in marks],
        "y": [folded[mark.name] for mark in marks],
        "marker": {"size": 12, "symbol": shape, "color": colour, "line": {"width": 2, "color": colour}},
        "customdata": words,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _each(rows: Rows) -> list[_Mark]:
    names = ("name", "what", "due_words", "state", "state_word", "end")
    return [_Mark(*each) for each in zip(*(rows[name] for name in names), _days(rows), strict=True)]


def _days(rows: Rows) -> list[str]:
    """Return where the marks stand: what is known by its month or year only, in the middle of it."""
    known = rows["due_precision"] if "due_precision" in rows else ["day"] * len(rows)
    middle = {"year": "{:.4}-07-01", "month": "{:.7}-15", "day": "{}"}
    return [middle[precision].format(due) for due, precision in zip(rows["due"], known, strict=True)]


def _fold(name: str) -> list[str]:
    words, lines = name.split(" "), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 24:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _ticks(first: str, last: str) -> tuple[list[str], list[str]]:
    """Return a few dates on the axis: the beginnings of years, or of quarters where there are few of them."""
    start, end = int(first[:4]), int(last[:4])
    if end - start >= MOST_TICKS // 2:
        step = -(-(end - start + 1) // MOST_TICKS)
        years = range(start, end + 2, step)
        return [f"{year}-01-01" for year in years], [str(year) for year in years]
    quarters = [f"{year}-{month:02d}" for year in range(start, end + 1) for month in (1, 4, 7, 10)]
    inside = [month for month in quarters if first[:7] <= month <= last[:7]] or [first[:7]]
    step = -(-len(inside) // MOST_TICKS)
    return [f"{month}-01" for month in inside[::step]], [
        text.month_short(month).replace(" ", "<br>", 1) for month in inside[::step]
    ]
