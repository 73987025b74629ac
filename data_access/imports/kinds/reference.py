"""What everything refers to or is judged by: sites, desks, systems, sources, targets, limits, hours, notes."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Table

from data_access.database import schema as t
from data_access.imports.kinds.common import DESK, MONTH, NOTE, reference
from data_access.imports.kinds.field import Field, Kind
from vocabulary.metrics import METRICS

# The limits that figures are counted by, and the unit of each.
LIMIT_KEYS: Mapping[tuple[str, str], str] = {
    ("call", "answer"): "seconds",
    **{("case", priority): "days" for priority in t.PRIORITIES},
    ("sample", "standard"): "seconds",
    ("sample", "heavy"): "seconds",
    **{("pathway", field): "days" for field in t.FIELDS},
    ("source", "completeness"): "share",
    **{("few", things): "count" for things in ("calls", "cases", "samples", "pathways")},
    ("project", "time_yellow"): "months",
    ("project", "time_red"): "months",
    ("project", "cost_yellow"): "share",
    ("project", "cost_red"): "share",
}


def _of_limits(place: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each[place] for each in LIMIT_KEYS))


def _each(rows: pd.DataFrame, *names: str) -> "pd.Series[Any]":
    return pd.Series(list(zip(*(rows[name] for name in names), strict=True)), index=rows.index, dtype=object)


NOTES = Kind(
    "notes",
    "Bemærkninger til tallene",
    t.notes,
    (
        MONTH,
        Field(
            "metric",
            "choice",
            "Figuren, som noten står ved (pejling metrics viser dem)",
            "calls",
            required=True,
            choices=tuple(METRICS),
        ),
        reference("site", t.sites, "Matriklen, hvis den kun gælder den", ""),
        reference("system", t.systems, "Systemet, hvis den kun gælder det", ""),
        reference("desk", t.desks, "Servicedesken, hvis den kun gælder den", ""),
        Field("text", "text", "Noten", "Sygdom i servicedesken", required=True),
        Field("level_shift", "flag", "Om niveauet er et andet fra da af", "nej", default=False),
    ),
    ("month", "metric", "site_id", "system_id", "desk_id"),
    "noter",
    "reference",
    ("month",),
)
SITES = Kind(
    "sites",
    "Matriklerne og de hospitaler, de hører til",
    t.site_hospitals,
    (
        reference("site", t.sites, "Matriklen", "Herlev", required=True, creates=True),
        reference(
            "hospital",
            t.hospitals,
            "Hospitalet; tomt er lukket",
            "Herlev og Gentofte Hospital",
            creates=True,
            named=True,
        ),
        Field("valid_from", "day", "Fra og med", "2015-05-01", required=True, least=1900),
        NOTE,
    ),
    ("site_id", "valid_from"),
    "organisation",
    "reference",
    ("valid_from",),
)
TARGETS = Kind(
    "targets",
    "Mål og tolerancer",
    t.targets,
    (
        Field(
            "metric",
            "choice",
            "Figuren (pejling metrics viser dem)",
            "service_level",
            required=True,
            choices=tuple(METRICS),
        ),
        Field("scope", "text", "Nøglen på det, målet er for; tomt er alle", "", default=""),
        Field("valid_from", "day", "Fra og med", "2014-09-01", required=True),
        Field("value", "number", "Målet; tomt er intet mål", "80", named=True, shares=True, least=-1e9),
        Field("tolerance", "number", "Så meget under målet er endnu gult", "5", default=0.0, shares=True),
        Field("origin", "text", "Hvor målet er vedtaget", "Servicekataloget", default=""),
    ),
    ("metric", "scope", "valid_from"),
    "organisation",
    "reference",
    ("valid_from",),
    per_cent=lambda rows: rows["metric"].map(lambda key: key in METRICS and METRICS[key].unit == "%"),
)

LIMITS = Kind(
    "limits",
    "Grænser, som tallene tælles efter",
    t.limits,
    (
        Field("subject", "choice", "Emnet", "call", required=True, choices=_of_limits(0)),
        Field("key", "choice", "Hvad grænsen er for", "answer", required=True, choices=_of_limits(1)),
        Field("valid_from", "day", "Fra og med", "2014-01-01", required=True),
        Field("amount", "number", "Grænsen; tomt er ingen", "300", named=True),
        Field("unit", "choice", "Enheden, som grænsen tælles i", "seconds", required=True, choices=t.UNITS),
        Field("origin", "text", "Hvor grænsen er vedtaget", "Servicekataloget", default=""),
    ),
    ("subject", "key", "valid_from"),
    "organisation",
    "reference",
    ("valid_from",),
    recounts=("calls", "cases", "samples"),
    checks=(
        (
            f"grænsen findes ikke; der er: {', '.join(' '.join(each) for each in LIMIT_KEYS)}",
            lambda rows: ~_each(rows, "subject", "key").isin(list(LIMIT_KEYS)),
        ),
        (
            "grænsen tælles i en anden enhed (se skabelonen)",
            lambda rows: _each(rows, "subject", "key").map(LIMIT_KEYS) != rows["unit"],
        ),
        (
            "en andel skrives mellem 0 og 1: 0,95 for 95 %",
            lambda rows: (rows["unit"] == "share") & (rows["amount"] > 1),
        ),
    ),
)


def _thing(name: str, title: str, table: Table, example: tuple[str, str], *fields: Field) -> Kind:
    """Return the kind of a table of things that have a key and a name."""
    named = (
        Field("key", "text", "Nøglen: små bogstaver, tal og bindestreger", example[0], required=True),
        Field("name", "text", "Navnet, som læserne ser", example[1], required=True),
    )
    valid = (
        "nøglen er ikke små bogstaver, tal og bindestreger",
        lambda rows: ~rows["key"].astype("str").str.fullmatch(r"[a-z0-9][a-z0-9_-]*"),
    )
    return Kind(
        name, title, table, (*named, *fields), ("key",), "organisation", "reference", (), checks=(valid,)
    )


DESKS = _thing("desks", "Servicedeskene", t.desks, ("cimt", "CIMT Servicedesk"))
SYSTEMS = _thing(
    "systems",
    "Systemerne",
    t.systems,
    ("mail", "Mail/kalender"),
    Field("description", "text", "Hvad systemet er", "", default=""),
    Field("users", "text", "Hvem der bruger det", "", default=""),
    Field("measured", "flag", "Om svartiden måles", "ja", required=True),
    Field("position", "whole", "Pladsen i rækken på siden", "1", required=True, most=10_000),
)
ACTION_CLASSES = _thing(
    "action-classes",
    "Slags handlinger, som svartiden måles på",
    t.action_classes,
    ("standard", "Almindelig"),
)
SOURCES = _thing(
    "sources",
    "Kilderne, og hvornår de skal levere",
    t.sources,
    ("telefoni", "Telefonsystemet"),
    Field("description", "text", "Hvad kilden har", "", default=""),
    Field("owner", "text", "Hvem der står for den (en rolle)", "", default=""),
    Field("rhythm", "choice", "Hvor tit den leverer", "daily", required=True, choices=t.RHYTHMS),
    Field(
        "due_working_day",
        "whole",
        "Den arbejdsdag efter perioden, den skal være kommet",
        "5",
        most=60,
    ),
)
OPENING_HOURS = Kind(
    "opening-hours",
    "Servicedeskenes åbningstider; en desk uden er altid åben",
    t.opening_hours,
    (
        DESK,
        Field("weekday", "whole", "Ugedagen: 1 er mandag, 7 er søndag", "1", required=True, least=1, most=7),
        Field("valid_from", "day", "Fra og med", "2015-01-01", required=True),
        Field("opens", "whole", "Åbner klokken; tomt er lukket", "8", named=True, most=23),
        Field("closes", "whole", "Lukker klokken; tomt er lukket", "16", named=True, least=1, most=24),
    ),
    ("desk_id", "weekday", "valid_from"),
    "organisation",
    "reference",
    ("valid_from",),
    recounts=("calls",),
    checks=(
        ("åbner, men lukker ikke, eller omvendt", lambda rows: rows["opens"].isna() != rows["closes"].isna()),
        ("lukker før den åbner", lambda rows: rows["closes"] <= rows["opens"]),
    ),
)
HOLIDAYS = Kind(
    "holidays",
    "Helligdage",
    t.public_holidays,
    (
        Field("day", "day", "Dagen", "2015-12-25", required=True),
        Field("name", "text", "Navnet", "Juledag", required=True),
    ),
    ("day",),
    "organisation",
    "reference",
    ("day",),
    recounts=("calls",),
)
