"""Reads a sheet of an Excel workbook."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.files import Opened
from data_access.imports.reading.line import Line

WORKBOOK_LIMIT = 1 << 30  # bytes, unpacked


def read_workbook(file: Opened, form: FileForm) -> tuple[Iterator[Line], str, str]:
    """Return a sheet's rows, how it was read (Danish), and its decimal mark."""
    from openpyxl import load_workbook

    source: IO[bytes] = io.BytesIO()
    _refuse_too_large(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that it does not know are none of ours
            source = _source(file)
            book = load_workbook(source, read_only=True, data_only=True)
        name = _sheet_name(book, file, form)
    except ImportFault:
        source.close()
        raise
    except Exception as fault:  # whatever its libraries raise at a damaged file
        source.close()
        raise ImportFault(
            f"{file.name} er ikke en hel Excel-fil: {fault}.", "Gem den igen fra Excel."
        ) from None
    several = len(book.sheetnames) > 1 and form.sheet is None
    other = f" af {len(book.sheetnames)}" if several else ""
    return _sheet_rows(book, name, source), f"Excel, arket „{name}“{other}", form.decimal or "."


def _refuse_too_large(file: Opened) -> None:
    """A workbook is unpacked in memory, as far as its texts go: a small file can hold any amount."""
    with (
        file.stream() as stream,
        zipfile.ZipFile(io.BytesIO(stream.read()) if file.member else file.path) as book,
    ):
        size = sum(each.file_size for each in book.infolist())
    if size > WORKBOOK_LIMIT:
        raise ImportFault(
            f"{file.name} fylder {size >> 20} MB udpakket, og en Excel-fil må fylde {WORKBOOK_LIMIT >> 20} MB.",
            "Eksportér som CSV, eller del den.",
        )


def _source(file: Opened) -> IO[bytes]:
    if not file.member:
        return file.path.open("rb")
    with file.stream() as stream:
        return io.BytesIO(stream.read())


def _sheet_name(book: Any, file: Opened, form: FileForm) -> str:
    """Return the sheet that is told, or the first that a reader of the workbook sees and that is a table."""
    names = book.sheetnames
    tables = {sheet.title: sheet.sheet_state == "visible" for sheet in book.worksheets}
    if isinstance(form.sheet, int) and not 1 <= form.sheet <= len(names):
        raise ImportFault(f"{file.name} har ikke et ark {form.sheet}.", f"Den har: {', '.join(names)}.")
    wanted = names[form.sheet - 1] if isinstance(form.sheet, int) else form.sheet
    name = wanted or next((each for each, is_visible in tables.items() if is_visible), None)
    if name is None:
        raise ImportFault(
            f"{file.name} har ingen ark, der kan ses.",
            f"Skriv sheet under [file] i mappingen. Den har: {', '.join(names)}.",
        )
    if name not in names:
        raise ImportFault(f"{file.name} har ikke arket „{name}“.", f"Den har: {', '.join(names)}.")
    if name not in tables:
        raise ImportFault(
            f"arket „{name}“ i {file.name} er et diagram og ingen tabel.", f"Den har: {', '.join(tables)}."
        )
    return name


def _sheet_rows(book: Any, name: str, source: IO[bytes]) -> Iterator[Line]:
    try:
        yield from _cells(book, name)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as fault:
        raise ImportFault(f"arket „{name}“ er beskadiget: {fault}.", "Gem filen igen fra Excel.") from None
    finally:
        book.close()
        source.close()


def _cells(book: Any, name: str) -> Iterator[Line]:
    from data_access.imports.reading.formulas import sheet_cells

    width = 0
    for line, cells in sheet_cells(book, book[name]):
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if cells:
            width = max(width, len(cells))
            yield line, [*cells, *[None] * (width - len(cells))]
