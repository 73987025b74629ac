"""What is reported by month or year: projects, referrals, pathways, staff, money, programmes, indicators."""

from typing import Any

import pandas as pd

from data_access.database import schema as t
from data_access.imports.kinds.common import MONTH, NOTE, SITE, YEAR, exceeds, reference
from data_access.imports.kinds.field import Field, Kind

# What the unit of figures in per cent is called.
PER_CENT = ("%", "procent", "pct.", "pct", "percent", "per cent")

PROJECTS = Kind(
    "projects",
    "Projekternes månedlige status",
    t.project_reports,
    (
        reference("project", t.projects, "Projektets navn", "Ny mailplatform", required=True, creates=True),
        reference(
            "programme", t.project_programmes, "Programmet eller afdelingen", "Klinisk it", creates=True
        ),
        Field("purpose", "text", "Formålet", "", default=""),
        MONTH,
        Field("light", "choice", "Trafiklyset", "green", required=True, choices=t.LIGHTS),
        Field(
            "status_word", "text", "Kildens eget ord for, hvordan det står; vises ved lyset", "", default=""
        ),
        Field("finding", "text", "Hvad der er at sige om det", "", default=""),
        Field("phase", "text", "Fasen", "Gennemførelse", default=""),
        Field("expected_end", "day", "Ventet slut", "2015-12-31"),
        Field("delay_weeks", "number", "Forsinkelse i uger", "4", least=-1000),
        Field("budget_mio_dkk", "number", "Budget i mio. kr.", "12,5"),
        Field("forecast_mio_dkk", "number", "Ventet forbrug i mio. kr.", "12,5"),
        Field("next_milestone", "text", "Næste milepæl", "Idriftsættelse", default=""),
    ),
    ("project_id", "month"),
    "projekter",
    "projects",
    ("month",),
    tells_gaps=True,
    is_ahead=True,
    about={"programme": ("project", "programme_id"), "purpose": ("project", "purpose")},
)
PROJECT_MILESTONES = Kind(
    "project-milestones",
    "Projekternes milepæle",
    t.project_milestones,
    (
        reference("project", t.projects, "Projektets navn", "Ny mailplatform", required=True),
        Field("due", "day", "Fristen", "2015-06-01", required=True),
        Field("what", "text", "Milepælen", "Idriftsættelse", required=True),
        Field(
            "due_precision", "choice", "Hvor nøje fristen er sagt", "day", default="day", choices=t.PRECISIONS
        ),
        Field("state", "choice", "Stand", "planned", required=True, choices=t.MILESTONE_STATES),
    ),
    ("project_id", "due", "what"),
    "projekter",
    "projects",
    ("due",),
)
REFERRALS = Kind(
    "referrals",
    "Omvisiteringer, talt op",
    t.referrals,
    (
        MONTH,
        SITE,
        reference(
            "service", t.services, "Den ventede ydelse", "Radiologisk procedure", required=True, creates=True
        ),
        reference(
            "provider", t.providers, "Privathospitalet", "Privathospital 1", required=True, creates=True
        ),
        Field("agreement", "choice", "Aftalen", "own", required=True, choices=t.AGREEMENTS),
        Field("treatments", "whole", "Antal behandlinger", "12", required=True, least=1, most=1e6),
    ),
    ("month", "site_id", "service_id", "provider_id", "agreement"),
    "henvisninger",
    "referrals",
    ("month",),
    tells_gaps=True,
)
PATHWAYS = Kind(
    "pathways",
    "Udredningsforløb, talt op",
    t.pathways,
    (
        MONTH,
        Field("field", "choice", "Somatik eller psykiatri", "somatic", required=True, choices=t.FIELDS),
        SITE,
        Field("expected", "whole", "Forløb i alt", "120", required=True, most=1e6),
        Field("arrived", "whole", "Forløb, der er indberettet", "110", required=True, most=1e6),
        Field("within_limit", "whole", "Heraf inden for fristen", "96", required=True, most=1e6),
    ),
    ("month", "field", "site_id"),
    "udredning",
    "pathways",
    ("month",),
    tells_gaps=True,
    checks=(
        ("flere inden for fristen end indberettet", exceeds("within_limit", "arrived")),
        ("flere indberettet end ventet", exceeds("arrived", "expected")),
    ),
)
STAFFING = Kind(
    "staffing",
    "Årsværk efter område og funktion",
    t.staffing,
    (
        YEAR,
        Field("area", "text", "Området", "Drift", required=True),
        Field("function", "text", "Funktionen", "Support", required=True),
        Field("fte", "number", "Årsværk", "12,5", required=True, most=1e5),
    ),
    ("year", "area", "function"),
    "personale",
    "staffing",
    ("year",),
    tells_gaps=True,
    is_ahead=True,
)
STAFFING_ORIGINS = Kind(
    "staffing-origins",
    "Hvor årsværkene kom fra",
    t.staffing_sources,
    (
        YEAR,
        Field("origin", "text", "Hvor de kom fra", "CIMT", required=True),
        Field("fte", "number", "Årsværk", "190", required=True, most=1e5),
        NOTE,
    ),
    ("year", "origin"),
    "personale",
    "staffing",
    ("year",),
    tells_gaps=True,
    is_ahead=True,
)
BUDGET = Kind(
    "budget",
    "Budgettets linjer",
    t.budget_lines,
    (
        YEAR,
        Field("category", "text", "Gruppen", "Projekter", required=True),
        Field("item", "text", "Posten", "Optimering", required=True),
        Field("kind", "choice", "Slags", "projects", choices=t.BUDGET_KINDS),
        Field("mio_dkk", "number", "Mio. kr.", "4,5", required=True, least=-1e6, most=1e6),
        NOTE,
    ),
    ("year", "category", "item"),
    "budget",
    "budget",
    ("year",),
    tells_gaps=True,
    is_ahead=True,
)
MILESTONES = Kind(
    "milestones",
    "Programmernes milepæle",
    t.milestones,
    (
        reference("programme", t.programmes, "Programmet", "Pejlemærker", required=True, creates=True),
        Field("due", "day", "Fristen", "2015-06-01", required=True),
        Field(
            "due_precision", "choice", "Hvor nøje fristen er sagt", "day", default="day", choices=t.PRECISIONS
        ),
        Field("what", "text", "Milepælen", "Fælles netværk", required=True),
        Field("state", "choice", "Stand", "planned", required=True, choices=t.MILESTONE_STATES),
        Field("done_on", "day", "Da den blev nået", ""),
    ),
    ("programme_id", "due", "what"),
    "programmer",
    "programmes",
    ("due",),
    checks=(
        (
            "nået, men standen siger noget andet",
            lambda rows: rows["done_on"].notna() & (rows["state"] != "done"),
        ),
    ),
)


def unit_of(words: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return units as they are compared."""
    told: pd.Series[Any] = words.astype("str").str.strip().str.casefold()
    return told.where(~told.isin(PER_CENT), "%")


def _has_several_units(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Mark rows of an indicator that others tell in another unit: it has one, and the others' values would be of it."""
    told = unit_of(rows["unit"])
    told = told.where(told != "")
    found: pd.Series[bool] = told.notna() & (told.groupby(rows["indicator"]).transform("nunique") > 1)
    return found


INDICATORS = Kind(
    "indicators",
    "Nøgletal over tid",
    t.indicator_values,
    (
        reference("indicator", t.indicators, "Nøgletallet", "Oppetid", required=True, creates=True),
        Field("subject", "text", "Emnet, det hører under", "oppetid", default=""),
        Field("unit", "text", "Enheden", "procent", default=""),
        Field("period", "period", "Perioden: et år, en måned eller en dag", "2015-04", required=True),
        Field("scope", "text", "Hvad det handler om; tomt er hele regionen", "", default=""),
        Field("value", "number", "Værdien", "99,4", required=True, shares=True, least=-1e12, most=1e12),
        Field("numerator", "number", "Tælleren", "", least=-1e12, most=1e12),
        Field("denominator", "number", "Nævneren", "", least=-1e12, most=1e12),
        NOTE,
    ),
    ("indicator_id", "period", "scope"),
    "indikatorer",
    "indicators",
    ("period",),
    tells_gaps=True,
    is_ahead=True,
    per_cent=lambda rows: rows["unit"].astype("str").str.casefold().isin(PER_CENT),
    about={"subject": ("indicator", "subject"), "unit": ("indicator", "unit")},
    checks=(("samme nøgletal har flere enheder", _has_several_units),),
)
