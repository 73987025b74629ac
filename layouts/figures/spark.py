"""The small picture in a tile: the last year, the target, and the last point marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import printable
from urllib.parse import quote

from vocabulary.status import Level

# How an address writes what a picture is made of: Python's own way looks at each letter again.
_IN_ADDRESS = str.maketrans({letter: quote(letter, safe=" =:/<>") for letter in printable})
Point = tuple[float, float]


@dataclass(frozen=True)
class Size:
    """How large a picture is, how far from its edge its line stays, and how large its mark is, in pixels."""

    width: int
    height: int
    edge: int
    mark: float


OF_TILE, OF_ROW = Size(240, 48, 6, 4.5), Size(88, 22, 4, 3)


def draw(
    values: Sequence[float | None],
    targets: Sequence[float | None],
    level: Level,
    colours: Mapping[str, str],
    size: Size = OF_TILE,
) -> str:
    """Return the picture as a data address: a figure and its target a month; what is missing is a gap."""
    known = [value for value in [*values, *targets] if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    points = [
        None if value is None else _place(value, at, len(values), low, high, size)
        for at, value in enumerate(values)
    ]
    parts = [_polyline(run, colours["ink-2"]) for run in _runs(points)]
    steps = _steps(
        [None if goal is None else _place(goal, 0, 2, low, high, size)[1] for goal in targets], size.width
    )
    if steps:
        drawn = f'<path d="{steps}" stroke="{colours["ink-2"]}" stroke-dasharray="3 4" fill="none"/>'
        parts.insert(0, drawn)
    last = points[-1] if points else None
    if last:
        colour = colours["accent"] if level == "none" else colours[level]
        parts.append(_mark(last, level, colour, colours["near-fill"], size.mark))
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.width}" height="{size.height}" '
        f'viewBox="0 0 {size.width} {size.height}">{"".join(parts)}</svg>'
    )
    return f"data:image/svg+xml,{picture.translate(_IN_ADDRESS)}"


def _place(value: float, at: int, length: int, low: float, high: float, size: Size) -> Point:
    span, edge = (high - low) or 1.0, size.edge
    x = edge + (size.width - 2 * edge) * (at / max(length - 1, 1))
    return round(x, 1), round(size.height - edge - (size.height - 2 * edge) * (value - low) / span, 1)


def _steps(heights: Sequence[float | None], whole: int) -> str:
    """Return the path of the target, each month as wide as the others: it steps where the target stepped."""
    path, place, pen_is_down, width = "", 0, False, whole / max(len(heights), 1)
    for height, months in groupby(heights):
        begin, place = place, place + len(list(months))
        if height is not None:
            to_height = f"V{height}" if pen_is_down else f"M{round(begin * width, 1):g} {height}"
            path += f"{to_height}H{round(place * width, 1):g}"
        pen_is_down = height is not None
    return path


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _polyline(run: Sequence[Point], colour: str) -> str:
    path = " ".join(f"{x},{y}" for x, y in run)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'
    )


def _mark(place: Point, level: Level, colour: str, yellow: str, half: float) -> str:
    (x, y), more = place, half + 0.5
    if level == "near":
        shape = f"M{x} {y - more}L{x + more} {y + half}H{x - more}Z"
        return f'<path d="{shape}" fill="{yellow}" stroke="{colour}" stroke-width="1.5" stroke-linejoin="round"/>'
    if level == "missed":
        return f'<path d="M{x - half} {y - half}h{2 * half:g}v{2 * half:g}h-{2 * half:g}Z" fill="{colour}"/>'
    fill = "none" if level == "unknown" else colour
    return f'<circle cx="{x}" cy="{y}" r="{half:g}" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
