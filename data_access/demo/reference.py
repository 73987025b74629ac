"""Desks, systems, limits, targets and notes: what the figures are divided by and judged against."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from data_access.database import clock
from data_access.database import schema as t
from data_access.database.versions import EDITIONS, LOADS, WORDS, bump
from data_access.demo.calendar import CLOCK, REPLAYED, public_holidays
from data_access.demo.facts import read_facts
from data_access.demo.organisation import SITE_IDS, number
from vocabulary.text import slug

PUBLISHED = "Offentliggjort"
ASSUMED = "Antaget i demonstrationen"

SYSTEM_IDS: Mapping[str, int] = number(row["name"] for row in read_facts("systems"))
MEASURED = tuple(slug(row["name"]) for row in read_facts("systems") if row["measured"] == "1")
SLA: Mapping[str, float] = {
    slug(row["name"]): float(row["sla"]) for row in read_facts("systems") if row["sla"]
}
DESKS = (
    ("cimt", "CIMT Servicedesk", "Hjælp til it, medicoteknik og telefoni for alle medarbejdere"),
    ("klinisk", "Klinisk Servicedesk",
     "Hjælp til GS/OPUS, EPM3, Orbit og Mirsk; åben på hverdage 8-16, fredag 8-15"),
)  # fmt: skip
DESK_IDS = {key: place for place, (key, _, _) in enumerate(DESKS, start=1)}
ACTION_CLASSES = (("standard", "Almindelig handling"), ("heavy", "Tung handling"))
SUBJECTS = (
    "reference", "calls", "cases", "samples", "projects", "referrals", "pathways", "staffing",
    "budget", "programmes", "indicators", LOADS, WORDS, EDITIONS,
)  # fmt: skip

_ALWAYS, _AT_FIRST, _CATALOGUE = date(2007, 1, 1), date(2013, 1, 1), date(2014, 9, 1)
_SUSPENDED, _RESUMED = date(2014, 7, 1), date(2014, 9, 1)
_CATALOGUE_ORIGIN = f"{PUBLISHED}: det nye servicekatalog. Datoen er antaget i demonstrationen"

LIMITS = (
    ("call", "answer", 300, "seconds", PUBLISHED),
    ("case", "critical", 1, "days", ASSUMED),
    ("case", "high", 3, "days", PUBLISHED),
    ("case", "medium", 5, "days", PUBLISHED),
    ("case", "normal", 10, "days", PUBLISHED),
    ("sample", "standard", 3, "seconds", PUBLISHED),
    ("sample", "heavy", 15, "seconds", PUBLISHED),
    ("pathway", "somatic", 30, "days", PUBLISHED),
    ("pathway", "psychiatry", 60, "days", PUBLISHED),
    ("source", "completeness", 0.95, "share", ASSUMED),
    *(("few", things, 30, "count", ASSUMED) for things in ("calls", "cases", "samples", "pathways")),
    ("project", "time_yellow", 1, "months", ASSUMED),
    ("project", "time_red", 3, "months", ASSUMED),
    ("project", "cost_yellow", 0, "share", ASSUMED),
    ("project", "cost_red", 0.1, "share", ASSUMED),
)

# When the clinical desk is open, by weekday (1 is Monday).
OPENING_HOURS = ((1, 8, 16), (2, 8, 16), (3, 8, 16), (4, 8, 16), (5, 8, 15), (6, None, None), (7, None, None))

TARGETS = (
    ("service_level", "cimt", _AT_FIRST, 75, 5, ASSUMED),
    ("service_level", "cimt", _CATALOGUE, 80, 5, _CATALOGUE_ORIGIN),
    ("first_contact_resolution", "cimt", _AT_FIRST, 55, 3, ASSUMED),
    ("first_contact_resolution", "cimt", _CATALOGUE, 60, 3, _CATALOGUE_ORIGIN),
    ("cases_within_limit", "", _AT_FIRST, 90, 2.5, PUBLISHED),
    ("diagnosed_somatic", "", _AT_FIRST, 80, 5, ASSUMED),
    ("diagnosed_somatic", "", _SUSPENDED, None, 0, f"{ASSUMED}: retten er sat ud af kraft i to måneder"),
    ("diagnosed_somatic", "", _RESUMED, 80, 5, ASSUMED),
    ("diagnosed_psychiatry", "", _AT_FIRST, 80, 5, ASSUMED),
    ("systems_within_sla", "", _AT_FIRST, 100, 10, "Følger af, at hvert system har sit eget mål"),
    *(("response_time", system, _AT_FIRST, sla, 0.5, PUBLISHED) for system, sla in SLA.items()),
)

# Month, metric, site, system, whether the level has shifted, and the words.
NOTES = (
    ("2014-06", "calls", None, None, False,
     "Telefonloggen mangler fem dage, 18.-22. juni (fremstillet til demonstrationen)."),
    ("2014-08", "first_contact_resolution", None, None, True,
     "Fra august ligger straksafklaringen stabilt over 80 %."),
    ("2014-09", "service_level", None, None, False,
     "Målet er hævet til 80 % med det nye servicekatalog (måneden er antaget i demonstrationen)."),
    ("2014-11", "response_time", None, "mail-kalender", False,
     "En fejlbehæftet opdatering af kontorpakken gav lange svartider (måneden er antaget i "
     "demonstrationen)."),
    ("2014-12", "response_time", None, "wwbakt", True,
     "Svartiden springer fra 78,3 til 100 og bliver der."),
    ("2015-01", "calls", None, None, False, "Ferie i december skubbede henvendelser til januar."),
    ("2015-03", "calls", None, None, False, "Vinterferie i februar skubbede henvendelser til marts."),
    ("2015-03", "average_wait", None, None, False,
     "Mange opkald og sygdom i servicedesken gav længere ventetid."),
    ("2015-03", "service_level", None, None, False,
     "Sygdom i servicedesken og mange opkald efter vinterferien gav længere ventetid."),
    ("2015-04", "average_wait", None, None, False,
     "Ventetiden var fortsat lang: mange opkald og sygdom i servicedesken."),
    ("2015-04", "service_level", None, None, False,
     "Mange opkald og sygdom i servicedesken holdt også april under målet."),
    ("2015-04", "response_time", None, "mail-kalender", False,
     "Stigningen skyldes flytningen til den nye Exchange-platform; første bølge blev flyttet i april."),
    ("2015-03", "response_time", "frederikssund", "blodinfo-ii", False,
     "Faldet skyldes ét sted, Frederikssund; alle andre steder lå over målet."),
    ("2015-04", "response_time", "frederikssund", "blodinfo-ii", False,
     "Faldet skyldes fortsat kun Frederikssund; alle andre steder lå over målet."),
)  # fmt: skip


def write(connection: Connection) -> None:
    """Write what the figures are divided by and judged against, and the clock that stands still."""
    desks = [
        {"id": DESK_IDS[key], "key": key, "name": name, "description": description}
        for key, name, description in DESKS
    ]
    classes = [
        {"id": place, "key": key, "name": name} for place, (key, name) in enumerate(ACTION_CLASSES, start=1)
    ]
    connection.execute(insert(t.desks), desks)
    connection.execute(insert(t.action_classes), classes)
    connection.execute(insert(t.systems), _systems())
    connection.execute(insert(t.opening_hours), _opening_hours())
    connection.execute(
        insert(t.public_holidays), [{"day": day, "name": name} for day, name in public_holidays().items()]
    )
    connection.execute(insert(t.limits), _limits())
    connection.execute(insert(t.targets), _targets())
    connection.execute(insert(t.notes), _notes())
    kept = {
        "clock": f"{CLOCK:%Y-%m-%dT%H:%M}",
        "demonstration": "1",
        clock.REPLAYED: REPLAYED.isoformat(),
    }
    settings = [{"key": key, "value": value} for key, value in kept.items()]
    connection.execute(insert(t.settings), settings)
    bump(connection, *SUBJECTS)


def _systems() -> list[dict[str, Any]]:
    return [
        {"id": place, "key": slug(row["name"]), "name": row["name"], "position": place,
         "description": row["description"], "users": row["users"],
         "measured": row["measured"] == "1"}
        for place, row in enumerate(read_facts("systems"), start=1)
    ]  # fmt: skip


def _opening_hours() -> list[dict[str, Any]]:
    return [
        {
            "desk_id": DESK_IDS["klinisk"],
            "weekday": weekday,
            "valid_from": _ALWAYS,
            "opens": opens,
            "closes": closes,
        }
        for weekday, opens, closes in OPENING_HOURS
    ]


def _limits() -> list[dict[str, Any]]:
    names = ("subject", "key", "amount", "unit", "origin")
    return [dict(zip(names, row, strict=True), valid_from=_ALWAYS) for row in LIMITS]


def _targets() -> list[dict[str, Any]]:
    names = ("metric", "scope", "valid_from", "value", "tolerance", "origin")
    return [dict(zip(names, row, strict=True)) for row in TARGETS]


def _notes() -> list[dict[str, Any]]:
    return [
        {"month": month, "metric": metric, "text": text, "level_shift": shifted,
         "site_id": SITE_IDS[site] if site else None,
         "system_id": SYSTEM_IDS[system] if system else None,
         # What was published of the service desk's figures is about CIMT's own.
         "desk_id": None if metric == "response_time" else DESK_IDS["cimt"]}
        for month, metric, site, system, shifted, text in NOTES
    ]  # fmt: skip
