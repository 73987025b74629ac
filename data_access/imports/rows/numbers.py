"""Reads the fields that are numbers: of a column, or worked out of several, with the decimal mark that they show."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping, Origin
from data_access.imports.reading.cells import Cells, Flags, is_none
from data_access.imports.reading.decimals import Marks
from data_access.imports.reading.moments import moments, out_of_turn
from data_access.imports.reading.numbers import numbers, seconds, unclear
from data_access.imports.rows.raw import rows_of
from data_access.imports.rows.shares import NO_SHARE, fractions, has_sign, plain
from data_access.imports.rows.verdicts import Verdicts

Numbered = tuple["pd.Series[Any]", Flags, Pairs[int, str]]
_WANTED = {"whole": "er ikke et helt tal", "number": "er ikke et tal", "seconds": "er ikke en varighed"}
_UNCLEAR = "kan være tusinder eller en brøkdel: skriv decimal i mappingen"
_UNCLEAR_BY_HAND = "kan være tusinder eller en brøkdel: skriv 1234 eller 1,2340"
_BOTH_MARKS = "står i en kolonne med både komma og punktum som decimaltegn: skriv decimal i mappingen"
_OTHER_MARK = "har et andet decimaltegn end resten af kolonnen: skriv decimal i mappingen"


class Numbers:
    """Reads the numbers of one file; `decimal` is the mark where neither the mapping nor the numbers tell."""

    def __init__(self, mapping: Mapping, decimal: str, verdicts: Verdicts) -> None:
        self.mapping, self.decimal, self.verdicts = mapping, decimal, verdicts
        # The marks that columns have shown, by field and place.
        self.found: dict[tuple[str, int], str] = {}

    def of_column(self, field: Field, origin: Origin, raw: Cells) -> Numbered:
        """Read a field of one column, with the reasons that are not of its type alone."""
        mark, reasons = self._mark(field, origin, raw, 0)
        read = seconds if field.type == "seconds" else numbers
        values, bad = read(raw, mark, 100.0 if origin.share == "fraction" else origin.scale)
        if field.type == "whole":
            bad = bad | ((values.round(9) % 1 != 0) & values.notna()).to_numpy(bool)
        signed = has_sign(raw)
        if signed.any() and not field.shares:
            reasons |= dict.fromkeys(np.flatnonzero(signed).tolist(), NO_SHARE)
        elif signed.any() and origin.share == "fraction":
            values = values.where(~signed, values / 100)  # the sign says what the mapping says of the others
        return self._marked(field, values, bad, reasons)

    def computed(self, field: Field, origin: Origin, parts: Sequence[Cells]) -> Numbered:
        """Work out a field from others: numbers, clocks, or times (whose difference is in seconds)."""
        known = ~is_none(rows_of(parts))
        told = [part[known] for part in parts]
        where = np.flatnonzero(known)
        reasons: dict[int, str] = {}
        values, bad = np.zeros(len(where)), np.zeros(len(where), dtype=bool)
        shares = np.zeros(len(where), dtype=bool)
        if origin.how == "difference" and (times := self._times(origin, told)) is not None:
            values, bad = times
        else:
            for place, part in enumerate(told):
                mark, faults = self._mark(field, origin, part, place)
                number, wrong = seconds(part, mark, origin.scale if origin.how == "sum" else 1.0)
                signed = has_sign(part)
                if origin.how == "product":
                    shares |= signed
                    if origin.scale == 0.01:
                        faults |= fractions(
                            part, number, self.verdicts, (field.name, place), by_hand=self.mapping.may_lack
                        )
                elif signed.any():
                    faults |= dict.fromkeys(np.flatnonzero(signed).tolist(), NO_SHARE)
                bad |= wrong
                reasons |= {int(where[at]): reason for at, reason in faults.items()}
                values = _together(origin, values, number.fillna(0).to_numpy(float), first=not place)
        if origin.how == "product":
            scale = 0.01 if origin.share == "percent" else origin.scale
            # A per cent sign says itself that the number is a hundred times too large.
            values = values * np.where(shares, 0.01 if scale == 0.01 else 0.01 * scale, scale)
        elif origin.how == "difference":
            values = values * origin.scale
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
        forward, back = out_of_turn(earlier, later, self.mapping.times)
        return (length + 3600 * (forward | back)).fillna(0).to_numpy(float), wrong | other

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
        marks = self.verdicts.of((Marks, field.name, place), Marks, lambda seen: seen.see(cells))
        found = marks.verdict()
        if len(found) > 1:
            both = [isinstance(each, str) and ("," in each or "." in each) for each in cells]
            return self.decimal, dict.fromkeys(np.flatnonzero(both).tolist(), _BOTH_MARKS)
        if found:
            self.found[field.name, place] = found
            bad = numbers(cells, found)[1]
            odd = bad & ~numbers(cells, "," if found == "." else ".")[1] if bad.any() else bad
            return found, dict.fromkeys(np.flatnonzero(odd).tolist(), _OTHER_MARK)
        reason = _UNCLEAR_BY_HAND if self.mapping.may_lack else _UNCLEAR
        return self.decimal, dict.fromkeys(np.flatnonzero(unclear(cells)).tolist(), reason)

    def marks(self) -> str:
        """Say (Danish) which decimal mark the columns have shown; '' where they have shown none."""
        found = sorted(set(self.found.values()))
        if len(found) == 1:
            return f"decimaltegn „{found[0]}“"
        return "decimaltegn „,“ og „.“ i hver sin kolonne" if found else ""

    def wrong(self, field: Field, origin: Origin, raw: Any) -> str:
        """Say what is wrong with a cell (or the cells that a field is worked out of) that is no such number."""
        cells = np.empty(1, dtype=object)
        cells[:] = [raw]
        between = f"er ikke mellem {plain(field.least)} og {plain(field.most)}"
        if isinstance(raw, tuple):
            return f"kan ikke regnes ud, eller {between}"
        mark = origin.decimal or self.mapping.file.decimal or self.found.get((field.name, 0)) or self.decimal
        values, _bad = seconds(cells, mark, origin.scale)
        return between if ((values < field.least) | (values > field.most)).any() else _WANTED[field.type]


def _is_no_number(cells: Cells) -> bool:
    """Say that none of the cells is a number or a clock, whichever its decimal mark is."""
    return bool((seconds(cells, ".")[1] & seconds(cells, ",")[1]).all())


def _together(origin: Origin, before: Any, number: Any, *, first: bool) -> Any:
    if first:
        return number
    if origin.how == "product":
        return before * number
    return before - number if origin.how == "difference" else before + number
