"""A row says what its file says, or it is rejected: nothing is guessed, lost or mixed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data_access.database import schema as t
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.test_load import CALLS, CASES, HEAD, LOG, TWO_CALLS, utc

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(3)]

SAMPLES = "id,time,system,site,action,seconds\n"


# --- Numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mark", "number"), [(";", "1.234"), (",", '"1,234"')])
def test_a_number_that_can_be_a_thousand_times_less_is_not_guessed(
    database: Any, mark: str, number: str
) -> None:
    row = mark.join(["1", "2015-04-01 10:00:00", "mail", "Herlev", "standard", number])
    outcome = database.load(f"{SAMPLES.replace(',', mark)}{row}\n", "samples")
    assert outcome.refused
    assert "skriv decimal i mappingen" in outcome.rejects.commonest()[0][0]


def test_a_fraction_is_never_thousands(database: Any) -> None:
    row = "1;2015-04-01 10:00:00;mail;Herlev;standard;0.987\n"
    database.load(SAMPLES.replace(",", ";") + row, "samples")
    assert database.rows(t.samples, "seconds") == [(0.987,)]


def test_a_share_in_a_workbook_is_what_the_sheet_shows(database: Any, tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active.append(["Nøgletal", "Periode", "Værdi"])
    book.active.append(["Oppetid", "2015-04", 0.9401])
    book.active["C2"].number_format = "0.00%"
    book.save(tmp_path / "i.xlsx")
    mapping = mappings.read_mapping(
        'kind = "indicators"\n[fields.indicator]\ncolumn = "Nøgletal"\n[fields.period]\ncolumn = "Periode"\n'
        '[fields.value]\ncolumn = "Værdi"\n[fields.unit]\nvalue = "procent"\n',
        "i",
    )
    load_file(database.url, tmp_path / "i.xlsx", mapping, Wishes())
    assert database.rows(t.indicator_values, "value") == [(94.01,)]


# --- Rows that are lost or mixed -----------------------------------------------------------------------


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows_in_silence(database: Any) -> None:
    rows = [f"{n};Herlev;{1 + n % 28:02d}-04-2015 10:00:00;5;ja" for n in range(300)]
    rows[100] = rows[100].replace("Herlev", '"Herlev')
    rows[190] = rows[190].replace("Herlev", 'Herlev"')
    outcome = database.load("\n".join([HEAD, *rows]), CALLS)
    assert outcome.refused
    assert outcome.rejects.rows == 91
    assert "slugt hele rækker" in outcome.rejects.commonest()[0][0]


def test_a_newline_in_a_cell_is_only_a_newline(database: Any) -> None:
    rows = f'{HEAD}\n1;Herlev;13-04-2015 09:12:05;45;ja\n"2\n2";Herlev;13-04-2015 09:13:05;45;ja\n'
    assert database.load(rows, CALLS).counts.new == 2


def test_headings_that_are_repeated_are_no_rows(database: Any) -> None:
    outcome = database.load(TWO_CALLS + HEAD + "\n3;Herlev;15-04-2015 09:00:00;1;ja\n", CALLS)
    assert (outcome.counts.new, outcome.left_out, outcome.rejects.rows) == (3, 1, 0)


def test_one_line_without_its_time_does_not_reject_the_others(database: Any) -> None:
    mapping = CASES.replace('newest_by = "linje"', 'newest_by = "ændret"')
    rows = "nummer,ændret,sted,prioritet,oprettet,løst\n" + "".join(
        f"{n},{at},Herlev,2,2015-04-13 09:00,\n"
        for n, at in enumerate(["2015-04-13 10:00", "", "2015-04-13 11:00"])
    )
    outcome = database.load(rows, mapping, most_rejected=0.5)
    assert (outcome.counts.new, outcome.rejects.rows) == (2, 1)
    assert outcome.rejects.commonest()[0][0] == "ændret mangler"


def test_what_is_newest_is_told_to_the_thousandth_of_a_second(database: Any) -> None:
    mapping = CASES.replace('newest_by = "linje"', 'newest_by = "ændret"')
    head = "nummer,ændret,sted,prioritet,oprettet,løst\n"
    rows = [
        f"A,2015-04-13 10:00:00.{ms},Herlev,{p},2015-04-13 09:00,\n" for ms, p in (("950", 2), ("900", 3))
    ]
    database.load(head + "".join(rows), mapping)
    database.load(head + rows[1], mapping, "igen.csv")
    assert database.rows(t.cases, "priority") == [("high",)]


def test_a_number_of_a_version_that_is_too_large_is_a_rejected_row(database: Any) -> None:
    content = "\n".join([LOG[0], LOG[1], LOG[2].replace("A,1", "A,1e30")])
    outcome = database.load(content, CASES, most_rejected=0.5)
    assert (outcome.counts.new, outcome.rejects.rows) == (1, 1)


def test_talk_of_no_seconds_is_no_talk(database: Any) -> None:
    mapping = CALLS + '[fields.talk_seconds]\ncolumn = "tale"\n'
    rows = f"{HEAD};tale\n1;Herlev;13-04-2015 09:00:00;5;nej;0:00:00\n2;Herlev;13-04-2015 09:01:00;5;ja;0:02:45\n"
    database.load(rows, mapping)
    assert database.rows(t.calls, "answered", "talk_seconds") == [(False, None), (True, 165.0)]
    odd = database.load(f"{HEAD};tale\n3;Herlev;13-04-2015 09:00:00;5;nej;7\n", mapping)
    assert (odd.counts.new, odd.rejects.rows) == (1, 0)
    assert "1 række har en samtale uden at være besvaret" in odd.warnings[0]
    assert database.rows(t.calls, "answered", "talk_seconds").count((False, None)) == 2


@pytest.mark.parametrize("year", ["2105", "1899", "1985"])
def test_what_has_not_happened_or_cannot_have_is_rejected(database: Any, year: str) -> None:
    assert database.load(f"{HEAD}\n1;Herlev;13-04-{year} 09:00:00;5;ja\n", CALLS).refused


def test_one_format_reads_the_whole_column_if_it_can(database: Any) -> None:
    mapping = CALLS.replace('"%d-%m-%Y %H:%M:%S"', '["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"]')
    rows = "".join(f"{n};Herlev;04/{n:02d}/2015 10:00;5;ja\n" for n in range(1, 31))
    database.load(f"{HEAD}\n{rows}", mapping)
    assert {day.month for (day,) in database.rows(t.calls, "day")} == {4}


def test_seconds_since_1970_are_times(database: Any) -> None:
    mapping = CALLS.replace('"%d-%m-%Y %H:%M:%S"', '"unix-ms"')
    database.load(f"{HEAD}\n1;Herlev;1428909125000;5;ja\n", mapping)
    assert database.rows(t.calls, "queued_at") == [(utc(2015, 4, 13, 7, 12, 5),)]


@pytest.mark.parametrize("zone", ["+02", "+0200", "+02:00"])
def test_a_zone_may_be_short(database: Any, zone: str) -> None:
    mapping = CALLS.replace('format = "%d-%m-%Y %H:%M:%S"', "")
    database.load(f"{HEAD}\n1;Herlev;2015-04-13 09:12:05{zone};5;ja\n", mapping)
    assert database.rows(t.calls, "queued_at") == [(utc(2015, 4, 13, 7, 12, 5),)]


def test_a_limit_or_a_figure_that_is_not_there_is_refused(database: Any) -> None:
    limits = 'kind = "limits"\n' + "".join(
        f'[fields.{name}]\ncolumn = "{name}"\n' for name in ("subject", "key", "valid_from", "amount", "unit")
    )
    head = "subject;key;valid_from;amount;unit\n"
    for row in (
        "call;svar;2015-01-01;300;seconds",
        "call;critical;2015-01-01;3;seconds",
        "call;answer;2015-01-01;5;days",
    ):
        assert database.load(f"{head}{row}\n", limits).refused


def test_a_time_with_a_zone_among_others_is_a_reject_and_no_crash(database: Any) -> None:
    mapping = mappings.load("samples")
    origin = replace(mapping.origins["taken_at"], formats=("%d-%m-%Y %H:%M",))
    mapping = replace(mapping, origins={**mapping.origins, "taken_at": origin})
    path = database.folder / "fil.csv"
    rows = "1;13-04-2015 10:00;mail;Herlev;standard;1,5\n2;2015-04-13T10:00:00Z;mail;Herlev;standard;1,5\n"
    path.write_text(f"id;time;system;site;action;seconds\n{rows}")
    outcome = load_file(database.url, path, mapping, Wishes(most_rejected=0.5))
    assert (outcome.counts.new, outcome.rejects.rows) == (1, 1)
