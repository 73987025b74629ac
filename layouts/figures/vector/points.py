"""Points: each the shape and the colour of its row, and the words beside it."""

import math
from typing import Any, Final

from layouts.figures import theme
from layouts.figures.vector import axes as axis
from layouts.figures.vector.axes import Axes
from layouts.figures.vector.letters import block
from layouts.figures.vector.paint import Paint
from layouts.figures.vector.read import Trace, each, modes, points
from layouts.figures.vector.shown import shown
from layouts.figures.vector.written import element, short

RING: Final = 16  # a hollow shape as large as this goes around another, which is seen through it
BESIDE: Final = 4.0


def draw(trace: Trace, axes: Axes, paint: Paint, *, cased: bool = False) -> list[str]:
    """Return the points of a trace and their words; `cased` in the ground's colour, to be seen on bars."""
    x, y = axis.of(trace, axes)
    found = []
    for point in points(trace):
        left, top = x.at(point.x), y.at(point.y)
        if left is None or top is None:
            continue
        if "markers" in modes(trace):
            found += [_case(trace, point.at, left, top, paint)] if cased else []
            found.append(
                marker(trace, point.at, left, top, paint, **shown(trace, point.at), class_="mark point")
            )
        if "text" in modes(trace):
            found.append(_words(trace, point.at, left, top, paint))
    return found


def marker(trace: Trace, at: int, x: float, y: float, paint: Paint, **attributes: Any) -> str:
    """Return the mark of a row of a trace, at a place."""
    given = trace.get("marker", {})
    name = str(each(given.get("symbol", "circle"), at))
    size = float(each(given.get("size", 6), at))
    colour = str(each(given.get("color") or trace.get("line", {}).get("color", theme.SERIES[0]), at))
    line = given.get("line", {})
    width = float(each(line.get("width", 0), at))
    edge = str(each(line.get("color", colour), at))
    is_open = name.endswith("-open") or name.startswith("line-")
    if is_open:
        edge, width = colour, max(width, 1.5)
    behind = "none" if size >= RING else paint.own("card")
    return symbol(name, x, y, size, paint.colour(colour), paint.colour(edge), width, behind, **attributes)


def _case(trace: Trace, at: int, x: float, y: float, paint: Paint) -> str:
    given, ground = trace.get("marker", {}), paint.own("card")
    name = str(each(given.get("symbol", "circle"), at)).removesuffix("-open")
    return symbol(name, x, y, float(each(given.get("size", 6), at)) + 3, ground, ground, 0, ground)


def symbol(
    name: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    edge: str,
    width: float,
    hollow: str,
    **attributes: Any,
) -> str:
    """Return a shape by plotly's name, `size` pixels across; where it is open, `hollow` is what it is filled with."""
    half = size / 2
    paint = {
        "fill": hollow if name.endswith("-open") else colour,
        "stroke": edge if width else None,
        "stroke_width": width or None,
    }
    shape = name.removesuffix("-open")
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=half, **attributes, **paint)
    if shape == "square":
        return element("rect", x=x - half, y=y - half, width=size, height=size, **attributes, **paint)
    return element("path", d=_outline(shape, x, y, half), **attributes, **paint)


def _outline(shape: str, x: float, y: float, half: float) -> str:
    if shape == "diamond":
        reach = half * 1.3
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    elif shape == "triangle-up":
        wide, low = half * 2 / math.sqrt(3), half / 2
        corners = [(x, y - half), (x + wide, y + low), (x - wide, y + low)]
    elif shape == "line-ns":
        return f"M{short(x)} {short(y - half)}V{short(y + half)}"
    else:
        raise ValueError(f"no drawing of a mark of the shape {shape}")
    return "M" + "L".join(f"{short(across)} {short(down)}" for across, down in corners) + "Z"


def _words(trace: Trace, at: int, x: float, y: float, paint: Paint) -> str:
    said = str(each(trace.get("text", ""), at) or "")
    if not said:
        return ""
    lines = block(said, float(trace.get("textfont", {}).get("size", 13)))
    height, side = str(each(trace.get("textposition", "middle center"), at)).split(" ")
    away = BESIDE + (
        float(each(trace.get("marker", {}).get("size", 6), at)) / 2 if "markers" in modes(trace) else 0
    )
    middle = y + {"top": -1, "middle": 0, "bottom": 1}[height] * (away + lines.height / 2)
    across, anchor = {"left": (-away, "end"), "right": (away, "start")}.get(side, (0.0, "middle"))
    return lines.draw(x + across, middle, paint.own("ink"), anchor)
