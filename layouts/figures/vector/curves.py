"""Lines with their gaps and steps, and the bands between two of them."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any, Final

from layouts.figures import theme
from layouts.figures.vector import axes as axis
from layouts.figures.vector.axes import Axes
from layouts.figures.vector.paint import Paint, dashes
from layouts.figures.vector.read import Trace, points
from layouts.figures.vector.shown import several
from layouts.figures.vector.written import element, short

ALONE: Final = 0.4  # how far a step or a band of one month goes to either side, of the room of a month
Place = tuple[int, float, float]  # in the trace, and in the drawing


def line(trace: Trace, axes: Axes, paint: Paint, *, cased: bool = False) -> list[str]:
    """Return the pieces of a line, from gap to gap; `cased` in the ground's colour, to be seen on bars."""
    given = trace.get("line", {})
    width = float(given.get("width", 2))
    shape = given.get("shape", "linear")
    found = []
    for run in _runs(trace, axes):
        if len(run) == 1 and shape == "linear":
            continue
        way = _path(
            _stepped(_apart(run, trace, axes), shape) if shape != "linear" else [each[1:] for each in run]
        )
        if cased:
            found.append(
                element("path", d=way, fill="none", stroke=paint.own("card"), stroke_width=width + 3)
            )
        found.append(
            element(
                "path", class_="mark line", **several(trace, [at for at, _x, _y in run]), d=way, fill="none",
                stroke=paint.colour(given.get("color", theme.SERIES[0])), stroke_width=width, stroke_linejoin="round",
                stroke_dasharray=dashes(given.get("dash", "solid"), width),
            )
        )  # fmt: skip
    return found


def band(trace: Trace, before: Trace, axes: Axes, paint: Paint) -> list[str]:
    """Return the pieces of the area between a trace and the one before it."""
    fill, through = paint.ground(str(trace.get("fillcolor", theme.LIGHT["line"])))
    under = {at: (x, y) for run in _runs(before, axes) for at, x, y in run}
    found = []
    for run in _runs(trace, axes):
        for is_both, piece in groupby(run, key=lambda place: place[0] in under):
            if is_both:
                upper = list(piece)
                lower = [(at, *under[at]) for at, _x, _y in upper]
                found.append(_area(trace, before, (upper, lower), axes, fill=fill, fill_opacity=through))
    return found


def _area(
    trace: Trace, before: Trace, edges: tuple[Sequence[Place], Sequence[Place]], axes: Axes, **paint: object
) -> str:
    upper, lower = ([each[1:] for each in _apart(edge, trace, axes)] for edge in edges)
    places = [at for at, _x, _y in edges[0]]
    lows = several(before, places)["data_y"]
    way = _path([*upper, *lower[::-1]]) + "Z"
    return element("path", class_="mark band", **several(trace, places), data_low=lows, d=way, **paint)


def _runs(trace: Trace, axes: Axes) -> list[list[Place]]:
    x, y = axis.of(trace, axes)
    places: list[Any] = [(point.at, x.at(point.x), y.at(point.y)) for point in points(trace)]
    pieces = groupby(places, key=lambda place: place[1] is not None and place[2] is not None)
    return [list(run) for is_there, run in pieces if is_there]


def _apart(run: Sequence[Place], trace: Trace, axes: Axes) -> Sequence[Place]:
    """Return the places of a piece; of one that is of one place alone its two ends, because a point is no line."""
    if len(run) > 1:
        return run
    at, x, y = run[0]
    wide = axis.of(trace, axes)[0].step * ALONE
    return [(at, x - wide, y), (at, x + wide, y)]


def _stepped(run: Sequence[Place], shape: str) -> list[tuple[float, float]]:
    found = [run[0][1:]]
    for (_one, x, y), (_other, to_x, to_y) in pairwise(run):
        turns = {"hv": (to_x, to_x), "vh": (x, x), "hvh": ((x + to_x) / 2,) * 2}[shape]
        found += [(turns[0], y), (turns[1], to_y), (to_x, to_y)]
    return found


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in places)
