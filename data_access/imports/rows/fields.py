"""Reads the fields of a file's rows, a column at a time, and says what is wrong with a cell that cannot be read."""

from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping, Origin
from data_access.imports.reading.cells import Cells, Flags, Read, as_texts, flags, is_none, texts
from data_access.imports.reading.moments import days, moments
from data_access.imports.reading.numbers import numbers, seconds, unclear
from data_access.imports.reading.periods import months, periods
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.known import Known
from data_access.imports.rows.raw import cells_of, translated

# The words for what is wrong with a cell of a type.
_WANTED = {
    "text": "er ikke en tekst, der kan gemmes",
    "whole": "er ikke et helt tal",
    "number": "er ikke et tal",
    "seconds": "er ikke en varighed",
    "month": "er ikke en måned",
    "day": "kan ikke læses som en dato (skriv format i mappingen), eller findes ikke",
    "period": "er hverken et år, en måned eller en dag",
    "moment": "kan ikke læses som et tidspunkt (skriv format i mappingen), eller findes ikke",
    "flag": "er hverken ja eller nej",
    "choice": "kendes ikke",
    "reference": "kendes ikke",
}
_NUMERIC = ("number", "whole", "seconds")
_COMPUTED = ("sum", "difference", "product")


class Fields:
    """Reads the fields of one file; `decimal` is the mark that the file was found to have."""

    def __init__(self, mapping: Mapping, decimal: str, known: Known) -> None:
        self.mapping, self.decimal, self.known = mapping, decimal, known
        # What the mapping may have got wrong, by field (Danish).
        self.doubts: dict[str, str] = {}

    def read(self, field: Field, columns: Columns, good: Flags) -> tuple["pd.Series[Any]", Flags, Cells]:
        """Return a field's values, which of them are faults, and the cells as they stand in the file.

        `good` are the rows that nothing has been found wrong with yet.
        """
        origin, count = self.mapping.origins.get(field.name), len(columns)
        if origin is None:
            raw: Cells = np.full(count, None, dtype=object)
            return _empty(field, count), np.zeros(count, dtype=bool), raw
        raw = cells_of(origin, columns)
        values, bad = self._values(field, origin, raw, good)
        if bad.any() and field.type in ("moment", "day"):
            self._doubt(field, origin, raw[bad])
        missing = is_none(raw)
        if field.default is not None and missing.any():
            values = values.astype(object).where(~missing, field.default)
            values = values.infer_objects() if field.type in _NUMERIC else values
        elif field.required:
            bad = bad | missing
        return values, bad, raw

    def _values(self, field: Field, origin: Origin, raw: Cells, good: Flags) -> Read:
        if origin.how in _COMPUTED:
            return self._computed(field, origin, raw)
        if origin.true is not None:
            words, true = as_texts(raw), set(origin.true)
            told = [None if word is None else word in true for word in words]
            return pd.Series(told, dtype=object), np.zeros(len(raw), dtype=bool)
        if origin.values or origin.other is not None:
            raw = translated(origin, raw)
        match field.type:
            case "text":
                values, bad = texts(raw)
                return values, bad | self._too_long(field, values)
            case "whole" | "number" | "seconds":
                return self._number(field, origin, raw)
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
            case "reference":
                return self.known.things(field, raw, good)

    # --- Numbers ------------------------------------------------------------------------------------

    def _number(self, field: Field, origin: Origin, raw: Cells) -> Read:
        read = seconds if field.type == "seconds" else numbers
        values, bad = read(raw, self._decimal(origin), origin.scale)
        if field.type == "whole":
            # Thousands that are parted by a point are whole, and a fraction is not.
            bad = bad | ((values % 1 != 0) & values.notna()).to_numpy(bool)
        else:
            bad = bad | self._unclear(origin, raw)
        return values, bad | _outside(field, values)

    def _computed(self, field: Field, origin: Origin, raw: Cells) -> Read:
        """Work out a field from others: numbers, clocks, or times (whose difference is in seconds)."""
        known = np.array([row is not None for row in raw], dtype=bool)
        columns = list(zip(*raw[known], strict=True)) if known.any() else []
        result = np.zeros(int(known.sum()))
        bad = np.zeros(len(raw), dtype=bool)
        for place, column in enumerate(columns):
            number, wrong = self._operand(origin, column)
            bad[known] |= wrong
            if not place:
                result = number
            elif origin.how == "product":
                result = result * number
            else:
                result = result - number if origin.how == "difference" else result + number
        found = np.full(len(raw), np.nan)
        found[known] = result * origin.scale
        # A mean that was rounded gives back a count with a fraction.
        values = pd.Series(found).round() if field.type == "whole" else pd.Series(found)
        return values, bad | _outside(field, values)

    def _operand(self, origin: Origin, column: tuple[Any, ...]) -> tuple["np.ndarray[Any, Any]", Flags]:
        """Return a column as numbers, and which of its cells are none."""
        part = np.empty(len(column), dtype=object)
        part[:] = column
        values, wrong = seconds(part, self._decimal(origin))
        wrong = wrong | self._unclear(origin, part)
        if wrong.all() or origin.formats:
            times, wrong = moments(part, origin.formats, self.mapping.times)
            values = (times - pd.Timestamp(0)) / pd.Timedelta(seconds=1)
        return values.fillna(0).to_numpy(float), wrong

    def _decimal_is_told(self, origin: Origin) -> bool:
        return bool(origin.decimal or self.mapping.file.decimal)

    def _decimal(self, origin: Origin) -> str:
        return origin.decimal or self.decimal

    def _unclear(self, origin: Origin, raw: Cells) -> Flags:
        if self._decimal_is_told(origin):
            return np.zeros(len(raw), dtype=bool)
        return unclear(raw, self._decimal(origin))

    # --- What is wrong ------------------------------------------------------------------------------

    def wrong(self, field: Field, raw: Any) -> str:
        """Say what is wrong with a cell that cannot be read as the field."""
        if raw is None:
            return "mangler"
        origin, cell = self.mapping.origins.get(field.name), np.array([raw], dtype=object)
        if origin is not None and field.type in _NUMERIC:
            if not self._decimal_is_told(origin) and unclear(cell, self._decimal(origin)).any():
                return "kan være tusinder eller en brøkdel: skriv decimal i mappingen"
            if origin.how in _COMPUTED:
                return f"kan ikke regnes ud, eller er ikke mellem {field.least:g} og {field.most:g}"
            if _outside(field, seconds(cell, self._decimal(origin), origin.scale)[0]).any():
                return f"er ikke mellem {field.least:g} og {field.most:g}"
        if origin is not None and origin.formats and field.type in ("moment", "day", "month", "period"):
            return f"kan ikke læses som {' eller '.join(origin.formats)}, eller findes ikke"
        return _WANTED[field.type]

    def _doubt(self, field: Field, origin: Origin, raw: Cells) -> None:
        """Say that the times which cannot be read can be with day and month the other way round, if so."""
        swapped = tuple(map(_swapped, origin.formats))
        if swapped == origin.formats or field.name in self.doubts:
            return
        if not moments(raw, swapped, self.mapping.times)[1].any():
            self.doubts[field.name] = (
                f"{field.name}: det, der ikke kan læses, kan læses som {swapped[0]}: er dag og måned byttet om i "
                "mappingen?"
            )

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
    if field.type in _NUMERIC:
        return pd.Series(np.nan, index=range(count))
    return pd.Series([None] * count, dtype=object)


def _outside(field: Field, values: "pd.Series[Any]") -> Flags:
    return ((values < field.least) | (values > field.most)).to_numpy(bool)


def _swapped(form: str) -> str:
    """Return a format with the day where the month was."""
    return form.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")
