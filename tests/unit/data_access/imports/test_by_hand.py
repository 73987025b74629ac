"""What people type into sheets, and what systems write where they know no better."""

from datetime import date, time, timedelta
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook

from data_access.database import schema as t
from data_access.imports.drafting.draft import draft
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.model import Times
from data_access.imports.mapping.templates import mapping_of
from data_access.imports.reading import moments, numbers
from data_access.imports.reading.files import opened
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.test_load import CALLS
from tests.unit.data_access.imports.test_right import SAMPLES, reasons

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(5)


def drafted(folder: Any, kind: str, content: str | list[list[Any]]) -> str:
    """Return the draft of a text, or of the rows of a workbook."""
    path = folder / ("fil.csv" if isinstance(content, str) else "fil.xlsx")
    if isinstance(content, str):
        path.write_text(content, "utf-8")
    else:
        book: Any = Workbook()
        for row in content:
            book.active.append(row)
        book.save(path)
    return draft(kind_of(kind), opened(path))


@pytest.mark.parametrize(
    ("word", "seconds"),
    [
        ("00.02.45", 165.0), ("1.02:03:04", 93784.0), ("2,75 min", 165.0), ("1,5 timer", 5400.0),
        ("0.5 t 1 min", 1860.0), ("02.45", None), ("1.234 min", None), ("00.02.75", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_lengths_are_written_in_many_ways(word: str, seconds: float | None) -> None:
    cells = np.array([word], dtype=object)
    found, bad = numbers.seconds(cells, ",")
    assert bad[0] == (seconds is None)
    if seconds is not None:
        assert found[0] == seconds


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("mandag den 13. april 2015 kl. 9.12", "%A den %d. %B %Y kl. %H.%M"),
        ("Ma 13-04-2015 09:12", "%a %d-%m-%Y %H:%M"),
        ("Mon 13-04-2015 09:12", "%a %d-%m-%Y %H:%M"),
    ],
)
def test_the_days_of_the_week_have_danish_names(word: str, form: str) -> None:
    found, bad = moments.moments(np.array([word], dtype=object), (form,), Times())
    assert (bad[0], str(found[0])) == (False, "2015-04-13 07:12:00")


def test_a_length_that_a_sheet_has_as_the_time_of_day_is_joined_as_one(database: Any) -> None:
    book: Any = Workbook()
    book.active.append(["id", "sted", "dag", "kl", "ventetid", "svar"])
    for n, clock in enumerate(
        (timedelta(hours=9, minutes=12), time(9, 12), timedelta(days=1), "24:00", "9:12")
    ):
        book.active.append([n, "Herlev", date(2015, 4, 13), clock, 5, "ja"])
        book.active.cell(n + 2, 4).number_format = "[h]:mm:ss"
    book.save(database.folder / "fil.xlsx")
    mapping = mappings.read_mapping(CALLS.replace('column = "tid"', 'join = ["dag", "kl"]'), "prøve")
    outcome = load_file(database.url, database.folder / "fil.xlsx", mapping, Wishes())
    assert outcome.counts.new == 5, reasons(outcome)
    hours = sorted(hour for (hour,) in database.rows(t.calls, "hour"))
    assert hours == [0, 0, 9, 9, 9]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("42107,38", "er et tal og ikke en dato: giv kolonnen et datoformat i Excel"),
        ("13-04-2015 10:00:00 - 11:00:00", "er et tidsrum og ikke et tidspunkt"),
        ("13-04-2015 10:00 til 13-04-2015 11:00", "er et tidsrum og ikke et tidspunkt"),
    ],
)
def test_what_is_no_time_says_what_it_is(database: Any, word: str, said: str) -> None:
    outcome = database.load(f"{SAMPLES}1;{word};mail;Herlev;standard;1,5\n", "samples")
    assert said in reasons(outcome)


# --- Drafts -------------------------------------------------------------------------------------------------


def test_thousands_with_a_point_are_no_shares(tmp_path: Any) -> None:
    rows = "".join(f"2015-0{n};Herlev;1.4{n}2;1.3{n}0\n" for n in range(1, 6))
    said = drafted(tmp_path, "call-totals", f"Måned;Matrikel;Opkald;Besvarede\n{rows}")
    assert 'column = "Opkald"\ndecimal = ","  # TVIVL: 1.412 kan være tusinder' in said


@pytest.mark.parametrize("never", ["1900-01-01 00:00:00", "0000-00-00", "9999-12-31 23:59:59", "31-12-9999"])
def test_a_time_that_never_comes_is_nothing(tmp_path: Any, never: str) -> None:
    rows = f"S1;2015-04-13 09:12;{never}\nS2;2015-04-14 09:12;2015-04-14 10:00\n"
    said = drafted(tmp_path, "cases", f"Sagsnr;Oprettet;Løst\n{rows}")
    assert f'nulls = ["{never}"]' in said
    assert '[fields.resolved_at]  # Da sagen blev løst; tomt er åben\ncolumn = "Løst"\n' in said


def test_a_column_that_is_called_what_is_wanted_and_cannot_be_read_is_told_of(tmp_path: Any) -> None:
    rows = "S1;13. i fjerde;snart\nS2;14. i fjerde;senere\n"
    said = drafted(tmp_path, "cases", f"Sagsnr;Oprettet;Løst\n{rows}")
    assert '# column = "Oprettet"  # i filen: 13. i fjerde' in said
    assert '# column = "Løst"  # TVIVL: i filen: snart, senere; det kan ikke læses, som det står' in said


def test_times_of_a_sheet_need_no_format_although_one_of_them_is_odd(tmp_path: Any) -> None:
    rows = [[n, date(2015, 4, n), time(9, 12), 5, "ja"] for n in range(1, 8)]
    said = drafted(
        tmp_path,
        "calls",
        [["Id", "Dato", "Tid", "Ventetid", "Besvaret"], *rows, [8, date(2015, 4, 8), 2.5, 5, "ja"]],
    )
    assert 'join = ["Dato", "Tid"]\n\n' in said


def test_a_sum_of_some_a_note_of_numbers_and_a_second_row_of_headings_are_no_data(tmp_path: Any) -> None:
    said = drafted(
        tmp_path,
        "call-totals",
        [
            ["Måned", "Hospital", "Opkald", None],
            [None, None, "Antal", "Besvarede"],
            *([f"2015-0{n}", "Herlev", 400 + n, 390] for n in range(1, 5)),
            ["2015-05", "Herlev i alt", 1600, 1500],
            ["Averages (of 4 values)", None, 402, 390],
            ["2015-06", "Det store i alt", 400, 390],
        ],
    )
    assert 'column = "Hospital"\nis = ["Herlev i alt"]' in said
    assert 'column = "Måned"\nis = ["Averages (of 4 values)"]' in said
    assert 'column = "Opkald"\nis = ["Antal"]' in said


def test_cases_that_were_cancelled_are_left_out_in_doubt(tmp_path: Any) -> None:
    rows = "S1;2015-04-13 09:12;Closed\nS2;2015-04-13 09:13;Canceled\n"
    said = drafted(tmp_path, "cases", f"Number;Opened;State\n{rows}")
    assert (
        '[[leave_out]]  # TVIVL: aflyste sager er hverken løst eller åbne\ncolumn = "State"\nis = ["Canceled"]'
        in said
    )


def test_when_a_case_was_closed_is_not_taken_for_when_it_was_solved(tmp_path: Any) -> None:
    said = drafted(tmp_path, "cases", "Number;Opened;Closed\nS1;2015-04-13 09:12;2015-04-14 09:12\n")
    assert '# column = "Closed"  # TVIVL: filen siger kun, hvornår sagen er lukket; er den løst da?' in said


def test_thousandths_are_doubted_in_a_mean_and_of_what_is_told_in_them(tmp_path: Any) -> None:
    rows = "".join(f"2015-04-0{n};100;90;3512{n}\n" for n in range(1, 6))
    said = drafted(tmp_path, "call-totals", f"Interval Start;Offer;Answer;ASA\n{rows}")
    assert 'product = ["Answer", "ASA"]\nscale = 0.001  # TVIVL' in said
    rows = "".join(f"2015-04-13 10:0{n};{n};{n} msec\n" for n in range(1, 6))
    said = drafted(tmp_path, "samples", f"Date Time;Ping Time(RAW);Ping Time\n{rows}")
    assert 'column = "Ping Time(RAW)"\nscale = 0.001' in said


def test_a_mean_in_minutes_says_so(tmp_path: Any) -> None:
    rows = "".join(f"2015-0{n};100;90;1,{n}\n" for n in range(1, 6))
    said = drafted(tmp_path, "call-totals", f"Måned;Opkald;Besvarede;Gns. ventetid (min)\n{rows}")
    assert 'product = ["Besvarede", "Gns. ventetid (min)"]\nscale = 60' in said


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Beløb (1.000 kr.)", "0.001"),
        ("Beløb i t.kr.", "0.001"),
        ("Beløb i kr.", "0.000001"),
        ("Beløb, mio. kr.", ""),
    ],
)
def test_amounts_are_in_what_their_heading_says(tmp_path: Any, heading: str, scale: str) -> None:
    said = drafted(
        tmp_path, "budget", f"År;Gruppe;Post;{heading}\n2015;Projekter;A;4500\n2016;Projekter;A;4700\n"
    )
    assert f'column = "{heading}"\n' + (f"scale = {scale}\n" if scale else "\n") in said


def test_lights_are_painted(tmp_path: Any) -> None:
    said = drafted(
        tmp_path, "projects", [["Projekt", "Måned", "Lys"], ["A", "2015-04", "🟡"], ["B", "2015-04", "🔴"]]
    )
    assert 'values = { "🟡" = "yellow", "🔴" = "red" }' in said


def test_a_sum_without_a_word_is_known_by_what_it_does_not_say(tmp_path: Any) -> None:
    said = drafted(
        tmp_path, "staffing", "År;Område;Funktion;Årsværk\n2015;Drift;A;12\n2015;Drift;B;13\n;;;25\n"
    )
    assert 'column = "År"\nis = [""]' in said
    assert '"25"' not in said
    said = drafted(
        tmp_path, "staffing", "Note;År;Område;Funktion;Årsværk\n;2015;Drift;A;12\n;2015;Drift;B;13\n;;;;25\n"
    )
    assert "leave_out" not in said


def test_whole_hours_are_written_as_clocks(tmp_path: Any) -> None:
    rows = "cimt;Mandag;08:00;16.00;2015-01-01\ncimt;Lørdag;Lukket;Lukket;2015-01-01\n"
    said = drafted(tmp_path, "opening-hours", f"Servicedesk;Ugedag;Åbner;Lukker;Fra\n{rows}")
    assert 'column = "Åbner"\nvalues = { "08:00" = "8" }' in said
    assert 'column = "Lukker"\nvalues = { "16.00" = "16" }' in said


# --- Loads --------------------------------------------------------------------------------------------------

TOTALS = """kind = "call-totals"
[fields.period]
column = "måned"
[fields.desk]
value = "cimt"
[fields.site]
column = "sted"
[fields.offered]
column = "opkald"
[fields.answered]
column = "opkald"
[fields.wait_seconds]
product = ["opkald", "ventetid"]
"""
HEAD = "måned;sted;opkald;ventetid\n"


def test_what_merged_cells_tell_once_is_to_be_told_in_each_row(database: Any) -> None:
    outcome = database.load(f"{HEAD}2015-01;Herlev;40;20\n2015-02;;40;20\n2015-03;;40;20\n", TOTALS)
    assert (
        "site mangler: står det kun øverst i flettede celler, så udfyld hver række; er rækken en sum"
        in reasons(outcome)
    )


def test_nobody_waits_two_hours_one_with_another(database: Any) -> None:
    outcome = database.load(f"{HEAD}2015-01;Herlev;40;35123\n", TOTALS)
    assert "er det millisekunder, så skriv scale = 0.001" in reasons(outcome)
    told = TOTALS.replace('"ventetid"]', '"ventetid"]\nscale = 0.001')
    assert database.load(f"{HEAD}2015-01;Herlev;40;35123\n", told).counts.new == 1


def test_waits_that_are_hardly_in_seconds_are_told_of(database: Any) -> None:
    rows = "".join(f"{n};Herlev;13-04-2015 09:12:0{n};3512{n};ja\n" for n in range(5))
    outcome = database.load(f"id;sted;tid;ventetid;svar\n{rows}", CALLS)
    assert any("er det millisekunder" in said for said in outcome.warnings)


def test_rows_that_a_filter_hides_are_read_and_told_of(database: Any) -> None:
    book: Any = Workbook()
    book.active.append(HEAD.strip().split(";"))
    for n in range(1, 6):
        book.active.append([f"2015-0{n}", "Herlev", 40, 20])
    for line in (3, 4, 9):
        book.active.row_dimensions[line].hidden = True
    book.save(database.folder / "fil.xlsx")
    outcome = load_file(
        database.url, database.folder / "fil.xlsx", mappings.read_mapping(TOTALS, "prøve"), Wishes()
    )
    assert outcome.counts.new == 5
    assert "2 rækker er skjult i arket (af et filter eller en gruppe) og er læst med." in outcome.warnings


def test_a_note_below_is_no_merged_cell(database: Any) -> None:
    rows = "2015-01;Herlev;40;20\n2015-02;Herlev;40;20\nNoter:;;;\n* foreløbig;;;\n"
    assert "flettede" not in reasons(database.load(HEAD + rows, TOTALS))


def test_minutes_and_seconds_that_a_sheet_has_as_hours_and_minutes_are_told_of(database: Any) -> None:
    book: Any = Workbook()
    for row in (HEAD.strip().split(";"), *(["2015-01", "Herlev", 40, time(1, n)] for n in (5, 6))):
        book.active.append(row if row[0] != "2015-01" else [f"2015-0{row[3].minute}", *row[1:]])
    book.save(database.folder / "fil.xlsx")
    mapping = mappings.read_mapping(TOTALS, "prøve")
    outcome = load_file(database.url, database.folder / "fil.xlsx", mapping, Wishes())
    assert outcome.counts.new == 2
    assert any(
        "står minutter og sekunder som timer og minutter i filen?" in said for said in outcome.warnings
    )


def test_millions_that_no_budget_has_are_told_of(database: Any) -> None:
    path = database.folder / "budget.csv"
    path.write_text("year;category;item;kind;mio_dkk\n2015;Projekter;A;projects;4500\n")
    outcome = load_file(database.url, path, mapping_of(kind_of("budget")), Wishes())
    assert any("er det kroner eller tusinder" in said for said in outcome.warnings)


@pytest.mark.parametrize("mark", [";", ","])
def test_columns_that_stand_in_one_are_to_be_divided(database: Any, mark: str) -> None:
    book: Any = Workbook()
    book.active.append([SAMPLES.strip().replace(";", mark)])
    book.active.append([mark.join("abcdef")])
    book.save(database.folder / "fil.xlsx")
    with pytest.raises(ImportFault, match="har alle kolonner i én, med"):
        load_file(database.url, database.folder / "fil.xlsx", mappings.load("samples"), Wishes())


def test_a_cell_that_may_say_yes_is_no_merged_one(database: Any) -> None:
    rows = "1;Herlev;13-04-2015 09:12:01;5;x\n2;Herlev;13-04-2015 09:12:02;5;\n"
    assert reasons(database.load(f"id;sted;tid;ventetid;svar\n{rows}", CALLS)) == "answered mangler"
