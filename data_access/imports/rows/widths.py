"""Finds the rows of a part that are no rows, and those whose cells do not stand under their headings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import Mapping as Told
from data_access.imports.mapping.model import Name
from data_access.imports.reading.line import SWALLOWED, Amiss, Rows, Spread
from data_access.imports.reading.table import Table
from data_access.imports.rows.rejects import Reject, Rejects, shown, whole
from data_access.imports.rows.swallowed import Swallowed


class Widths:
    """Takes from the rows of one file what is empty, and what is of another width.

    `places` are where the mapping's columns stand. A row of another width has its columns shifted; empty cells at the
    end may be missing or more.
    """

    def __init__(
        self,
        mapping: Told,
        table: Table,
        places: Mapping[Name, int],
        nulls: frozenset[str],
        rejects: Rejects,
    ) -> None:
        self.mapping, self.table, self.headings, self.places = mapping, table, table.headings, places
        self.nulls, self.rejects = nulls, rejects
        self.least = max(places.values(), default=0)
        self._swallowed = Swallowed(mapping, len(table.headings), places, nulls)

    def filled(self, part: Rows) -> tuple[Rows, int]:
        """Return the rows that hold anything, and how many do not."""
        nulls = self.nulls

        def is_blank(row: list[Any]) -> bool:
            return all(cell is None or (isinstance(cell, str) and cell.strip() in nulls) for cell in row)

        blank = [place for place, row in enumerate(part.cells) if is_blank(row)]
        if not blank:
            return part, 0
        gone = set(blank)
        kept = [place for place in range(len(part.lines)) if place not in gone]
        return Rows([part.lines[at] for at in kept], [part.cells[at] for at in kept]), len(blank)

    def right(self, part: Rows) -> Rows:
        """Return the rows of the right width, and reject the others."""
        width = len(self.headings)
        if all(len(row) == width and row.__class__ is list for row in part.cells):
            return part
        lines, rows = [], []
        swallowed = self._swallowed.among(part.cells)
        for place, (line, row) in enumerate(zip(part.lines, part.cells, strict=True)):
            wrong = list(self._wrong(line, row, swallowed.get(place, 0)))
            self.rejects.add(wrong)
            if not wrong:
                lines.append(line)
                rows.append([*row[:width], *[None] * (width - len(row))])
        return Rows(lines, rows)

    def refuse_cut(self) -> None:
        """Raise ImportFault when the file was cut off in its last line: nobody knows what came after it."""
        ending = self.table.ending
        if not ending.is_cut() or self._is_left_out(ending.cells):
            return
        raise ImportFault(
            f"filen er brudt af i linje {ending.line}: „{shown('; '.join(map(whole, ending.cells)))}“.",
            "Hent den igen. Er linjen ingen data, så udelad den med [[leave_out]] i mappingen; er den hel, så sæt et "
            "linjeskift efter den.",
        )

    def _wrong(self, line: int, row: Sequence[Any], swallowed: int) -> Iterator[Reject]:
        """Reject a row, or each of the lines that it has swallowed; nothing where it is right."""
        width = len(self.headings)
        if isinstance(row, Amiss):
            yield Reject(line, row.column, "; ".join(map(whole, row)), row.reason)
        elif swallowed:
            yield from self._of_swallowed(line, row, swallowed)
        elif len(row) > width and any(cell not in ("", None) for cell in row[width:]):
            yield self._of_width(line, row, f"rækken har flere end {width} kolonner")
        elif self.least >= len(row) and len(row) < width and not self._is_left_out(row):
            yield self._of_width(line, row, f"rækken har færre end {width} kolonner")

    def _is_left_out(self, row: Sequence[Any]) -> bool:
        """Say that a row is left out by the mapping, which a footnote is that has one cell."""
        places = [(self.places[each.column], each.texts) for each in self.mapping.leave_out]
        return any(at < len(row) and str(row[at] or "").strip() in texts for at, texts in places)

    def _of_swallowed(self, line: int, row: Sequence[Any], lines: int) -> Iterator[Reject]:
        """Reject each line that a row has swallowed, at the cell that has swallowed them; its value is the line."""
        at = next((place for place, cell in enumerate(row) if len(cell.splitlines()) > 1), 0)
        column = [*self.headings, *[""] * len(row)][at]
        words = [row.delimiter.join(cells) for cells in row.as_lines()] if isinstance(row, Spread) else []
        for n, said in enumerate(words[:lines]):
            yield Reject(line + n, column, said, SWALLOWED)

    def _of_width(self, line: int, row: Sequence[Any], reason: str) -> Reject:
        """Reject a row by its width, at the first column that is too many or missing; its value is all of it."""
        at = min(len(row), len(self.headings))
        names = [*self.headings, ""]
        return Reject(line, names[at] or f"kolonne {at + 1}", "; ".join(map(whole, row)), reason)
