"""A text may take several lines, with commas in them; a quotation mark that was never closed swallows no rows."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.files import opened
from data_access.imports.reading.line import SWALLOWED
from data_access.imports.reading.table import read_table
from data_access.imports.rows.chunks import Typer
from data_access.imports.rows.rejects import Rejects
from tests.unit.data_access.imports.test_load import CASES

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(3)

HEAD = "nummer,linje,sted,prioritet,oprettet,løst,tekst\n"
PROSE = (
    '"Hej\nJeg har prøvet at logge på, genstarte, slukke, tænde, skifte skærm, ringe til nabo, vente\nMvh."'
)
STAFF = """kind = "staffing"
[fields.year]
column = "år"
[fields.area]
column = "område"
[fields.function]
column = "funktion"
[fields.fte]
column = "antal"
"""


def case(number: int, text: str) -> str:
    return f"S{number},1,Herlev,2,2015-04-13 09:{number:02d},,{text}\n"


def test_a_text_of_several_lines_with_commas_is_a_text(database: Any) -> None:
    rows = "".join(case(number, PROSE if number % 3 else "kort") for number in range(20))
    outcome = database.load(HEAD + rows, CASES)
    assert (outcome.counts.new, outcome.rejects.rows) == (20, 0)


def test_one_row_that_was_swallowed_by_a_column_nobody_reads_is_told(database: Any) -> None:
    rows = [case(1, "kort"), case(2, '"en, to'), case(3, '"tre, fire"'), case(4, "kort")]
    outcome = database.load(HEAD + "".join(rows), CASES, most_rejected=1.0)
    assert dict(outcome.rejects.reasons) == {SWALLOWED: 2}
    assert outcome.rejects.lines == {3, 4}
    assert [number for (number,) in database.rows(t.cases, "number")] == ["S1", "S4"]


def test_rows_that_were_swallowed_to_the_end_of_the_file_are_told(database: Any) -> None:
    rows = [case(number, '"aldrig lukket' if number == 5 else "kort") for number in range(20)]
    outcome = database.load(HEAD + "".join(rows), CASES, most_rejected=1.0)
    assert dict(outcome.rejects.reasons) == {SWALLOWED: 15}


def typed(path: Path, content: str) -> tuple[list[str], Rejects]:
    """Return the areas of the rows that can be loaded, and what is told of the others."""
    path.write_text(content, "utf-8", newline="")
    mapping, rejects = mappings.read_mapping(STAFF, "p"), Rejects()
    table = read_table(opened(path), FileForm(delimiter=","), mapping.columns)
    typer = Typer(mapping, table, {}, rejects)
    areas = [area for part in table.parts() for area in typer.chunk(part).rows.get("area", [])]
    return areas, rejects


TEXT = st.text(st.sampled_from('ab ,;"\n15'), max_size=30)


@given(texts=st.lists(TEXT, min_size=1, max_size=8), last=st.booleans())
def test_whatever_a_text_holds_no_row_of_it_is_lost(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], last: bool
) -> None:
    written = io.StringIO()
    writing = csv.writer(written)
    order = ["år", "område", "funktion", "antal", "tekst"]
    order = order if last else [order[-1], *order[:-1]]
    writing.writerow(order)
    for number, words in enumerate(texts):
        row = {"år": 2015, "område": f"A{number}", "funktion": "F", "antal": "1.5", "tekst": words}
        writing.writerow([row[name] for name in order])
    areas, rejects = typed(tmp_path_factory.mktemp("t") / "f.csv", written.getvalue())
    assert areas == [f"A{number}" for number in range(len(texts))]
    assert not rejects.rows


@given(at=st.integers(0, 5), other=st.integers(0, 5), column=st.integers(0, 4))
def test_no_row_is_swallowed_in_silence(
    tmp_path_factory: pytest.TempPathFactory, at: int, other: int, column: int
) -> None:
    rows = [["2015", f"A{number}", "F", "1.5", "tekst"] for number in range(6)]
    rows[at][column] = f'"{rows[at][column]}'
    rows[other][4] = '"en tekst, med komma"'
    content = (
        "\n".join(",".join(row) for row in [["år", "område", "funktion", "antal", "tekst"], *rows]) + "\n"
    )
    try:
        areas, rejects = typed(tmp_path_factory.mktemp("t") / "f.csv", content)
    except ImportFault:
        return
    assert len(areas) == 6 or rejects.rows
    assert set(areas) <= {f"A{number}" for number in range(6)} or rejects.rows
