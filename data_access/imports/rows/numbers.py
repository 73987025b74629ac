"""Reads the fields that are numbers: of a column, or worked out of several, with the decimal mark that they show."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping, Origin
from data_access.imports.reading.cells import Cells, Flags, Percent, is_none
from data_access.imports.reading.decimals import decimal_of
from data_access.imports.reading.moments import in_doubled_hour, moments
from data_access.imports.reading.numbers import numbers, seconds, unclear
from data_access.imports.rows.raw import rows_of
from vocabulary.text import number as written

Numbered = tuple["pd.Series[Any]", Flags, Pairs[int, str]]
_WANTED = {"whole": "er ikke et helt tal", "number": "er ikke et tal", "seconds": "er ikke en varighed"}
_UNCLEAR = "kan være tusinder eller en brøkdel: skriv decimal i mappingen"
_UNCLEAR_BY_HAND = "kan være tusinder eller en brøkdel: skriv 1234 eller 1,2340"
_OTHER_MARK = "har et andet decimaltegn end resten af kolonnen: skriv decimal i mappingen"


class Numbers:
    """Reads the numbers of one file; `decimal` is the mark where neither the mapping nor the numbers tell."""

    def __init__(self, mapping: Mapping, decimal: str) -> None:
        self.mapping, self.decimal = mapping, decimal
        # The marks that columns have shown, by field and place.
        self.found: dict[tuple[str, int], str] = {}

    def of_column(self, field: Field, origin: Origin, raw: Cells) -> Numbered:
        """Read a field of one column, with the reasons that are not of its type alone."""
        mark, reasons = self._mark(field, origin, raw, 0)
        read = seconds if field.type == "seconds" else numbers
        values, bad = read(raw, mark, 100.0 if origin.share == "fraction" else origin.scale)
        if field.type == "whole":
            bad = bad | ((values.round(9) % 1 != 0) & values.notna()).to_numpy(bool)
        if origin.columns and not origin.share and field.name in self.per_cent:
            reasons |= fractions(raw, values)
        return self._marked(field, values, bad, reasons)

    @property
    def per_cent(self) -> frozenset[str]:
        """The fields that are told in per cent: an indicator's value, where the mapping says that it is."""
        unit = self.mapping.origins.get("unit")
        is_told = unit is not None and str(unit.constant).casefold() in ("procent", "%", "pct.", "pct")
        return frozenset({"value"} if is_told and self.mapping.kind.name == "indicators" else ())

    def computed(self, field: Field, origin: Origin, parts: Sequence[Cells]) -> Numbered:
        """Work out a field from others: numbers, clocks, or times (whose difference is in seconds)."""
        known = ~is_none(rows_of(parts))
        told = [part[known] for part in parts]
        where = np.flatnonzero(known)
        reasons: dict[int, str] = {}
        values, bad = np.zeros(len(where)), np.zeros(len(where), dtype=bool)
        if origin.how == "difference" and (times := self._times(origin, told)) is not None:
            values, bad = times
        else:
            for place, part in enumerate(told):
                mark, faults = self._mark(field, origin, part, place)
                number, wrong = seconds(part, mark, origin.scale if origin.how == "sum" else 1.0)
                if origin.how == "product" and origin.scale == 0.01 and not origin.share:
                    faults |= fractions(part, number)
                bad |= wrong
                reasons |= {int(where[at]): reason for at, reason in faults.items()}
                values = _together(origin, values, number.fillna(0).to_numpy(float), first=not place)
        if origin.how != "sum":
            values = values * (0.01 if origin.share == "percent" else origin.scale)
        found, faulty = np.full(len(known), np.nan), np.zeros(len(known), dtype=bool)
        found[known], faulty[known] = values, bad
        result = pd.Series(found)
        if field.type == "whole" and origin.how == "product":
            result = result.round()  # a mean that was rounded gives back a count with a fraction
        elif field.type == "whole":
            faulty |= ((result.round(9) % 1 != 0) & result.notna()).to_numpy(bool)
        return self._marked(field, result, faulty, reasons)

    def _times(self, origin: Origin, parts: Sequence[Cells]) -> tuple["np.ndarray[Any, Any]", Flags] | None:
        """Return how long it is from the second column's times to the first's; None where they are no times."""
        if not origin.formats and not all(_is_no_number(part) for part in parts if len(part)):
            return None
        (later, wrong), (earlier, other) = (
            moments(part, origin.formats, self.mapping.times) for part in parts
        )
        length: pd.Series[Any] = (later - earlier).dt.total_seconds()
        # In the hour that comes twice, what is later is so by the later reading.
        again = (length < 0) & (length >= -3600) & in_doubled_hour(later, self.mapping.times)
        return (length + 3600 * again).fillna(0).to_numpy(float), wrong | other

    def _marked(
        self, field: Field, values: "pd.Series[Any]", bad: Flags, reasons: dict[int, str]
    ) -> Numbered:
        bad = bad | ((values < field.least) | (values > field.most)).to_numpy(bool)
        bad[list(reasons)] = True
        return values, bad, reasons

    def _mark(self, field: Field, origin: Origin, cells: Cells, place: int) -> tuple[str, dict[int, str]]:
        """Return a column's decimal mark, and its cells that are two numbers as long as nobody knows it."""
        told = origin.decimal or self.mapping.file.decimal
        if told:
            return told, {}
        found = self.found.get((field.name, place)) or decimal_of(cells)
        if found:
            self.found[field.name, place] = found
            bad = numbers(cells, found)[1]
            odd = bad & ~numbers(cells, "," if found == "." else ".")[1] if bad.any() else bad
            return found, dict.fromkeys(np.flatnonzero(odd).tolist(), _OTHER_MARK)
        reason = _UNCLEAR_BY_HAND if self.mapping.may_lack else _UNCLEAR
        return self.decimal, dict.fromkeys(np.flatnonzero(unclear(cells)).tolist(), reason)

    def wrong(self, field: Field, origin: Origin, raw: Any) -> str:
        """Say what is wrong with a cell (or the cells that a field is worked out of) that is no such number."""
        cells = np.empty(1, dtype=object)
        cells[:] = [raw]
        between = f"er ikke mellem {_limit(field.least)} og {_limit(field.most)}"
        if isinstance(raw, tuple):
            return f"kan ikke regnes ud, eller {between}"
        mark = origin.decimal or self.mapping.file.decimal or self.found.get((field.name, 0)) or self.decimal
        values, _bad = seconds(cells, mark, origin.scale)
        return between if ((values < field.least) | (values > field.most)).any() else _WANTED[field.type]


def _is_no_number(cells: Cells) -> bool:
    """Say that none of the cells is a number or a clock, whichever its decimal mark is."""
    return bool((seconds(cells, ".")[1] & seconds(cells, ",")[1]).all())


def fractions(cells: Cells, values: "pd.Series[Any]") -> dict[int, str]:
    """Return what is wrong with a column of per cents none of which is above 1: 0.9 can be 90 %."""
    told = np.array(
        [isinstance(each, Percent) or (isinstance(each, str) and "%" in each) for each in cells], dtype=bool
    )
    seen = values[~told & values.notna().to_numpy(bool)]
    if not (seen > 0).any() or (seen > 1).any() or (seen < 0).any():
        return {}
    most = float(seen.max())
    said = f'kan være {_limit(most)} % eller {_limit(100 * most)} %: skriv share = "percent" eller "fraction"'
    places = np.flatnonzero(~told & values.notna().to_numpy(bool)).tolist()
    return dict.fromkeys(places, f"{said} i mappingen")


def _together(origin: Origin, before: Any, number: Any, *, first: bool) -> Any:
    if first:
        return number
    if origin.how == "product":
        return before * number
    return before - number if origin.how == "difference" else before + number


def _limit(value: float) -> str:
    """Return a number as a Dane writes it, without decimals that say nothing."""
    decimals = next((each for each in range(4) if abs(value - round(value, each)) < 1e-9), 4)
    return written(value, decimals)
