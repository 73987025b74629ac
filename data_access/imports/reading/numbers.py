"""Reads numbers and durations."""

import re
from datetime import datetime, time, timedelta
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
_EITHER = re.compile(r"[+\-\u2212]?[1-9]\d{0,2}[.,]\d{3}[ \u00a0\u202f]?%?")
_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:(\d+(?:[.,]\d\d?)?) ?(?:dage?|days?|d)\.?)?"
    r"(?:,? ?(?:og |and )?(\d+(?:[.,]\d\d?)?) ?(?:timer?|hours?|hrs?|t|h)\.?)?"
    r"(?:,? ?(?:og |and )?(\d+(?:[.,]\d\d?)?) ?(?:minut(?:ter)?|minutes?|mins?|m)\.?)?"
    r"(?:,? ?(?:og |and )?(\d+(?:[.,]\d+)?) ?(?:sekund(?:er)?|seconds?|sek|secs?|s)\.?)?",
    re.IGNORECASE,
)
# The day before a sheet's first, by the calendar that begins in 1900, and by that of 1904.
_FIRST_DAYS = (datetime(1899, 12, 31), datetime(1904, 1, 1))  # noqa: DTZ001 - a sheet has no zones
_CLOCK = re.compile(r"(-?)(?:(\d+)(?: days?,? |\.(?=\d\d:\d\d:)))?(?:(\d+):)?(\d+):(\d\d?(?:[.,]\d+)?)")
_DOTTED = re.compile(
    r"-?\d+\.[0-5]\d\.[0-5]\d"
)  # as a Danish Windows writes 0:02:45; no number has such dots


def numbers(cells: Cells, decimal: str = ".", scale: float = 1.0) -> Read:
    """Read numbers with the decimal mark; thousands may be parted, and a per cent sign may follow."""
    known = ~is_none(cells)
    typed = known & False if is_text(cells) else np.array([_is_number(each) for each in cells], dtype=bool)
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


def _is_number(cell: Any) -> bool:
    """Say that a cell is a number: true and false are none, though Python counts them as 1 and 0."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


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


def unclear(cells: Cells, decimal: str = "") -> Flags:
    """Mark numbers like 1.234: they can be a thousand times less. With a mark, only those that have the other one."""
    other = {".": ",", ",": "."}.get(decimal, "")
    return np.array(
        [isinstance(each, str) and other in each and bool(_EITHER.fullmatch(each)) for each in cells],
        dtype=bool,
    )


def seconds(cells: Cells, decimal: str = ".", scale: float = 1.0) -> Read:
    """Read durations in seconds: numbers, clocks like 0:02:45 and 2:45, or words like 1 t 5 min. and PT1H5M."""
    if not is_text(cells):
        lengths = [
            each if not isinstance(each, timedelta | time | datetime) else _length(each) for each in cells
        ]
        plain = np.empty(len(cells), dtype=object)
        plain[:] = lengths
        # What a workbook has as a time is a length, and not in the unit of the numbers.
        timed = np.array([a is not b for a, b in zip(lengths, cells, strict=True)], dtype=bool)
        cells = plain
    else:
        timed = np.zeros(len(cells), dtype=bool)
    found, bad = numbers(cells, decimal, scale)
    values = found.to_numpy(copy=True)
    if timed.any() and scale != 1.0:
        values[timed] = values[timed] / scale
    if bad.any():
        clocks = np.array([clock(each) if isinstance(each, str) else np.nan for each in cells[bad]])
        values[bad] = clocks
        bad = bad.copy()
        bad[bad] = np.isnan(clocks)
    return pd.Series(values), bad


def _length(value: timedelta | time | datetime) -> Any:
    """Return the seconds of a length that a sheet has as a time; more than a day are dates of its first days."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, datetime):
        first = next((day for day in _FIRST_DAYS if timedelta() <= value - day < timedelta(days=60)), None)
        return (value - first).total_seconds() if first else value.isoformat(sep=" ")
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6


def clock(word: str) -> float:
    """Return the seconds of h:mm:ss, m:ss, PT26H3M4S or 1 t 5 min; not-a-number when it is none of them."""
    found = _CLOCK.fullmatch(word.replace(".", ":") if _DOTTED.fullmatch(word) else word)
    if not found:
        return _in_words(word)
    sign, days_, hours, minutes, rest = found.groups()
    length = (
        int(days_ or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))
    )
    if float(rest.replace(",", ".")) >= 60 or (hours and int(minutes) >= 60):
        return float("nan")
    return -length if sign else length


def _in_words(word: str) -> float:
    for form in (_ISO, _WORDS):
        found = form.fullmatch(word.strip())
        if found and any(found.groups()):
            parts = zip(found.groups(), (86_400, 3600, 60, 1), strict=True)
            return sum(float((part or "0").replace(",", ".")) * size for part, size in parts)
    return float("nan")
