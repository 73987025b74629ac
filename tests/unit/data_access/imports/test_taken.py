"""What real files hold and what was refused though it is right: it is loaded, and what is odd of it is told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data_access.database import schema as t
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.templates import mapping_of
from data_access.imports.reading.cells import Percent
from data_access.imports.rows.rejects import shown
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.test_load import CALLS, HEAD
from tests.unit.data_access.imports.test_rejects import PROJECTS as A_REPORT
from tests.unit.data_access.imports.test_right import SAMPLES

pytestmark = pytest.mark.takes(2)

PROJECTS = A_REPORT.format(transposed="false")


def test_an_abandoned_call_whose_wait_nobody_tells_is_a_call(database: Any) -> None:
    rows = f"{HEAD}\n1;Herlev;13-04-2015 09:00:00;5;ja\n2;Herlev;13-04-2015 09:01:00;;nej\n"
    outcome = database.load(rows, CALLS)
    assert (outcome.counts.new, outcome.rejects.rows) == (2, 0)
    assert database.rows(t.daily_calls, "offered", "answered", "waits", "wait_seconds") == [(2, 1, 1, 5.0)]


@pytest.mark.parametrize("words", ['values = { "Afventer" = "" }', 'other = ""', 'unreadable = "empty"'])
def test_a_sentence_in_an_optional_cell_costs_no_row(database: Any, words: str) -> None:
    mapping = f'{PROJECTS}[fields.expected_end]\ncolumn = "Slut"\n{words}\n'
    outcome = database.load("Projekt;Måned;Status;Slut\nA;2015-03;green;Afventer\n", mapping)
    assert outcome.counts.new == 1
    assert database.rows(t.project_reports, "expected_end") == [(None,)]
    assert bool(outcome.warnings) == ("unreadable" in words)


def test_what_the_load_would_make_is_not_unknown(database: Any) -> None:
    head = "month;site;service;provider;agreement;treatments\n"
    path = database.folder / "r.csv"
    path.write_text(f"{head}2015-03;Herlev;Ny ydelse;Nyt sted;own;mange\n2015-03;Ukendt;A;B;own;5\n", "utf-8")
    outcome = load_file(database.url, path, mapping_of(kind_of("referrals")), Wishes())
    assert outcome.rejects.unknown == {"site": {"Ukendt": 1}}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_empty_column_of_a_turned_sheet_is_no_row(database: Any, tmp_path: Path, form: str) -> None:
    rows = [["Projekt", "A", None, "B", None], ["Måned", "2015-03", None, "2015-03", None],
            ["Status", "green", None, "red", None]]  # fmt: skip
    path = tmp_path / f"p.{form}"
    if form == "xlsx":
        book: Any = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        path.write_text("\n".join(";".join(cell or "" for cell in row) for row in rows), "utf-8")
    turned = A_REPORT.format(transposed="true")
    mapping = mappings.read_mapping(turned, "p")
    outcome = load_file(database.url, path, mapping, Wishes())
    assert (outcome.rows, outcome.counts.new) == (2, 2)


def test_rows_that_hold_only_words_for_nothing_are_no_rows(database: Any) -> None:
    mapping = (
        (mappings.SHIPPED / "samples.toml")
        .read_text("utf-8")
        .replace("key =", 'nulls = ["-", "NULL"]\nkey =')
    )
    mapping = "\n".join(
        line for line in mapping.splitlines() if not line.startswith("nulls = [") or "NULL" in line
    )
    outcome = database.load(f"{SAMPLES}-;NULL;-;;-;\n1;2015-04-01 10:00;mail;Herlev;standard;1,5\n", mapping)
    assert (outcome.rows, outcome.counts.new) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("sites", "site;hospital;valid_from\nNyt sted;Herlev Hospital;2015-01-01\n"),
     ("calls", "desk;site;queued_at;answered\ncimt;Herlev;2015-04-13 09:00;ja\n"),
     ("cases", "number;desk;site;opened_at\nA;cimt;Herlev;2015-04-13 09:00\n")],
)  # fmt: skip
def test_a_templates_optional_columns_may_be_missing(database: Any, kind: str, content: str) -> None:
    path = database.folder / f"{kind}.csv"
    path.write_text(content, "utf-8")
    outcome = load_file(database.url, path, mapping_of(kind_of(kind)), Wishes())
    assert (outcome.counts.new, outcome.rejects.rows) == (1, 0)


@pytest.mark.parametrize(
    ("cell", "words"),
    [(0.95, "0,95"), (1e7, "10000000"), (timedelta(hours=30), "30:00:00"), (timedelta(seconds=-5), "-0:00:05"),
     (Percent(94.01), "94,01 %"), (("1.380", 0.5), "1.380 og 0,5"), (None, ""), (7, "7")],
)  # fmt: skip
def test_cells_are_quoted_as_a_dane_writes_them(cell: Any, words: str) -> None:
    assert shown(cell) == words
