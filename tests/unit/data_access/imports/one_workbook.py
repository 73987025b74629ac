"""One workbook, written in every kind that there is, and the rows that each must give."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.files import opened
from data_access.imports.reading.table import read_table
from tests.unit.data_access.imports.workbooks import Fault, Share, Sheet, ods, strict, xls, xlsb

SHEETS = [
    Sheet("gammel", [["navn", "andel"], ["A", 1]], hidden=True),
    Sheet(
        "Årets tal",
        [
            ["Udtræk"],
            [],
            ["navn", "andel", "dag", "fejl"],
            ["Ærø", Share(0.9401), date(2015, 4, 1), Fault(0x17, "#REF!")],
            ["B", Share(1), date(2016, 2, 29), 3.5],
        ],
    ),
]
ROWS = [
    (4, ["Ærø", 94.01, datetime(2015, 4, 1), "#REF!"]),  # noqa: DTZ001 - a sheet has no zones
    (5, ["B", 100.0, datetime(2016, 2, 29), 3.5]),  # noqa: DTZ001
]


def usual(*, from_1904: bool = False) -> bytes:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book: Any = Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    book.active.title, book.active.sheet_state = "gammel", "hidden"
    book.active.append(["navn", "andel"])
    sheet = book.create_sheet("Årets tal")
    for line, row in enumerate(SHEETS[1].rows, start=1):
        for place, cell in enumerate(row, start=1):
            at = sheet.cell(line, place, getattr(cell, "words", getattr(cell, "value", cell)))
            if isinstance(cell, Share):
                at.number_format = "0.00%"
            if isinstance(cell, Fault):
                at.data_type = "e"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


KINDS: dict[str, Callable[[], bytes]] = {
    "xlsx": usual,
    "xlsx from 1904": lambda: usual(from_1904=True),
    "strict": lambda: strict(usual()),
    "strict from 1904": lambda: strict(usual(from_1904=True)),
    "ods": lambda: ods(SHEETS),
    "xlsb": lambda: xlsb(SHEETS),
    "xlsb from 1904": lambda: xlsb(SHEETS, from_1904=True),
    "xls": lambda: xls(SHEETS),
    "xls from 1904": lambda: xls(SHEETS, from_1904=True),
}


def rows_of(path: Path, form: FileForm | None = None, wanted: tuple[str, ...] = ("navn",)) -> list[Any]:
    return list(read_table(opened(path), form or FileForm(), wanted).rows)


def packed(*parts: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()
