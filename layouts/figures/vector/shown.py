"""What a mark says of the row that it shows, so that what is drawn can be read back."""

from collections.abc import Sequence
from typing import Any

from layouts.figures.vector.letters import plain
from layouts.figures.vector.read import Trace, each
from layouts.figures.vector.written import element

DECIMALS = 6
BETWEEN = "|"


def shown(trace: Trace, at: int) -> dict[str, Any]:
    """Return the attributes that name the row of a mark: its two values."""
    found = {f"data_{letter}": told(each(trace.get(letter), at)) for letter in "xy"}
    base = trace.get("base")
    return found | ({"data_base": told(each(base, at))} if base is not None else {})


def several(trace: Trace, places: Sequence[int]) -> dict[str, Any]:
    """Return the attributes of one mark that shows several rows: the values of each, with a bar between them."""
    return {
        f"data_{letter}": BETWEEN.join(told(trace[letter][at]).replace(BETWEEN, " ") for at in places)
        for letter in "xy"
    }


def told(value: Any) -> str:
    """Return a value as it is in a row: a number with a point, a name in one line."""
    if isinstance(value, int | float):
        return f"{round(float(value), DECIMALS):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return plain(value)


def series(trace: Trace, kind: str, marks: Sequence[str]) -> str:
    """Return the marks of one trace together, under its name."""
    drawn, name = "".join(marks), plain(trace.get("name", ""))
    axis = trace.get("yaxis", "y")
    return element("g", drawn, class_=f"{kind} on-{axis}", data_name=name or None) if drawn else ""
