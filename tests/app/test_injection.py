"""A text of the database that looks like a formula or like markup stays a text, wherever it is taken."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data_access.snapshot.snapshot import Snapshot
from tests.app.conftest import Held

HOSTILE = (
    '=HYPERLINK("http://example.org";"klik")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "<img src=x onerror=alert(1)>",
)


@pytest.fixture
def visitor(snapshot: Snapshot, visitor_of: Callable[[Any], Any]) -> Any:
    """Return a visitor of a database whose projects say hostile things of themselves."""
    reports = snapshot.frames["project_reports"]
    numbers, _projects = pd.factorize(reports["project"])
    findings = [HOSTILE[number % len(HOSTILE)] for number in numbers]
    frames = {**snapshot.frames, "project_reports": reports.assign(finding=findings)}
    return visitor_of(Held(replace(snapshot, frames=frames)))


def test_a_spreadsheet_reads_no_formula_in_the_csv(visitor: Any) -> None:
    for query in ("", "?tal=punktum", "?sprog=en"):
        answer = visitor.client.get(f"/data/projekter/liste.csv{query}")
        delimiter = ";" if query == "" else ","
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
        cells = [cell for row in rows[1:] for cell in row]
        assert any("HYPERLINK" in cell for cell in cells)
        dangerous = [cell for cell in cells if cell.strip()[:1] in set("=+-@＝") and not number(cell)]
        assert dangerous == []


def number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def test_a_workbook_has_the_words_as_words(visitor: Any) -> None:
    answer = visitor.client.get("/data/projekter.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert HOSTILE[0] in [cell.value for cell in cells]


def test_the_page_has_the_words_as_words(visitor: Any) -> None:
    said = visitor.page("/projekter").text()
    assert all(each.strip() in said for each in HOSTILE)
