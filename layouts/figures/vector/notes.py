"""What is written on a figure beside its marks: words at a line's end, numbered flags, lines and shaded months."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from layouts.figures.vector.axes import Axes, Box
from layouts.figures.vector.letters import Block, block
from layouts.figures.vector.paint import Paint, dashes
from layouts.figures.vector.read import Layout
from layouts.figures.vector.written import element

LIFTED: Final = 20  # from so many pixels above the plot on, words stand above the legend
ABOVE: Final = 4.0
LINE: Final = 18.0
PADDED: Final = 4.0  # a flag's frame, beside its words


@dataclass(frozen=True)
class Note:
    """Words of a figure, as it gives them."""

    given: Layout
    said: Block

    @property
    def is_above(self) -> bool:
        """Say that it stands above the plot."""
        return (
            _is_paper(self.given, "y") and self.given.get("y") == 1 and self.given.get("yanchor") == "bottom"
        )

    @property
    def is_over_legend(self) -> bool:
        """Say that it stands above the legend too."""
        return self.is_above and self.given.get("yshift", 0) >= LIFTED

    @property
    def is_below(self) -> bool:
        """Say that it stands under the words of the axis below."""
        return _is_paper(self.given, "y") and self.given.get("y") == 0 and self.given.get("yanchor") == "top"

    @property
    def is_at_end(self) -> bool:
        """Say that it stands to the right of the plot, at a line's end."""
        return _is_paper(self.given, "x") and self.given.get("x") == 1 and self.given.get("xanchor") == "left"


def notes_of(layout: Layout) -> list[Note]:
    """Return the words of a figure."""
    return [
        Note(each, block(each.get("text", ""), float(each.get("font", {}).get("size", 13))))
        for each in layout.get("annotations", ())
    ]


def _is_paper(given: Layout, letter: str) -> bool:
    return str(given.get(f"{letter}ref", letter)) == "paper"


def shapes(layout: Layout, axes: Axes, plot: Box, paint: Paint, *, below: bool) -> str:
    """Return the shapes that lie below the marks, or above them."""
    found = [each for each in layout.get("shapes", ()) if (each.get("layer") == "below") == below]
    return "".join(_shape(each, axes, plot, paint) for each in found)


def _shape(given: Layout, axes: Axes, plot: Box, paint: Paint) -> str:
    x0, x1 = (_across(given, end, axes, plot) for end in ("x0", "x1"))
    y0, y1 = (_down(given, end, axes, plot) for end in ("y0", "y1"))
    line = given.get("line", {})
    width = float(line.get("width", 1))
    if given.get("type") == "line":
        return element(
            "line", class_="shape", x1=x0, x2=x1, y1=y0, y2=y1, stroke=paint.colour(line["color"]), stroke_width=width,
            stroke_dasharray=dashes(line.get("dash", "solid"), width), data_x=str(given["x0"]), data_y=str(given["y0"]),
        )  # fmt: skip
    if given.get("type") != "rect":
        raise ValueError(f"no drawing of a shape of the type {given.get('type')}")
    return element(
        "rect", class_="shape", x=min(x0, x1), y=min(y0, y1), width=abs(x1 - x0), height=abs(y1 - y0),
        fill=paint.colour(given["fillcolor"]), fill_opacity=float(given.get("opacity", 1)),
    )  # fmt: skip


def _across(given: Layout, name: str, axes: Axes, plot: Box) -> float:
    value = given.get(name, 0)
    if _is_paper(given, "x"):
        return plot.left + float(value) * plot.width
    return _place(axes["x"].scale.at(value), value)


def _down(given: Layout, name: str, axes: Axes, plot: Box) -> float:
    value = given.get(name, 0)
    if _is_paper(given, "y"):
        return plot.bottom - float(value) * plot.height
    return _place(axes[given.get("yref", "y")].scale.at(value), value)


def _place(at: float | None, value: object) -> float:
    if at is None:
        raise ValueError(f"no drawing of what stands at {value}, which the axis does not have")
    return at


@dataclass(frozen=True)
class Around:
    """Where the rows of words around a plot stand (above the legend, below the axis), and the drawing's right edge."""

    lifted: float
    under: float
    edge: float


def draw(notes: Sequence[Note], axes: Axes, plot: Box, paint: Paint, around: Around) -> str:
    """Return the words on a figure."""
    ends = _pushed_apart([each for each in notes if each.is_at_end], axes, plot)
    drawn = []
    flags: list[Box] = []
    for note in notes:
        if note.is_at_end:
            continue
        x, anchor, left = _beside(note, axes, plot, around.edge)
        if note.is_over_legend:
            middle = around.lifted
        elif note.is_above:
            middle = plot.top - ABOVE - note.said.height / 2
        elif note.is_below:
            middle = around.under
        else:
            middle = _lifted(note, left, _middle(note, axes, plot), flags)
        drawn.append(
            _box(note, left, middle, paint) + note.said.draw(x, middle, _colour(note, paint), anchor)
        )
    for note, middle in ends:
        x = plot.right + float(note.given.get("xshift", 0))
        drawn.append(note.said.draw(x, middle, _colour(note, paint)))
    return element("g", *drawn, class_="notes") if drawn else ""


def _colour(note: Note, paint: Paint) -> str:
    named = note.given.get("font", {}).get("color")
    return paint.colour(named) if named else paint.own("ink")


def _lifted(note: Note, left: float, middle: float, flags: list[Box]) -> float:
    """Return the height of a flag: over another that stands in its way."""
    if "bordercolor" not in note.given:
        return middle
    half = note.said.height / 2
    while True:
        mine = Box(left - PADDED, middle - half, left + note.said.width + PADDED, middle + half)
        if not any(mine.touches(each) for each in flags):
            flags.append(mine)
            return middle
        middle -= 2 * half + 1


def _beside(note: Note, axes: Axes, plot: Box, edge: float) -> tuple[float, str, float]:
    """Return the place and the anchor of words, and where they begin; none reaches over the drawing's edges."""
    anchor = note.given.get("xanchor", "center")
    x = _across(note.given, "x", axes, plot) + float(note.given.get("xshift", 0))
    wide = note.said.width
    left = {"left": x, "right": x - wide}.get(anchor, x - wide / 2)
    moved = max(min(left, edge - ABOVE - wide), ABOVE) - left
    named = {"left": "start", "right": "end"}.get(anchor, "middle")
    return x + moved, named, left + moved


def _middle(note: Note, axes: Axes, plot: Box) -> float:
    y = _down(note.given, "y", axes, plot) - float(note.given.get("yshift", 0))
    half = note.said.height / 2
    if "bordercolor" in note.given:
        half += float(note.given.get("borderpad", 1))
    return y + {"bottom": -half, "top": half}.get(note.given.get("yanchor", "middle"), 0.0)


def _box(note: Note, left: float, middle: float, paint: Paint) -> str:
    if "bordercolor" not in note.given:
        return ""
    pad = float(note.given.get("borderpad", 1)) + 1
    high = note.said.height - 2
    return element(
        "rect", x=left - pad, y=middle - high / 2, width=note.said.width + 2 * pad, height=high,
        fill=paint.colour(note.given.get("bgcolor", "#ffffff")), stroke=paint.colour(note.given["bordercolor"]),
        stroke_width=float(note.given.get("borderwidth", 1)),
    )  # fmt: skip


def _pushed_apart(notes: Sequence[Note], axes: Axes, plot: Box) -> list[tuple[Note, float]]:
    """Return the words at lines' ends with their heights, from the top down, so that none lies on another."""
    placed = sorted(((note, _middle(note, axes, plot)) for note in notes), key=lambda pair: pair[1])
    heights = [middle for _note, middle in placed]
    for at in range(1, len(placed)):
        least = (placed[at - 1][0].said.height + placed[at][0].said.height) / 2
        heights[at] = max(heights[at], heights[at - 1] + least)
    over = heights[-1] + placed[-1][0].said.height / 2 - plot.bottom if placed else 0.0
    for at in range(len(placed) - 1, -1, -1):  # what was pushed out at the foot is pushed up again
        if over <= 0:
            break
        most = plot.bottom - placed[at][0].said.height / 2
        if at + 1 < len(placed):
            most = heights[at + 1] - (placed[at][0].said.height + placed[at + 1][0].said.height) / 2
        heights[at] = min(heights[at], most)
    return [(note, height) for (note, _middle_), height in zip(placed, heights, strict=True)]
