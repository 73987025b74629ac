"""Projects and their monthly reports: the last as published, the ones before made up."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from dashboard.text import slug
from data_access import schema as t
from data_access.demo.calendar import Month, months
from data_access.demo.facts import number as parsed
from data_access.demo.facts import read
from data_access.demo.loads import load_id
from data_access.demo.organisation import named

# The lights of June 2014 to April 2015, a letter a month; "-" before the first report.
_HISTORY: Mapping[str, str] = {
    "sundhedsplatformen": "GGGGYYGGGGG",
    "praehospital-patientjournal-ppj": "GYYYYGGGGGG",
    "ekg": "GGGGGYYYRRR",
    "mars": "GGGGGGGGGGG",
    "praksys": "GGGYYYGGGGG",
    "netvaerksprogrammet": "YYYYGGGGGGG",
    "telefonistabilisering": "RRYYYYYGGGG",
    "captia-til-workzone": "--GGGGGGYYG",
    "exchange": "GGGYYYYYGGG",
    "windows-7": "YYGGGGGGGGG",
    "rhel-omlaegning": "----GGGGG0G",
    "hospitalssammenlaegninger-2015": "------GGGGG",
    "ris-pacs": "GGGGYGGGGYY",
}
_LIGHTS = {"G": "green", "Y": "yellow", "R": "red", "0": "grey"}
_FINDINGS = {
    "green": "Følger tidsplanen.",
    "yellow": "Tidsplanen er presset.",
    "red": "Bagud i forhold til tidsplanen.",
    "grey": "Ingen rapport modtaget.",
}
_MADE_UP = " (Fremstillet til demonstrationen.)"
_DELAYS = {"yellow": 4.0, "red": 10.0}  # weeks


def write(connection: Connection) -> None:
    """Write the projects and their reports."""
    rows = read("projects")
    projects = [
        {**project, "programme": row["programme"], "purpose": row["purpose"]}
        for project, row in zip(named(row["project"] for row in rows), rows, strict=True)
    ]
    connection.execute(insert(t.projects), projects)
    reports = [
        report
        for project_id, row in enumerate(rows, start=1)
        for report in (*_earlier(project_id, row), _published(project_id, row))
    ]
    connection.execute(insert(t.project_reports), reports)


def _published(project_id: int, row: Mapping[str, str]) -> dict[str, Any]:
    year, month = map(int, row["report_month"].split("-"))
    return {
        "project_id": project_id,
        "month": row["report_month"],
        "load_id": load_id("projekter", date(year, month, 1)),
        "light": row["light"],
        "finding": row["finding"],
        "phase": row["phase"],
        "expected_end": last_day(row["expected_end"]),
        "delay_weeks": parsed(row["delay_weeks"]),
        "next_milestone": row["next_milestone"],
    }


def _earlier(project_id: int, row: Mapping[str, str]) -> list[dict[str, Any]]:
    history = zip(months("2014-06", "2015-04"), _HISTORY[slug(row["project"])], strict=True)
    return [_made_up(project_id, row, month, _LIGHTS[letter]) for month, letter in history if letter != "-"]


def _made_up(project_id: int, row: Mapping[str, str], month: Month, light: str) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "month": month.key,
        "load_id": load_id("projekter", month.first),
        "light": light,
        "finding": _FINDINGS[light] + _MADE_UP,
        "phase": "",
        "expected_end": last_day(row["expected_end"]),
        "delay_weeks": _DELAYS.get(light),
        "next_milestone": "",
    }


def last_day(month: str) -> date:
    """Return the last day of a month given as `2015-12`."""
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
