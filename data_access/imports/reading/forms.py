"""Of formats that have day and month in another order, finds the one that a column of times is written by."""

from collections.abc import Sequence
from typing import Any

from data_access.imports.mapping.model import Times
from data_access.imports.reading.cells import Cells, is_none
from data_access.imports.reading.moments import moments


def swapped(form: str) -> str:
    """Return a format with the day where the month was."""
    return form.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def are_contrary(formats: Sequence[str]) -> bool:
    """Say that two of the formats can read the same time as two different days."""
    return any(swapped(form) != form and swapped(form) in formats for form in formats)


class Forms:
    """How many times each of some formats has read, of those that have been seen."""

    def __init__(self, formats: tuple[str, ...]) -> None:
        self.formats, self.read = formats, [0] * len(formats)

    def see(self, cells: Cells) -> bool:
        """Take in some times, and say whether there are any."""
        utc: Any = Times(zone="UTC")
        known = ~is_none(cells)
        for place, form in enumerate(self.formats):
            self.read[place] += int((known & ~moments(cells, (form,), utc)[1]).sum())
        return bool(known.any())

    def verdict(self) -> tuple[str, ...]:
        """Return the formats, the one that reads most before the others: a mixture would turn some days into months."""
        most = self.formats[self.read.index(max(self.read))]
        return (most, *(form for form in self.formats if form != most))
