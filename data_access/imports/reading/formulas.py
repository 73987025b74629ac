"""Reads the cells of a sheet, and sees the formulas that nobody has worked out."""

from collections.abc import Iterator
from typing import Any

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from data_access.imports.reading.cells import Percent, Unworked, shows_per_cent
from data_access.imports.reading.line import Unshown
from data_access.imports.reading.sheet_xml import without_blanks


class _Parser(WorkSheetParser):
    """Reads a sheet's XML.

    A workbook that a library wrote has formulas without values, which read as empty cells; some libraries write 0 for
    each and tell whoever opens the workbook to work them all out (`is_stale`).
    """

    is_stale = False
    unshown: Unshown

    def parse_row(self, row: Any) -> Any:
        found: Any = super().parse_row(row)
        self.unshown.rows += row.get("hidden") in ("1", "true") and any(
            cell["value"] is not None for cell in found[1]
        )
        return found

    def parse_cell(self, element: Any) -> Any:
        found: Any = super().parse_cell(element)
        lacks = (
            found["value"] is None and found["data_type"] != "str"
        )  # a formula can well give the empty text
        if lacks or (self.is_stale and found["value"] == 0):
            formula = element.find(FORMULA_TAG)
            if formula is not None:
                found["value"] = Unworked(f"={formula.text or ''}")
        return found


def sheet_cells(book: Any, sheet: Any, unshown: Unshown) -> Iterator[tuple[int, list[Any]]]:
    """Return the rows of a sheet (of a workbook opened for reading only), each with its number; count the hidden."""
    per_cent: dict[int, bool] = {}
    with without_blanks(sheet._get_source()) as source:
        parser: Any = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.unshown = unshown
        parser.is_stale = bool(book.calculation and book.calculation.fullCalcOnLoad)
        for line, row in parser.parse():
            cells: list[Any] = []
            for cell in row:
                if (value := cell["value"]) is None:
                    continue
                if isinstance(value, int | float) and not isinstance(value, bool):
                    style = cell["style_id"]
                    if style not in per_cent:
                        form = ReadOnlyCell(sheet, **cell).number_format
                        per_cent[style] = shows_per_cent(form or "")
                    # Shares are the per cent that the sheet shows: 0.9401 that is written 94.01 % is 94.01.
                    value = Percent(round(100 * value, 9)) if per_cent[style] else value
                place = cell["column"] - 1
                cells += [None] * (place + 1 - len(cells))
                cells[place] = value
            yield line, cells
