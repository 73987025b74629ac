"""Reads a sheet of an Excel workbook."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.extent import why_not
from data_access.imports.reading.files import Opened, refuse_too_large
from data_access.imports.reading.line import Line, Source, Unshown
from data_access.imports.reading.sheet_xml import transitional
from data_access.imports.reading.sheets import chosen_sheet, filled_row, told_of_sheet, without_empty

if TYPE_CHECKING:
    from data_access.imports.reading.sheet_cells import Shared


class _Transitional(zipfile.ZipFile):
    """The archive of a workbook of the strict kind, whose XML has other names for the same things."""

    def open(self, name: Any, mode: Any = "r", *args: Any, **more: Any) -> Any:
        """Open a part, its names made the usual ones."""
        file = super().open(name, mode, *args, **more)
        named = str(getattr(name, "filename", name))
        return transitional(file) if mode == "r" and named.endswith((".xml", ".rels")) else file


@dataclass(frozen=True)
class _Book:
    """A workbook that is opened: its parts by the names of its sheets, and which of its tables can be seen.

    A sheet that is a chart has a part and is no table.
    """

    archive: zipfile.ZipFile
    parts: Mapping[str, str]
    tables: Mapping[str, bool]
    shared: "Shared"

    @property
    def names(self) -> list[str]:
        """Return the names of all sheets in their order."""
        return list(self.parts)

    def cells(self, name: str, unshown: Unshown) -> Iterator[Line]:
        """Return the rows of a sheet that have cells."""
        from data_access.imports.reading.sheet_cells import sheet_cells

        width = 0
        for line, found in sheet_cells(self.archive.open(self.parts[name]), self.shared, unshown):
            if cells := filled_row(found, width):
                width = len(cells)
                yield line, cells

    def is_empty(self, name: str) -> bool:
        """Say that a sheet has no cells."""
        return next(self.cells(name, Unshown()), None) is None


def read_workbook(file: Opened, form: FileForm) -> Source:
    """Return a sheet's rows and how it was read."""
    source = file.seekable()
    try:
        refuse_too_large(source, file.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that it does not know are none of ours
            book = _book(source)
        tables = book.tables if form.sheet is not None else without_empty(book.tables, book.is_empty)
        name = chosen_sheet(book.names, tables, file.name, form)
    except ImportFault:
        source.close()
        raise
    except Exception as fault:  # whatever its libraries raise at a damaged file
        source.close()
        raise ImportFault(
            f"{file.name} er ikke en hel Excel-fil: {why_not(fault)}.", "Gem den igen fra Excel."
        ) from fault
    how = told_of_sheet("Excel", name, book.names, form)
    seen = tuple(each for each, is_visible in tables.items() if is_visible)
    unshown = Unshown()
    return Source(_sheet_rows(book, name, source, unshown), how, form.decimal or ".", seen, name, unshown)


def _book(source: IO[bytes]) -> _Book:
    from openpyxl.reader.excel import ExcelReader

    from data_access.imports.reading.sheet_cells import Shared
    from data_access.imports.reading.styles import read_styles

    reader: Any = ExcelReader(source, read_only=True, data_only=True, keep_links=False)
    if _is_strict(reader.archive):
        reader.archive = _Transitional(source)
    # The steps of its `read`, without what no row is read by: a sheet is read when it is asked for.
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    sheets = [
        (sheet, told) for sheet, told in reader.parser.find_sheets() if told.target in reader.valid_files
    ]
    tables = {sheet.name: sheet.state == "visible" for sheet, told in sheets if "chartsheet" not in told.Type}
    calculation = reader.wb.calculation
    is_stale = bool(calculation and calculation.fullCalcOnLoad)
    shared = Shared(reader.shared_strings, read_styles(reader.archive), reader.wb.epoch, is_stale)
    parts = {sheet.name: told.target for sheet, told in sheets}
    return _Book(reader.archive, parts, tables, shared)


def _is_strict(archive: zipfile.ZipFile) -> bool:
    """Say that a workbook is of the strict kind ("Strict Open XML" in Excel's list of what to save as)."""
    books = [each for each in archive.namelist() if each.startswith("xl/workbook") and each.endswith(".xml")]
    return any(b"http://purl.oclc.org/ooxml/spreadsheetml/main" in archive.read(each) for each in books)


def _sheet_rows(book: _Book, name: str, source: IO[bytes], unshown: Unshown) -> Iterator[Line]:
    try:
        yield from book.cells(name, unshown)
    except (zipfile.BadZipFile, zlib.error, LookupError, ValueError, SyntaxError) as fault:
        raise ImportFault(f"arket „{name}“ er beskadiget.", "Gem filen igen fra Excel.") from fault
    finally:
        book.archive.close()
        source.close()
