"""What an .xlsb sheet says of its cells beyond their values."""

import re
import struct
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from data_access.imports.reading.biff import UNWORKED, error, per_cent, rk_number, shares_of
from data_access.imports.reading.extent import Extent

_ROW, _RK, _ERROR, _REAL, _FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_ERROR = 0, 2, 3, 5, 8, 9, 11
_CELLS = range(2, 12)  # the records of cells that are not empty
_SHEET, _WORKING, _FORMAT, _STYLE, _STYLES, _STYLES_END = 156, 157, 44, 47, 617, 618


def cells(source: IO[bytes]) -> dict[str, dict[tuple[int, int], Any]]:
    """Return by sheet the cells that are errors, formulas without a value, or shares shown in per cent."""
    with zipfile.ZipFile(source) as archive:
        shares, is_stale = _shares(archive), _is_stale(archive)
        return {
            name: dict(_of_sheet(archive.read(part), shares, is_stale=is_stale))
            for name, part in _sheets(archive)
        }


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Return the records of a part: what each is, and what it holds."""
    at = 0
    while at < len(part):
        kind, at = part[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | part[at] << 7, at + 1
        size = shift = 0
        while True:
            byte, at = part[at], at + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                break
        yield kind, part[at : at + size]
        at += size


def _text(record: bytes, at: int) -> tuple[str, int]:
    """Return the text at a place of a record, and where it ends."""
    (length,) = struct.unpack_from("<I", record, at)
    length = 0 if length == 0xFFFFFFFF else length
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le", "replace"), end


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Return each sheet's name and the part that has its cells."""
    links = archive.read("xl/_rels/workbook.bin.rels").decode()
    targets = {said["Id"]: said["Target"] for said in map(_said, re.findall(r"<Relationship\b[^>]*>", links))}
    for kind, record in _records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            link, end = _text(record, 8)
            part = targets.get(link, "")
            part = part.removeprefix("/") if part.startswith("/") else f"xl/{part}"
            if "worksheets/" in part and part in archive.namelist():
                yield _text(record, end)[0], part


def _said(tag: str) -> dict[str, str]:
    """Return the attributes of an XML tag."""
    return dict(re.findall(r"(\w+)=[\"']([^\"']*)[\"']", tag))


def _is_stale(archive: zipfile.ZipFile) -> bool:
    """Say that whoever opens the workbook is told to work all of it out: 0 and nothing are then no values."""
    found = [rest for kind, rest in _records(archive.read("xl/workbook.bin")) if kind == _WORKING]
    return any(len(rest) > 24 and rest[24] & 1 for rest in found)


def _shares(archive: zipfile.ZipFile) -> frozenset[int]:
    if "xl/styles.bin" not in archive.namelist():
        return frozenset()
    formats, styles, is_cells = {}, [], False
    for kind, record in _records(archive.read("xl/styles.bin")):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", record)[0]] = _text(record, 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            is_cells = kind == _STYLES
        elif kind == _STYLE and is_cells:
            styles.append(struct.unpack_from("<H", record, 2)[0])
    return shares_of(formats, styles)


def _of_sheet(
    part: bytes, shares: frozenset[int], *, is_stale: bool
) -> Iterator[tuple[tuple[int, int], Any]]:
    row, extent = 0, Extent()
    for kind, record in _records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", record)[0] + 1
        elif kind in _CELLS:
            extent.reach(row, struct.unpack_from("<I", record)[0] + 1)
        if kind in (_ERROR, _FORMULA_ERROR):
            yield (row, struct.unpack_from("<I", record)[0] + 1), error(record[8])
        elif is_stale and (
            (kind == _FORMULA_NUMBER and not struct.unpack_from("<d", record, 8)[0])
            or (kind == _FORMULA_TEXT and not _text(record, 8)[0])
        ):
            yield (row, struct.unpack_from("<I", record)[0] + 1), UNWORKED
        elif kind in (_RK, _REAL, _FORMULA_NUMBER):
            column, style = struct.unpack_from("<II", record)
            if style & 0xFFFFFF in shares:
                value = (
                    rk_number(struct.unpack_from("<I", record, 8)[0])
                    if kind == _RK
                    else struct.unpack_from("<d", record, 8)[0]
                )
                yield (row, column + 1), per_cent(value)
