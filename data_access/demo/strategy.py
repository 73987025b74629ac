"""Staff, money, programmes and indicators: the figures that come in sheets."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from data_access.database import schema as t
from data_access.demo.calendar import Month, months
from data_access.demo.facts import number as parsed
from data_access.demo.facts import read_facts
from data_access.demo.loads import load_id
from data_access.demo.organisation import named
from data_access.demo.projects import PRECISION, end_of

PROGRAMMES: Mapping[str, str] = {
    "IT-konvergens": "Samling af it fra de parter, som blev til Region Hovedstaden i 2007",
    "Pejlemærker": "Regionernes fælles pejlemærker for sundheds-it",
    "Kommunal medfinansiering": "Nye rapporter til kommunerne om deres medfinansiering",
}
_KINDS = {"Projekter": "projects", "Temaer": "themes", "Engangsbeløb": "one_off"}
_MADE_UP = "Demonstrationstal"
_PUBLISHED = "Offentliggjort"

# Key, name, subject and unit of what was called for in the sources, without figures.
SERIES = (
    ("adoption_breadth", "Digitale værktøjer: afdelinger, der bruger dem", "adoption", "%"),
    ("adoption_depth", "Digitale værktøjer: funktioner i brug", "adoption", "%"),
    ("uptime", "Oppetid", "uptime", "%"),
    ("cofinancing_per_citizen", "Kommunal medfinansiering pr. borger", "cofinancing", "kr."),
    ("readmissions_share", "Genindlæggelser inden for 30 dage", "cofinancing", "%"),
)  # fmt: skip
_DEPARTMENTS: Mapping[str, int] = {
    "rigshospitalet": 46, "herlev": 28, "gentofte": 18, "glostrup": 20, "hvidovre": 25, "amager": 8,
    "bispebjerg-og-frederiksberg": 27, "hospitalerne-i-nordsjaelland": 26, "bornholms": 11,
    "region-hovedstadens-psykiatri": 17,
}  # fmt: skip
_FUNCTIONS = 40
_QUARTERLY = ("2014-03", "2014-06", "2014-09", "2014-12", "2015-03")
_SHARED_SYSTEMS = ("gs", "opus-notat", "epm3", "labka-ii", "orbit", "mail-kalender")
_MUNICIPALITIES = ("Ballerup", "Bornholm", "Frederikssund", "Gentofte", "Hillerød", "København")


def write(connection: Connection) -> None:
    """Write staff, money, programmes and indicators."""
    connection.execute(insert(t.staffing), [_staffing(row) for row in read_facts("staffing")])
    connection.execute(insert(t.staffing_sources), [_origin(r) for r in read_facts("staffing_sources")])
    connection.execute(insert(t.budget_lines), [_budget(row) for row in read_facts("budget")])
    programmes = [
        {**programme, "description": PROGRAMMES[programme["name"]]} for programme in named(PROGRAMMES)
    ]
    connection.execute(insert(t.programmes), programmes)
    connection.execute(insert(t.milestones), [_milestone(row) for row in read_facts("milestones")])
    connection.execute(insert(t.indicators), _indicators())
    connection.execute(insert(t.indicator_values), [*_key_figures(), *_series()])


def _staffing(row: Mapping[str, str]) -> dict[str, Any]:
    return {**_of_year(row, "personale"), "area": row["area"], "function": row["function"],
            "fte": float(row["fte"])}  # fmt: skip


def _origin(row: Mapping[str, str]) -> dict[str, Any]:
    return {**_of_year(row, "personale"), "origin": row["origin"], "note": row["note"],
            "fte": float(row["fte"])}  # fmt: skip


def _budget(row: Mapping[str, str]) -> dict[str, Any]:
    return {**_of_year(row, "budget"), "category": row["category"], "item": row["item"],
            "kind": _KINDS[row["category"]],
            "mio_dkk": float(row["mio_dkk"]), "note": row["note"]}  # fmt: skip


def _of_year(row: Mapping[str, str], source: str) -> dict[str, Any]:
    year = int(row["year"])
    return {"year": year, "load_id": load_id(source, date(year, 1, 1))}


def _milestone(row: Mapping[str, str]) -> dict[str, Any]:
    precision = PRECISION[len(row["date"])]
    due = end_of(row["date"])
    happened = row["state"] == "done" and precision == "day"
    return {
        "load_id": load_id("programmer", date(2015, 1, 1)),
        "programme_id": list(PROGRAMMES).index(row["programme"]) + 1,
        "due": due,
        "due_precision": precision,
        "what": row["what"],
        "state": row["state"],
        # Of the others that are done, only the month or the year is known.
        "done_on": due if happened else None,
    }


def _indicators() -> list[dict[str, Any]]:
    published = [(r["key"], r["name"], r["subject"], r["unit"]) for r in read_facts("key_figures")]
    names = ("key", "name", "subject", "unit")
    return [
        {"id": place, **dict(zip(names, row, strict=True))}
        for place, row in enumerate((*published, *SERIES), start=1)
    ]


def _key_figures() -> Iterator[dict[str, Any]]:
    for place, row in enumerate(read_facts("key_figures"), start=1):
        yield {
            "indicator_id": place,
            "period": row["period"],
            "scope": "",
            "load_id": load_id(_source_of(row), end_of(row["period"])),
            "value": float(row["value"]),
            "numerator": parsed(row["numerator"]),
            "denominator": parsed(row["denominator"]),
            "note": ". ".join(filter(None, (_PUBLISHED, row["note"]))),
        }


def _source_of(figure: Mapping[str, str]) -> str:
    """Return the source that a key figure came with: those of Sundhedsplatformen with its staff and its budget."""
    if figure["subject"] != "sundhedsplatformen":
        return "indikatorer"
    return "budget" if figure["key"].startswith("budget") else "personale"


def _series() -> Iterator[dict[str, Any]]:
    for month in months("2014-01", "2015-04"):
        rng = month.rng("indicators")
        for system in _SHARED_SYSTEMS:
            up = 100 - min(1.2, rng.lognormal(-1.9, 0.8))
            yield _value("uptime", month, system, round(up, 2))
        if month.key in _QUARTERLY:
            way = _QUARTERLY.index(month.key) / (len(_QUARTERLY) - 1)
            for place, (hospital, departments) in enumerate(_DEPARTMENTS.items()):
                lead = 0.06 * (place % 4)
                breadth, depth = 0.42 + lead + 0.3 * way, 0.3 + lead + 0.22 * way
                yield _share("adoption_breadth", month, hospital, breadth, departments)
                yield _share("adoption_depth", month, hospital, depth, _FUNCTIONS)
            for place, municipality in enumerate(_MUNICIPALITIES):
                cost = 3_150 + 90 * place + rng.normal(0, 25)
                yield _value("cofinancing_per_citizen", month, municipality, round(cost))
                back = round(8.1 + 0.3 * place + rng.normal(0, 0.2), 1)
                yield _value("readmissions_share", month, municipality, back)


def _value(indicator: str, month: Month, scope: str, value: float) -> dict[str, Any]:
    return {
        "indicator_id": len(read_facts("key_figures")) + [row[0] for row in SERIES].index(indicator) + 1,
        "period": month.key,
        "scope": scope,
        "load_id": load_id("indikatorer", month.first),
        "value": value,
        "numerator": None,
        "denominator": None,
        "note": _MADE_UP,
    }


def _share(indicator: str, month: Month, scope: str, share: float, of: int) -> dict[str, Any]:
    part = round(of * share)
    shared = _value(indicator, month, scope, round(100 * part / of, 1))
    return {**shared, "numerator": float(part), "denominator": float(of)}
