"""What is no table says what it is, and what to do."""

import gzip
from pathlib import Path

import pytest

from data_access.imports.faults import ImportFault
from data_access.imports.reading.extent import Damaged
from tests.unit.data_access.imports.one_workbook import SHEETS, packed, rows_of
from tests.unit.data_access.imports.workbooks import xls


def told_of_zip(flags: int = 0, method: int = 0) -> bytes:
    """Return a zip that says of its only part how it is packed."""
    content = bytearray(packed(("a.csv", b"navn\nA\n")))
    for at in (content.index(b"PK\3\4") + 6, content.index(b"PK\1\2") + 8):
        content[at], content[at + 2] = flags, method
    return bytes(content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TYPES = ("[Content_Types].xml", b"<Types/>")
ODT = ("mimetype", b"application/vnd.oasis.opendocument.text")
NO_TABLES = {
    "rapport.xls": (b"<table><tr><td>number</td></tr></table>", "er en webside med en tabel"),
    "login.xls": ("<!-- -->\n<HTML><body>Log på</body>".encode("utf-16"), "er en webside og"),
    "2003.xls": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "Excel 2003"),
    "data.xml": (b"<rows><row/></rows>", "er XML"),
    "laast.xlsx": (OLE, "er låst med en adgangskode"),
    "laast2.xls": (OLE + "EncryptedPackage".encode("utf-16-le"), "er låst med en adgangskode"),
    "laast3.xls": (xls(SHEETS, locked=True), "er låst med en adgangskode"),
    "brev.doc": (OLE + "WordDocument".encode("utf-16-le"), "er et Word-dokument"),
    "brev.docx": (packed(TYPES, ("word/document.xml", b"<w/>")), "er et Word-dokument"),
    "brev.odt": (packed(ODT, ("content.xml", b"<x/>")), "er et dokument fra LibreOffice"),
    "ark.numbers": (packed(("Index/Document.iwa", b"x")), "er et ark fra Apple Numbers"),
    "pakke.zip": (packed(("indre.zip", packed(("a.csv", b"navn\n")))), "er en zip i en zip"),
    "pakke.gz": (gzip.compress(packed(("a.csv", b"navn\n"))), "er en zip i en pakket fil"),
    "to.gz": (gzip.compress(gzip.compress(b"navn\n")), "er en pakket fil i en pakket fil"),
    "billede.csv": (b"\x89PNG\r\n\x1a\n" + bytes(90), "er et billede"),
    "base.csv": (b"SQLite format 3\0" + bytes(90), "er en SQLite-database"),
    "skrald.csv": (bytes(range(1, 9)) * 20, "er hverken tekst eller et regneark"),
    "tom.ods": (
        packed(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")),
        "er ikke en hel fil",
    ),
    "tom.xlsb": (packed(TYPES, ("xl/workbook.bin", b"x")), "er ikke en hel fil"),
    "tom.xlsx": (packed(TYPES, ("xl/workbook.xml", b"<x")), "er ikke en hel Excel-fil: "),
    "laast.zip": (told_of_zip(flags=1), "er pakket med en adgangskode"),
    "sjælden.zip": (told_of_zip(method=99), "er pakket på en måde, som Pejling ikke kender"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_says_what_it_is_and_what_to_do(tmp_path: Path, name: str) -> None:
    content, said = NO_TABLES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportFault, match=said) as fault:
        rows_of(tmp_path / name)
    assert fault.value.remedy
    # What a library says, in English and for its programmers, is no part of it.
    cause = fault.value.__cause__
    assert isinstance(cause, Damaged | None) or not str(cause) or str(cause) not in str(fault.value)
