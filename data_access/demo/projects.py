"""Projects and their monthly reports: the last as published, the ones before made up."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from data_access.database import schema as t
from data_access.demo.calendar import Month, months
from data_access.demo.facts import number as parsed
from data_access.demo.facts import read_facts
from data_access.demo.loads import load_id
from data_access.demo.organisation import named
from vocabulary.text import slug

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
# Budget and expected cost in million DKK, made up: the sources name none.
_COSTS: Mapping[str, tuple[float, float]] = {
    "ekg": (12.0, 12.9),
    "mars": (8.5, 8.5),
    "netvaerksprogrammet": (46.0, 52.0),
    "exchange": (9.2, 9.2),
    "windows-7": (31.0, 31.5),
    "ris-pacs": (64.0, 66.0),
}
PROGRAMMES = {"regional": "Regionalt", "cross_regional": "Tværregionalt"}
PRECISION = {4: "year", 7: "month", 10: "day"}  # by the length of a date's text
_DELAYS = {"yellow": 4.0, "red": 10.0}  # weeks


def write(connection: Connection) -> None:
    """Write the projects and their reports."""
    rows = read_facts("projects")
    connection.execute(
        insert(t.project_programmes),
        [{"id": place, "key": key, "name": name} for place, (key, name) in enumerate(PROGRAMMES.items(), 1)],
    )
    projects = [
        {**project, "programme_id": list(PROGRAMMES).index(row["programme"]) + 1, "purpose": row["purpose"]}
        for project, row in zip(named(row["project"] for row in rows), rows, strict=True)
    ]
    connection.execute(insert(t.projects), projects)
    reports = [
        report
        for project_id, row in enumerate(rows, start=1)
        for report in (*_earlier(project_id, row), _published(project_id, row))
    ]
    connection.execute(insert(t.project_reports), reports)
    ids = {row["project"]: place for place, row in enumerate(rows, start=1)}
    connection.execute(
        insert(t.project_milestones), [_milestone(ids, row) for row in read_facts("project_milestones")]
    )


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
        **_cost(row["project"]),
    }


def _cost(project: str) -> dict[str, Any]:
    budget, forecast = _COSTS.get(slug(project), (None, None))
    return {"budget_mio_dkk": budget, "forecast_mio_dkk": forecast}


def _milestone(ids: Mapping[str, int], row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "project_id": ids[row["project"]],
        "load_id": load_id("projekter", date(2015, 5, 1)),
        "due": end_of(row["due"]),
        "due_precision": PRECISION[len(row["due"])],
        "what": row["what"],
        "state": row["state"],
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
        **_cost(row["project"]),
    }


def end_of(period: str) -> date:
    """Return the last day of a year, a month or a day: until then a milestone is not late."""
    if len(period) == 4:
        return date(int(period), 12, 31)
    return last_day(period) if len(period) == 7 else date.fromisoformat(period)


def last_day(month: str) -> date:
    """Return the last day of a month given as `2015-12`."""
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
