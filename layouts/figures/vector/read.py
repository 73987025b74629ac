"""A figure's dict read: its traces, its axes, and which value of a list a row has."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from vocabulary import text

Trace = Mapping[str, Any]
Layout = Mapping[str, Any]
TYPES = ("bar", "scatter")


class Point(NamedTuple):
    """One row of a trace: its place in the trace, and its two values; None where there is no figure."""

    at: int
    x: Any
    y: Any


def traces_of(figure: Mapping[str, Any]) -> list[Trace]:
    """Return the traces; of a kind that cannot be drawn it raises ValueError, because a gap would say nothing."""
    found: list[Trace] = list(figure.get("data", ()))
    strange = {each.get("type", "scatter") for each in found}.difference(TYPES)
    if strange:
        raise ValueError(f"no drawing of {sorted(strange)}")
    return found


def is_bar(trace: Trace) -> bool:
    """Say that a trace is drawn as bars."""
    return trace.get("type") == "bar"


def lies(trace: Trace) -> bool:
    """Say that a trace's bars lie: their values are along x."""
    return trace.get("orientation") == "h"


def points(trace: Trace) -> Iterator[Point]:
    """Return the rows of a trace."""
    rows = zip_longest(values(trace, "x"), values(trace, "y"))
    return (Point(at, known(x), known(y)) for at, (x, y) in enumerate(rows))


def values(trace: Trace, letter: str) -> Sequence[Any]:
    """Return what a trace has along x or y."""
    found = trace.get(letter)
    return [] if found is None else list(found)


def known(value: Any) -> Any:
    """Return a value, or None where there is none."""
    return None if text.is_missing(value) else value


def each(value: Any, at: int) -> Any:
    """Return the value of a row, where a figure gives one for all or a list of them."""
    return value[at] if isinstance(value, list | tuple) else value


def modes(trace: Trace) -> set[str]:
    """Return what of its points a trace shows: lines, markers, text."""
    return set(trace.get("mode", "lines+markers").split("+")) if not is_bar(trace) else set()


def day_number(written: str) -> float:
    """Return a day of ISO form as a number."""
    return float(date.fromisoformat(written[:10]).toordinal())


def has_marks(figure: Mapping[str, Any]) -> bool:
    """Say that there is anything to draw."""
    return any(
        point.x is not None and point.y is not None
        for trace in figure.get("data", ())
        for point in points(trace)
    )
