"""A draft knows the field: a plain export of a common system gives a mapping that loads with at most two edits."""

import csv
import io
import re
import tomllib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data_access.imports.drafting.draft import draft
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS, kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.reading.files import opened
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.exports.export import edited, write
from tests.unit.data_access.imports.exports.reports import REPORTS
from tests.unit.data_access.imports.exports.service import SERVICE
from tests.unit.data_access.imports.test_examples import SAMPLES

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(21)]

EXPORTS = SERVICE | REPORTS


@pytest.mark.parametrize("name", EXPORTS)
def test_a_plain_export_loads_with_at_most_two_edits(database: Any, name: str) -> None:
    export = EXPORTS[name]
    path = write(database.folder, name, export)
    said = draft(kind_of(export.kind), opened(path))
    for line in export.says:
        assert line in said, said
    assert len(export.edits) <= 2
    mapping = mappings.read_mapping(edited(said, export.edits), "udkast")
    outcome = load_file(database.url, path, mapping, Wishes())
    assert not outcome.rejects.reasons, (outcome.rejects.examples, said)
    assert outcome.counts.new == export.loaded, said
    assert "pejling mapping check mapping.toml" in said.splitlines()[-2]


# --- What a draft says ----------------------------------------------------------------------------------


def drafted(folder: Any, kind: str, content: str) -> str:
    path = folder / "fil.csv"
    path.write_text(content, "utf-8")
    return draft(kind_of(kind), opened(path))


def test_a_draft_names_the_decimal_mark_that_the_numbers_have_or_doubts_it(tmp_path: Any) -> None:
    head = "id;time;system;site;action;seconds\n1;2015-04-13 10:00;mail;Herlev;standard;"
    assert 'decimal = "."\n' in drafted(tmp_path, "samples", f"{head}1.25\n")
    assert 'decimal = ","  # TVIVL: 1.250 kan være' in drafted(tmp_path, "samples", f"{head}1.250\n")
    assert "decimal" not in drafted(tmp_path, "samples", f"{head}1,25\n").replace("decimaltegn", "")


def test_a_draft_asks_whether_a_sentence_is_empty(tmp_path: Any) -> None:
    said = drafted(
        tmp_path,
        "projects",
        "Projekt,Måned,RAG,End Date\nA,2015-04,Green,31/03/2016\nB,2015-04,Red,30/06/2016\n"
        "C,2015-04,Red,29/06/2016\nD,2015-04,Exempt,Exempt under Section 43\n",
    )
    assert 'unreadable = "empty"  # TVIVL: „Exempt under Section 43“' in said
    assert '"Exempt" = "grey"' in said
    assert (
        '[fields.status_word]  # Kildens eget ord for, hvordan det står; vises ved lyset\ncolumn = "RAG"\n'
        in said
    )


def test_a_draft_of_a_file_without_headings_tells_its_columns_by_number(tmp_path: Any) -> None:
    rows = "".join(f"2015-04-13 09:{n:02d}:05;mail;Herlev;1,{n}\n" for n in range(9))
    said = drafted(tmp_path, "samples", rows)
    assert "header_row = 0" in said
    assert "[fields.taken_at]  # Da målingen blev taget\ncolumn = 1\n" in said
    assert "key = [1, 2]" in said


def test_a_draft_finds_the_sheet_that_has_the_rows(tmp_path: Any) -> None:
    book: Any = Workbook()
    book.active.title = "Forside"
    book.active.append(["Rapport over projekter", "april 2015"])
    sheet = book.create_sheet("Status")
    for row in (["Projekt", "Måned", "Lys"], ["A", "2015-04", "Grøn"], ["B", "2015-04", "Rød"]):
        sheet.append(row)
    book.create_sheet("gammel").sheet_state = "hidden"
    book.save(tmp_path / "fil.xlsx")
    said = draft(kind_of("projects"), opened(tmp_path / "fil.xlsx"))
    assert 'sheet = "Status"  # af: Forside, Status\n' in said


def test_a_draft_takes_the_words_of_all_rows_and_a_key_that_holds_for_them(tmp_path: Any) -> None:
    rows = [f"{n % 3000};{n // 3000};2015-04-13 10:00;{'Ja' if n < 3500 else 'Måske'}" for n in range(4000)]
    said = drafted(tmp_path, "calls", "\n".join(["call_id;linje;Tidspunkt;Besvaret", *rows]))
    assert 'key = ["call_id", "linje"]' in said
    assert 'is = ["Ja"]  # TVIVL: hvilke af Ja, Måske er ja?' in said


@settings(max_examples=40)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    rows=st.lists(
        st.lists(
            st.sampled_from(
                ["", "?", "I alt", "1", "1.234", "0,94", "94 %", "2015-04-01", "13/04/2015 9:00 AM", "10:00", "ja",
                 "Grøn", "uge 3 2015", "Herlev", "to\nlinjer", 'et "ord"', "x\x7f", "Måned", "jan 2015", "Projekt",
                 "status"]
            ),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=8,
    ),
)  # fmt: skip
def test_a_draft_of_anything_is_a_mapping_that_lacks_what_was_not_found(
    tmp_path_factory: pytest.TempPathFactory, kind: str, rows: list[list[str]]
) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows(rows)
    path = tmp_path_factory.getbasetemp() / "hvad.csv"
    path.write_text(file.getvalue(), "utf-8", newline="")
    try:
        said = draft(kind_of(kind), opened(path))
    except ImportFault:
        return
    tomllib.loads(said)
    with suppress(ImportFault):
        mappings.read_mapping(said.replace("\n# value = ", "\nvalue = "), "udkast")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_draft_of_an_example_reads_what_the_example_reads(tmp_path: Any, name: str) -> None:
    example = mappings.load(name)
    said = drafted(tmp_path, example.kind.name, SAMPLES[name])
    asked = set(re.findall(r"\[fields\.(\w+)\]  # TVIVL", said))
    assert asked <= {"desk", "site"}
    found = mappings.read_mapping(said.replace("\n# value = ", "\nvalue = "), "udkast")
    for field in example.kind.fields:
        if (field.required or field.named) and field.name not in asked:
            assert found.origins[field.name].columns == example.origins[field.name].columns, field.name
