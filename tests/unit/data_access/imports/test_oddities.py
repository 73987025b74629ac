"""What exports of other programs have that nobody thinks of: it is read as people read it, or told in a sentence."""

import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.templates import mapping_of
from data_access.imports.reading.files import opened
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.test_load import CALLS, HEAD
from tests.unit.data_access.imports.test_right import MONTHS, SAMPLES, reasons

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(4)

FIRST = "1;2015-04-01 10:00:00;mail;Herlev;standard;1,5\n"
SECOND = "2;2015-04-02 10:00:00;mail;Herlev;standard;2,5\n"
BOM = "\ufeff"

READ = {
    "a mark at the beginning, twice": f"{BOM}{BOM}{SAMPLES}{FIRST}{SECOND}",
    "two files in one, each with its mark": f"{BOM}{SAMPLES}{FIRST}{BOM}{SAMPLES}{SECOND}",
    "headings again": f"{SAMPLES}{FIRST}{SAMPLES.upper()}{SECOND}",
    "lines of an old Mac": f"{SAMPLES}{FIRST}{SECOND}".replace("\n", "\r"),
    "lines of several kinds": f"{SAMPLES}{FIRST}".replace("\n", "\r\n") + SECOND,
    "a separator at the end": f"{SAMPLES}{FIRST}{SECOND}".replace("\n", ";\n"),
    "a separator at the end of rows alone": SAMPLES + f"{FIRST}{SECOND}".replace("\n", ";\n"),
    "the mark of the end of a DOS file": f"{SAMPLES}{FIRST}{SECOND}\x1a",
    "what says how it is parted": "sep=|\n" + f"{SAMPLES}{FIRST}{SECOND}".replace(";", "|"),
    "headings in capitals with blanks": f"{SAMPLES}{FIRST}{SECOND}".replace("seconds", " Seconds "),
    "marks that nobody sees": f"{SAMPLES}{FIRST}{SECOND}".replace("mail", "ma\u00adil\u200b"),
    "blanks that do not break": f"{SAMPLES}{FIRST}{SECOND}".replace("Herlev", "\u00a0Herlev\u202f"),
    "texts that are to stay texts in a sheet": f"{SAMPLES}{FIRST}{SECOND}".replace("mail", '="mail"'),
    "a line once more": f"{SAMPLES}{FIRST}{FIRST}{SECOND}",
}


@pytest.mark.parametrize("what", READ)
def test_it_is_read_as_people_read_it(database: Any, what: str) -> None:
    outcome = database.load(READ[what], "samples")
    assert not outcome.rejects.rows, reasons(outcome)
    assert database.rows(t.samples, "seconds") == [(1.5,), (2.5,)]


REJECTED = {
    "24:01": (FIRST.replace("10:00:00", "24:01:00"), "kan ikke læses som et tidspunkt"),
    "a minus behind": (FIRST.replace("1,5", "1,5-"), "er ikke en varighed"),
    "a number in brackets": (FIRST.replace("1,5", "(1,5)"), "er ikke en varighed"),
    "no number at all": (FIRST.replace("1,5", "inf"), "er ikke en varighed"),
    "a unit that is not one of time": (FIRST.replace("1,5", "2500 ms"), "er ikke en varighed"),
    "a NUL in a name": (FIRST.replace("mail", "ma\0il"), "har et bogstav, der er gået i stykker"),
    "a NUL in a key": (FIRST.replace("1;", "1\0;", 1), "har et bogstav, der er gået i stykker"),
    "a control character": (FIRST.replace("mail", "ma\x01il"), "system kendes ikke"),
    "a quotation mark of a program": (FIRST.replace("mail", '"ma\\"il;x"'), "har flere end 6 kolonner"),
    "a footer": ("Antal rækker: 2\n", "har færre end 6 kolonner"),
}


@pytest.mark.parametrize("what", REJECTED)
def test_it_is_rejected_with_a_reason(database: Any, what: str) -> None:
    row, reason = REJECTED[what]
    outcome = database.load(f"{SAMPLES}{SECOND}{row}", "samples", most_rejected=0.5)
    assert reason in reasons(outcome)
    assert database.rows(t.samples, "seconds") == [(2.5,)]


@pytest.mark.parametrize("encoding", ["windows-1252", "cp865", "mac-roman", "utf-16-le", "utf-8"])
def test_letters_of_other_systems_are_letters(database: Any, encoding: str) -> None:
    rows = f"{SAMPLES}{FIRST}".replace("Herlev", "Blågård på Læsø")
    outcome = database.load(rows.encode(encoding), "samples")
    assert outcome.rejects.unknown == {"site": {"Blågård på Læsø": 1}}


def test_letters_in_two_pieces_are_the_same_letters(database: Any) -> None:
    mapping = CALLS.replace('value = "cimt"', 'column = "kø"\ncreate = true')
    for number, name in enumerate(("Nød på Å", unicodedata.normalize("NFD", "Nød på Å"))):
        row = f"{number};Herlev;13-04-2015 09:00:00;5;ja;{name}\n"
        database.load(unicodedata.normalize("NFD", f"{HEAD};kø\n") + row, mapping)
    assert [name for (name,) in database.rows(t.desks, "name")].count("Nød på Å") == 1
    assert len(database.rows(t.calls)) == 2


def test_of_two_rows_with_a_key_the_key_is_told_as_the_file_has_it(database: Any) -> None:
    path = database.folder / "afvist.csv"
    rows = f"{SAMPLES}{FIRST}{SECOND}{FIRST.replace('1,5', '2,0')}"
    database.load(rows, "samples", rejects=path, most_rejected=0.5)
    assert "4;id;1;samme nøgle som en anden række, men andet indhold" in path.read_text("utf-8-sig")


def test_where_every_row_is_rejected_nothing_is_said_to_stand_there_already(database: Any) -> None:
    from dashboard.commands.report import report

    outcome = database.load(SAMPLES + FIRST.replace("mail", "m" * 5000), "samples", most_rejected=1.0)
    said = "\n".join(report("f.csv", mappings.load("samples"), outcome, Wishes()))
    assert (outcome.refused, outcome.period) == (True, None)
    assert "Intet er indlæst: alle rækker er afvist." in said
    assert len(said) < 1000


def test_what_cannot_be_opened_is_told_without_the_words_of_the_system(tmp_path: Path) -> None:
    for name, target in (("løkke", "løkke"), ("død", "væk")):
        (tmp_path / name).symlink_to(tmp_path / target)
    os.mkfifo(tmp_path / "rør")
    for name, said in (
        ("løkke", "kan ikke åbnes"),
        ("død", "findes ikke"),
        ("rør", "er tom"),
        ("", "er en mappe"),
    ):
        with pytest.raises(ImportFault, match=said):
            opened(tmp_path / name)


# --- Workbooks and reports --------------------------------------------------------------------------------


def reported(database: Any, *rows: list[Any], form: str = "0%") -> Any:
    book: Any = Workbook()
    for row in (MONTHS, *rows):
        book.active.append(row)
    for line in range(2, len(rows) + 2):
        book.active.cell(line, 6).number_format = form
    path = database.folder / "fil.xlsx"
    book.save(path)
    return load_file(database.url, path, mappings.load("call-totals-monthly"), Wishes(most_rejected=0.5))


def test_true_and_false_are_no_numbers(database: Any) -> None:
    outcome = reported(
        database, ["2015-01", "Herlev", 9, 8, 45, 0.5], ["2015-02", "Herlev", 9, False, 45, 0.5]
    )
    (example,) = outcome.rejects.examples.values()
    assert (example.column, example.value, example.reason) == (
        "Besvarede", "FALSK", "answered er ikke et helt tal",
    )  # fmt: skip


@pytest.mark.parametrize(("share", "form"), [(0.5, "0%"), (50, '0" %"'), (50, "0\\ \\%")])
def test_a_per_cent_sign_that_is_only_shown_makes_no_share_of_a_number(
    database: Any, share: float, form: str
) -> None:
    reported(database, ["2015-01", "Herlev", 100, 100, 45, share], form=form)
    assert database.rows(t.call_totals, "within_limit") == [(50,)]


@pytest.mark.parametrize("month", ["2101-01", "januar 2101"])
def test_what_is_counted_has_not_been_counted_in_a_month_to_come(database: Any, month: str) -> None:
    outcome = reported(database, ["2015-01", "Herlev", 9, 8, 45, 0.5], [month, "Herlev", 9, 8, 45, 0.5])
    assert "period ligger i fremtiden" in reasons(outcome)


@pytest.mark.parametrize("month", ["jan. 2015", "febr. 2015", "Maj-15", "07.2015", "AUG 2015", "201509"])
def test_months_have_many_names(database: Any, month: str) -> None:
    assert not reported(database, [month, "Herlev", 9, 8, 45, 0.5]).rejects.rows


@pytest.mark.parametrize("month", ["Q4 2015", "13.2015", "2015, juni", "uge 3 2015"])
def test_and_what_is_none_is_told(database: Any, month: str) -> None:
    outcome = reported(database, ["2015-01", "Herlev", 9, 8, 45, 0.5], [month, "Herlev", 9, 8, 45, 0.5])
    assert outcome.rejects.rows == 1


def test_an_indicator_has_one_unit(database: Any) -> None:
    head = "indicator;subject;unit;period;value\n"
    rows = (
        "A;x;%;2015-03;99\nA;x;procent;2015-04;98\nA;x;;2015-05;97\nB;x;antal;2015-03;7\nB;x;dage;2015-04;8\n"
    )
    path = database.folder / "fil.csv"
    path.write_text(head + rows, "utf-8")
    outcome = load_file(database.url, path, mapping_of(kind_of("indicators")), Wishes(most_rejected=0.5))
    assert dict(outcome.rejects.reasons) == {"samme nøgletal har flere enheder": 2}
    assert sorted(database.rows(t.indicator_values, "value")) == [(97.0,), (98.0,), (99.0,)]
