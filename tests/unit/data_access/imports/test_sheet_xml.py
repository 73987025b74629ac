"""Cells of a sheet that have only a style are passed over, and move nothing."""

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from data_access.imports.reading import sheet_xml
from data_access.imports.reading.sheet_xml import without_blanks
from tests.tried import examples
from tests.unit.data_access.imports.one_workbook import rows_of

pytestmark = pytest.mark.takes(2)


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
