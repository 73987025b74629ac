"""Reads a sheet of a workbook that is not .xlsx: .xlsb, the old .xls, and .ods."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from data_access.database.engine import first_line
from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.extent import Locked
from data_access.imports.reading.files import Opened
from data_access.imports.reading.line import Line, Source
from data_access.imports.reading.mistaken import Holds, locked
from data_access.imports.reading.sheets import chosen_sheet, filled_row, told_of_sheet
from data_access.imports.reading.unseen import Place, unseen_cells

KINDS: Mapping[Holds, str] = {
    "xlsb": "Excel (.xlsb)",
    "xls": "Excel (.xls)",
    "ods": "OpenDocument (.ods)",
}


def read_other_workbook(file: Opened, form: FileForm) -> Source:
    """Return a sheet's rows and how it was read."""
    import python_calamine as calamine

    kind = KINDS[file.holds]
    try:
        with file.seekable() as source:
            unseen = unseen_cells(file.holds, source)
            source.seek(0)
            book = calamine.load_workbook(source)
            tables = {
                sheet.name: sheet.visible == calamine.SheetVisibleEnum.Visible
                for sheet in book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            }
            name = chosen_sheet(book.sheet_names, tables, file.name, form)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except ImportFault:
        raise
    except (Locked, calamine.PasswordError):
        raise locked(file.name) from None
    except BaseException as fault:
        # A damaged file makes the library panic, and that is no Exception.
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        why = "der mangler dele af den" if isinstance(fault, KeyError) else first_line(fault)
        raise ImportFault(
            f"{file.name} er ikke en hel fil af slagsen {kind}: {why}.",
            "Gem den igen, helst som Excel-projektmappe (.xlsx).",
        ) from None
    how = told_of_sheet(kind, name, book.sheet_names, form)
    seen = tuple(each for each, is_visible in tables.items() if is_visible)
    return Source(_lines(rows, unseen.get(name, {})), how, form.decimal or ".", seen, name)


def _lines(rows: list[list[Any]], unseen: Mapping[Place, Any]) -> Iterator[Line]:
    width = 0
    told: dict[int, dict[int, Any]] = {}
    for (line, column), cell in unseen.items():
        told.setdefault(line, {})[column] = cell
    for line in range(1, max([len(rows), *told]) + 1):
        cells = [_cell(each) for each in rows[line - 1]] if line <= len(rows) else []
        for column, cell in told.get(line, {}).items():
            cells += [None] * (column - len(cells))
            cells[column - 1] = cell
        if cells := filled_row(cells, width):
            width = len(cells)
            yield line, cells


def _cell(value: Any) -> Any:
    if value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as the other workbooks have it
    return value
