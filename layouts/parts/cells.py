"""Cells of an Excel workbook: words as words, figures and dates as what they are, and rows under their headings."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from layouts.parts.columns import FORMULA, Column
from vocabulary import language, text
from vocabulary.months import first_day

AnyCell = Cell | MergedCell
SECONDS_A_DAY = 86_400
LONGEST_NAME, LONGEST_CELL, WIDEST = 31, 32_767, 60
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# What a spreadsheet cannot hold: control characters and halves of letters, which no text of ours has.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = PatternFill("solid", fgColor="FFE9ECF0")
# The language of month names, by Windows' number for it.
_LOCALES = {"da": "[$-406]", "en": "[$-809]"}
_DATES = {
    "month": ("mmmm yyyy", "mmmm yyyy"),
    "day": (r"d\. mmmm yyyy", "d mmmm yyyy"),
    "moment": (r"d\. mmmm yyyy hh\.mm", "d mmmm yyyy hh:mm"),
}


def plain(words: str) -> str:
    """Return words without what a workbook cannot hold."""
    return _CONTROL.sub("", words)


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that no other sheet has, without what Excel forbids: numbered, because it must be cut short."""
    cleaned = f"{len(taken)} {_FORBIDDEN.sub('', plain(title)).strip(chr(39) + ' ')}"
    name = cleaned if len(cleaned) <= LONGEST_NAME else cleaned[:LONGEST_NAME].rpartition(" ")[0]
    taken.add(name)
    return name


def write_table(
    sheet: Worksheet,
    title: str,
    sentence: str,
    columns: Sequence[Column],
    records: Sequence[Mapping[str, Any]],
) -> None:
    """Write a sheet: a title and a sentence, the headings, and the rows under them, by the keys of the columns."""
    write_words(sheet.cell(1, 1), title).font = Font(bold=True, size=14)
    write_words(sheet.cell(2, 1), sentence)
    for place, column in enumerate(columns, start=1):
        cell = write_words(sheet.cell(4, place), column.label if _is_typed(column) else column.heading)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate(records, start=5):
        for place, column in enumerate(columns, start=1):
            _write_cell(sheet.cell(line, place), column, row)
    sheet.freeze_panes = "B5"
    for place, column in enumerate(columns, start=1):
        longest = max((len(str(row[column.key])) for row in records), default=0)
        # A date that is wider than its column is shown as a row of crosses.
        wanted = 14 if column.is_number else {"day": 20, "moment": 26}.get(column.kind, longest + 2)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(wanted, 14), WIDEST)


def _is_typed(column: Column) -> bool:
    """Say that the cells' own format shows the unit."""
    return column.kind in ("percent", "goal", "seconds") or (column.kind == "judged" and column.unit is None)


def _write_cell(cell: AnyCell, column: Column, row: Mapping[str, Any]) -> None:
    value = row[column.key]
    if text.is_missing(value):
        return
    if not column.is_number and column.kind not in _DATES:
        write_words(cell, str(value))
        return
    cell.value, cell.number_format = typed(column, value)


def typed(column: Column, value: Any) -> tuple[date | float | int, str]:
    """Return a figure or date as Excel holds it, with the format that shows it as the page does."""
    if column.kind in _DATES:
        return _date(column, value), _date_format(column)
    figure = float(value)
    whole = figure.is_integer()
    match column.kind:
        case "count":
            return (int(figure) if whole else figure), "#,##0"
        case "percent" | "goal":
            return figure / 100, _percent(column.decimals)
        case "judged" if column.unit is None:
            return figure / 100, _percent(max(column.decimals, 1))
        case "seconds":
            return figure / SECONDS_A_DAY, "[m]:ss"
        case "points":
            return figure, "0." + "0" * max(column.decimals, 2)
        case _:
            return (int(figure) if whole else figure), "#,##0" if whole else "#,##0.00"


def _date(column: Column, value: str) -> date:
    match column.kind:
        case "month":
            return first_day(value)
        case "day":
            return date.fromisoformat(value)
        case _:
            return datetime.fromisoformat(value)


def _date_format(column: Column) -> str:
    spoken = language.current()
    danish, english = _DATES[column.kind]
    return _LOCALES[spoken] + (danish if spoken == "da" else english)


def _percent(decimals: int) -> str:
    return f"0.{'0' * decimals}%" if decimals else "0%"


def write_words(cell: AnyCell, words: str) -> AnyCell:
    """Write words as words: a cell that begins like a formula must never become one, not by editing it either."""
    cell.value = plain(words)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.quotePrefix = words.lstrip().startswith(FORMULA)
    return cell
