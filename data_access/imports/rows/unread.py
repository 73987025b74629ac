"""Says what is wrong with cells that cannot be read as their field, and what the mapping may have got wrong."""

from collections.abc import Mapping as Pairs
from typing import Any

import numpy as np

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping, Origin
from data_access.imports.mapping.words import NUMBERS
from data_access.imports.reading.cells import Cells, Flags
from data_access.imports.reading.weeks import WEEK, is_week
from data_access.imports.rows.misread import RANGE, SERIAL, at_change, is_range, is_serial, other_order
from data_access.imports.rows.numbers import Numbers

# The words for what is wrong with a cell of a type.
_WANTED = {
    "text": "er ikke en tekst, der kan gemmes",
    "month": "er ikke en måned",
    "day": "kan ikke læses som en dato (skriv format i mappingen), eller findes ikke",
    "period": "er hverken et år, en måned eller en dag",
    "moment": "kan ikke læses som et tidspunkt (skriv format i mappingen), eller findes ikke",
    "flag": "er hverken ja eller nej",
    "choice": "kendes ikke",
    "reference": "kendes ikke",
}


class Unread:
    """What is wrong (Danish) with the cells of one file; `numbers` are what its numbers were read by."""

    def __init__(self, mapping: Mapping, numbers: Numbers) -> None:
        self.mapping, self.numbers = mapping, numbers
        # What the mapping may have got wrong, by field (Danish).
        self.doubts: dict[str, str] = {}

    def wrong(self, field: Field, bad: Flags, raw: Cells, reasons: Pairs[int, str]) -> dict[int, str]:
        """Say what is wrong with the cells that cannot be read as the field, by their places.

        `reasons` are those that are known already.
        """
        origin = self.mapping.origins.get(field.name)
        untold = [place for place in np.flatnonzero(bad).tolist() if not reasons.get(place)]
        are_at_change = np.zeros(len(untold), dtype=bool)
        # All of them at once: what is wrong with a hundred thousand is said as soon as what is wrong with one.
        if untold and origin is not None and field.type == "moment":
            are_at_change = at_change(origin, raw[untold], self.mapping.times)
        said = {
            place: self._wrong(field, raw[place], is_at_change=bool(each))
            for place, each in zip(untold, are_at_change, strict=True)
        }
        return {place: said.get(place) or reasons[place] for place in np.flatnonzero(bad).tolist()}

    def _wrong(self, field: Field, raw: Any, *, is_at_change: bool) -> str:
        if raw is None:
            return "mangler"
        if field.type in ("moment", "day", "month", "period") and is_week(str(raw)):
            return WEEK
        if field.type in ("moment", "day") and is_serial(raw):
            return SERIAL
        origin = self.mapping.origins.get(field.name)
        if origin is not None and field.type in NUMBERS:
            return self.numbers.wrong(field, origin, raw)
        if field.type == "moment" and is_range(raw):
            return RANGE
        if is_at_change:
            return "ligger i en time, hvor uret bliver stillet: skriv doubled og skipped i [times]"
        if origin is not None and origin.formats and field.type in ("moment", "day", "month", "period"):
            return f"kan ikke læses som {' eller '.join(origin.formats)}, eller findes ikke"
        return _WANTED[field.type]

    def doubt(self, field: Field, origin: Origin, raw: Cells) -> None:
        """Say that the times which cannot be read can be with day and month the other way round, if so."""
        if field.name in self.doubts or not (other := other_order(origin, raw, self.mapping.times)):
            return
        self.doubts[field.name] = (
            f"{field.name}: det, der ikke kan læses, kan læses som {other}: er dag og måned byttet om i mappingen?"
        )
