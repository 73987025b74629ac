"""How much room stands around a plot: its own margins, and more where words need it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from layouts.figures.vector import axes as axis
from layouts.figures.vector import bars, legend, notes
from layouts.figures.vector.axes import Axes, Box
from layouts.figures.vector.legend import Entry
from layouts.figures.vector.letters import block
from layouts.figures.vector.notes import Around, Note
from layouts.figures.vector.read import Layout, Trace, each, is_bar, modes, points

EDGE: Final = 8.0
HEIGHT: Final = 320
MARGIN: Final = 0.12  # what a figure's own margin to the right may take of a narrow drawing's width


@dataclass(frozen=True)
class Room:
    """A drawing shared out, in pixels: where the plot, the legend and the words above and below them stand."""

    plot: Box
    height: float
    entries: Sequence[Entry]
    legend: tuple[float, float]  # its left upper corner
    around: Around


def share_out(
    layout: Layout,
    traces: Sequence[Trace],
    axes: Axes,
    said: Sequence[Note],
    width: float,
    height: float | None,
) -> Room:
    """Return the room of a figure that is so wide; so high as is asked, else as the figure is and its words need."""
    margin = layout.get("margin", {})
    left = max(float(margin.get("l", EDGE)), axis.beside(axes, right=False) + 4)
    beside = axis.beside(axes, right=True) + 4
    right = max(
        min(float(margin.get("r", EDGE)), MARGIN * width), beside, *_ends(traces, axes, said, width - left)
    )
    begin, found = left, legend.entries(traces, layout, width - left - EDGE)
    if found and (found[-1].row or any(entry.name.whole for entry in found)):
        begin, found = EDGE, legend.entries(traces, layout, width - 2 * EDGE)
    over = [note for note in said if note.is_over_legend]
    near = [note for note in said if note.is_above and not note.is_over_legend]
    foot = [note for note in said if note.is_below]
    near_high = max((note.said.height + notes.ABOVE for note in near), default=4.0)
    needed = near_high + legend.height(found) + (notes.LINE if over else 0) + 4
    top = max(needed, EDGE * 1.5)
    below = axis.below(axes) + EDGE + (notes.LINE if foot else 0)
    bottom = below
    whole = float(height) if height is not None else _height(layout, top, bottom)
    plot = Box(left, top, max(width - right, left + 1), max(whole - bottom, top + 1))
    legend_top = top - near_high - legend.height(found)
    return Room(
        plot,
        whole,
        found,
        (begin, legend_top),
        Around(legend_top - notes.LINE / 2, plot.bottom + axis.below(axes) + notes.LINE / 2, width),
    )


def _height(layout: Layout, top: float, bottom: float) -> float:
    """Return how high the drawing is: the plot as high as on the screen, what is around it as it needs."""
    given = layout.get("margin", {})
    inner = float(layout.get("height", HEIGHT)) - float(given.get("t", EDGE)) - float(given.get("b", EDGE))
    return inner + top + bottom


def _ends(traces: Sequence[Trace], axes: Axes, said: Sequence[Note], room: float) -> Iterator[float]:
    """Return the margin to the right that each of the words needs that stand beside a bar, a point or a line."""
    yield EDGE
    for note in said:
        if note.is_at_end:
            yield note.said.width + float(note.given.get("xshift", 0)) + 4
    for trace in traces:
        for share, wide in _beside(trace, axes):
            if share > 0:
                yield (wide + 4 - room * (1 - share)) / share


def _beside(trace: Trace, axes: Axes) -> Iterator[tuple[float, float]]:
    """Return how far along x each of a trace's words begins, and how wide it is."""
    x, _y = axis.of(trace, axes)
    if is_bar(trace):
        if trace.get("textposition") != "outside":
            return
        for point in points(trace):
            label, share = bars.label(trace, point.at), x.share(point.x)
            if label and share is not None and point.x >= 0:
                yield share, label.width + bars.BESIDE
    elif "text" in modes(trace):
        for point in points(trace):
            share, label = x.share(point.x), block(each(trace.get("text", ""), point.at) or "")
            if share is not None and str(each(trace.get("textposition", ""), point.at)).endswith("right"):
                yield share, label.width + _half(trace, point.at) + 4


def _half(trace: Mapping[str, Any], at: int) -> float:
    return float(each(trace.get("marker", {}).get("size", 6), at)) / 2 if "markers" in modes(trace) else 0.0
