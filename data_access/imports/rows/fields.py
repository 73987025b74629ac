"""Reads the fields of a file's rows, a column at a time."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping, Name, Origin
from data_access.imports.mapping.words import COMPUTED, NUMBERS
from data_access.imports.reading.cells import Cells, Flags, Read, as_texts, flags, is_none, texts
from data_access.imports.reading.forms import Forms, are_contrary
from data_access.imports.reading.moments import days, moments
from data_access.imports.reading.periods import Days, as_days, months, periods
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.known import Known
from data_access.imports.rows.merged import MERGEABLE, MERGED, is_told_once
from data_access.imports.rows.numbers import Numbers
from data_access.imports.rows.raw import meant, parts_of, rows_of, together
from data_access.imports.rows.rejects import shown
from data_access.imports.rows.spoilt import FORMULA, places, rounded, spoilt
from data_access.imports.rows.unread import Unread
from data_access.imports.rows.verdicts import Verdicts
from vocabulary.text import number as written

MONTH = 'kan være en dag eller hele måneden: skriv grain = "day", "month" eller "year" i mappingen'
MONTH_BY_HAND = "kan være en dag eller hele måneden: skriv 2015-04 for hele måneden"


@dataclass(frozen=True)
class Reading:
    """A field of some rows: its values, which are faults, the cells as the file has them, and reasons that are told."""

    values: "pd.Series[Any]"
    bad: Flags
    raw: Cells
    reasons: Pairs[int, str]


class Fields:
    """Reads the fields of one file; `decimal` is the mark where neither the mapping nor the numbers tell.

    `headings` are those above the columns that the mapping reads.
    """

    def __init__(
        self, mapping: Mapping, decimal: str, known: Known, headings: Pairs[Name, str], verdicts: Verdicts
    ) -> None:
        self.mapping, self.known, self.headings, self.verdicts = mapping, known, headings, verdicts
        self.numbers = Numbers(mapping, decimal, verdicts)
        self.unread = Unread(mapping, self.numbers)
        # What could not be read and is nothing by the mapping: how often, and an example, by field.
        self.dropped: dict[str, tuple[int, str]] = {}

    def read(self, field: Field, columns: Columns, good: Flags) -> Reading:
        """Return a field; `good` are the rows that nothing has been found wrong with yet."""
        origin, count = self.mapping.origins.get(field.name), len(columns)
        if origin is None:
            raw: Cells = np.full(count, None, dtype=object)
            return Reading(_empty(field, count), np.zeros(count, dtype=bool), raw, {})
        parts = parts_of(origin, columns)
        reasons: Pairs[int, str] = self._spoilt(field, origin, parts)
        silent = places(reasons, count)
        if origin.how in COMPUTED:
            raw = rows_of(parts)
            parts = [meant(origin, _without(part, silent), is_number=True) for part in parts]
            values, bad, told = self.numbers.computed(field, origin, parts)
            missing = is_none(rows_of(parts))
        else:
            raw = together(origin, parts)
            cells = meant(origin, _without(raw, silent), is_number=field.type in NUMBERS)
            if are_contrary(origin.formats):
                origin = replace(origin, formats=self._formats(field, origin, cells))
            values, bad, told = self._values(field, origin, cells, good & ~silent)
            missing = is_none(cells)
        if bad.any() and field.type in ("moment", "day"):
            self.unread.doubt(field, origin, raw[bad])
        reasons = {**told, **reasons}
        bad = bad | places(reasons, count)
        if origin.drops:
            values, bad, reasons = self._drop(field, values, bad, raw, reasons)
            missing = missing | values.isna().to_numpy(bool)
        if field.default is not None and missing.any():
            values = values.astype(object).where(~missing, field.default)
            values = values.infer_objects() if field.type in NUMBERS else values
        elif field.required:
            bad = bad | missing
            if field.type in MERGEABLE and missing.any() and is_told_once(empty := is_none(raw), columns):
                reasons = {**dict.fromkeys(np.flatnonzero(empty).tolist(), MERGED), **reasons}
        return Reading(values, bad, raw, reasons)

    def _spoilt(self, field: Field, origin: Origin, parts: Sequence[Cells]) -> dict[int, str]:
        """Return the places that say nothing in one of a field's columns, or that are no identity where one is read."""
        named = {word.casefold() for word in (*origin.values, *(origin.true or ()))}
        found: dict[int, str] = {}
        is_key = field.column in self.mapping.kind.key and field.type in ("text", "reference")
        for part in parts:
            found |= spoilt(part, named)
            if is_key and origin.columns:
                found |= rounded(as_texts(part))
        return found

    def _drop(
        self, field: Field, values: "pd.Series[Any]", bad: Flags, raw: Cells, reasons: Pairs[int, str]
    ) -> tuple["pd.Series[Any]", Flags, Pairs[int, str]]:
        """Let what cannot be read be nothing; a formula without a value is something that nobody knows."""
        drops = bad.copy()
        drops[[place for place, reason in reasons.items() if reason == FORMULA]] = False
        if not drops.any():
            return values, bad, reasons
        count, example = self.dropped.get(field.name, (0, ""))
        self.dropped[field.name] = (count + int(drops.sum()), example or shown(raw[drops][0]))
        kept = values.astype(object) if values.dtype == bool else values
        return kept.where(~drops, _empty(field, 1)[0]), bad & ~drops, reasons

    def said_of_dropped(self) -> Iterator[str]:
        """Say (Danish) what could not be read and counts as empty."""
        for name, (count, example) in self.dropped.items():
            cells = "1 celle" if count == 1 else f"{written(count)} celler"
            yield f"{name}: {cells} kan ikke læses og regnes for tomme, for eksempel „{example}“."

    def _values(
        self, field: Field, origin: Origin, raw: Cells, good: Flags
    ) -> tuple["pd.Series[Any]", Flags, Pairs[int, str]]:
        match field.type:
            case "whole" | "number" | "seconds":
                return self.numbers.of_column(field, origin, raw)
            case "period" if not origin.grain:
                return *periods(raw, origin.formats, ""), self._months(field, origin, raw)
            case _:
                return *self._plain(field, origin, raw, good), {}

    def _formats(self, field: Field, origin: Origin, cells: Cells) -> tuple[str, ...]:
        """Return the formats in the order that the column tells."""
        shown = self.verdicts.of(
            (Forms, field.name), lambda: Forms(origin.formats), lambda seen: seen.see(cells)
        )
        return shown.verdict()

    def _months(self, field: Field, origin: Origin, raw: Cells) -> dict[int, str]:
        """Return the days that can well be months, as long as nobody says which."""
        by_hand = self.mapping.may_lack
        heading = " ".join(self.headings.get(name, "") for name in origin.columns)
        found = as_days(raw, origin)
        shown = self.verdicts.of(
            (Days, field.name),
            lambda: Days(heading, by_hand=by_hand),
            lambda seen: seen.see(raw, found.values()),
        )
        return dict.fromkeys(found, MONTH_BY_HAND if by_hand else MONTH) if shown.verdict() else {}

    def _plain(self, field: Field, origin: Origin, raw: Cells, good: Flags) -> Read:
        match field.type:
            case "text":
                values, bad = texts(raw)
                return values, bad | self._too_long(field, values)
            case "month":
                return months(raw, origin.formats)
            case "day":
                return days(raw, origin.formats)
            case "period":
                return periods(raw, origin.formats, origin.grain)
            case "moment":
                return moments(raw, origin.formats, self.mapping.times)
            case "flag":
                return flags(raw)
            case "choice":
                return self.known.choices(field, raw)
            case _:
                return self.known.things(field, raw, good)

    def _too_long(self, field: Field, values: "pd.Series[Any]") -> Flags:
        kind = self.mapping.kind
        if kind.about and field.name in kind.about:
            reference, column = kind.about[field.name]
            thing = kind.field(reference).table
            most = getattr(thing.c.get(column), "type", None) if thing is not None else None
        else:
            most = getattr(kind.table.c.get(field.column), "type", None)
        length = getattr(most, "length", None)
        if not length:
            return np.zeros(len(values), dtype=bool)
        return np.array([each is not None and len(each) > length for each in values], dtype=bool)


def _empty(field: Field, count: int) -> "pd.Series[Any]":
    if field.default is not None:
        return pd.Series([field.default] * count, dtype=object)
    if field.type in ("moment", "day"):
        return pd.Series(pd.NaT, index=range(count), dtype="datetime64[us]")
    if field.type in NUMBERS:
        return pd.Series(np.nan, index=range(count))
    return pd.Series([None] * count, dtype=object)


def _without(cells: Cells, places_: Flags) -> Cells:
    """Return the cells with nothing at some places."""
    if not places_.any():
        return cells
    left = cells.copy()
    left[places_] = None
    return left
