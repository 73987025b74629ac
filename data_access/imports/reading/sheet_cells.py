"""The cells of an .xlsx sheet as its XML has them, with what readers of workbooks leave out.

A workbook that a library wrote has formulas without values, which read as empty cells; some libraries write 0 for each
and tell whoever opens the workbook to work them all out (`is_stale`). Rows can be hidden, and shares shown in per cent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from openpyxl.cell.text import Text
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from data_access.imports.reading.cells import Percent, Unworked
from data_access.imports.reading.line import Unshown
from data_access.imports.reading.sheet_xml import without_blanks
from data_access.imports.reading.styles import Styles

ROWS, ROW, CELL, VALUE, FORMULA, INLINE = (
    f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("sheetData", "row", "c", "v", "f", "is")
)
DIGITS = "0123456789"
NO_DATE = "#VALUE!"  # what a sheet shows of a number that is said to be a date, and is none


@dataclass(frozen=True)
class Shared:
    """What the cells of all sheets of a workbook refer to: texts, styles, and the day that dates are counted from."""

    texts: Sequence[str]
    styles: Styles
    epoch: datetime
    is_stale: bool

    def cell(self, element: Any) -> Any:
        """Return a cell's value: None where it is empty, Unworked where it is a formula that nobody has worked out.

        Raises ValueError, KeyError or IndexError where the sheet is damaged.
        """
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = element.find(INLINE)
            words: Any = None if inline is None else Text.from_tree(inline)
            value = None if words is None else words.content
        else:
            told = element.findtext(VALUE) or None
            value = None if told is None else self._told(kind, told, int(element.get("s") or 0))
        lacks = value is None and kind != "str"  # a formula can well give the empty text
        if lacks or (self.is_stale and value == 0):
            formula = element.find(FORMULA)
            if formula is not None:
                return Unworked(f"={formula.text or ''}")
        return value

    def _told(self, kind: str, told: str, style: int) -> Any:
        match kind:
            case "n":
                number = float(told) if "." in told or "e" in told.casefold() else int(told)
                if style in self.styles.dates:
                    return self._date(number, style)
                # Shares are the per cent that the sheet shows: 0.9401 that is written 94.01 % is 94.01.
                return Percent(round(100 * number, 9)) if self.styles.shows_per_cent(style) else number
            case "s":
                return self.texts[int(told)]
            case "b":
                return bool(int(told))
            case "d":
                return from_ISO8601(told)  # type: ignore[no-untyped-call]
            case _:
                return told

    def _date(self, number: float, style: int) -> Any:
        try:
            return from_excel(number, self.epoch, timedelta=style in self.styles.durations)
        except (OverflowError, ValueError):
            return NO_DATE


def sheet_cells(source: IO[bytes], shared: Shared, unshown: Unshown) -> Iterator[tuple[int, list[Any]]]:
    """Return the rows of a sheet's XML, each with its number; count the hidden."""
    line, is_over = 0, False
    with without_blanks(source) as xml:
        for _event, element in iterparse(xml):
            is_over = is_over or element.tag == ROWS
            if element.tag == ROW:
                line = _number(element.get("r"), line)
                cells = _cells(element, shared)
                unshown.rows += bool(cells) and element.get("hidden") in ("1", "true")
                yield line, cells
            # What follows the rows is read to its end, for what is torn is not whole, and is not kept.
            if is_over or element.tag == ROW:
                element.clear()


def _cells(row: Any, shared: Shared) -> list[Any]:
    cells: list[Any] = []
    column = 0
    for element in row.iterfind(CELL):
        place = element.get("r")
        column = column_index_from_string(place.rstrip(DIGITS)) if place else column + 1
        if (value := shared.cell(element)) is not None:
            cells += [None] * (column - len(cells))
            cells[column - 1] = value
    return cells


def _number(told: str | None, before: int) -> int:
    """Return a row's number, which some programs write as a fraction; a row that tells none is the next."""
    if told is None:
        return before + 1
    number = float(told)
    if not number.is_integer():
        raise ValueError(told)
    return int(number)
