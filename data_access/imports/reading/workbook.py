"""Reads a sheet of an Excel workbook."""

import warnings
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.extent import why_not
from data_access.imports.reading.files import Opened, refuse_too_large
from data_access.imports.reading.line import Line, Source, Unshown
from data_access.imports.reading.sheet_xml import transitional
from data_access.imports.reading.sheets import chosen_sheet, filled_row, told_of_sheet, without_empty


class _Transitional(zipfile.ZipFile):
    """The archive of a workbook of the strict kind, whose XML has other names for the same things."""

    def open(self, name: Any, mode: Any = "r", *args: Any, **more: Any) -> Any:
        """Open a part, its names made the usual ones."""
        file = super().open(name, mode, *args, **more)
        named = str(getattr(name, "filename", name))
        return transitional(file) if mode == "r" and named.endswith((".xml", ".rels")) else file


def read_workbook(file: Opened, form: FileForm) -> Source:
    """Return a sheet's rows and how it was read."""
    source = file.seekable()
    try:
        refuse_too_large(source, file.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that it does not know are none of ours
            book = _book(source)
        tables = {sheet.title: sheet.sheet_state == "visible" for sheet in book.worksheets}
        if form.sheet is None:
            tables = without_empty(tables, lambda sheet: next(_cells(book, sheet, Unshown()), None) is None)
        name = chosen_sheet(book.sheetnames, tables, file.name, form)
    except ImportFault:
        source.close()
        raise
    except Exception as fault:  # whatever its libraries raise at a damaged file
        source.close()
        raise ImportFault(
            f"{file.name} er ikke en hel Excel-fil: {why_not(fault)}.", "Gem den igen fra Excel."
        ) from fault
    how = told_of_sheet("Excel", name, book.sheetnames, form)
    seen = tuple(each for each, is_visible in tables.items() if is_visible)
    unshown = Unshown()
    return Source(_sheet_rows(book, name, source, unshown), how, form.decimal or ".", seen, name, unshown)


def _book(source: IO[bytes]) -> Any:
    from openpyxl.chartsheet import Chartsheet
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        """Knows of the sheets that are charts, and reads none of what is drawn on them."""

        def read_chartsheet(self, sheet: Any, _rel: Any) -> None:
            chart = Chartsheet(parent=self.wb)
            chart.title = sheet.name
            book: Any = self.wb
            book._add_sheet(chart)

    reader: Any = Reader(source, read_only=True, data_only=True, keep_links=False)
    if _is_strict(reader.archive):
        reader.archive = _Transitional(source)
    reader.read()
    return reader.wb


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Say that a workbook is of the strict kind ("Strict Open XML" in Excel's list of what to save as)."""
    books = [each for each in archive.namelist() if each.startswith("xl/workbook") and each.endswith(".xml")]
    return any(b"http://purl.oclc.org/ooxml/spreadsheetml/main" in archive.read(each) for each in books)


def _sheet_rows(book: Any, name: str, source: IO[bytes], unshown: Unshown) -> Iterator[Line]:
    try:
        yield from _cells(book, name, unshown)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as fault:
        raise ImportFault(f"arket „{name}“ er beskadiget.", "Gem filen igen fra Excel.") from fault
    finally:
        book.close()
        source.close()


def _cells(book: Any, name: str, unshown: Unshown) -> Iterator[Line]:
    from data_access.imports.reading.formulas import sheet_cells

    width = 0
    for line, found in sheet_cells(book, book[name], unshown):
        if cells := filled_row(found, width):
            width = len(cells)
            yield line, cells
