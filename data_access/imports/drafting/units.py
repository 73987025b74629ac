"""Says in which unit a column of durations is told, where its heading or its numbers give it away."""

import math
import re
from collections.abc import Iterator

from data_access.imports.drafting.column import Column, mark_of, number_of, one_line
from data_access.imports.kinds.field import Field

# Seconds: a middle duration beyond this is rather in thousandths; of what is a sum of many nothing can be said.
_LONG = {"seconds": 60.0, "wait_seconds": 5000.0, "talk_seconds": 5000.0}
_MILLIONS = re.compile(r"\b(?:mio|mill?|million(?:er)?|mdkk)\b")
_THOUSANDS = re.compile(r"\b(?:t ?kr|tdkk|tkr|1 ?000 (?:kr|dkk)|tusind(?:er)?)\b")
_KRONER = re.compile(r"\b(?:kr|kroner|dkk)\b")
_MUCH = 1000.0  # millions: an amount beyond this is rather in kroner
_LONG_MEAN = 1800.0  # of the mean of many
_SUMS = 1e9
# What is told in thousandths by those who measure it, and so many seconds of it would be hardly possible.
_THOUSANDTHS, _SHORT = frozenset({"raw", "ping", "rtt", "latency"}), 1.0


def unit_of_money(column: Column, middle: float) -> Iterator[str]:
    """Return what turns a column of amounts into millions; `middle` is the middle one of its numbers."""
    if _MILLIONS.search(column.name):
        return
    if _THOUSANDS.search(column.name):
        yield "scale = 0.001"
    elif _KRONER.search(column.name):
        yield "scale = 0.000001"
    elif middle > _MUCH:
        yield "scale = 0.000001  # TVIVL: tallene er store; er de kroner?"


def unit_of_mean(column: Column, decimal: str) -> Iterator[str]:
    """Return what turns a column of mean durations into seconds."""
    values = number_of(column, mark_of(column.filled) or decimal)
    middle = float(values.median()) if values.notna().any() else 0.0
    yield from _unit(column, middle, _LONG_MEAN)


def unit_of_time(field: Field, column: Column, middle: float) -> Iterator[str]:
    """Return what turns a column into seconds; `middle` is the middle one of its numbers."""
    yield from _unit(column, middle, _LONG.get(field.name, math.inf) if field.most < _SUMS else math.inf)


def _unit(column: Column, middle: float, longest: float) -> Iterator[str]:
    words = column.name.split()
    if "ms" in words or "msec" in words or "millisekunder" in words:
        yield "scale = 0.001"
    elif ("min" in words or "minutter" in words or "minutes" in words) and column.is_number:
        yield "scale = 60"
    elif middle > _SHORT and not _THOUSANDTHS.isdisjoint(words) and column.is_number:
        yield f"scale = 0.001  # TVIVL: {one_line(column.heading)} er som regel millisekunder"
    elif middle > longest and column.is_number:
        yield "scale = 0.001  # TVIVL: tallene er store; er de millisekunder?"
