"""A draft knows the field: a plain export of a common system gives a mapping that loads with at most two edits."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from data_access.imports.drafting.draft import draft
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.reading.files import opened
from data_access.imports.wishes import Wishes

pytestmark = pytest.mark.takes(30)

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
        {"system": "Mail/kalender", "action_class": "standard", "site": "Herlev"},
        ('format = "%m/%d/%Y %I:%M:%S %p"', 'column = "Response Time(RAW)"'),
        loaded=5,
    ),
    "Uptime Kuma": Export(
        "samples",
        [
            ["id", "monitor_name", "time", "status", "msg", "ping"],
            *([n, "Mail/kalender", f"2015-04-13 10:0{n}:00.123", 1, "200 - OK", 120 + n] for n in range(9)),
        ],
        {"action_class": "standard", "site": "Herlev"},
        ('column = "ping"', 'key = ["id"]'),
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
    # A file of one sensor does not say which system, where, or which kind of action it is of.
    assert len(export.edits) <= (3 if name == "PRTG" else 2)
    mapping = mappings.read_mapping(edited(said, export.edits), "udkast")
    outcome = load_file(database.url, path, mapping, Wishes())
    assert not outcome.rejects.reasons, (outcome.rejects.examples, said)
    assert outcome.counts.new == export.loaded, said
    assert "pejling mapping check mapping.toml" in said.splitlines()[-2]
