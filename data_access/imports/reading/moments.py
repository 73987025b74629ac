"""Reads times and days."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.mapping.model import EPOCHS, Times
from data_access.imports.reading.cells import Cells, Flags, Read, as_texts, is_none
from data_access.imports.reading.numbers import numbers

_LETTERS = re.compile(r"[^\W\d_]+")
# The Danish names of months, long and short, that are not the English ones.
_ENGLISH = {
    "januar": "January", "februar": "February", "marts": "March", "maj": "May", "juni": "June", "juli": "July",
    "sept": "Sep", "oktober": "October", "okt": "Oct",
}  # fmt: skip
_WEEKDAYS = {
    "mandag": "Monday", "tirsdag": "Tuesday", "onsdag": "Wednesday", "torsdag": "Thursday", "fredag": "Friday",
    "lørdag": "Saturday", "søndag": "Sunday",
    "man": "Mon", "ma": "Mon", "tir": "Tue", "ti": "Tue", "ons": "Wed", "on": "Wed", "tor": "Thu", "to": "Thu",
    "fre": "Fri", "fr": "Fri", "lør": "Sat", "lø": "Sat", "søn": "Sun", "sø": "Sun",
}  # fmt: skip
_ANY_ZONED = re.compile(r"(?:Z|[:\d][+-]\d\d(?::?\d\d)?)$", re.MULTILINE)
_SHORT_ZONE = re.compile(r"([:\d])([+-]\d\d)$")
_WHOLE_DATE = r"\d{4}-?\d\d-?\d\d"
# The end of a day, as ISO 8601 lets it be written: midnight, when the next begins.
_DAYS_END = re.compile(
    r"(?:(?<=[\sT])|^)24([:.])00(\1(?:00)(?:[.,]0+)?)?(?=$|\s|Z|[+-]\d)", re.MULTILINE | re.IGNORECASE
)
_ISO = r"\d{4}-\d\d-\d\d(?:[T ]\d\d?:\d\d.*)?"


def _in_english(words: Cells, formats: Sequence[str]) -> Cells:
    """Return times with the names of months and weekdays as formats know them, where these have any."""
    names = _ENGLISH if any("%b" in form or "%B" in form for form in formats) else {}
    if any("%a" in form or "%A" in form for form in formats):
        names = names | _WEEKDAYS
    if not names:
        return words

    def name(word: "re.Match[str]") -> str:
        return names.get(word[0].casefold(), word[0])

    return np.array([word and _LETTERS.sub(name, word) for word in words], dtype=object)


def moments(cells: Cells, formats: Sequence[str], times: Times) -> Read:
    """Read times as UTC without zone; what has no zone of its own is on the clock of the mapping's zone.

    24:00 is midnight, when the next day begins.
    """
    if formats and formats[0] in EPOCHS:
        return _since_1970(cells, EPOCHS[formats[0]])
    words, is_end = _begun(as_texts(cells))
    return _read(cells, words, is_end, formats, times)


def _begun(words: Cells) -> tuple[Cells, Flags]:
    """Return the times with the beginning of their day for its end, and mark those."""
    joined = "\n".join(filter(None, words))
    # A pattern takes long to find nothing in millions of times, and most files have no such.
    if not ("24:00" in joined or "24.00" in joined) or not _DAYS_END.search(joined):
        return words, np.zeros(len(words), dtype=bool)
    begun = np.array(
        [word and _DAYS_END.sub(r"00\g<1>00\g<2>", word, count=1) for word in words], dtype=object
    )
    return begun, np.array([a != b for a, b in zip(begun, words, strict=True)], dtype=bool)


def _read(cells: Cells, words: Cells, is_end: Flags, formats: Sequence[str], times: Times) -> Read:
    """Read times; to those whose end of the day was meant a day is added."""
    words = _in_english(words, formats)
    series = pd.Series(words, dtype="str")
    known = ~is_none(words)
    is_typed = _is_typed(cells)
    if is_typed or not formats or any("%z" in form for form in formats):
        is_zoned = zoned(words)
    else:
        is_zoned = np.zeros(len(words), dtype=bool)
    found = np.full(len(words), np.datetime64("NaT"), dtype="datetime64[us]")
    if is_zoned.any():
        utc = _parsed(series[is_zoned], () if is_typed else formats, utc=True)
        utc += _added(is_end[is_zoned], utc)
        found[is_zoned] = utc.dt.tz_localize(None).to_numpy("datetime64[us]")
    plain = known & ~is_zoned
    if plain.any():
        local = _parsed(series[plain], formats, utc=False)
        if formats and local.isna().any():
            # A workbook has times of its own kind beside those that were typed in; ISO means one thing only.
            iso = series[plain].str.fullmatch(_ISO, na=False) & ~zoned(words[plain])
            local = local.where(local.notna() | ~iso, _parsed(series[plain].where(iso), (), utc=False))
        local += _added(is_end[plain], local)
        found[plain] = _to_utc(local, times).to_numpy("datetime64[us]")
    return pd.Series(found), known & np.isnat(found)


def _added(is_end: Flags, series: "pd.Series[Any]") -> "pd.Series[Any]":
    return pd.Series(pd.to_timedelta(is_end.astype(int), unit="D"), index=series.index)


def _since_1970(cells: Cells, scale: float) -> Read:
    values, bad = numbers(cells, ".")
    moments_ = pd.to_datetime((values * scale * 1e6).round().astype("Int64"), unit="us", errors="coerce")
    found = moments_.astype("datetime64[us]")
    return found, bad | (found.isna().to_numpy() & ~is_none(cells))


def zoned(words: Cells) -> Flags:
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


def shown_twice(utc: "pd.Series[Any]", times: Times) -> "pd.Series[Any]":
    """Mark the UTC times in the hour that the clock on the wall shows twice, when summer time ends."""
    if times.zone == "UTC":
        return pd.Series(False, index=utc.index)
    return _same_wall(utc, times, 1) | _same_wall(utc, times, -1)


def out_of_turn(
    earlier: "pd.Series[Any]", later: "pd.Series[Any]", times: Times
) -> tuple["pd.Series[Any]", "pd.Series[Any]"]:
    """Mark the later UTC times that are an hour later by their other reading, and the earlier ones an hour earlier.

    They stand in the hour that comes twice, and by the reading that the mapping has chosen for all the later comes
    before the earlier.
    """
    nothing = pd.Series(False, index=later.index)
    wrong = (later < earlier) & (later + pd.Timedelta(hours=1) >= earlier)
    if times.zone == "UTC" or times.doubled == "reject" or not wrong.any():
        return nothing, nothing
    if times.doubled == "first":
        return wrong & _same_wall(later, times, 1), nothing
    return nothing, wrong & _same_wall(earlier, times, -1)


def _same_wall(utc: "pd.Series[Any]", times: Times, hours: int) -> "pd.Series[Any]":
    def wall(at: "pd.Series[Any]") -> "pd.Series[Any]":
        shown: pd.Series[Any] = at.dt.tz_localize("UTC").dt.tz_convert(times.zone).dt.tz_localize(None)
        return shown

    return wall(utc) == wall(utc + pd.Timedelta(hours=hours))


def days(cells: Cells, formats: Sequence[str]) -> Read:
    """Read dates; a time of day that stands with one is left out, but for 24:00, which can be of either day."""
    if formats and formats[0] in EPOCHS:
        found, bad = _since_1970(cells, EPOCHS[formats[0]])
    else:
        none = np.zeros(len(cells), dtype=bool)
        found, bad = _read(cells, as_texts(cells), none, formats, Times(zone="UTC"))
    return found.dt.normalize(), bad
