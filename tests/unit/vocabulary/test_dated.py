"""A file of Excel or Word has the same bytes whenever it is saved, and opens as what it is."""

import io
import time
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import Workbook, load_workbook

from tests.dated import of_one_time
from vocabulary import dated

AT, TOO_EARLY = datetime(2015, 5, 11, 4, 10, 30), datetime(1970, 1, 1)  # noqa: DTZ001


def book() -> Workbook:
    made = Workbook()
    made.worksheets[0].cell(1, 1).value = "Tal"
    return made


def letter() -> bytes:
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = AT
    made.add_paragraph("Tal")
    file = io.BytesIO()
    made.save(file)
    return dated.packed(file.getvalue(), AT)


def test_the_same_figures_give_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [(dated.workbook(book(), AT), letter())]
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    now.append((dated.workbook(book(), AT), letter()))
    assert now[0] == now[1]
    assert {of_one_time(each) for each in now[0]} == {"2015-05-11"}
    assert load_workbook(io.BytesIO(now[0][0])).worksheets[0]["A1"].value == "Tal"
    assert docx.Document(io.BytesIO(now[0][1])).paragraphs[0].text == "Tal"


def test_what_is_in_it_can_be_read_by_whoever_unpacks_it(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(dated.workbook(book(), TOO_EARLY))) as packed:
        packed.extractall(tmp_path)
        assert packed.testzip() is None
        assert all(each.compress_type and each.date_time[0] == 1980 for each in packed.infolist())
    assert all(each.stat().st_mode & 0o400 for each in tmp_path.rglob("*.xml"))
