"""The axes of a figure: what they name, the lines behind the marks, and the words along the edges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from layouts.figures.vector.letters import LEADING, SIZE, Line, block, fitted, widest
from layouts.figures.vector.paint import Paint
from layouts.figures.vector.read import Layout, Trace
from layouts.figures.vector.scales import Scale, drawn_along, scale
from layouts.figures.vector.ticks import Tick, ticks
from layouts.figures.vector.written import element

BESIDE: Final = 8.0  # from the plot to the words along its edge
APART: Final = 6.0  # between two of them
NAMES: Final = (0.3, 0.36, 0.42)  # what names may take of the drawing's width
HEIGHT: Final = 320


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    def touches(self, other: "Box") -> bool:
        """Say that it lies on another."""
        beside = min(self.right, other.right) > max(self.left, other.left)
        return beside and min(self.bottom, other.bottom) > max(self.top, other.top)


@dataclass(frozen=True)
class Axis:
    """An axis with what it names; `settings` are the figure's own."""

    name: str
    settings: Layout
    scale: Scale
    ticks: Sequence[Tick]

    @property
    def is_right(self) -> bool:
        """Say that its words stand to the right of the plot."""
        return self.settings.get("side") == "right"

    def placed(self, plot: Box) -> "Axis":
        """Return the axis in a plot."""
        if self.name.startswith("x"):
            return replace(self, scale=self.scale.between(plot.left, plot.right))
        low, high = self.settings.get("domain", (0, 1))
        lowest, highest = plot.bottom - low * plot.height, plot.bottom - high * plot.height
        return replace(self, scale=self.scale.between(lowest, highest))

    def area(self, plot: Box) -> Box:
        """Return the part of a plot that is the axis' own."""
        ends = sorted((self.scale.start, self.scale.end))
        if self.name.startswith("x"):
            return plot
        return Box(plot.left, ends[0], plot.right, ends[1])


Axes = Mapping[str, Axis]


def axes_of(figure: Mapping[str, Any], traces: Sequence[Trace], width: float) -> dict[str, Axis]:
    """Return the axes of a figure that is so wide, by their names: x, y and y2."""
    layout = figure["layout"]
    used = {trace.get(f"{letter}axis", letter) for trace in traces for letter in "xy"} | {"x", "y"}
    return {name: _axis(name, layout, traces, width) for name in sorted(used)}


def _axis(name: str, layout: Layout, traces: Sequence[Trace], width: float) -> Axis:
    letter = name[0]
    settings = layout.get(f"{letter}axis{name[1:]}", {})
    found = scale(letter, settings, drawn_along(traces, letter, name), layout)
    named = ticks(found, settings, layout.get("separators", ",."))
    if letter == "y" and (found.kind == "category" or "ticktext" in settings):
        named = _folded(named, found, layout, width)
    return Axis(name, settings, found, named)


def _folded(named: Sequence[Tick], found: Scale, layout: Layout, width: float) -> list[Tick]:
    """Fold names anew: into a part of the drawing's width that is larger only where a name would be cut."""
    margin = layout.get("margin", {})
    high = float(layout.get("height", HEIGHT)) - float(margin.get("t", 0)) - float(margin.get("b", 0))
    most = max(int(high / (abs(found.high - found.low) or 1) / (SIZE * LEADING)), 1)
    for share in NAMES:
        labels = [fitted(each.label, share * width, most) for each in named]
        if not any(label.whole for label in labels):
            break
    return [Tick(each.value, label) for each, label in zip(named, labels, strict=True)]


def of(trace: Trace, axes: Axes) -> tuple[Scale, Scale]:
    """Return the scales that a trace is drawn along: x, y."""
    return axes[trace.get("xaxis", "x")].scale, axes[trace.get("yaxis", "y")].scale


def beside(axes: Axes, *, right: bool) -> float:
    """Return the room that the words to one side of the plot need, in pixels."""
    found = [
        widest([tick.label for tick in axis.ticks])
        for axis in axes.values()
        if axis.name.startswith("y") and axis.is_right == right and axis.ticks
    ]
    return max(found) + BESIDE + 4 if found else 0.0


def below(axes: Axes) -> float:
    """Return the room that the words under the plot need, in pixels."""
    axis = axes["x"]
    high = max((tick.label.height for tick in axis.ticks), default=0.0)
    return BESIDE + high + (SIZE * 1.5 if axis.settings.get("title") else 0)


def behind(axes: Axes, plot: Box, paint: Paint) -> str:
    """Return the pale lines at what the axes name."""
    drawn = [
        _across(axis, tick.value, plot, paint.own("line"), 1.0)
        for axis in axes.values()
        if _shows_grid(axis)
        for tick in axis.ticks
    ]
    return element("g", *drawn, class_="grid")


def _shows_grid(axis: Axis) -> bool:
    is_shown = axis.settings.get("showgrid")
    return (
        bool(is_shown) if is_shown is not None else axis.name.startswith("y") and axis.scale.kind == "linear"
    )


def over(axes: Axes, plot: Box, paint: Paint) -> str:
    """Return the lines at nothing, where bars begin."""
    drawn = [
        _across(axis, 0, plot, paint.own("ink-2"), 1.0)
        for axis in axes.values()
        if axis.scale.kind == "linear"
        and axis.settings.get("zeroline", True)
        and "tickvals" not in axis.settings
        and min(axis.scale.low, axis.scale.high) <= 0 <= max(axis.scale.low, axis.scale.high)
        and not axis.is_right
    ]
    return element("g", *drawn, class_="zero") if drawn else ""


def _across(axis: Axis, value: Any, plot: Box, colour: str, width: float) -> str:
    at, area = axis.scale.at(value) or 0.0, axis.area(plot)
    ends = (at, at, area.top, area.bottom) if axis.name.startswith("x") else (area.left, area.right, at, at)
    x1, x2, y1, y2 = ends
    return element("line", x1=x1, x2=x2, y1=y1, y2=y2, stroke=colour, stroke_width=width)


def named(axes: Axes, plot: Box, paint: Paint) -> str:
    """Return the words along the edges."""
    return "".join(
        element("g", _words(each, plot, paint), class_=f"axis {each.name}") for each in axes.values()
    )


def _words(axis: Axis, plot: Box, paint: Paint) -> str:
    font = axis.settings.get("tickfont", {}).get("color")
    colour = paint.colour(font) if font else paint.own("ink-2")
    if axis.name.startswith("x"):
        return _under(axis, plot, colour)
    x, anchor = (plot.right + BESIDE, "start") if axis.is_right else (plot.left - BESIDE, "end")
    drawn = (tick.label.draw(x, axis.scale.at(tick.value) or 0.0, colour, anchor) for tick in axis.ticks)
    return "".join(drawn)


def _under(axis: Axis, plot: Box, colour: str) -> str:
    top = plot.bottom + BESIDE
    drawn = [
        tick.label.draw(at, top + tick.label.height / 2, colour, "middle")
        for tick, at in _with_room([(tick, axis.scale.at(tick.value) or 0.0) for tick in axis.ticks])
    ]
    title = axis.settings.get("title", {}).get("text")
    if title:
        high = max((tick.label.height for tick in axis.ticks), default=0.0)
        words = fitted(block(title), plot.width, 1)
        drawn.append(words.draw((plot.left + plot.right) / 2, top + high + SIZE * 0.75, colour, "middle"))
    return "".join(drawn)


def _with_room(labels: Sequence[tuple[Tick, float]]) -> list[tuple[Tick, float]]:
    """Return every label, or every second, third and so on, counted from the newest, so that none touches another."""
    step = 1
    while step < len(labels):
        kept = _kept(labels, step)
        if all(
            abs(to - at) >= (one.label.width + other.label.width) / 2 + APART
            for (one, at), (other, to) in pairwise(kept)
        ):
            return kept
        step += 1
    return list(labels[-1:])


def _kept(labels: Sequence[tuple[Tick, float]], step: int) -> list[tuple[Tick, float]]:
    """Return each so many labels; a year under one that is left out stands under the next."""
    kept: list[tuple[Tick, float]] = []
    year: tuple[Line, ...] = ()
    for place, (tick, at) in enumerate(labels):
        first, *rest = tick.label.lines
        year = tuple(rest) or year
        if (len(labels) - 1 - place) % step == 0:
            kept.append((Tick(tick.value, replace(tick.label, lines=(first, *year))), at))
            year = ()
    return kept
