"""Workbooks and letters whose bytes follow from what they hold: all in them bears one time, not that of the saving."""

import io
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

NEVER = datetime(1980, 1, 1)  # noqa: DTZ001 - the earliest that a zip file can bear: of what is of no time


class _Dated(ZipFile):
    """A zip file that is written, all of whose entries bear one time."""

    def __init__(self, file: io.BytesIO, at: datetime) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self._at = max(at, NEVER).timetuple()[:6]

    def writestr(self, name: Any, content: Any, *_how: Any) -> None:
        entry = ZipInfo(name, self._at)
        entry.external_attr = 0o600 << 16  # as it is of what bears the time that it is written at
        super().writestr(entry, content, ZIP_DEFLATED)

    def write(self, path: Any, name: Any = None, *_how: Any) -> None:
        self.writestr(name or str(path), Path(path).read_bytes())


def workbook(book: "Workbook", at: datetime) -> bytes:
    """Return the bytes of a workbook's file, made and changed at a time (UTC, without zone)."""
    from openpyxl.writer.excel import ExcelWriter  # its own way to save says that it was changed now

    book.properties.created = book.properties.modified = at
    file = io.BytesIO()
    ExcelWriter(book, _Dated(file, at)).save()
    return file.getvalue()


def packed(content: bytes, at: datetime) -> bytes:
    """Return the bytes of a file that is packed as zip, as a Word document is, with a time on all that is in it."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, _Dated(file, at) as dated:
        for name in before.namelist():
            dated.writestr(name, before.read(name))
    return file.getvalue()
