"""What a sheet of the old .xls says of its cells beyond their values."""

import struct
from collections.abc import Iterator
from typing import IO, Any

from data_access.imports.reading.biff import UNWORKED, error, per_cent, rk_number, shares_of
from data_access.imports.reading.extent import Locked
from data_access.imports.reading.ole import stream

_BEGIN, _END, _LOCK, _SHEET, _FORMAT, _STYLE = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_NUMBER, _RK, _MANY, _FORMULA, _ERROR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_WORKED = 0x1C1  # which engine last worked the workbook out: what Excel tells since 2002, and no library
_IS_ERROR, _IS_EMPTY = 2, 3  # what a formula has in place of a number
_NOUGHT = bytes(8)
_ON_LOAD = 0x02  # a formula that is to be worked out by whoever opens the workbook, which Excel's never are
_LATEST = 0x600  # the version from which on texts are Unicode


def cells(source: IO[bytes]) -> dict[str, dict[tuple[int, int], Any]]:
    """Return by sheet the cells that are errors, formulas without a value, or shares shown in per cent."""
    book = stream(source.read(), "Workbook", "Book")
    formats: dict[int, str] = {}
    styles: list[int] = []
    sheets: dict[str, int] = {}
    version = _LATEST
    is_worked = False
    for kind, record in _records(book, 0):
        is_worked |= kind == _WORKED
        if kind == _BEGIN:
            version = struct.unpack_from("<H", record)[0]
        elif kind == _LOCK:
            raise Locked
        elif kind == _SHEET:
            sheets[_text(record, 6, 1, version)] = struct.unpack_from("<I", record)[0]
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", record)[0]] = _text(
                record, 2, 2 if version >= _LATEST else 1, version
            )
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", record, 2)[0])
    shares = shares_of(formats, styles)
    # A program that has worked others out has found those that say nothing to be the empty text.
    is_worked = is_worked or any(_has_worked(book, at) for at in sheets.values())
    return {name: dict(_of_sheet(book, at, shares, is_worked=is_worked)) for name, at in sheets.items()}


def _has_worked(book: bytes, at: int) -> bool:
    """Say that a sheet has a formula that has come to anything."""
    return any(
        kind == _FORMULA and record[6:14] != _NOUGHT and not _is_empty(record)
        for kind, record in _records(book, at)
    )


def _is_empty(formula: bytes) -> bool:
    """Say that a formula has the empty text for a value, which is also what a library writes that has none."""
    return formula[12:14] == b"\xff\xff" and formula[6] == _IS_EMPTY


def _is_untold(formula: bytes, *, is_worked: bool) -> bool:
    """Say that nobody knows what a formula comes to: some libraries write nothing for it, and some 0."""
    if formula[6:14] == _NOUGHT:
        return bool(formula[14] & _ON_LOAD)
    return _is_empty(formula) and not is_worked


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Return the records from a place to the end of what begins there."""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


def _text(record: bytes, at: int, width: int, version: int) -> str:
    """Return a text whose length stands before it in so many bytes."""
    length = int.from_bytes(record[at : at + width], "little")
    at += width
    if version < _LATEST:
        return record[at : at + length].decode("cp1252", "replace")
    is_wide = record[at] & 1
    letters = record[at + 1 : at + 1 + (2 * length if is_wide else length)]
    return letters.decode("utf-16-le" if is_wide else "latin-1", "replace")


def _of_sheet(
    book: bytes, at: int, shares: frozenset[int], *, is_worked: bool
) -> Iterator[tuple[tuple[int, int], Any]]:
    for kind, record in _records(book, at):
        if kind not in (_NUMBER, _RK, _MANY, _FORMULA, _ERROR):
            continue
        row, column, style = struct.unpack_from("<HHH", record)
        place = (row + 1, column + 1)
        if kind == _ERROR:
            if record[7]:
                yield place, error(record[6])
        elif kind == _FORMULA and _is_untold(record, is_worked=is_worked):
            yield place, UNWORKED
        elif kind == _FORMULA and record[12:14] == b"\xff\xff":
            if record[6] == _IS_ERROR:
                yield place, error(record[8])
        elif kind == _MANY:
            for extra in range((len(record) - 6) // 6):
                style, written = struct.unpack_from("<HI", record, 4 + 6 * extra)
                if style in shares:
                    yield (row + 1, column + 1 + extra), per_cent(rk_number(written))
        elif style in shares:
            value = (
                rk_number(struct.unpack_from("<I", record, 6)[0])
                if kind == _RK
                else struct.unpack_from("<d", record, 6)[0]
            )
            yield place, per_cent(value)
