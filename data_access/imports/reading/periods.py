"""Reads months and other periods, as the texts that the database keeps."""

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from data_access.imports.mapping.model import GRAINS, Origin
from data_access.imports.reading.cells import Cells, Flags, Read, as_texts, is_text, mapped
from data_access.imports.reading.moments import days

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb febr", "marts march mar", "april apr", "maj may",
            "juni june jun", "juli july jul", "august aug", "september sep sept", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMED_MONTH = re.compile(r"m(?:å|aa)ned|month|\bmd\b")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/](?P<m>[1-9])"),
    re.compile(r"\d\d?[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<name>[a-zæøå]+)\.?[-/ ](?P<short>\d\d)"),
    re.compile(r"(?P<y>\d{4})[-/m. ]?(?P<m>0[1-9]|1[0-2])(?:-\d\d(?:[T ]\d\d[\d:.,+z-]*)?)?"),
    re.compile(r"(?P<m>0?[1-9]|1[0-2])[-/. ](?P<y>\d{4})"),
    re.compile(r"(?P<name>[a-zæøå]+)\.?[-/ ]*(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/ ]*(?P<name>[a-zæøå]+)\.?"),
)


def months(cells: Cells, formats: Sequence[str]) -> Read:
    """Read months as 'YYYY-MM': out of a date, or as 2015-04, 2015M04, 04/2015, april 2015."""
    if formats:
        found, bad = days(cells, formats)
        written = found.dt.strftime("%Y-%m").astype(object)
        return written.where(found.notna(), None), bad
    codes, uniques = pd.factorize(as_texts(cells), use_na_sentinel=True)
    return mapped(codes, [_month(word.casefold()) for word in uniques])


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


class Days:
    """What is known of the days among periods, of those that have been seen: whether they can well be months.

    They can if they are the first (or the last) of a month and nothing else, or if the heading says month. `by_hand`
    says that whoever fills it in was told how a month is written: one day that was written as a text is a day.
    """

    def __init__(self, heading: str, *, by_hand: bool) -> None:
        self.says_month, self.by_hand = bool(_NAMED_MONTH.search(heading.casefold())), by_hand
        self.day: date | None = None
        self.is_one = self.are_firsts = self.are_lasts = self.are_texts = True

    def see(self, cells: Cells, words: Collection[str]) -> bool:
        """Take in the days (as 'YYYY-MM-DD') that some cells have been read as, and say whether there are any."""
        for each in map(date.fromisoformat, set(words)):
            self.is_one &= self.day in (None, each)
            self.day = each
            self.are_firsts &= each.day == 1
            self.are_lasts &= (each + timedelta(days=1)).day == 1
        self.are_texts &= is_text(cells)
        return bool(words)

    def verdict(self) -> bool:
        """Say that they can be months."""
        firsts = self.are_firsts and not (self.by_hand and self.is_one and self.are_texts)
        lasts = self.are_lasts and not self.is_one
        return self.day is not None and (firsts or lasts or self.says_month)


def as_days(cells: Cells, origin: Origin) -> dict[int, str]:
    """Return the periods that are read as days, by their places."""
    found, _bad = periods(cells, origin.formats, "")
    return {place: word for place, word in enumerate(found) if word is not None and len(word) == 10}


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
