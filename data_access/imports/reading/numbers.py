"""Reads numbers and durations."""

import re
from datetime import time, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.imports.reading.cells import Cells, Flags, Read, as_texts, is_none, is_text

_NUMBER = {
    ".": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:[ ',]\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?"),
    ",": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:[ '.]\d{3})+|\d+)?(?:,\d+)?(?:[eE][+-]?\d+)?"),
}
# Either thousands or a fraction of three digits: only whoever made the file knows.
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3} ?%?")
_CLOCK = re.compile(r"(-?)(?:(\d+) days?,? )?(?:(\d+):)?(\d+):(\d\d?(?:[.,]\d+)?)")


def numbers(cells: Cells, decimal: str = ".", scale: float = 1.0) -> Read:
    """Read numbers with the decimal mark; thousands may be parted, and a per cent sign may follow."""
    known = ~is_none(cells)
    typed = (
        known & False if is_text(cells) else np.array([isinstance(e, int | float) for e in cells], dtype=bool)
    )
    found = np.full(len(cells), np.nan)
    if typed.any():
        found[typed] = cells[typed].astype(float)
    written = known & ~typed
    if written.any():
        found[written] = _written(as_texts(cells[written]), decimal)
    bad = known & ~np.isfinite(found)
    return pd.Series(
        np.where(bad, np.nan, found) * scale if scale != 1.0 else np.where(bad, np.nan, found)
    ), bad


def _written(words: Cells, decimal: str) -> NDArray[Any]:
    series = pd.Series(words, dtype=object)
    if decimal == ".":
        quick = pd.to_numeric(series, errors="coerce").to_numpy(float)
        if np.isfinite(quick).all():
            return quick
    parted = " '" + ("," if decimal == "." else ".")

    def number(word: str) -> float:
        word = (
            word.replace("\u00a0", " ")
            .replace("\u202f", " ")
            .replace("\u2212", "-")
            .removesuffix("%")
            .strip()
        )
        if not word or not _NUMBER[decimal].fullmatch(word):
            return float("nan")
        plain = word.translate(dict.fromkeys(map(ord, parted))).replace(",", ".")
        try:
            return float(plain)
        except ValueError:
            return float("nan")

    return series.map(number).to_numpy(float)


def unclear(cells: Cells, decimal: str) -> Flags:
    """Mark numbers like 1.234 where the decimal mark is held to be another: they can be a thousand times less."""
    other = "." if decimal == "," else ","
    return np.array(
        [isinstance(each, str) and other in each and bool(_EITHER.fullmatch(each)) for each in cells],
        dtype=bool,
    )


def seconds(cells: Cells, decimal: str = ".", scale: float = 1.0) -> Read:
    """Read durations in seconds: numbers, or clocks like 0:02:45 and 2:45."""
    if not is_text(cells):
        cells = np.array(
            [each if not isinstance(each, timedelta | time) else _length(each) for each in cells],
            dtype=object,
        )
    found, bad = numbers(cells, decimal, scale)
    if bad.any():
        lengths = np.array([clock(each) if isinstance(each, str) else np.nan for each in cells[bad]])
        values = found.to_numpy(copy=True)
        values[bad] = lengths
        bad = bad.copy()
        bad[bad] = np.isnan(lengths)
        found = pd.Series(values)
    return found, bad


def _length(value: timedelta | time) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6


def clock(word: str) -> float:
    """Return the seconds of h:mm:ss or m:ss; not-a-number when it is neither."""
    found = _CLOCK.fullmatch(word)
    if not found:
        return float("nan")
    sign, days_, hours, minutes, rest = found.groups()
    length = (
        int(days_ or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))
    )
    if float(rest.replace(",", ".")) >= 60 or (hours and int(minutes) >= 60):
        return float("nan")
    return -length if sign else length
