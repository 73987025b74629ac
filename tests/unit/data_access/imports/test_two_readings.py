"""What can be read in two ways is read in none until the mapping says which: per cents, months, decimal marks."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data_access.database import schema as t
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.templates import mapping_of
from data_access.imports.rows.shares import NO_SHARE
from data_access.imports.wishes import Outcome, Wishes
from tests.unit.data_access.imports.test_load import CALLS, HEAD
from tests.unit.data_access.imports.test_right import SAMPLES, reasons

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(3)

INDICATORS = """kind = "indicators"
[fields.indicator]
column = "tal"
[fields.period]
column = "periode"
[fields.value]
column = "værdi"
[fields.unit]
"""
TOTALS = """kind = "call-totals"
[fields.period]
column = "{heading}"
{words}
[fields.desk]
value = "cimt"
[fields.site]
value = "Herlev"
[fields.offered]
column = "opkald"
[fields.answered]
column = "opkald"
"""
EITHER = "kan være 0,95 % eller 95 %"


def by_template(database: Any, kind: str, content: str, **wishes: Any) -> Outcome:
    path = database.folder / "skabelon.csv"
    path.write_text(content, "utf-8")
    return load_file(database.url, path, mapping_of(kind_of(kind)), Wishes(**wishes))


# --- Shares ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit", ['value = "procent"', 'column = "enhed"', 'column = "enhed"\nvalues = { "andel" = "%" }']
)
@pytest.mark.parametrize(("share", "value"), [("percent", 0.95), ("fraction", 95.0)])
def test_a_unit_of_per_cent_asks_how_shares_are_written(
    database: Any, unit: str, share: str, value: float
) -> None:
    word = "andel" if "values" in unit else "pct."
    rows = f"tal;periode;værdi;enhed\nOppetid;2015-04;0,95;{word}\nOppetid;2015-05;0,9;{word}\nAntal;2015-04;4;stk.\n"
    rows = rows if "column" in unit else rows.replace("Antal;2015-04;4;stk.\n", "")
    assert EITHER in reasons(database.load(rows, INDICATORS + unit))
    if "column" in unit:
        return  # what holds of the column's per cents would hold of its counts
    told = INDICATORS.replace('"værdi"', f'"værdi"\nshare = "{share}"') + unit
    database.load(rows, told)
    assert value in [value for (value,) in database.rows(t.indicator_values, "value")]


def test_a_unit_that_is_known_of_before_is_enough(database: Any) -> None:
    database.load("tal;periode;værdi\nOppetid;2015-04;99,4\n", INDICATORS + 'value = "%"')
    without = INDICATORS.removesuffix("[fields.unit]\n")
    assert EITHER in reasons(database.load("tal;periode;værdi\nOppetid;2015-05;0,95\n", without))
    assert database.load("tal;periode;værdi\nAntal;2015-05;0,95\n", without).counts.new == 1


def test_a_target_in_per_cent_asks_too(database: Any) -> None:
    head = "metric;scope;valid_from;value;tolerance\n"
    outcome = by_template(database, "targets", f"{head}service_level;;2015-01-01;0,95;0\n")
    assert f"{EITHER}: skriv „0,95 %“ eller „95 %“" in reasons(outcome)
    by_template(
        database, "targets", f"{head}service_level;;2015-01-01;95 %;0\naverage_wait;;2015-01-01;0,5;0\n"
    )
    assert database.rows(t.targets, "metric", "value") == [("average_wait", 0.5), ("service_level", 95.0)]


def test_a_limit_that_is_a_share_is_at_most_one(database: Any) -> None:
    head = "subject;key;valid_from;amount;unit\n"
    assert "en andel skrives mellem 0 og 1" in reasons(
        by_template(database, "limits", f"{head}source;completeness;2015-01-01;95;share\n")
    )


def test_half_a_person_in_per_cent_is_no_fifty(database: Any) -> None:
    head = "year;area;function;fte\n"
    assert NO_SHARE in reasons(by_template(database, "staffing", f"{head}2015;A;B;50 %\n"))


@pytest.mark.parametrize("words", ["scale = 0.01", 'share = "fraction"', 'share = "percent"', ""])
def test_a_per_cent_sign_says_itself_what_the_number_is(database: Any, tmp_path: Path, words: str) -> None:
    book: Any = Workbook()
    book.active.append(["periode", "opkald", "andel"])
    book.active.append(["2015-04", 400, 0.9])
    book.active["C2"].number_format = "0 %"
    book.save(tmp_path / "m.xlsx")
    mapping = TOTALS.format(heading="periode", words="") + (
        f'[fields.within_limit]\nproduct = ["opkald", "andel"]\n{words}\n'
    )
    load_file(database.url, tmp_path / "m.xlsx", mappings.read_mapping(mapping, "m"), Wishes())
    assert database.rows(t.call_totals, "within_limit") == [(360,)]


# --- Months ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "days", "doubted"),
    [
        ("Dato", ["2015-04-01"], True),
        ("Dato", ["2015-04-01", "2015-05-01"], True),
        ("Dato", ["2015-04-30", "2015-05-31"], True),
        ("Måned", ["2015-04-13"], True),
        ("month_end", ["2015-04-30"], True),
        ("Dato", ["2015-04-30"], False),
        ("Dato", ["2015-04-01", "2015-04-02"], False),
        ("Måned", ["2015-04", "2015-05"], False),
    ],
)
def test_a_day_that_can_be_a_month_is_neither(
    database: Any, heading: str, days: list[str], doubted: bool
) -> None:
    content = f"{heading};opkald\n" + "".join(f"{day};10\n" for day in days)
    outcome = database.load(content, TOTALS.format(heading=heading, words=""))
    assert outcome.refused == doubted
    assert ('skriv grain = "day", "month" eller "year"' in reasons(outcome)) == doubted
    if doubted:
        database.load(content, TOTALS.format(heading=heading, words='grain = "month"'))
        assert {period for (period,) in database.rows(t.call_totals, "period")} == {day[:7] for day in days}


def test_a_typed_date_in_a_template_can_be_a_month(database: Any, tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active.title = "Data"
    book.active.append(["period", "desk", "site", "offered", "answered"])
    book.active.append([datetime(2015, 4, 1), "cimt", "Herlev", 10, 10])  # noqa: DTZ001 - as a sheet has it
    book.save(tmp_path / "t.xlsx")
    outcome = load_file(database.url, tmp_path / "t.xlsx", mapping_of(kind_of("call-totals")), Wishes())
    assert "skriv 2015-04 for hele måneden" in reasons(outcome)
    written = "period;desk;site;offered;answered\n2015-04-01;cimt;Herlev;10;10\n"
    assert by_template(database, "call-totals", written).counts.new == 1


# --- Decimal marks -----------------------------------------------------------------------------------------


def test_a_column_with_both_marks_has_none(database: Any) -> None:
    rows = "1;2015-04-01 10:00;mail;Herlev;standard;1,5\n2;2015-04-01 11:00;mail;Herlev;standard;2.5\n"
    outcome = database.load(SAMPLES + rows, "samples")
    assert "både komma og punktum som decimaltegn: skriv decimal" in reasons(outcome)


def test_a_slip_is_its_own_rows_fault(database: Any) -> None:
    rows = "".join(f"{n};2015-04-01 10:00;mail;Herlev;standard;1,5\n" for n in range(200))
    outcome = database.load(SAMPLES + rows + "x;2015-04-01 10:00;mail;Herlev;standard;2.5\n", "samples")
    assert (outcome.counts.new, outcome.rejects.rows) == (200, 1)
    assert "har et andet decimaltegn end resten af kolonnen" in reasons(outcome)


@pytest.mark.parametrize(
    ("word", "told"), [("5", ""), ("1,5", "decimaltegn „,“"), ("1.5", "decimaltegn „.“")]
)
def test_a_mark_is_told_only_where_it_is_known(database: Any, word: str, told: str) -> None:
    form = database.load(f"{HEAD}\n1;Herlev;13-04-2015 09:00:00;{word};ja\n", CALLS).form
    assert form.endswith(told or "delt af „;“")
