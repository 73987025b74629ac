"""A file is known by what it holds: workbooks of every kind say the same, and what is no table says what it is."""

import gzip
import io
import re
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from data_access.imports import inbox
from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading import files, sheet_xml
from data_access.imports.reading.cells import Unworked
from data_access.imports.reading.extent import Damaged
from data_access.imports.reading.files import opened
from data_access.imports.reading.sheet_xml import without_blanks
from data_access.imports.reading.table import read_table
from tests.tried import examples
from tests.unit.data_access.imports.workbooks import Fault, Formula, Share, Sheet, ods, strict, xls, xlsb

pytestmark = pytest.mark.takes(10)

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


@pytest.mark.parametrize("packed", ["", "zip", "gz"])
@pytest.mark.parametrize("kind", KINDS)
def test_workbooks_of_every_kind_say_the_same_whatever_they_are_called(
    tmp_path: Path, kind: str, packed: str
) -> None:
    content = KINDS[kind]()
    path = tmp_path / "fil.csv"
    if packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("bog.bin", content)
            archive.writestr("__MACOSX/._bog.bin", b"x")
    else:
        path.write_bytes(gzip.compress(content) if packed else content)
    assert rows_of(path) == ROWS
    assert "„Årets tal“ af 2" in read_table(opened(path), FileForm(), ("navn",)).form


@pytest.mark.parametrize("kind", ["xlsx", "strict", "ods", "xlsb", "xls"])
def test_a_hidden_sheet_is_read_when_it_is_named(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "fil"
    path.write_bytes(KINDS[kind]())
    for form in (FileForm(sheet="gammel"), FileForm(sheet=1)):
        assert list(read_table(opened(path), form, ("navn",)).headings) == ["navn", "andel"]
    with pytest.raises(ImportFault, match="har ikke arket „Andet“"):
        rows_of(path, FileForm(sheet="Andet"))


LEFT = [Sheet("Ark", [["navn", "antal"], ["A", Formula()], ["B", Formula(0)]])]
WORKED = [Sheet("Ark", [["navn", "antal"], ["A", Formula()], ["B", Formula(7)]])]


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (ods(LEFT), [Unworked("of:=[.A2]"), 0.0]),
        (xls(LEFT), [Unworked("="), Unworked("=")]),
        (xlsb(LEFT, stale=True), [Unworked("="), Unworked("=")]),
        # Where others have come to something, the empty text and nought are what these have come to.
        (xls(WORKED), [None, 7.0]),
        (xls(LEFT, worked=True), [None, Unworked("=")]),
        (xlsb(LEFT), [None, 0.0]),
    ],
)
def test_a_formula_without_a_value_is_no_empty_cell(tmp_path: Path, content: bytes, cells: list[Any]) -> None:
    path = tmp_path / "fil"
    path.write_bytes(content)
    assert rows_of(path) == [(2, ["A", cells[0]]), (3, ["B", cells[1]])]


@pytest.mark.parametrize("kind", [ods, xlsb])
def test_a_cell_so_far_out_that_all_before_it_would_fill_the_memory_is_told(
    tmp_path: Path, kind: Callable[[list[Sheet]], bytes]
) -> None:
    path = tmp_path / "fil"
    path.write_bytes(kind([Sheet("Ark", [["navn"]] + [[]] * 8000 + [[None] * 16000 + [1]])]))
    with pytest.raises(ImportFault, match="helt ude i række 8002, kolonne 16001"):
        rows_of(path)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xlsb"])
def test_a_small_workbook_that_holds_more_than_may_be_unpacked_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / "fil"
    path.write_bytes(KINDS[kind]())
    monkeypatch.setattr(files, "WORKBOOK_LIMIT", 1000)
    with pytest.raises(ImportFault, match="MB udpakket, og et regneark må fylde"):
        rows_of(path)


def test_a_workbook_that_makes_its_reader_ask_for_all_memory_ends_in_a_sentence(tmp_path: Path) -> None:
    # One wrong byte makes the record of a date that of the sheet's size, which then ends before it begins.
    number, size = (struct.pack("<HHHHH", kind, 14, 4, 2, 2) for kind in (0x203, 0x200))
    content = KINDS["xls"]()
    assert number in content
    path = tmp_path / "fil.xls"
    path.write_bytes(content.replace(number, size))
    with pytest.raises(ImportFault, match="er ikke en hel fil af slagsen Excel"):
        rows_of(path)


def test_a_cell_that_is_repeated_without_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "fil.ods"
    content = ods([Sheet("Ark", [["navn", "antal"], ["A", Share(0.5)]])])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            repeated = b'table:number-columns-repeated="90000000" office:value-type="percentage"'
            archive.writestr(name, part.replace(b'office:value-type="percentage"', repeated))
    with pytest.raises(ImportFault, match="er ikke en hel fil"):
        rows_of(path)


# --- Text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8", "windows-1252"])
def test_letters_are_known_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes("navn\tantal\nÆrø\t1\u00a0402\nLæsø\t3\n".encode(encoding))
    assert rows_of(path) == [(2, ["Ærø", "1\u00a0402"]), (3, ["Læsø", "3"])]


def test_a_file_is_unpacked_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    for name, content in (("fil.csv.gz", b"navn\nA\n"), ("fil.csv", gzip.compress(b"navn\nA\n"))):
        (tmp_path / name).write_bytes(content)
        assert rows_of(tmp_path / name) == [(2, ["A"])]


# --- What is no table ---------------------------------------------------------------------------------


def packed(*parts: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


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


def test_a_sheet_that_is_torn_where_it_is_packed_is_told_of(tmp_path: Path) -> None:
    content, sheet = bytearray(usual()), b"xl/worksheets/sheet2.xml"
    at = content.index(sheet) + len(sheet)
    content[at : at + 40] = b"\xff" * 40
    (tmp_path / "revet.xlsx").write_bytes(content)
    with pytest.raises(ImportFault, match="arket „Årets tal“ er beskadiget"):
        rows_of(tmp_path / "revet.xlsx", FileForm(sheet="Årets tal"))


def test_a_format_that_the_file_leaves_out_is_neither_a_fault_nor_anothers(tmp_path: Path) -> None:
    """As in Excel: some programs leave formats out, and figures are shown as they are."""
    book: Any = Workbook()
    for row in (["navn", "antal", "dag"], ["A", 42_000, 42_095]):
        book.active.append(row)
    book.active["B2"].number_format, book.active["C2"].number_format = '0.0"x"', "yyyy\\-mm"
    file = io.BytesIO()
    book.save(file)
    archive, styles = zipfile.ZipFile(file), "xl/styles.xml"
    parts = {name: archive.read(name) for name in archive.namelist()}
    one, every, april = rb"<numFmt [^>]*x&quot;[^>]*>", rb"<numFmts.*</numFmts>", datetime(2015, 4, 1)  # noqa: DTZ001
    for left_out, day in ((one, april), (every, 42_095)):
        content, n = re.subn(left_out, b"", parts[styles])
        path = tmp_path / "bog.xlsx"
        path.write_bytes(packed(*(parts | {styles: content}).items()))
        assert (n, rows_of(path)) == (1, [(2, ["A", 42_000, day])])


DAMAGED = {
    "xlsx": usual(),
    "ods": ods(SHEETS),
    "xlsb": xlsb(SHEETS),
    "xls": xls(SHEETS),
    "strict": strict(usual()),
}


@settings(max_examples=120)
@given(
    kind=st.sampled_from(sorted(DAMAGED)),
    bites=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=12),
    kept=st.floats(0.05, 1),
)
def test_a_workbook_that_is_damaged_anywhere_is_read_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, kind: str, bites: list[tuple[int, int]], kept: float
) -> None:
    content = bytearray(DAMAGED[kind])
    for at, byte in bites:
        content[at % len(content)] = byte
    path = tmp_path_factory.getbasetemp() / "bidt"
    path.write_bytes(content[: max(1, int(kept * len(content)))])
    with suppress(ImportFault):
        rows_of(path, wanted=())


# --- Styled blanks ------------------------------------------------------------------------------------


def test_cells_that_have_only_a_style_are_not_parsed_and_move_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheet_xml, "SHORT", 0)
    blanks = b"".join(b'<c r="%s1" s="3"/>' % letter for letter in (b"A", b"B", b"C"))
    kept = [
        b'<row r="1">' + blanks + b'<c r="D1" s="3"><v>1</v></c></row>',
        b'<row r="2"><c r="A2" s="1"/><c><v>2</v></c></row>',  # what follows tells no place of its own
        b'<row r="4"><c r="A4" t="inlineStr"><is><t>a</t></is></c></row>',
    ]
    said = without_blanks(io.BytesIO(b"<sheetData>" + b"".join(kept) + b"</sheetData>")).read()
    first = b'<row r="1"><c r="D1" s="3"><v>1</v></c></row>'
    assert said == b"<sheetData>" + first + kept[1] + kept[2] + b"</sheetData>"
    prefixed = b'<x:row r="3"><x:c r="A3" s="1" /><x:c r="B3" s="1"></x:c></x:row>'
    assert without_blanks(io.BytesIO(prefixed)).read() == b'<x:row r="3"></x:row>'


def test_what_comes_after_the_last_value_of_a_long_row_is_dropped_at_once() -> None:
    blanks = b"".join(
        b'<c r="%s1" s="3"/>' % letters.encode() for letters in map(get_column_letter, range(3, 900))
    )
    value = b'<c r="A1"><v>1</v></c>'
    for row, kept in (
        (value + blanks, value),
        (blanks + b'<c r="AHR1"><v>1</v></c>', b'<c r="AHR1"><v>1</v></c>'),
        (blanks, b""),
    ):
        said = without_blanks(io.BytesIO(b'<row r="1">' + row + b'</row><row r="2"/></sheetData>')).read()
        assert said == b'<row r="1">' + kept + b'</row><row r="2"/></sheetData>'


@settings(max_examples=examples(15))
@given(rows=st.lists(st.lists(st.sampled_from([None, "", 1, "a"]), max_size=12), max_size=8))
def test_a_sheet_reads_the_same_with_styled_blanks_and_without(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    found = []
    for is_styled in (False, True):
        book: Any = Workbook()
        for line, row in enumerate([["navn", "antal"], *rows], start=1):
            for place, cell in enumerate(row, start=1):
                at = book.active.cell(line, place, cell or None)
                if is_styled:
                    at.font = Font(bold=True)
            if is_styled:  # so that the row is long enough to be looked through
                for place in range(60, 260):
                    book.active.cell(line, place).font = Font(bold=True)
        path = tmp_path_factory.getbasetemp() / "stil.xlsx"
        book.save(path)
        found.append(rows_of(path))
    assert found[0] == found[1]


# --- Rejects ------------------------------------------------------------------------------------------

PROJECTS = """
kind = "projects"
[file]
transposed = {transposed}
[fields.project]
column = "Projekt"
[fields.month]
column = "Måned"
[fields.light]
column = "Status"
"""


def rejected(database: Any) -> list[list[str]]:
    lines = (database.folder / "afvist.csv").read_text("utf-8-sig").splitlines()
    return [line.split(";") for line in lines]


def test_a_reject_has_its_whole_value(database: Any) -> None:
    long = "et lys, som ingen kender, " * 10
    rows = f"Projekt|Måned|Status\nA|2015-03|{long}\n"
    database.load(rows, PROJECTS.format(transposed="false"), rejects=database.folder / "afvist.csv")
    assert rejected(database)[1] == ["2", "Status", long.strip(), "light kendes ikke"]


def test_a_reject_of_a_table_on_its_side_stands_in_a_column(database: Any) -> None:
    rows = "Projekt;A;B\nMåned;2015-03;2015-03\nStatus;green;lilla\n"
    outcome = database.load(rows, PROJECTS.format(transposed="true"), rejects=database.folder / "afvist.csv")
    assert rejected(database) == [
        ["nummer", "kolonne", "værdi", "grund"],
        ["3", "Status", "lilla", "light kendes ikke"],
    ]
    assert outcome.rejects.counted == "kolonne"


def test_a_reject_of_what_does_not_fit_together_names_the_columns(database: Any) -> None:
    mapping = 'kind = "cases"\ngaps = false\n' + "".join(
        f'[fields.{name}]\n{way} = "{said}"\n'
        for name, way, said in (
            ("number", "column", "nr"),
            ("desk", "value", "cimt"),
            ("site", "value", "Herlev"),
            ("opened_at", "column", "oprettet"),
            ("resolved_at", "column", "løst"),
        )
    )
    rows = "nr;oprettet;løst\nS1;2015-10-02 09:00;2015-10-01 09:00\n"
    database.load(rows, mapping, rejects=database.folder / "afvist.csv")
    assert rejected(database)[1] == [
        "2", "løst + oprettet", "2015-10-01 09:00 og 2015-10-02 09:00", "løst før den er oprettet",
    ]  # fmt: skip


def test_rows_of_another_width_or_key_say_where_and_what(database: Any) -> None:
    mapping = (
        'kind = "referrals"\n'
        + "".join(
            f'[fields.{name}]\ncolumn = "{name}"\n' for name in ("month", "site", "service", "provider")
        )
        + '[fields.agreement]\nvalue = "own"\n[fields.treatments]\ncolumn = "treatments"\n'
    )
    rows = (
        "month;site;service;provider;treatments\n2015-03;Herlev;A;P;1;9\n2015-03;Herlev;A\n"
        "2015-03;Herlev;A;P;1\n2015-03;Herlev;A;P;2\n"
    )
    database.load(rows, mapping, rejects=database.folder / "afvist.csv")
    said = (database.folder / "afvist.csv").read_text("utf-8-sig")
    assert '2;kolonne 6;"2015-03; Herlev; A; P; 1; 9"' in said
    assert '3;provider;"2015-03; Herlev; A"' in said
    assert "month + site + service + provider;2015-03 og Herlev og A og P;samme nøgle" in said


# --- The inbox ----------------------------------------------------------------------------------------


def test_files_on_their_way_and_what_programs_leave_are_no_deliveries(tmp_path: Path) -> None:
    left = (
        "~$sager.xlsx", ".skjult", "desktop.ini", "Thumbs.db", "sager.csv.part", "sager.csv.crdownload", "sager.TMP",
        "sager.csv.filepart",
    )  # fmt: skip
    for name in (*left, "sager.csv"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in inbox.waiting(tmp_path, 0)] == ["sager.csv"]
