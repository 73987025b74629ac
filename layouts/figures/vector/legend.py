"""The legend: the name of each series beside what it is drawn as, in rows above the plot."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from layouts.figures import theme
from layouts.figures.vector import bars
from layouts.figures.vector.letters import Block, block, fitted
from layouts.figures.vector.paint import Paint, dashes
from layouts.figures.vector.points import marker
from layouts.figures.vector.read import Layout, Trace, is_bar, modes
from layouts.figures.vector.written import element

ROW: Final = 20.0
SAMPLE: Final = 26.0  # the width of what a series is drawn as
BOX: Final = 14.0
APART: Final = 20.0


class Entry(NamedTuple):
    """A name in the legend, and where it stands from the legend's left upper corner."""

    trace: Trace
    name: Block
    x: float
    row: int


def entries(traces: Sequence[Trace], layout: Layout, room: float) -> list[Entry]:
    """Return the names of a legend that is so wide, in rows."""
    if not layout.get("showlegend"):
        return []
    named = [trace for trace in traces if trace.get("name") and trace.get("showlegend", True)]
    if layout.get("legend", {}).get("traceorder") == "reversed":
        named = named[::-1]
    found: list[Entry] = []
    x, row = 0.0, 0
    for trace in named:
        name = fitted(block(trace["name"]), room - SAMPLE, 1)
        wide = SAMPLE + name.width
        if found and x + wide > room:
            x, row = 0.0, row + 1
        found.append(Entry(trace, name, x, row))
        x += wide + APART
    return found


def height(found: Sequence[Entry]) -> float:
    """Return how high the legend is, in pixels."""
    return ROW * (found[-1].row + 1) if found else 0.0


def draw(
    found: Sequence[Entry], left: float, top: float, paint: Paint, with_signs: Sequence[Trace] = ()
) -> str:
    """Return the legend with its left upper corner at a place; `with_signs` are the bars that show theirs."""
    drawn = []
    for entry in found:
        x, middle = left + entry.x, top + ROW * (entry.row + 0.5)
        has_sign = any(entry.trace is each for each in with_signs)
        drawn.append(_sample(entry.trace, x, middle, paint, has_sign=has_sign))
        drawn.append(entry.name.draw(x + SAMPLE, middle, paint.own("ink-2")))
    return element("g", *drawn, class_="legend") if drawn else ""


def _sample(trace: Trace, x: float, middle: float, paint: Paint, *, has_sign: bool) -> str:
    if is_bar(trace):
        return _box(trace, x + (SAMPLE - 6 - BOX) / 2, middle, paint, has_sign=has_sign)
    drawn = ""
    centre = x + (SAMPLE - 6) / 2
    if "lines" in modes(trace):
        line = trace.get("line", {})
        width = float(line.get("width", 2))
        drawn += element(
            "line", x1=x, x2=x + SAMPLE - 6, y1=middle, y2=middle, stroke_width=width,
            stroke=paint.colour(line.get("color", theme.SERIES[0])),
            stroke_dasharray=dashes(line.get("dash", "solid"), width),
        )  # fmt: skip
    if "markers" in modes(trace):
        drawn += marker(_typical(trace), 0, centre, middle, paint)
    return drawn


def _box(trace: Trace, x: float, middle: float, paint: Paint, *, has_sign: bool) -> str:
    """Return a box as the bars are: with their sign only where one of them is large enough to show it."""
    given = {name: value for name, value in trace.get("marker", {}).items() if name != "pattern"}
    colour = _first(given.get("color", theme.SERIES[0]))
    whole = given | {"color": colour}
    fill, through = bars.filling(whole, 0, paint)
    box = element(
        "rect", x=x, y=middle - BOX / 2, width=BOX, height=BOX, fill=fill, fill_opacity=through,
        stroke=bars.edge(whole, 0, paint),
    )  # fmt: skip
    sign = bars.LEVELS.get(colour) if has_sign else None
    if sign:
        on = paint.own("ink" if colour == theme.LEVEL_COLOURS["near"] else "card")
        box += bars.signed(sign, x + BOX / 2, middle, on)
    return box


def _typical(trace: Trace) -> Trace:
    """Return a trace whose points are alike: where each shows a light of its own, the legend shows none."""
    given: Mapping[str, Any] = trace.get("marker", {})
    symbols, colours = given.get("symbol", "circle"), given.get("color")
    if isinstance(symbols, list):
        symbols = "circle" if "circle" in symbols or not symbols else symbols[0]
    if isinstance(colours, list):
        alike = {"symbol": "circle", "color": theme.SERIES[0], "size": given.get("size", 6)}
        return {**trace, "marker": alike}
    return {**trace, "marker": {**given, "symbol": symbols}}


def _first(value: Any) -> str:
    found = value[0] if isinstance(value, list) and value else value
    return str(found or theme.SERIES[0])
