"""Tells a text of several lines from a quotation mark that was never closed and has swallowed whole rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping as Told
from data_access.imports.mapping.model import Name
from data_access.imports.mapping.words import COMPUTED, NUMBERS, TIMES
from data_access.imports.reading.cells import Cells, Flags, flags, is_none
from data_access.imports.reading.line import Spread
from data_access.imports.reading.moments import days, moments
from data_access.imports.reading.numbers import seconds
from data_access.imports.reading.periods import months, periods
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.raw import meant, parts_of, together

Read = tuple[int, list[str]]


class Swallowed:
    """Finds the rows that have swallowed others.

    Such a row begins with a line that is wide enough to be a row, and another of its lines is one: it is as wide, and
    where the mapping reads a time (or else a number) that each row has, it has one. What a text happens to have of
    commas says nothing, nor do columns that the mapping does not read.
    """

    def __init__(self, mapping: Told, width: int, places: Mapping[Name, int], nulls: frozenset[str]) -> None:
        self.mapping, self.width, self.places, self.nulls = mapping, width, places, nulls
        self.least = max(places.values(), default=0)
        self.telling = self._telling()

    def _telling(self) -> list[Field]:
        """Return the fields that tell a row from a text: its times, or where it has none what else can be read."""
        needed = [field for field in self.mapping.kind.fields if field.required and self._is_read(field)]
        for types in (TIMES, (*NUMBERS, "flag", "choice")):
            if found := [field for field in needed if field.type in types]:
                return found
        return []

    def _is_read(self, field: Field) -> bool:
        origin = self.mapping.origins.get(field.name)
        return origin is not None and bool(origin.columns) and origin.how not in COMPUTED

    def among(self, rows: Sequence[Sequence[Any]]) -> dict[int, int]:
        """Return the places of rows that have swallowed others, each with the lines that it takes."""
        found: list[Read] = []
        lengths: dict[int, int] = {}
        for place, row in enumerate(rows):
            if isinstance(row, Spread):
                first, *others = row.as_lines()
                if self._is_wide(first):
                    lengths[place] = len(others) + (others[-1] != [""])
                    found += [(place, line) for line in others if self._is_wide(line)]
        if not found:
            return {}
        are_rows = self._are_rows([line for _place, line in found])
        return {
            place: lengths[place] for (place, _line), is_row in zip(found, are_rows, strict=True) if is_row
        }

    def _is_wide(self, line: Sequence[str]) -> bool:
        """Say that a line has all cells of a row that are read; where a time tells a row, it may have more."""
        return self.least < len(line) and (bool(self.telling) or not any(line[self.width :]))

    def _are_rows(self, lines: Sequence[list[str]]) -> Flags:
        """Mark the lines that have what each row has, where the mapping reads it."""
        filled = [[*line[: self.width], *[""] * (self.width - len(line))] for line in lines]
        columns = Columns(
            np.zeros(len(lines), dtype=np.int64), list(zip(*filled, strict=True)), self.places, self.nulls
        )
        found = np.ones(len(lines), dtype=bool)
        for field in self.telling:
            found &= self._has(field, columns)
        return found

    def _has(self, field: Field, columns: Columns) -> Flags:
        """Mark where a field is told and can be read."""
        origin = self.mapping.origins[field.name]
        cells = meant(origin, together(origin, parts_of(origin, columns)), is_number=field.type in NUMBERS)
        return ~is_none(cells) & ~self._bad(field, cells)

    def _bad(self, field: Field, cells: Cells) -> Flags:
        formats = self.mapping.origins[field.name].formats
        match field.type:
            case "moment":
                return moments(cells, formats, self.mapping.times)[1]
            case "day":
                return days(cells, formats)[1]
            case "month":
                return months(cells, formats)[1]
            case "period":
                return periods(cells, formats, self.mapping.origins[field.name].grain)[1]
            case "flag":
                return flags(cells)[1]
            case "choice":
                known = {choice.casefold() for choice in field.choices}
                return np.array([str(cell).casefold() not in known for cell in cells], dtype=bool)
            case _:
                return seconds(cells, ".")[1] & seconds(cells, ",")[1]
