"""Reads a sheet of a workbook that is not .xlsx: .xlsb, the old .xls, and .ods."""

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading import sheet_reader
from data_access.imports.reading.extent import Locked, why_not
from data_access.imports.reading.files import Opened, refuse_too_large
from data_access.imports.reading.line import Line, Source
from data_access.imports.reading.mistaken import Holds, locked
from data_access.imports.reading.sheets import chosen_sheet, filled_row, told_of_sheet
from data_access.imports.reading.unseen import Place, unseen_cells

KINDS: Mapping[Holds, str] = {
    "xlsb": "Excel (.xlsb)",
    "xls": "Excel (.xls)",
    "ods": "OpenDocument (.ods)",
}
_LONGEST = 900  # seconds
Read = tuple[list[str], dict[str, bool], list[list[Any]]]


def read_other_workbook(file: Opened, form: FileForm) -> Source:
    """Return a sheet's rows and how it was read."""
    kind = KINDS[file.holds]
    try:
        with file.seekable() as source:
            if file.holds != "xls":
                refuse_too_large(source, file.name)
            unseen = unseen_cells(file.holds, source)
            source.seek(0)
            names, tables, rows = _read(source.read(), form)
    except ImportFault:
        raise
    except Locked:
        raise locked(file.name) from None
    except Exception as fault:  # whatever its parts raise at a damaged file
        raise ImportFault(
            f"{file.name} er ikke en hel fil af slagsen {kind}: {why_not(fault)}.",
            "Gem den igen, helst som Excel-projektmappe (.xlsx).",
        ) from fault
    name = chosen_sheet(names, tables, file.name, form)
    how = told_of_sheet(kind, name, names, form)
    seen = tuple(each for each, is_visible in tables.items() if is_visible)
    return Source(_lines(rows, unseen.get(name, {})), how, form.decimal or ".", seen, name)


def _read(content: bytes, form: FileForm) -> Read:
    """Return the names of the sheets, which of those with cells can be seen, and the rows of the wanted one."""
    program = [sys.executable, "-I", str(Path(sheet_reader.__file__)), json.dumps(form.sheet)]
    done = subprocess.run(program, input=content, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603
    if done.returncode == sheet_reader.LOCKED:
        raise Locked
    if done.returncode:
        raise ValueError(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    found: Read = pickle.loads(done.stdout)  # noqa: S301 - what our own program has just written
    return found


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
