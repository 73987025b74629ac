"""A workbook that is damaged is read or told of in a sentence, wherever the damage is."""

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.model import FileForm
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.one_workbook import KINDS, SHEETS, rows_of, usual
from tests.unit.data_access.imports.workbooks import Share, Sheet, ods, strict, xls, xlsb

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(3)


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


def test_a_sheet_that_is_torn_where_it_is_packed_is_told_of(tmp_path: Path) -> None:
    content, sheet = bytearray(usual()), b"xl/worksheets/sheet2.xml"
    at = content.index(sheet) + len(sheet)
    content[at : at + 40] = b"\xff" * 40
    (tmp_path / "revet.xlsx").write_bytes(content)
    with pytest.raises(ImportFault, match="arket „Årets tal“ er beskadiget"):
        rows_of(tmp_path / "revet.xlsx", FileForm(sheet="Årets tal"))


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


@pytest.mark.parametrize("place", range(0, 6000, 397))
def test_a_workbook_that_is_damaged_anywhere_is_told_of_in_words(
    database: Any, tmp_path: Path, place: int
) -> None:
    book: Any = Workbook()
    book.active.append(["id", "time", "system", "site", "action", "seconds"])
    for n in range(40):
        book.active.append([n, "2015-04-13 10:00:00", "mail", "herlev", "standard", 1.5])
    path = tmp_path / "samples.xlsx"
    book.save(path)
    content = bytearray(path.read_bytes())
    for at in range(place % len(content), min(place % len(content) + 6, len(content))):
        content[at] ^= 0xFF
    path.write_bytes(content)
    before = database.rows(t.samples)
    try:
        outcome = load_file(database.url, path, mappings.load("samples"), Wishes())
    except ImportFault:
        assert database.rows(t.samples) == before
    else:
        assert outcome.rejects.rows + outcome.counts.new + outcome.counts.unchanged == outcome.rows
