"""A draft knows the field: a plain export of a common system gives a mapping that loads with at most two edits."""

import csv
import io
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data_access.database import schema as t
from data_access.imports.drafting.draft import draft
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS, kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.reading.files import opened
from data_access.imports.wishes import Wishes
from tests.unit.data_access.imports.test_examples import SAMPLES

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(25)]

SITES = ("Herlev", "Gentofte")


@dataclass(frozen=True)
class Export:
    """An export as a system gives it: its rows, what an edit must say, and lines that the draft must have."""

    kind: str
    rows: list[list[Any]]
    edits: dict[str, str]
    says: tuple[str, ...] = ()
    mark: str = ","
    is_workbook: bool = False
    loaded: int = 0


DESK = {"desk": "cimt"}
CALL_SITE = {"desk": "cimt", "site": "Herlev"}
EXPORTS = {
    "ServiceNow": Export(
        "cases",
        [
            ["Number", "Opened", "Contact type", "Priority", "State", "Assignment group", "Location", "Resolved",
             "Closed", "Updated", "Short description"],
            *(
                [f"INC00{n:05d}", f"2015-04-{n + 1:02d} 08:{n:02d}:00", ["Phone", "Self-service", "Email"][n % 3],
                 ["1 - Critical", "2 - High", "3 - Moderate", "4 - Low", "5 - Planning"][n % 5], "Closed", "Netværk",
                 SITES[n % 2], f"2015-04-{n + 1:02d} 10:00:00", f"2015-04-{n + 2:02d} 10:00:00",
                 f"2015-04-{n + 2:02d} 10:00:0{n % 10}", "Kan ikke logge på, hjælp"]
                for n in range(25)
            ),
        ],
        DESK,
        ('newest_by = "Updated"', '"1 - Critical" = "critical"', '"5 - Planning" = "normal"', 'Phone" = "telephone"'),
        loaded=25,
    ),
    "Jira": Export(
        "cases",
        [
            ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Reporter", "Created", "Updated",
             "Resolved"],
            *(
                ["Fejl i udskrift", f"ITS-{100 + n}", 10_000 + n, ["Bug", "Service Request"][n % 2], "Done",
                 ["Highest", "High", "Medium", "Low", "Lowest"][n % 5], "a",
                 f"{n + 1:02d}/Apr/15 9:{n + 10} AM", f"{n + 2:02d}/Apr/15 9:12 AM", f"{n + 1:02d}/Apr/15 3:12 PM"]
                for n in range(25)
            ),
        ],
        CALL_SITE,
        ('column = "Issue key"', 'format = "%d/%b/%y %I:%M %p"', '"Bug" = "incident"'),
        loaded=25,
    ),
    "Zendesk": Export(
        "cases",
        [
            ["ID", "Requester", "Subject", "Status", "Priority", "Ticket type", "Channel", "Group", "Created at",
             "Solved at", "Updated at"],
            *(
                [5000 + n, "x", "y", "Solved", ["Urgent", "High", "Normal", "Low"][n % 4],
                 ["Incident", "Question"][n % 2],
                 ["Phone call", "Web"][n % 2], "Service", f"2015-04-13T0{n}:12:05Z", f"2015-04-13T1{n}:12:05Z",
                 f"2015-04-14T1{n}:12:05Z"]
                for n in range(8)
            ),
        ],
        CALL_SITE,
        ('column = "ID"', '"Urgent" = "critical"'),
        loaded=8,
    ),
    "TOPdesk": Export(
        "cases",
        [
            ["Sagsnummer", "Oprettelsesdato", "Indgang", "Prioritet", "Lokation", "Behandlergruppe", "Afsluttet",
             "Lukkedato", "Sagstype"],
            *(
                [f"I 1504 {n:03d}", f"{n + 1:02d}-04-2015 09:12", ["Telefonisk", "Selvbetjening"][n % 2],
                 f"P{n % 4 + 1}",
                 SITES[n % 2], "Drift", f"{n + 1:02d}-04-2015 12:12" if n % 3 else "",
                 f"{n + 2:02d}-04-2015 12:12" if n % 4 else "", ["Fejl", "Bestilling"][n % 2]]
                for n in range(25)
            ),
        ],
        DESK,
        ('column = ["Afsluttet", "Lukkedato"]', '"P1" = "critical"', '"Bestilling" = "service_request"'),
        mark=";",
        loaded=25,
    ),
    "call list with date and time apart": Export(
        "calls",
        [
            ["Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed of answer in seconds",
             "AvgTalkDuration", "Satisfaction rating"],
            *(
                [f"ID{n:04d}", "A", f"{n + 1}/{13 + n}/2015", time(9, 12, n), "Teknik", "YN"[n % 5 == 0], "Y",
                 None if n % 5 == 0 else 10 + n, None if n % 5 == 0 else time(0, 2, 23), 3]
                for n in range(10)
            ),
        ],
        CALL_SITE,
        ('join = ["Date", "Time"]', 'format = "%m/%d/%Y %H:%M:%S"', 'column = "Answered (Y/N)"', 'key = ["Call Id"]'),
        is_workbook=True,
        loaded=10,
    ),
    "Genesys": Export(
        "calls",
        [
            ["Conversation ID", "Media Type", "Queue", "Conversation Start", "Abandoned", "Queue Wait", "Talk Time"],
            *(
                [f"{n:08x}-aa-bb", "voice", "IT", f"2015-04-13T09:{n:02d}:05.000Z", ["NO", "YES"][n % 7 == 0],
                 f"00:00:{n:02d}", "00:00:00" if n % 7 == 0 else "00:03:11"]
                for n in range(20)
            ),
        ],
        CALL_SITE,
        ('values = { "NO" = "ja", "YES" = "nej" }', 'key = ["Conversation ID"]'),
        loaded=20,
    ),
    "Cisco totals": Export(
        "call-totals",
        [
            ["CSQ Name", "Interval Start", "Calls Presented", "Calls Handled", "Calls Abandoned", "Service Level %",
             "Average Speed of Answer", "Location"],
            *(
                ["CIMT", f"{n + 1:02d}-04-2015", 100 + n, 90 + n, 10, "85,5 %", "0:00:35", "Herlev"]
                for n in range(12)
            ),
            ["Total", "", 1266, 1146, 120, "85,5 %", "0:00:35", ""],
        ],
        DESK,
        ('product = ["Calls Handled", "Service Level %"]', 'product = ["Calls Handled", "Average Speed of Answer"]',
         'is = ["Total"]'),
        mark=";",
        loaded=12,
    ),
    "Genesys by interval": Export(
        "call-totals",
        [
            ["Interval Start", "Interval End", "Media Type", "Queue Name", "Offer", "Answer", "Abandon",
             "Service Level %", "ASA"],
            *(
                [f"2015-04-{n + 1:02d} 00:00", f"2015-04-{n + 2:02d} 00:00", "voice", "IT", 100 + n, 90 + n, 10,
                 "85.5%", "00:00:35"]
                for n in range(12)
            ),
        ],
        CALL_SITE,
        ('column = "Offer"', 'product = ["Answer", "Service Level %"]', 'product = ["Answer", "ASA"]'),
        loaded=12,
    ),
    "sums of waits": Export(
        "call-totals",
        [
            ["Dato", "Matrikel", "Opkald", "Besvarede", "Ventetid i alt"],
            *([f"{13 + n:02d}-04-2015", "Herlev", 400, 380, 9000 + n] for n in range(9)),
        ],
        DESK,
        ('column = "Ventetid i alt"\n\n',),
        mark=";",
        loaded=9,
    ),
    "cases with the names of months": Export(
        "cases",
        [
            ["Sagsnr.", "Oprettet", "Kanal", "Prioritet", "Hospital", "Løst den"],
            *(
                [f"S{n}", f"{n + 1}. marts 2015 kl. 09.{n:02d}", ["Telefon", "Selvbetjening"][n % 2],
                 ["Høj", "Normal"][n % 2], SITES[n % 2], f"{n + 2}. maj 2015 kl. 10.00"]
                for n in range(25)
            ),
        ],
        DESK,
        ('format = "%d. %B %Y kl. %H.%M"',),
        mark=";",
        loaded=25,
    ),
    "project list that does not say of which month it is": Export(
        "projects",
        [
            ["Projekt", "Projektleder", "Fase", "Status", "Startdato", "Forventet slut", "Bemærkning"],
            *(
                [f"Projekt {n}", "N.N.", "Analyse", ["Grøn", "Gul", "Rød"][n % 3], f"{13 + n}-04-2015",
                 f"{13 + n}-06-2016", "Følger planen"]
                for n in range(9)
            ),
        ],
        {"month": "2015-04"},
        ('column = "Forventet slut"',),
        mark=";",
        loaded=9,
    ),
    "telephone report by month": Export(
        "call-totals",
        [
            ["Rapport fra telefonsystemet"],
            [],
            ["Måned", "Matrikel", "Indgående", "Mistede"],
            *([datetime(2015, 1 + n, 1), "Herlev", 400 + n, 20] for n in range(6)),  # noqa: DTZ001
            ["I alt", None, 2415, 120],
            ["* uden de opkald, der kom udenfor"],
        ],
        DESK,
        ("header_row = 3", 'grain = "month"', 'difference = ["Indgående", "Mistede"]', 'is = ["I alt"]',
         'is = ["* uden de opkald, der kom udenfor"]'),
        is_workbook=True,
        loaded=6,
    ),
    "Zabbix": Export(
        "samples",
        [
            ["itemid", "host", "item", "clock", "value"],
            *([23_000, "Mail/kalender", "Log på", 1_428_915_600 + 60 * n, f"0.{n}5"] for n in range(10)),
        ],
        {"action_class": "standard", "site": "Herlev"},
        ('format = "unix"', 'key = ["itemid", "clock"]'),
        loaded=10,
    ),
    "PRTG": Export(
        "samples",
        [
            ["Date Time", "Response Time", "Response Time(RAW)", "Coverage"],
            *([f"4/{13 + n}/2015 10:0{n}:00 AM", f"{120 + n} msec", 120 + n, "100 %"] for n in range(5)),
        ],
        {"system": "Mail/kalender", "site": "Herlev"},
        ('value = "standard"  # TVIVL', 'format = "%m/%d/%Y %I:%M:%S %p"',
         'column = "Response Time(RAW)"\nscale = 0.001', 'key = ["Date Time"]'),
        loaded=5,
    ),
    "Uptime Kuma": Export(
        "samples",
        [
            ["id", "monitor_name", "time", "status", "msg", "ping"],
            *([n, "Mail/kalender", f"2015-04-13 10:0{n}:00.123", 1, "200 - OK", 120 + n] for n in range(9)),
        ],
        {"site": "Herlev"},
        ('column = "ping"\nscale = 0.001', 'key = ["id"]'),
        loaded=9,
    ),
    "project list": Export(
        "projects",
        [
            ["project_name", "department", "colour_rating", "end_date", "report_month", "commentary"],
            *(
                [f"Projekt {n}", "IT", ["Green", "Amber", "Red", "Amber/Green"][n % 4], f"{13 + n:02d}/06/2016",
                 "2015-04",
                 "Følger planen"]
                for n in range(8)
            ),
        ],
        {},
        ('"Amber/Green" = "yellow"', 'format = "%d/%m/%Y"'),
        loaded=8,
    ),
    "project list of a workbook": Export(
        "projects",
        [
            ["Projektnavn", "Trafiklys", "Forventet slut", "Fase", "Måned"],
            *([f"P{n}", ["Grøn", "Gul", "Rød"][n % 3], date(2016, 6, 1 + n), "Drift", "april 2015"] for n in range(6)),
        ],
        {},
        ('"Gul" = "yellow"', 'column = "Forventet slut"'),
        is_workbook=True,
        loaded=6,
    ),
    "projects in columns": Export(
        "projects",
        [
            ["Projekt", "Projekt A", "Projekt B", "Projekt C"],
            ["Måned", "2015-04", "2015-04", "2015-04"],
            ["Status", "Grøn", "Gul", "Rød"],
            ["Bemærkning", "Godt", "Nogenlunde", "Skidt"],
        ],
        {},
        ("transposed = true",),
        mark=";",
        loaded=3,
    ),
    "projects with months in columns": Export(
        "projects",
        [
            ["Projekt", "jan 2015", "feb 2015", "mar 2015", "apr 2015"],
            ["Projekt A", "Grøn", "Gul", "Gul", "Rød"],
            ["Projekt B", "", "Grøn", "Grøn", "Grøn"],
        ],
        {},
        ('unfold = "periods"', '"Gul" = "yellow"'),
        mark=";",
        loaded=7,
    ),
    "staff with years in columns": Export(
        "staffing",
        [
            ["Område", "Funktion", 2016, 2017, 2018],
            ["Drift", "Support", 12.5, 13, 14],
            ["Udvikling", "Arkitektur", 3, None, 4.5],
        ],
        {},
        ('unfold = "periods"',),
        is_workbook=True,
        loaded=5,
    ),
    "indicators in columns": Export(
        "indicators",
        [
            ["Måned", "Oppetid", "Tilfredshed"],
            *([f"2015-{n:02d}", f"99,{n}", f"{80 + n}"] for n in range(1, 9)),
        ],
        {},
        ('unfold = ["Oppetid", "Tilfredshed"]',),
        mark=";",
        loaded=16,
    ),
    "referrals": Export(
        "referrals",
        [
            ["Måned", "Hospital", "Speciale", "Privathospital", "Ordning", "Antal"],
            *(
                [f"2015-0{1 + n % 9}", SITES[n % 2], f"Øjne {n}", "P1", ["Egen aftale", "Udvidet frit valg"][n % 2],
                 3 + n]
                for n in range(9)
            ),
            ["Kilde: visitationen"],
        ],
        {},
        ('"Egen aftale" = "own"', 'is = ["Kilde: visitationen"]'),
        mark=";",
        loaded=9,
    ),
}  # fmt: skip


def write(folder: Any, name: str, export: Export) -> Any:
    path = folder / f"{name.replace(' ', '-')}.{'xlsx' if export.is_workbook else 'csv'}"
    if export.is_workbook:
        book: Any = Workbook()
        for row in export.rows:
            book.active.append(row)
        book.save(path)
        return path
    file = io.StringIO()
    csv.writer(file, delimiter=export.mark).writerows(export.rows)
    path.write_text(file.getvalue(), "utf-8", newline="")
    return path


def edited(said: str, edits: dict[str, str]) -> str:
    """Return the draft with what only a person knows, each an edit of one line."""
    for field, value in edits.items():
        head, found, rest = said.partition(f"[fields.{field}]")
        assert found, f"{field} is not asked for"
        before, at, after = rest.partition("\n# value = ")
        assert at, f"{field} is not asked for"
        said = f'{head}{found}{before}\nvalue = "{value}"\n# {after}'
    return said


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


# --- Columns that become rows, and weeks ----------------------------------------------------------------

REFERRALS = """
kind = "referrals"
[file]
unfold = {unfold}
[fields.month]
column = "overskrift"
[fields.site]
column = "Hospital"
[fields.service]
value = "Øjne"
[fields.provider]
value = "P1"
[fields.agreement]
value = "own"
[fields.treatments]
column = "værdi"
"""


def test_each_month_in_a_column_is_a_row_and_an_empty_cell_is_none(database: Any) -> None:
    rows = "Rapport\n\nHospital;jan-15;2015-02;marts 2015;I alt\nHerlev;3;;5;8\nGentofte; ;4;6;10\n"
    outcome = database.load(rows, REFERRALS.format(unfold='"periods"'))
    assert not outcome.rejects.reasons
    assert database.rows(t.referrals, "month", "treatments") == [
        ("2015-01", 3), ("2015-02", 4), ("2015-03", 5), ("2015-03", 6),
    ]  # fmt: skip


def test_columns_that_are_to_be_rows_and_are_not_there_are_told(database: Any) -> None:
    for unfold, said in (
        ('"periods"', "ingen kolonner, hvis overskrift er en periode"),
        ('["maj"]', "hedder „maj“"),
    ):
        with pytest.raises(ImportFault, match=said):
            database.load("Hospital;Antal\nHerlev;3\n", REFERRALS.format(unfold=unfold))
    with pytest.raises(ImportFault, match="hverken „periods“ eller kolonner"):
        mappings.read_mapping(REFERRALS.format(unfold='"months"'), "prøve")


@pytest.mark.parametrize(
    "week", ["2015-W53", "2015W53", "uge 53 2015", "Uge 3, 2015", "2015 uge 3", "W53/2015"]
)
def test_a_week_is_refused_by_name(database: Any, week: str) -> None:
    mapping = REFERRALS.format(unfold='["Antal"]').replace('column = "overskrift"', 'column = "Uge"')
    outcome = database.load(f"Uge;Hospital;Antal\n{week};Herlev;3\n", mapping)
    (reason,) = outcome.rejects.reasons
    assert reason == "month er en uge, og en uge kan ligge i to måneder: hent tallene for dage eller måneder"


def test_a_time_with_a_zone_among_others_is_a_reject_and_no_crash(database: Any) -> None:
    mapping = mappings.load("samples")
    origin = replace(mapping.origins["taken_at"], formats=("%d-%m-%Y %H:%M",))
    mapping = replace(mapping, origins={**mapping.origins, "taken_at": origin})
    path = database.folder / "fil.csv"
    rows = "1;13-04-2015 10:00;mail;Herlev;standard;1,5\n2;2015-04-13T10:00:00Z;mail;Herlev;standard;1,5\n"
    path.write_text(f"id;time;system;site;action;seconds\n{rows}")
    outcome = load_file(database.url, path, mapping, Wishes(most_rejected=0.5))
    assert (outcome.counts.new, outcome.rejects.rows) == (1, 1)


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
