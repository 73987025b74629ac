"""Bars, standing and lying: beside one another, on top of one another, or the one in front of the other."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from layouts.figures import theme
from layouts.figures.vector import axes as axis
from layouts.figures.vector.axes import Axes
from layouts.figures.vector.letters import Block, block
from layouts.figures.vector.paint import Paint, is_clear, luminance
from layouts.figures.vector.points import symbol
from layouts.figures.vector.read import Layout, Trace, each, is_bar, lies, points
from layouts.figures.vector.scales import Range, extents
from layouts.figures.vector.shown import series, shown
from layouts.figures.vector.written import element

GAP: Final = 0.2  # plotly's own, of the room of one bar
BESIDE: Final = 5.0  # from a bar's end to its words
SMALLEST: Final = 10.0  # of letters
SIGN: Final = 8.0
DARK: Final = 0.4  # luminance of a ground from which on words on it are dark
LEVELS: Final[Mapping[str, str]] = {
    theme.LEVEL_COLOURS[level]: theme.LEVEL_SYMBOLS[level] for level in theme.LEVEL_COLOURS if level != "none"
}
Rect = tuple[float, float, float, float]  # left, top, width, height


def draw(traces: Sequence[Trace], axes: Axes, layout: Layout, paint: Paint) -> str:
    """Return all bars of a figure, and the words in them and at their ends."""
    bars = [trace for trace in traces if is_bar(trace)]
    rects = rects_of(bars, axes, layout)
    drawn = []
    for number, trace in enumerate(bars):
        if not is_clear(_colour(trace.get("marker", {}), 0)):
            places = (point.at for point in points(trace) if (number, point.at) in rects)
            bars_ = [_bar(trace, at, rects[number, at], layout, paint) for at in places]
            drawn.append(series(trace, "bars", bars_))
    return "".join(drawn)


def with_signs(traces: Sequence[Trace], axes: Axes, layout: Layout) -> list[Trace]:
    """Return the bars of which at least one is large enough to show the shape of its light."""
    bars = [trace for trace in traces if is_bar(trace)]
    found = {
        number
        for (number, at), rect in rects_of(bars, axes, layout).items()
        if _sign(bars[number], at, rect, layout)
    }
    return [trace for number, trace in enumerate(bars) if number in found]


def rects_of(bars: Sequence[Trace], axes: Axes, layout: Layout) -> dict[tuple[int, int], Rect]:
    """Return where each bar stands, by the place of its trace among these and its place in the trace."""
    mode = layout.get("barmode", "group")
    found = {}
    together = [[one for one in bars if one.get("yaxis", "y") == name] for name in axes]
    reaches: dict[tuple[int, int], Range] = {}
    for group in together:
        for (number, at), reach in extents(group, mode).items():
            reaches[_place(bars, group[number]), at] = reach
    for number, trace in enumerate(bars):
        beside = [one for one in bars if one.get("yaxis", "y") == trace.get("yaxis", "y")]
        places = len(beside) if mode == "group" else 1
        place = _place(beside, trace) if mode == "group" else 0
        for point in points(trace):
            if (number, point.at) in reaches:
                slot = (place, places, layout.get("bargap", GAP))
                found[number, point.at] = _rect(trace, point, reaches[number, point.at], axes, slot)
    return found


def _place(traces: Sequence[Trace], one: Trace) -> int:
    return next(place for place, trace in enumerate(traces) if trace is one)


def _rect(trace: Trace, point: Any, reach: Range, axes: Axes, slot: tuple[int, int, float]) -> Rect:
    along, across = axis.of(trace, axes) if lies(trace) else axis.of(trace, axes)[::-1]
    place, places, gap = slot
    wide = across.step * (1 - gap) / places
    middle = across.at(point.y if lies(trace) else point.x) or 0.0
    begin = middle - across.step * (1 - gap) / 2 + place * wide
    ends = sorted((along.at(reach[0]) or 0.0, along.at(reach[1]) or 0.0))
    if lies(trace):
        return ends[0], begin, ends[1] - ends[0], wide
    return begin, ends[0], wide, ends[1] - ends[0]


def _bar(trace: Trace, at: int, rect: Rect, layout: Layout, paint: Paint) -> str:
    marker = trace.get("marker", {})
    colour = _colour(marker, at)
    fill, through = filling(marker, at, paint)
    left, top, width, height = rect
    is_there = width > 0 and height > 0
    drawn = element(
        "rect", class_="mark bar", **shown(trace, at), x=left, y=top, width=width, height=height, fill=fill,
        fill_opacity=through, stroke=edge(marker, at, paint) if is_there else None,
    )  # fmt: skip
    sign = _sign(trace, at, rect, layout)
    if sign:
        on = paint.own("card") if colour != theme.LEVEL_COLOURS["near"] else paint.own("ink")
        drawn += signed(sign, left + width / 2, top + height / 2, on)
    return drawn + _words(trace, at, rect, fill if fill.startswith("#") else paint.own("card"), paint)


def _sign(trace: Trace, at: int, rect: Rect, layout: Layout) -> str | None:
    """Return the shape of the light that a bar is of, where the bar has room for it."""
    sign = LEVELS.get(_colour(trace.get("marker", {}), at)) if layout.get("barmode") == "stack" else None
    return sign if min(rect[2:]) >= SIGN + 4 else None


def signed(sign: str, x: float, y: float, colour: str) -> str:
    """Return the shape of a light, on a bar of its colour."""
    return symbol(
        sign, x, y, SIGN, colour, colour, 1.5 if sign.endswith("open") else 0, "none", class_="sign"
    )


def filling(marker: Mapping[str, Any], at: int, paint: Paint) -> tuple[str, float | None]:
    """Return what a bar is filled with, and how much is seen through it."""
    colour = _colour(marker, at)
    if each(marker.get("pattern", {}).get("shape", ""), at):
        return paint.hatched(colour), None
    if colour.startswith("rgba"):
        return paint.ground(colour)
    return paint.of_bar(colour), None


def edge(marker: Mapping[str, Any], at: int, paint: Paint) -> str | None:
    """Return the colour of the line around a bar, or None."""
    line, colour = marker.get("line", {}), _colour(marker, at)
    if each(line.get("width", 0), at) and "color" in line:
        return paint.colour(str(each(line["color"], at)))
    is_pale = paint.of_bar(colour) != paint.colour(colour) if colour.startswith("#") else False
    if is_pale or each(marker.get("pattern", {}).get("shape", ""), at):
        return paint.colour(colour)
    return None


def _colour(marker: Mapping[str, Any], at: int) -> str:
    return str(each(marker.get("color") or theme.SERIES[0], at))


def _words(trace: Trace, at: int, rect: Rect, fill: str, paint: Paint) -> str:
    said = label(trace, at)
    if said is None:
        return ""
    left, top, width, height = rect
    middle = top + height / 2
    if trace.get("textposition") == "outside":
        goes_left = (each(trace.get("x"), at) or 0) < 0
        x = left - BESIDE if goes_left else left + width + BESIDE
        return said.draw(x, middle, paint.own("ink"), "end" if goes_left else "start")
    colour = paint.own("ink") if luminance(fill) > DARK else paint.own("card")
    fits = _within(said, width - 2 * BESIDE)
    if fits is None:
        is_free = trace.get("insidetextanchor") == "end"
        return said.draw(left + width + BESIDE, middle, paint.own("ink")) if is_free else ""
    if trace.get("insidetextanchor") == "end":
        return fits.draw(left + width - BESIDE, middle, colour, "end")
    return fits.draw(left + width / 2, middle, colour, "middle")


def label(trace: Trace, at: int) -> Block | None:
    """Return the words of a bar, or None where it has none."""
    said = each(trace.get("text", ""), at)
    return block(said, float(trace.get("textfont", {}).get("size", 13))) if said else None


def _within(said: Block, room: float) -> Block | None:
    """Return words as large as there is room for; None where they could not be read."""
    size = min(said.size, said.size * room / said.width) if said.width and room > 0 else 0
    return Block(said.lines, float(int(size))) if size >= SMALLEST else None
