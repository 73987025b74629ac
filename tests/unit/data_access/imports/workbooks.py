"""Small workbooks of the kinds that no library here writes, made byte by byte."""

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Share:
    """A number that the sheet shows in per cent."""

    value: float


@dataclass(frozen=True)
class Fault:
    """An error that the sheet shows."""

    code: int
    words: str


@dataclass(frozen=True)
class Formula:
    """A formula with the value that its writer left for it: None where it left none, 0 where it left 0 for all."""

    value: float | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: texts, numbers, dates, shares, errors and formulas."""

    name: str
    rows: Sequence[Sequence[Any]]
    hidden: bool = False


def _serial(day: date, *, from_1904: bool) -> float:
    return float((day - (date(1904, 1, 1) if from_1904 else date(1899, 12, 30))).days)


def _zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


# --- .ods ---------------------------------------------------------------------------------------------

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)


def ods(sheets: Sequence[Sheet]) -> bytes:
    """Return an OpenDocument spreadsheet."""
    tables = "".join(
        f'<table:table table:name={quoteattr(sheet.name)} table:style-name="{"h" if sheet.hidden else "v"}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in sheet.rows)
        + "</table:table>"
        for sheet in sheets
    )
    content = (
        f"<office:document-content {_NAMES} "
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>'
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="v" style:family="table"><style:table-properties table:display="true"/></style:style>'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>'
    )
    return _zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _ods_cell(cell: Any) -> str:
    match cell:
        case None:
            return "<table:table-cell/>"
        case str():
            return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        case Share():
            return f'<table:table-cell office:value-type="percentage" office:value="{cell.value}"/>'
        case Fault():
            said = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            return f'<table:table-cell table:formula="of:=1/0" {said}><text:p>{cell.words}</text:p></table:table-cell>'
        case Formula():
            told = "" if cell.value is None else f' office:value-type="float" office:value="{cell.value}"'
            return f'<table:table-cell table:formula="of:=[.A2]"{told}/>'
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
        case _:
            return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


# --- .xlsb --------------------------------------------------------------------------------------------


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(content)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + content


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def xlsb(sheets: Sequence[Sheet], *, from_1904: bool = False, stale: bool = False) -> bytes:
    """Return a binary workbook of today's Excel; a stale one is to be worked out by whoever opens it."""
    bundle = b"".join(
        _record(156, struct.pack("<II", int(sheet.hidden), n) + _wide(f"rId{n}") + _wide(sheet.name))
        for n, sheet in enumerate(sheets, start=1)
    )
    book = (
        _record(131) + _record(153, struct.pack("<II", int(from_1904), 0) + _wide("")) + _record(143) + bundle
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    style = b"".join(_record(47, struct.pack("<HH", 0, form) + bytes(12)) for form in (0, 10, 14))
    return _zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": book
            + _record(144)
            + _record(157, bytes(24) + bytes([stale, 0]))
            + _record(132),
            "xl/_rels/workbook.bin.rels": f"<Relationships>{links}</Relationships>".encode(),
            "xl/styles.bin": _record(617, struct.pack("<I", 3)) + style + _record(618),
            **{
                f"xl/worksheets/sheet{n}.bin": _xlsb_sheet(sheet, from_1904=from_1904)
                for n, sheet in enumerate(sheets, start=1)
            },
        }
    )


def _xlsb_sheet(sheet: Sheet, *, from_1904: bool) -> bytes:
    size = struct.pack("<IIII", 0, len(sheet.rows), 0, max(map(len, sheet.rows)))
    found = _record(129) + _record(148, size) + _record(145)
    for line, row in enumerate(sheet.rows):
        found += _record(0, struct.pack("<I", line) + bytes(13))
        for place, cell in enumerate(row):
            style = {Share: 1, date: 2}.get(type(cell), 0)
            head = struct.pack("<II", place, style)
            match cell:
                case None:
                    found += _record(1, head)
                case str():
                    found += _record(6, head + _wide(cell))
                case Fault():
                    found += _record(3, head + bytes([cell.code]))
                case Formula(None):
                    found += _record(8, head + _wide("") + bytes(10))
                case Formula():
                    found += _record(9, head + struct.pack("<d", cell.value) + bytes(10))
                case _:
                    found += _record(5, head + struct.pack("<d", _number(cell, from_1904=from_1904)))
    return found + _record(146) + _record(130)


def _number(cell: Any, *, from_1904: bool) -> float:
    if isinstance(cell, date):
        return _serial(cell, from_1904=from_1904)
    return cell.value if isinstance(cell, Share) else float(cell)


# --- .xls ---------------------------------------------------------------------------------------------


def _biff(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(
    sheets: Sequence[Sheet], *, from_1904: bool = False, locked: bool = False, worked: bool = False
) -> bytes:
    """Return a workbook of the Excel of 1997 to 2003; a worked one tells which program worked its formulas out."""
    begin = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    head = begin + (_biff(0x2F, bytes(6)) if locked else b"") + _biff(0x42, struct.pack("<H", 1200))
    head += _biff(0x22, struct.pack("<H", int(from_1904)))
    head += _biff(0x1C1, struct.pack("<II", 0x1C1, 191029)) if worked else b""
    head += b"".join(_biff(0xE0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 10, 14))
    told = [
        (sheet, struct.pack("<BB", len(sheet.name), 1) + sheet.name.encode("utf-16-le")) for sheet in sheets
    ]
    at = len(head) + sum(4 + 6 + len(name) for _sheet, name in told) + 4
    bundle, pages = b"", b""
    for sheet, name in told:
        bundle += _biff(0x85, struct.pack("<IBB", at + len(pages), int(sheet.hidden), 0) + name)
        pages += _xls_sheet(sheet, from_1904=from_1904)
    return _ole("Workbook", head + bundle + _biff(0x0A) + pages)


def _xls_sheet(sheet: Sheet, *, from_1904: bool) -> bytes:
    found = _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for line, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            head = struct.pack("<HHH", line, place, {Share: 1, date: 2}.get(type(cell), 0))
            match cell:
                case None:
                    pass
                case str():
                    words = cell.encode("utf-16-le")
                    found += _biff(0x204, head + struct.pack("<HB", len(cell), 1) + words)
                case Fault():
                    found += _biff(0x205, head + bytes([cell.code, 1]))
                case Formula():
                    value = (
                        struct.pack("<d", cell.value) if cell.value is not None else b"\3\0\0\0\0\0\xff\xff"
                    )
                    on_load = 2 * (cell.value == 0)
                    found += _biff(0x06, head + value + struct.pack("<HIH", on_load, 0, 3) + b"\x1e\1\0")
                case _:
                    found += _biff(0x203, head + struct.pack("<d", _number(cell, from_1904=from_1904)))
    return found + _biff(0x0A)


def _ole(name: str, stream: bytes) -> bytes:
    """Return a file of the old Office kind with one stream."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % 512)
    sectors = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")

    def entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
        words = name.encode("utf-16-le")
        head = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
        return (head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)) + struct.pack(
            "<III", first, size, 0
        )

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(name, 2, 2, len(stream), 0xFFFFFFFF)
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head = magic + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108) + table + directory.ljust(512, b"\0") + stream


# --- .xlsx --------------------------------------------------------------------------------------------


def strict(book: bytes) -> bytes:
    """Return an .xlsx as the strict kind has it: other names for the same things."""
    names = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            _OFFICE.encode(),
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (
            b"http://schemas.openxmlformats.org/drawingml/2006/main",
            b"http://purl.oclc.org/ooxml/drawingml/main",
        ),
    )
    parts = {}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            for usual, other in names:
                content = content.replace(usual, other)
            parts[name] = content
    return _zipped(parts)
