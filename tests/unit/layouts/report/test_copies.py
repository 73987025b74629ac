"""An edition as a workbook and as a Word document: the same figures, as what they are, and marked as no edition."""

import io
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.document import Document as Letter
from openpyxl import Workbook, load_workbook

from layouts.report import copies
from tests.dated import of_one_time
from vocabulary.canonical import told_by

pytestmark = pytest.mark.takes(7)

Document = dict[str, Any]


@pytest.fixture(scope="module")
def book(eleven: Document) -> Workbook:
    made = copies.workbook(eleven)
    assert of_one_time(made) == eleven["published"]
    return load_workbook(io.BytesIO(made))


@pytest.fixture(scope="module")
def letter(eleven: Document) -> Letter:
    made = copies.docx(eleven)
    assert of_one_time(made) == eleven["published"]
    return docx.Document(io.BytesIO(made))


def parts(document: Document) -> list[Document]:
    return [part for chapter in document["chapters"] for part in chapter["parts"]]


def test_each_panel_has_a_sheet_with_its_figures(eleven: Document, book: Workbook) -> None:
    sheets = {sheet.cell(1, 1).value: sheet for sheet in reversed(list(book))}
    for part in parts(eleven):
        sheet = sheets[part["title"]] if part["key"].count("opkald") == 0 else None
        if sheet is None:
            continue  # two panels have one title
        assert sheet.cell(2, 1).value == part["sentence"]
        assert sheet.max_row == 4 + len(part["rows"])
        for line, row in enumerate(part["rows"], start=5):
            for place, (column, value) in enumerate(zip(part["columns"], row, strict=True), start=1):
                cell = sheet.cell(line, place)
                if value is None or value == "":
                    assert cell.value in (None, "")
                elif column["is_number"]:
                    assert isinstance(cell.value, int | float)
                    assert any(cell.value == pytest.approx(value / by) for by in (1, 100, 86_400))
                elif column["kind"] == "month":
                    assert isinstance(cell.value, datetime)
                    assert f"{cell.value:%Y-%m}" == value
                else:
                    assert cell.value == value


def test_the_workbook_says_what_it_is_of(eleven: Document, canonical: bytes, book: Workbook) -> None:
    about = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows()}
    assert about["Udgave"].startswith("11. afrapportering")
    assert about["Kontrolsum (SHA-256)"] == told_by(canonical)
    assert "ikke udgaven" in about["Bemærk"]
    named = [sheet.cell(1, 1).value for sheet in book.worksheets]
    assert {"Nøgletal", "Målene", "Forbehold", "Definitioner", "Kilder"} <= set(named)


def test_the_letter_is_marked_as_a_copy_on_its_first_page_and_on_each(letter: Letter) -> None:
    marked = "Dette er ikke længere 11. afrapportering"
    assert marked in letter.sections[0].header.paragraphs[0].text
    assert any(marked in each.text for each in letter.paragraphs[:8])


def test_the_letter_says_what_the_paper_says(eleven: Document, letter: Letter) -> None:
    said = "\n".join(each.text for each in letter.paragraphs)
    for part in parts(eleven):
        assert part["title"] in said
        assert part["sentence"] in said
    levels = [int(each.style.name[-1]) for each in letter.paragraphs if each.style.name.startswith("Heading")]
    assert levels.count(1) > 10
    told = [each._inline.docPr.get("descr") for each in letter.inline_shapes]
    assert told == [part["sentence"] for part in parts(eleven) if part["figure"]]
    cells = {cell.text for table in letter.tables for cell in table._cells}
    shown = [row[0] for part in parts(eleven) if part["figure"] for row in part["cells"]]
    assert set(shown) <= cells
