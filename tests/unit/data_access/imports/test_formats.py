"""A file is known by what it holds: workbooks of every kind say the same, and what is damaged is told of."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading import files
from data_access.imports.reading.cells import Unworked
from data_access.imports.reading.files import opened
from data_access.imports.reading.table import read_table
from tests.unit.data_access.imports.one_workbook import KINDS, ROWS, packed, rows_of
from tests.unit.data_access.imports.workbooks import Formula, Sheet, ods, xls, xlsb

pytestmark = pytest.mark.takes(5)


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
