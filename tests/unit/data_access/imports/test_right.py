"""What real files do: never another value than the file says, and one reason for whatever cannot be read."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.reading.decimals import Marks
from data_access.imports.reading.numbers import seconds
from data_access.imports.wishes import Outcome, Wishes
from tests.unit.data_access.imports.test_load import CALLS, CASES, HEAD, TWO_CALLS

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(3)

SAMPLES = "id;time;system;site;action;seconds\n"
MONTHS = ["Måned", "Hospital", "Opkald", "Besvarede", "Gennemsnitlig ventetid", "Besvaret inden for grænsen"]


def reasons(outcome: Outcome) -> str:
    return "; ".join(outcome.rejects.reasons)


def book_of(path: Path, rows: list[list[Any]]) -> Any:
    book: Any = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return book


# --- Workbooks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [2, 3])
def test_a_formula_that_nobody_worked_out_is_a_fault(database: Any, tmp_path: Path, place: int) -> None:
    row: list[Any] = ["marts 2015", "Herlev", 420, 400, 45, "61,5 %"]
    row[place] = "=1+1"
    book_of(tmp_path / "m.xlsx", [MONTHS, row])
    outcome = load_file(database.url, tmp_path / "m.xlsx", mappings.load("call-totals-monthly"), Wishes())
    assert outcome.refused
    assert "er en formel, som ingen har regnet ud" in reasons(outcome)


def test_a_formula_without_a_value_in_an_optional_cell_is_not_an_open_case(
    database: Any, tmp_path: Path
) -> None:
    head = ["nummer", "linje", "sted", "prioritet", "oprettet", "løst"]
    book_of(tmp_path / "s.xlsx", [head, ["A", 1, "Herlev", "2", "2015-04-13 09:00", "=NOW()"]])
    outcome = load_file(database.url, tmp_path / "s.xlsx", mappings.read_mapping(CASES, "s"), Wishes())
    assert "resolved_at er en formel" in reasons(outcome)


def stale(path: Path, formula_of: str, *, told: str = 'fullCalcOnLoad="1"') -> None:
    """Let a workbook's formulas have 0 for a value, as libraries write it that work none of them out."""
    import zipfile

    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    sheet, whole = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
    parts[sheet] = (
        parts[sheet].replace("<v></v>", "<v>0</v>").replace("<v />", "<v>0</v>").replace("<v/>", "<v>0</v>")
    )
    assert f"<f>{formula_of}</f><v>0</v>" in parts[sheet]
    parts[whole] = parts[whole].replace('fullCalcOnLoad="1"', told)
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


def test_a_nought_that_a_library_left_for_a_formula_is_no_figure(database: Any, tmp_path: Path) -> None:
    book_of(tmp_path / "m.xlsx", [MONTHS, ["marts 2015", "Herlev", 420, "=C2-420", 45, "61,5 %"]])
    stale(tmp_path / "m.xlsx", "C2-420")
    mapping = mappings.load("call-totals-monthly")
    outcome = load_file(database.url, tmp_path / "m.xlsx", mapping, Wishes())
    assert "answered er en formel, som ingen har regnet ud" in reasons(outcome)
    # A sheet that has been worked out can well have come to nought.
    stale(tmp_path / "m.xlsx", "C2-420", told='fullCalcOnLoad="0"')
    load_file(database.url, tmp_path / "m.xlsx", mapping, Wishes())
    assert database.rows(t.call_totals, "answered") == [(0,)]


def test_hidden_sheets_and_charts_are_passed_over(database: Any, tmp_path: Path) -> None:
    book = book_of(tmp_path / "m.xlsx", [MONTHS, ["marts 2013", "Herlev", 1, 1, 45, "50 %"]])
    book.active.sheet_state = "hidden"
    book.create_chartsheet("Diagram", 0).add_chart(BarChart())
    seen = book.create_sheet("Rapport")
    for row in (MONTHS, ["marts 2015", "Herlev", 420, 400, 45, "61,5 %"]):
        seen.append(row)
    book.active = 2
    book.save(tmp_path / "m.xlsx")
    outcome = load_file(database.url, tmp_path / "m.xlsx", mappings.load("call-totals-monthly"), Wishes())
    assert "arket „Rapport“ af 3" in outcome.form
    assert database.rows(t.call_totals, "period") == [("2015-03",)]


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "#VÆRDI!", "####"])
def test_an_error_of_a_sheet_is_no_name(database: Any, word: str) -> None:
    mapping = CALLS.replace('value = "cimt"', 'column = "kø"\ncreate = true')
    outcome = database.load(f"{HEAD};kø\n1;Herlev;13-04-2015 09:00:00;5;ja;{word}\n", mapping)
    assert "desk er en fejl i regnearket" in reasons(outcome)
    assert outcome.rejects.unknown == {}


# --- Keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["1,20150E+11", "1.2015E11"])
def test_an_identity_that_a_sheet_has_rounded_is_none(database: Any, key: str) -> None:
    assert "er afrundet af et regneark" in reasons(
        database.load(f"{HEAD}\n{key};Herlev;13-04-2015 09:00:00;5;ja\n", CALLS)
    )
    rows = f"nummer;linje;sted;prioritet;oprettet;løst\n{key};1;Herlev;2;2015-04-13 09:00;\n"
    assert "er afrundet af et regneark" in reasons(database.load(rows, CASES))


def test_long_numbers_that_all_end_in_noughts_are_none(database: Any) -> None:
    head = "nummer;linje;sted;prioritet;oprettet;løst\n"

    def rows(*numbers: str) -> str:
        return head + "".join(f"{number};1;Herlev;2;2015-04-13 09:00;\n" for number in numbers)

    kept = [f"{n}00012345678901{n}" for n in range(1, 6)]
    rounded = [f"{number[:15]}{'0' * (len(number) - 15)}" for number in kept]
    assert "er afrundet af et regneark" in reasons(database.load(rows(*rounded), CASES))
    assert database.load(rows(*kept, "123456789012345000"), CASES).counts.new == 6


def test_a_source_told_by_its_name_is_the_same_source(database: Any) -> None:
    database.load(TWO_CALLS, CALLS)
    named = database.load(
        TWO_CALLS, CALLS.replace('kind = "calls"', 'kind = "calls"\nsource = "Telefonsystemet"')
    )
    assert named.counts.unchanged == 2
    assert len(database.rows(t.calls)) == 2


def test_a_file_of_states_of_a_few_is_called_out(database: Any) -> None:
    rows = "".join(f"A,{n},Herlev,2,2015-04-13 09:00,\n" for n in range(30))
    outcome = database.load(f"nummer,linje,sted,prioritet,oprettet,løst\n{rows}", CASES)
    assert any("tidligere stande af ganske få" in each for each in outcome.warnings)


# --- Numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        (["1.5", "1.234"], "."), (["0,5"], ","), (["1.234,5"], ","), (["1.234.567"], ","), (["1,234"], ""),
        (["12"], ""),
        (["1.5", "1,5"], ".,"), (["94.01 %"], "."), (["94,01\u00a0%"], ","),
        (["1.5"] * 200 + ["1,5"], "."), (["1 234,567"], ","),
    ],
)  # fmt: skip
def test_the_decimal_mark_is_what_the_column_shows(words: list[str], mark: str) -> None:
    marks = Marks()
    marks.see(np.array(words, dtype=object))
    assert marks.verdict() == mark


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize(("word", "value"), [("1.5", 1.5), ("1,5", 1.5), ("1.234,5", 1234.5)])
def test_the_mark_between_cells_does_not_tell_the_decimal_mark(
    database: Any, mark: str, word: str, value: float
) -> None:
    content = f"{SAMPLES}1;2015-04-01 10:00:00;mail;Herlev;standard;{word}\n".replace(";", mark)
    database.load(content, "samples")
    assert database.rows(t.samples, "seconds") == [(value,)]


@pytest.mark.parametrize("calls", ["1.380", "120.000"])
def test_a_whole_number_can_be_a_thousand_times_less_too(database: Any, calls: str) -> None:
    row = f"marts 2015;Herlev;{calls};400;45;61,5 %\n"
    outcome = database.load(";".join(MONTHS) + f"\n{row}", "call-totals-monthly")
    assert "skriv decimal i mappingen" in reasons(outcome)


def test_shares_of_one_are_not_taken_for_per_cents(database: Any) -> None:
    content = ";".join(MONTHS) + "\nmarts 2015;Herlev;420;400;45;0,9\n"
    outcome = database.load(content, "call-totals-monthly")
    assert "kan være 0,9 % eller 90 %" in reasons(outcome)
    written = (mappings.SHIPPED / "call-totals-monthly.toml").read_text("utf-8")
    database.load(content, written.replace("scale = 0.01", 'share = "fraction"'))
    assert database.rows(t.call_totals, "within_limit") == [(360,)]


@pytest.mark.parametrize(
    ("word", "length"),
    [
        ("26:03:04", 93784),
        ("PT26H3M4S", 93784),
        ("1 t 5 min", 3900),
        ("1d 2h 3m", 93780),
        ("2 min. 5 sek.", 125),
    ],
)
def test_durations_of_every_form(word: str, length: float) -> None:
    assert seconds(np.array([word], dtype=object))[0].tolist() == [length]


# --- Rows --------------------------------------------------------------------------------------------------


def test_rows_of_nothing_are_no_rows(database: Any) -> None:
    rows = f"{SAMPLES};;;;;\n;;\n1;2015-04-01 10:00:00;mail;Herlev;standard;1,5\n; ; ;;;;;;;\n"
    outcome = database.load(rows, "samples")
    assert (outcome.rows, outcome.counts.new) == (1, 1)


def test_one_broken_letter_is_one_rows_fault(database: Any) -> None:
    rows = f"{HEAD}\n1;Herlev;13-04-2015 09:00:00;5;ja\n2;Blågård;13-04-2015 09:00:00;5;ja\n".encode()
    outcome = database.load(rows + b"3;Herlev p\xc3;13-04-2015 09:00:00;5;ja\n", CALLS, most_rejected=1.0)
    assert outcome.rejects.unknown == {"site": {"Blågård": 1}}
    assert "har et bogstav, der er gået i stykker" in reasons(outcome)


def test_only_the_rows_that_are_kept_count(database: Any) -> None:
    mapping = f'{CALLS}[[keep]]\ncolumn = "type"\nis = ["IND"]\n'
    rows = f"{HEAD};type\n1;Herlev;13-04-2015 09:00:00;5;ja;IND\n2;Herlev;13-04-2015 09:00:00;5;ja;UD\n"
    outcome = database.load(rows, mapping)
    assert (outcome.rows, outcome.left_out) == (1, 1)


def test_what_cannot_be_read_is_nothing_where_the_mapping_says_so(database: Any) -> None:
    mapping = CASES + '[fields.closed_at]\ncolumn = "lukket"\nunreadable = "empty"\n'
    rows = "nummer,linje,sted,prioritet,oprettet,løst,lukket\n"
    rows += "A,1,Herlev,2,2015-04-13 09:00,2015-04-14 09:00,ikke oplyst\n"
    outcome = database.load(rows, mapping)
    assert database.rows(t.cases, "closed_at") == [(None,)]
    assert any("ikke oplyst" in each for each in outcome.warnings)
    with pytest.raises(ImportFault, match="en tom resolved_at betyder noget"):
        mappings.read_mapping(CASES.replace('column = "løst"', 'column = "løst"\nunreadable = "empty"'), "p")


def test_cases_by_the_template_have_holes_too(database: Any) -> None:
    from data_access.imports.mapping.templates import mapping_of

    assert mapping_of(KINDS["cases"]).gaps
