"""Faults that a review and a first user found: each would have stored something that the file does not say."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import insert, select

from data_access.database import schema as t
from data_access.database.coverage import coverage
from data_access.database.engine import reader, writer
from data_access.imports import inbox
from data_access.imports.faults import ImportFault
from data_access.imports.load import load_file
from data_access.imports.mapping import made_at
from data_access.imports.mapping import reader as mappings
from data_access.imports.unload import unload
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.test_load import CALLS, CASES, HEAD, LOG, REFERRALS, TWO_CALLS, utc

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(10)]

SAMPLES = "id,time,system,site,action,seconds\n"
MARCH = (date(2015, 3, 1), date(2015, 3, 31))
REFERRED = "måned;sted;ydelse;privathospital;antal\n"


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


# --- What a file says nothing of -------------------------------------------------------------------------

PROJECT = 'kind = "projects"\n' + "".join(
    f'[fields.{name}]\ncolumn = "{name}"\n'
    for name in ("project", "month", "light", "budget_mio_dkk", "purpose", "programme")
)


def test_a_field_that_the_mapping_does_not_read_stays_as_it_is(database: Any) -> None:
    head = "project;month;light;budget_mio_dkk;purpose;programme\n"
    database.load(head + "Netværk;2015-04;green;12,5;Hurtigere;Tværgående\n", PROJECT)
    short = 'kind = "projects"\n' + "".join(
        f'[fields.{name}]\ncolumn = "{name}"\n' for name in ("project", "month", "light")
    )
    database.load("project;month;light\nNetværk;2015-04;red\n", short)
    assert database.rows(t.project_reports, "light", "budget_mio_dkk") == [("red", 12.5)]
    assert database.rows(t.projects, "purpose") == [("Hurtigere",)]
    assert database.rows(t.project_programmes, "name") == [("Tværgående",)]
    assert None not in [programme for (programme,) in database.rows(t.projects, "programme_id")]


def test_an_older_file_does_not_say_what_things_are_and_unload_gives_back(database: Any) -> None:
    head = "project;month;light;budget_mio_dkk;purpose;programme\n"
    row = "Netværk;2015-04;green;12,5;{};regional\n"
    database.load(head + row.format("Ny"), PROJECT, as_of=utc(2015, 5, 1))
    database.load(head + row.format("Ældre"), PROJECT, as_of=utc(2015, 4, 1))
    assert database.rows(t.projects, "purpose") == [("Ny",)]
    newest = database.load(head + row.format("Nyest"), PROJECT, as_of=utc(2015, 6, 1))
    assert newest.load is not None
    unload(database.url, newest.load)
    assert database.rows(t.projects, "purpose") == [("Ny",)]


def test_a_rejected_row_makes_nothing_and_what_was_made_goes_with_its_load(database: Any) -> None:
    mapping = CALLS.replace('value = "cimt"', 'column = "kø"\ncreate = true')
    rows = f"{HEAD};kø\n1;Herlev;13-04-2015 09:00:00;5;ja;Ny kø\n2;Herlev;i går;5;ja;Trykfejl\n"
    outcome = database.load(rows, mapping, most_rejected=0.5)
    assert outcome.made == {"desks": ["Ny kø"]}
    assert ("Ny kø",) in database.rows(t.desks, "name")
    assert ("Trykfejl",) not in database.rows(t.desks, "name")
    unload(database.url, outcome.load)
    assert ("Ny kø",) not in database.rows(t.desks, "name")


# --- Whole periods -------------------------------------------------------------------------------------


def test_a_replaced_period_takes_nothing_outside_it(database: Any) -> None:
    rows = "2015-03;Herlev;Øjne;Privat 1;12\n2015-04;Herlev;Øjne;Privat 1;9\n"
    database.load(REFERRED + rows, REFERRALS)
    with pytest.raises(ImportFault, match="uden for perioden"):
        database.load(REFERRED + rows, REFERRALS, replaces=True, period=MARCH)
    database.load(REFERRED + "2015-03;Gentofte;Øjne;Privat 1;1\n", REFERRALS, replaces=True, period=MARCH)
    assert database.rows(t.referrals, "month", "treatments") == [("2015-03", 1), ("2015-04", 9)]


def test_a_row_that_cannot_be_read_is_not_taken_for_gone(database: Any) -> None:
    many = "".join(f"2015-03;Herlev;Ydelse {n};Privat 1;12\n" for n in range(200))
    database.load(REFERRED + many, REFERRALS)
    outcome = database.load(
        REFERRED + many.replace("Ydelse 7;Privat 1;12", "Ydelse 7;Privat 1;ca. 8"),
        REFERRALS,
        replaces=True,
        period=MARCH,
    )
    assert (outcome.refused, outcome.incomplete) == (True, True)
    assert len(database.rows(t.referrals)) == 200


def test_an_older_file_takes_nothing_of_a_newer_one(database: Any) -> None:
    database.load(REFERRED + "2015-03;Herlev;Øjne;Privat 1;12\n", REFERRALS, as_of=utc(2015, 5, 1))
    database.load(
        REFERRED + "2015-03;Gentofte;Øjne;Privat 1;3\n", REFERRALS, as_of=utc(2015, 4, 1), replaces=True,
        period=MARCH,
    )  # fmt: skip
    assert len(database.rows(t.referrals)) == 2


def test_a_load_that_shares_rows_with_a_later_one_stays_until_that_is_out(database: Any) -> None:
    rows = [f"{n};Herlev;{n:02d}-04-2015 10:00:00;5;ja\n" for n in range(1, 21)]
    first = database.load(f"{HEAD}\n{''.join(rows[:10])}", CALLS, "1.csv")
    second = database.load(f"{HEAD}\n{''.join(rows[5:])}", CALLS, "2.csv")
    with pytest.raises(ImportFault, match=f"til fælles med {second.load}"):
        unload(database.url, first.load)
    unload(database.url, second.load)
    assert len(database.rows(t.calls)) == 10
    unload(database.url, first.load)
    assert database.rows(t.calls) == []


def test_a_row_that_came_again_after_it_was_taken_away_can_be_taken_out(database: Any) -> None:
    one, two = "2015-03;Herlev;Øjne;Privat 1;12\n", "2015-03;Gentofte;Øjne;Privat 1;7\n"
    database.load(REFERRED + one + two, REFERRALS, "1.csv")
    second = database.load(REFERRED + one, REFERRALS, "2.csv", replaces=True, period=MARCH)
    third = database.load(REFERRED + two.replace(";7", ";8"), REFERRALS, "3.csv")
    unload(database.url, third.load)
    unload(database.url, second.load)
    assert database.rows(t.referrals, "treatments") == [(12,), (7,)]


def test_full_exports_that_say_the_same_do_not_grow_the_database(database: Any) -> None:
    rows = REFERRED + "".join(f"2015-03;Herlev;Ydelse {n};Privat 1;12\n" for n in range(20))
    for day in range(1, 6):
        database.load(rows, REFERRALS, f"{day}.csv", as_of=utc(2015, 5, day))
    assert len([row for row in database.rows(t.superseded, "table_name") if row == ("referrals",)]) == 20
    # Between two that said the same, nothing else was said.
    late = database.load(rows.replace(";12", ";11"), REFERRALS, "sent.csv", as_of=utc(2015, 5, 3, 12))
    assert late.counts.older == 20


# --- What a load covers ----------------------------------------------------------------------------------


def covered(database: Any, source: str) -> Any:
    from data_access.snapshot.frames import SUBJECTS

    with reader(database.url).connect() as connection:
        frames = {name: SUBJECTS["loads"][name](connection) for name in ("loads", "load_gaps")}
    return coverage(frames["loads"], date(2016, 6, 1), 0.95, frames["load_gaps"])


def test_an_old_case_that_changed_covers_no_years(database: Any) -> None:
    rows = "A,1,Herlev,2,2012-01-01 09:00,\nB,1,Herlev,2,2015-12-31 09:00,\n"
    database.load(f"{LOG[0]}\n{rows}", CASES)
    assert covered(database, "sager").month("sager", "2014-06").state == "missing"


def test_a_desk_that_is_closed_at_weekends_owes_nothing_of_them(database: Any) -> None:
    hours = [
        {"desk_id": 1, "weekday": day, "valid_from": date(2015, 1, 1), "opens": 8, "closes": 16}
        if day < 6
        else {"desk_id": 1, "weekday": day, "valid_from": date(2015, 1, 1), "opens": None, "closes": None}
        for day in range(1, 8)
    ]
    with writer(database.url).begin() as connection:
        connection.execute(insert(t.opening_hours), hours)
        connection.execute(insert(t.public_holidays), [{"day": date(2015, 4, 6), "name": "2. påskedag"}])
    days = [day for day in range(1, 31) if date(2015, 4, day).weekday() < 5 and day != 6]
    for day in days:
        database.load(f"{HEAD}\n{day};Herlev;{day:02d}-04-2015 10:00:00;5;ja\n", CALLS, f"{day}.csv")
    assert covered(database, "telefoni").month("telefoni", "2015-04") == ("whole", 1.0)


# --- When a file was made ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "form", "at"),
    [
        ("kald_20150413.csv", "kald_%Y%m%d", datetime.fromisoformat("2015-04-13 21:59:59")),
        ("kald_20150413_113015.csv", "%Y%m%d", datetime.fromisoformat("2015-04-13 21:59:59")),
        ("kald_20150413_113015.csv", "%Y%m%d_%H%M%S", datetime.fromisoformat("2015-04-13 09:30:15")),
        ("kald_12345678.csv", "%Y%m%d", None),
    ],
)
def test_a_name_says_when_a_file_was_made(name: str, form: str, at: datetime | None) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    assert made_at.in_name(name, form, now) == at


# --- Mappings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        ("[fields.desk]", "[times]\nzone = 5\n[fields.desk]"),
        ("[fields.desk]", '[times]\nzone = "Europe"\n[fields.desk]'),
        ("[fields.desk]", '[file]\ndecimal = "x"\n[fields.desk]'),
        ("[fields.desk]", "[file]\nquote = 5\n[fields.desk]"),
        ("[fields.desk]", "[file]\ndelimiter = 5\n[fields.desk]"),
        ("[fields.desk]", '[file]\nencoding = "undefined"\n[fields.desk]'),
        ("[fields.desk]", "[file]\nencoding = 5\n[fields.desk]"),
        ("%d-%m-%Y %H:%M:%S", "%Q"),
        ("%d-%m-%Y %H:%M:%S", "dd-mm-yyyy"),
        ('column = "sted"', 'sum = ["sted", "id"]'),
        ('column = "sted"', 'column = "sted"\nis = ["Herlev"]'),
        ('column = "sted"', 'column = "sted"\ncreate = "ja"'),
        ('column = "sted"', 'join = ["sted", "id"]\nseparator = 5'),
        ('kind = "calls"', 'kind = "calls"\nas_of_in_name = "%Q"'),
        ('kind = "calls"', 'kind = "calls"\ngaps = "ja"'),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_in_words(change: tuple[str, str]) -> None:
    assert change[0] in CALLS.replace("[times]\n", "")
    plain = CALLS.replace('[times]\nzone = "Europe/Copenhagen"\n', "")
    with pytest.raises(ImportFault) as fault:
        mappings.read_mapping(plain.replace(*change), "prøve")
    assert fault.value.remedy


def test_a_source_that_is_not_there_is_not_made_by_a_slip(database: Any) -> None:
    with pytest.raises(ImportFault, match="Mente du telefoni"):
        database.load(TWO_CALLS, CALLS.replace('kind = "calls"', 'kind = "calls"\nsource = "telefon"'))
    database.load(TWO_CALLS, CALLS.replace('kind = "calls"', 'kind = "calls"\nsource = "Telefonsystemet"'))
    assert ("telefoni",) in database.rows(t.sources, "key")


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


# --- Unattended -------------------------------------------------------------------------------------------


def test_the_inbox_that_comes_second_leaves_the_first_ones_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    path.write_text(SAMPLES)
    taken = inbox.take(tmp_path, path)
    assert inbox.take(tmp_path, path) is None
    assert taken
    assert taken.exists()


def test_an_inbox_needs_no_rights_to_another_ones_file_but_to_move_it(tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    path.write_text(SAMPLES)
    path.chmod(0o444)
    taken = inbox.take(tmp_path, path)
    assert taken
    assert os.stat(taken).st_nlink == 1


def test_a_broken_mapping_stops_only_what_it_could_be_for(tmp_path: Path) -> None:
    own = tmp_path / "mappings"
    own.mkdir()
    (own / "god.toml").write_text(CALLS + "", "utf-8")
    (own / "god.toml").write_text('file_names = ["kald_*"]\n' + CALLS, "utf-8")
    (own / "brudt.toml").write_text("kind = ", "utf-8")
    assert inbox.mapping_of(tmp_path, "kald_1.csv").name == "god"
    with pytest.raises(ImportFault, match="brudt"):
        inbox.mapping_of(tmp_path, "andet.csv")


def test_the_mapping_with_the_most_telling_name_is_meant(tmp_path: Path) -> None:
    own = tmp_path / "mappings"
    own.mkdir()
    for name, form in (("bred", "kald*"), ("smal", "kald_herlev*")):
        (own / f"{name}.toml").write_text(f'file_names = ["{form}"]\n{CALLS}', "utf-8")
    assert inbox.mapping_of(tmp_path, "kald_herlev_1.csv").name == "smal"
    assert inbox.mapping_of(tmp_path, "kald_1.csv").name == "bred"


@pytest.mark.parametrize("place", range(0, 6000, 397))
def test_a_workbook_that_is_damaged_anywhere_is_told_of_in_words(
    database: Any, tmp_path: Path, place: int
) -> None:
    book: Any = Workbook()
    book.active.append(["id", "time", "system", "site", "action", "seconds"])
    for n in range(40):
        book.active.append([n, "2015-04-13 10:00:00", "mail", "herlev", "standard", 1.5])
    path = tmp_path / "samples.xlsx"
    book.save(path)
    content = bytearray(path.read_bytes())
    for at in range(place % len(content), min(place % len(content) + 6, len(content))):
        content[at] ^= 0xFF
    path.write_bytes(content)
    before = database.rows(t.samples)
    try:
        outcome = load_file(database.url, path, mappings.load("samples"), Wishes())
    except ImportFault:
        assert database.rows(t.samples) == before
    else:
        assert outcome.rejects.rows + outcome.counts.new + outcome.counts.unchanged == outcome.rows


def test_things_are_changed_where_they_stand(database: Any) -> None:
    mapping = 'kind = "desks"\n[fields.key]\ncolumn = "key"\n[fields.name]\ncolumn = "name"\n'
    database.load(TWO_CALLS, CALLS)
    database.load("key;name\ncimt;Servicedesken i CIMT\nny;En ny\n", mapping)
    with reader(database.url).connect() as connection:
        found = {row.id: row.name for row in connection.execute(select(t.desks.c.id, t.desks.c.name))}
    assert found[1] == "Servicedesken i CIMT"
    assert "En ny" in found.values()
    database.load("key;name\ncimt;CIMT Servicedesk\n", mapping)
