"""Where values stand: the range of each axis, and the place in the drawing of each value on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from layouts.figures.vector.read import (
    Layout,
    Trace,
    day_number,
    is_bar,
    known,
    lies,
    points,
    values,
)

KINDS: Final = ("linear", "category", "date")
ROOM: Final = 0.05  # beyond the outermost mark, of the axis
Range = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """An axis: of which kind, from `low` to `high`, which lie at the places `start` and `end` (pixels)."""

    kind: str
    low: float
    high: float
    names: Mapping[str, int] = field(default_factory=dict)
    start: float = 0.0
    end: float = 1.0

    def number(self, value: Any) -> float | None:
        """Return the number of a value along the axis; None where it has no place there."""
        if known(value) is None:
            return None
        if isinstance(value, str):
            if self.kind == "category":
                place = self.names.get(value)
                return None if place is None else float(place)
            return day_number(value) if self.kind == "date" else float(value)
        return float(value)

    def share(self, value: Any) -> float | None:
        """Return how far along the axis a value lies, from 0 to 1."""
        number = self.number(value)
        return None if number is None else (number - self.low) / ((self.high - self.low) or 1.0)

    def at(self, value: Any) -> float | None:
        """Return the place of a value, in pixels."""
        share = self.share(value)
        return None if share is None else self.start + share * (self.end - self.start)

    def between(self, start: float, end: float) -> "Scale":
        """Return the same axis from one place to another."""
        return replace(self, start=start, end=end)

    @property
    def step(self) -> float:
        """How many pixels there are from one number to the next."""
        return abs(self.end - self.start) / (abs(self.high - self.low) or 1.0)


def scale(letter: str, axis: Layout, traces: Sequence[Trace], layout: Layout) -> Scale:
    """Return the scale of an axis: `letter` is x or y, `traces` those that are drawn along it."""
    kind = axis.get("type") or _kind(letter, traces)
    if kind not in KINDS:
        raise ValueError(f"no drawing of an axis of the type {kind}")
    names = _names(letter, axis, traces) if kind == "category" else {}
    plain = Scale(kind, 0.0, 1.0, names)
    low, high = _given(plain, axis) or _found(plain, letter, axis, traces, layout)
    if axis.get("autorange") == "reversed":
        low, high = high, low
    return replace(plain, low=low, high=high)


def _kind(letter: str, traces: Sequence[Trace]) -> str:
    is_named = any(isinstance(value, str) for trace in traces for value in values(trace, letter))
    return "category" if is_named else "linear"


def _names(letter: str, axis: Layout, traces: Sequence[Trace]) -> dict[str, int]:
    found = [value for trace in traces for value in values(trace, letter) if isinstance(value, str)]
    return {name: place for place, name in enumerate(dict.fromkeys([*axis.get("categoryarray", ()), *found]))}


def _given(plain: Scale, axis: Layout) -> Range | None:
    ends = [plain.number(end) for end in axis.get("range", ())]
    return (ends[0], ends[1]) if len(ends) == 2 and ends[0] is not None and ends[1] is not None else None


def _found(plain: Scale, letter: str, axis: Layout, traces: Sequence[Trace], layout: Layout) -> Range:
    if plain.kind == "category":
        return -0.5, max(len(plain.names), 1) - 0.5
    reached = [
        number for value in _reached(letter, traces, layout) if (number := plain.number(value)) is not None
    ]
    if plain.kind == "date":
        marked = (
            plain.number(shape[end])
            for shape in layout.get("shapes", ())
            for end in (f"{letter}0", f"{letter}1")
            if shape.get(f"{letter}ref") != "paper"
        )
        reached += [number for number in marked if number is not None]
        low, high = min(reached, default=0.0), max(reached, default=1.0)
        more = max((high - low) * ROOM, 1.0)
        return low - more, high + more
    if any(_is_across(trace, letter) for trace in traces):
        return min(reached, default=0.0) - 0.5, max(reached, default=0.0) + 0.5
    keeps_zero = axis.get("rangemode", "tozero" if letter == "y" else "normal") == "tozero"
    return _roomy(reached, from_zero=keeps_zero or any(is_bar(trace) for trace in traces))


def _roomy(reached: Sequence[float], *, from_zero: bool) -> Range:
    ends = [*reached, 0.0] if from_zero else [*reached]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    if low == high:
        return (low, low + 1.0) if from_zero else (low - 1.0, high + 1.0)
    more = (high - low) * ROOM
    return (low if from_zero and low == 0 else low - more), (high if from_zero and high == 0 else high + more)


def _is_across(trace: Trace, letter: str) -> bool:
    """Say that bars stand beside one another along the axis, each half a step to either side of its place."""
    return is_bar(trace) and lies(trace) == (letter == "y")


def _reached(letter: str, traces: Sequence[Trace], layout: Layout) -> Iterator[Any]:
    """Return every value that a mark reaches along an axis."""
    for trace in traces:
        if not is_bar(trace) or _is_across(trace, letter):
            yield from (known(value) for value in values(trace, letter))
    along = [trace for trace in traces if is_bar(trace) and not _is_across(trace, letter)]
    for begin, end in extents(along, layout.get("barmode", "group")).values():
        yield from (begin, end)


def extents(bars: Sequence[Trace], mode: str) -> dict[tuple[int, int], Range]:
    """Return from where to where each bar goes, by the place of its trace among these and its place in the trace."""
    found: dict[tuple[int, int], Range] = {}
    reached: dict[tuple[Any, bool], float] = {}
    for number, trace in enumerate(bars):
        bases = trace.get("base")
        for point in points(trace):
            where, value = (point.y, point.x) if lies(trace) else (point.x, point.y)
            if where is None or value is None:
                continue
            base = float(bases[point.at] if isinstance(bases, list) else bases or 0)
            if mode == "stack":
                base = reached.get((where, value < 0), 0.0)
                reached[where, value < 0] = base + value
            found[number, point.at] = (base, base + value)
    return found


def drawn_along(traces: Iterable[Trace], letter: str, name: str) -> list[Trace]:
    """Return the traces of an axis: `name` is x, y or y2."""
    return [trace for trace in traces if trace.get(f"{letter}axis", letter) == name]
