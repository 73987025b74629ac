"""Says in which unit a column of durations is told, where its heading or its numbers give it away."""

import math
from collections.abc import Iterator

from data_access.imports.drafting.column import Column, mark_of, number_of, one_line
from data_access.imports.kinds.field import Field

# Seconds: a middle duration beyond this is rather in thousandths; of what is a sum of many nothing can be said.
_LONG = {"seconds": 60.0, "wait_seconds": 5000.0, "talk_seconds": 5000.0}
_LONG_MEAN = 1800.0  # of the mean of many
_SUMS = 1e9
# What is told in thousandths by those who measure it, and so many seconds of it would be hardly possible.
_THOUSANDTHS, _SHORT = frozenset({"raw", "ping", "rtt", "latency"}), 1.0


def unit_of_mean(column: Column, decimal: str) -> Iterator[str]:
    """Return what turns a column of mean durations into seconds."""
    values = number_of(column, mark_of(column.filled) or decimal)
    if values.notna().any() and float(values.median()) > _LONG_MEAN and column.is_number:
        yield "scale = 0.001  # TVIVL: tallene er store; er de millisekunder?"
    elif "ms" in column.name.split() or "msec" in column.name.split():
        yield "scale = 0.001"


def unit_of_time(field: Field, column: Column, middle: float) -> Iterator[str]:
    """Return what turns a column into seconds; `middle` is the middle one of its numbers."""
    words = column.name.split()
    longest = _LONG.get(field.name, math.inf) if field.most < _SUMS else math.inf
    if "ms" in words or "msec" in words or "millisekunder" in words:
        yield "scale = 0.001"
    elif ("min" in words or "minutter" in words or "minutes" in words) and column.is_number:
        yield "scale = 60"
    elif middle > _SHORT and not _THOUSANDTHS.isdisjoint(words) and column.is_number:
        yield f"scale = 0.001  # TVIVL: {one_line(column.heading)} er som regel millisekunder"
    elif middle > longest and column.is_number:
        yield "scale = 0.001  # TVIVL: tallene er store; er de millisekunder?"
