"""Cells become values: a whole column at a time, with a mark at each that cannot be read."""

import operator
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.imports.mapping.model import EPOCHS, GRAINS, Times

# A column of cells: texts as the file has them, or values as a workbook or a database has them; None is empty.
Cells = NDArray[Any]
Flags = NDArray[np.bool_]
Read = tuple["pd.Series[Any]", Flags]

_TRUE = {"1", "true", "t", "ja", "j", "yes", "y", "x", "sand", "sandt", "on"}
_FALSE = {"0", "false", "f", "nej", "n", "no", "falsk", "off"}
_ANY_ZONED = re.compile(r"(?:Z|[:\d][+-]\d\d(?::?\d\d)?)$", re.MULTILINE)
_SHORT_ZONE = re.compile(r"([:\d])([+-]\d\d)$")
_WHOLE_DATE = r"\d{4}-?\d\d-?\d\d"
_ISO = r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?"
_NUMBER = {
    ".": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:[ ',]\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?"),
    ",": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:[ '.]\d{3})+|\d+)?(?:,\d+)?(?:[eE][+-]?\d+)?"),
}
# Either thousands or a fraction of three digits: only whoever made the file knows.
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3} ?%?")
_CLOCK = re.compile(r"(-?)(?:(\d+) days?,? )?(?:(\d+):)?(\d+):(\d\d?(?:[.,]\d+)?)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "marts march mar", "april apr", "maj may",
            "juni june jun", "juli july jul", "august aug", "september sep sept", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/](?P<m>[1-9])"),
    re.compile(r"\d\d?[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<name>[a-zæøå]+)\.?[-/ ](?P<short>\d\d)"),
    re.compile(r"(?P<y>\d{4})[-/m. ]?(?P<m>0[1-9]|1[0-2])(?:-\d\d(?:[T ].*)?)?"),
    re.compile(r"(?P<m>0?[1-9]|1[0-2])[-/. ](?P<y>\d{4})"),
    re.compile(r"(?P<name>[a-zæøå]+)\.?[-/ ]*(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/ ]*(?P<name>[a-zæøå]+)\.?"),
)


def cleaned(cells: Sequence[Any] | Cells, nulls: frozenset[str]) -> Cells:
    """Return a column without the blanks around its texts, and None for what stands for nothing."""
    found = np.empty(len(cells), dtype=object)
    if set(map(type, cells)) == {str}:
        # Nearly every column of a file: millions of cells, for which a pass in C is worth a line.
        stripped = list(map(str.strip, cells))
        found[:] = stripped if nulls.isdisjoint(stripped) else [None if w in nulls else w for w in stripped]
    else:
        found[:] = [
            (None if (word := each.strip()) in nulls else word) if isinstance(each, str) else each
            for each in cells
        ]
    return found


def is_text(cells: Cells) -> bool:
    """Say that every cell is a text or empty, as those of a text file are."""
    return set(map(type, cells)) <= {str, type(None)}


def is_none(cells: Cells) -> Flags:
    """Mark the cells that are empty."""
    return np.fromiter(map(operator.is_, cells, repeat(None)), dtype=bool, count=len(cells))


def as_texts(cells: Cells) -> Cells:
    """Return values as texts, the way a file would write them; None stays."""
    if is_text(cells):
        return cells
    found = np.empty(len(cells), dtype=object)
    found[:] = [as_text(each) for each in cells]
    return found


def as_text(value: Any) -> str | None:
    """Return a value as a file would write it."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value.total_seconds())
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def texts(cells: Cells) -> Read:
    """Read texts; a NUL, which no database keeps, is a fault."""
    found = as_texts(cells)
    bad = np.array([each is not None and "\x00" in each for each in found], dtype=bool)
    return pd.Series(found, dtype=object), bad


def flags(cells: Cells) -> Read:
    """Read yes and no, in Danish or English."""
    codes, uniques = pd.factorize(as_texts(cells), use_na_sentinel=True)
    values = [
        True if word in _TRUE else False if word in _FALSE else None for word in map(str.casefold, uniques)
    ]
    return _mapped(codes, values)


def _mapped(codes: NDArray[Any], values: list[Any]) -> Read:
    looked = np.array([*values, None], dtype=object)
    found = looked[codes]
    bad = np.array([*(value is None for value in values), False], dtype=bool)[codes]
    return pd.Series(found, dtype=object), bad


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


def moments(cells: Cells, formats: Sequence[str], times: Times) -> Read:
    """Read times as UTC without zone; what has no zone of its own is on the clock of the mapping's zone."""
    if formats and formats[0] in EPOCHS:
        return _since_1970(cells, EPOCHS[formats[0]])
    words = as_texts(cells)
    series = pd.Series(words, dtype="str")
    known = ~is_none(words)
    is_typed = _is_typed(cells)
    if is_typed or not formats or any("%z" in form for form in formats):
        zoned = _zoned(words)
    else:
        zoned = np.zeros(len(words), dtype=bool)
    found = np.full(len(words), np.datetime64("NaT"), dtype="datetime64[us]")
    if zoned.any():
        utc = _parsed(series[zoned], () if is_typed else formats, utc=True)
        found[zoned] = utc.dt.tz_localize(None).to_numpy("datetime64[us]")
    plain = known & ~zoned
    if plain.any():
        local = _parsed(series[plain], formats, utc=False)
        if formats and local.isna().any():
            # A workbook has times of its own kind beside those that were typed in; ISO means one thing only.
            iso = series[plain].str.fullmatch(_ISO, na=False)
            local = local.where(local.notna() | ~iso, _parsed(series[plain], (), utc=False))
        found[plain] = _to_utc(local, times).to_numpy("datetime64[us]")
    return pd.Series(found), known & np.isnat(found)


def _since_1970(cells: Cells, scale: float) -> Read:
    values, bad = numbers(cells, ".")
    moments_ = pd.to_datetime((values * scale * 1e6).round().astype("Int64"), unit="us", errors="coerce")
    found = moments_.astype("datetime64[us]")
    return found, bad | (found.isna().to_numpy() & ~is_none(cells))


def _zoned(words: Cells) -> Flags:
    """Say which times have a zone; the shortest is 2015-04-13T09Z."""
    if not _ANY_ZONED.search("\n".join(filter(None, words))):
        return np.zeros(len(words), dtype=bool)
    return np.array(
        [word is not None and len(word) > 13 and bool(_ANY_ZONED.search(word)) for word in words], dtype=bool
    )


def _is_typed(cells: Cells) -> bool:
    return any(isinstance(each, date) for each in cells)


def _parsed(series: "pd.Series[Any]", formats: Sequence[str], *, utc: bool) -> "pd.Series[Any]":
    """Read times by the first of the formats that fits (none: ISO), in whole microseconds."""
    kind = "datetime64[us, UTC]" if utc else "datetime64[us]"
    parse: Any = partial(pd.to_datetime, errors="coerce", utc=utc)
    if not formats:
        # A year or a month by itself is no day of the year.
        series = series.where(series.str.match(_WHOLE_DATE, na=False))
        if utc:
            series = series.str.replace(_SHORT_ZONE, r"\1\2:00", regex=True)
    found: pd.Series[Any] | None = None
    for each in formats or ("ISO8601",):
        read = parse(series, format=each).astype(kind)
        if not read.isna().any():
            found = read  # one format reads them all: a mixture would turn some days into months
            break
        found = read if found is None else found.where(found.notna(), read)
    if found is None:
        raise ValueError("a column of times has no format")
    # Years that no export has, and that no zone has rules for.
    return found.where((found.dt.year >= 1900) & (found.dt.year <= 2200))


def _to_utc(local: "pd.Series[Any]", times: Times) -> "pd.Series[Any]":
    if times.zone == "UTC":
        return local
    doubled: Any = "NaT" if times.doubled == "reject" else np.full(len(local), times.doubled == "first")
    skipped: Any = "NaT" if times.skipped == "reject" else "shift_forward"
    zoned = local.dt.tz_localize(times.zone, ambiguous=doubled, nonexistent=skipped)
    utc: pd.Series[Any] = zoned.dt.tz_convert("UTC").dt.tz_localize(None)
    return utc


def days(cells: Cells, formats: Sequence[str]) -> Read:
    """Read dates; a time of day that stands with one is left out."""
    found, bad = moments(cells, formats, Times(zone="UTC"))
    return found.dt.normalize(), bad


def months(cells: Cells, formats: Sequence[str]) -> Read:
    """Read months as 'YYYY-MM': out of a date, or as 2015-04, 2015M04, 04/2015, april 2015."""
    if formats:
        found, bad = days(cells, formats)
        written = found.dt.strftime("%Y-%m").astype(object)
        return written.where(found.notna(), None), bad
    codes, uniques = pd.factorize(as_texts(cells), use_na_sentinel=True)
    return _mapped(codes, [_month(word.casefold()) for word in uniques])


def periods(cells: Cells, formats: Sequence[str], grain: str) -> Read:
    """Read periods as 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD': of the grain, or else of the one that is written."""
    words = as_texts(cells)
    found = np.full(len(words), None, dtype=object)
    left = np.array([each is not None for each in words], dtype=bool)
    if grain in ("", "year") and not formats:
        years = np.array([each is not None and bool(_YEAR.fullmatch(each)) for each in words], dtype=bool)
        found[years], left = words[years], left & ~years
    if grain in ("", "month") and not formats:
        # A whole date is a month only where the grain says so.
        dated = np.array([each is not None and bool(_DATE.match(each)) for each in words], dtype=bool)
        asked = left & ~dated if not grain else left
        of_month, bad = months(_only(words, asked), ())
        read = asked & ~bad
        found[read], left = of_month.to_numpy()[read], left & ~read
    if left.any():
        dates, bad = days(_only(cells, left), formats)
        wanted = grain or _grain(formats)
        read = left & ~bad
        found[read], left = dates.dt.strftime(GRAINS[wanted]).to_numpy()[read], left & ~read
    return pd.Series(found, dtype=object), left


def _only(cells: Cells, wanted: Flags) -> Cells:
    found = cells.copy()
    found[~wanted] = None
    return found


def _grain(formats: Sequence[str]) -> str:
    """Return how long a period a format tells: with a day in it, a day."""
    form = formats[0] if formats else "%d"
    if "%d" in form or "%j" in form:
        return "day"
    return "year" if form in ("%Y", "%y") else "month"


def _month(word: str) -> str | None:
    for form in _MONTH_FORMS:
        if found := form.fullmatch(word):
            parts = found.groupdict()
            number = _MONTHS.get(parts["name"]) if "name" in parts else int(parts["m"])
            year = int(parts["y"]) if "y" in parts else 2000 + int(parts["short"])
            if number and 1900 <= year <= 2199:
                return f"{year}-{number:02d}"
    return None
