"""The kinds of data that can be loaded: their fields, where they are kept, and what makes two rows the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from sqlalchemy import Table

from data_access.database import schema as t
from data_access.database.clock import DENMARK
from data_access.imports.faults import ImportFault
from vocabulary.metrics import METRICS

FieldType = Literal[
    "text", "whole", "number", "seconds", "month", "day", "period", "moment", "flag", "choice", "reference"
]
# A check returns True where a row cannot be right.
Check = Callable[[pd.DataFrame], "pd.Series[bool]"]


@dataclass(frozen=True)
class Field:
    """A thing told of each row: its type, what it is (Danish), and what stands where it is not told."""

    name: str
    type: FieldType
    about: str
    example: str
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    table: Table | None = None
    # Whether a thing that is not known yet is made (a new project), or is a fault (an unknown hospital).
    creates: bool = False
    # The range outside which a figure or year cannot be right.
    least: float = 0
    most: float = 1e9

    @property
    def column(self) -> str:
        """The column of the table that holds it."""
        return f"{self.name}_id" if self.type == "reference" else self.name


@dataclass(frozen=True)
class Kind:
    """What can be loaded. `key` are the table's columns that identify a row."""

    name: str
    title: str
    table: Table
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    source: str
    subject: str
    # The columns that say which days a row moves; the first is the one that tells the period of a file.
    days: tuple[str, ...]
    is_event: bool = False
    rollup: str = ""
    # The rollups that are worked out anew, from the first day to the last: what they count by has changed.
    recounts: tuple[str, ...] = ()
    derived: Callable[[pd.DataFrame], dict[str, "pd.Series[Any]"]] = lambda _rows: {}
    checks: tuple[tuple[str, Check], ...] = ()
    # A day in the middle of a file without any row is a gap in the log, not a day without events.
    tells_gaps: bool = False
    # Fields that belong to the thing a row refers to, not to the row: field -> (reference, column).
    about: Mapping[str, tuple[str, str]] | None = None

    def field(self, name: str) -> Field:
        """Return a field by its name; KeyError when there is none."""
        return {field.name: field for field in self.fields}[name]


def wall(utc: "pd.Series[Any]") -> "pd.Series[Any]":
    """Turn UTC times without zone into Danish wall-clock time without zone."""
    local: pd.Series[Any] = utc.dt.tz_localize("UTC").dt.tz_convert(DENMARK).dt.tz_localize(None)
    return local


def _day(utc: "pd.Series[Any]") -> "pd.Series[Any]":
    midnight: pd.Series[Any] = wall(utc).dt.normalize()
    return midnight


def _of_calls(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    at = wall(rows["queued_at"])
    # Many systems write 0 for the talk of a call that nobody answered.
    none = (rows["talk_seconds"] == 0) & ~rows["answered"].fillna(False).astype(bool)
    return {"day": at.dt.normalize(), "hour": at.dt.hour, "talk_seconds": rows["talk_seconds"].mask(none)}


def _of_totals(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    written = rows["period"].astype("str")
    day = pd.to_datetime(written, errors="coerce", format="ISO8601")
    months = written.str.len() == len("2015-04")
    return {"day": day, "last_day": day.where(~months, day + pd.offsets.MonthEnd(0))}


def _of_cases(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    return {"opened_day": _day(rows["opened_at"]), "resolved_day": _day(rows["resolved_at"])}


def _of_samples(rows: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    return {"day": _day(rows["taken_at"])}


def _before(later: str, earlier: str) -> Check:
    return lambda rows: rows[later] < rows[earlier]


def _more(part: str, whole: str) -> Check:
    return lambda rows: rows[part] > rows[whole]


def _reference(name: str, table: Table, about: str, example: str, **more: Any) -> Field:
    return Field(name, "reference", about, example, table=table, **more)


# The limits that figures are counted by, and the unit of each.
LIMIT_KEYS: Mapping[tuple[str, str], str] = {
    ("call", "answer"): "seconds",
    **{("case", priority): "days" for priority in t.PRIORITIES},
    ("sample", "standard"): "seconds",
    ("sample", "heavy"): "seconds",
    **{("pathway", field): "days" for field in t.FIELDS},
    ("source", "completeness"): "share",
    ("project", "time_yellow"): "months",
    ("project", "time_red"): "months",
    ("project", "cost_yellow"): "share",
    ("project", "cost_red"): "share",
}


def _of_limits(place: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each[place] for each in LIMIT_KEYS))


def _each(rows: pd.DataFrame, *names: str) -> "pd.Series[Any]":
    return pd.Series(list(zip(*(rows[name] for name in names), strict=True)), index=rows.index, dtype=object)


SITE = _reference(
    "site", t.sites, "Matriklen, som hospitalet hed, da tallet blev til", "Herlev", required=True
)
DESK = _reference("desk", t.desks, "Servicedesken", "cimt", required=True)
MONTH = Field("month", "month", "Måneden", "2015-04", required=True)
YEAR = Field("year", "whole", "Året", "2018", required=True, least=1990, most=2100)
NOTE = Field("note", "text", "En bemærkning, der vises ved tallet", "", default="")

CALLS = Kind(
    "calls",
    "Opkald, et opkald i hver række",
    t.calls,
    (
        DESK,
        SITE,
        Field("queued_at", "moment", "Da opkaldet kom i kø", "2015-04-13 09:12:05", required=True),
        Field("wait_seconds", "seconds", "Ventetid i sekunder", "45", required=True, most=86_400),
        Field("talk_seconds", "seconds", "Samtalens længde i sekunder", "210", most=86_400),
        Field("answered", "flag", "Om opkaldet blev besvaret", "ja", required=True),
    ),
    ("day", "key"),
    "telefoni",
    "calls",
    ("day",),
    is_event=True,
    rollup="calls",
    derived=_of_calls,
    checks=(
        (
            "har en samtale uden at være besvaret",
            lambda rows: (rows["talk_seconds"] > 0) & ~rows["answered"].astype(bool),
        ),
    ),
    tells_gaps=True,
)
CALL_TOTALS = Kind(
    "call-totals",
    "Opkald, talt op for en dag eller en måned",
    t.call_totals,
    (
        Field("period", "period", "Dagen eller måneden", "2015-04", required=True),
        DESK,
        SITE,
        Field("offered", "whole", "Opkald i alt", "420", required=True, most=1e7),
        Field("answered", "whole", "Heraf besvaret", "400", required=True, most=1e7),
        Field("within_limit", "whole", "Heraf besvaret inden for grænsen", "320", required=True, most=1e7),
        Field(
            "wait_seconds",
            "seconds",
            "De besvaredes ventetid i alt, i sekunder",
            "18000",
            required=True,
        ),
    ),
    ("period", "desk_id", "site_id"),
    "telefoni",
    "calls",
    ("period",),
    rollup="calls",
    derived=_of_totals,
    checks=(
        ("flere besvaret end ringet op", _more("answered", "offered")),
        ("flere inden for grænsen end besvaret", _more("within_limit", "answered")),
        (
            "perioden er et år: tal for opkald er for en dag eller en måned",
            lambda rows: rows["period"].str.len() == 4,
        ),
    ),
)
CASES = Kind(
    "cases",
    "Sager, en sag i hver række eller en linje for hver ændring",
    t.cases,
    (
        Field("number", "text", "Sagens nummer", "INC0012345", required=True),
        DESK,
        SITE,
        _reference("system", t.systems, "Systemet, som sagen handler om", "mail"),
        Field("channel", "choice", "Vejen ind", "telephone", required=True, choices=t.CHANNELS),
        Field("priority", "choice", "Kritikaliteten", "medium", required=True, choices=t.PRIORITIES),
        Field("kind", "choice", "Fejl eller bestilling", "incident", required=True, choices=t.CASE_KINDS),
        Field("handler", "choice", "Hvem der løser sagen", "cimt", default="cimt", choices=t.HANDLERS),
        Field("opened_at", "moment", "Da sagen blev oprettet", "2015-04-13 09:12", required=True),
        Field("resolved_at", "moment", "Da sagen blev løst", "2015-04-13 09:20"),
        Field("closed_at", "moment", "Da sagen blev lukket", "2015-04-20 09:20"),
        Field("first_contact", "flag", "Om sagen blev løst under det første opkald", "nej", default=False),
    ),
    ("number",),
    "sager",
    "cases",
    ("opened_day", "resolved_day"),
    is_event=True,
    rollup="cases",
    derived=_of_cases,
    tells_gaps=True,
    checks=(
        ("løst før den er oprettet", _before("resolved_at", "opened_at")),
        ("lukket før den er løst", _before("closed_at", "resolved_at")),
        ("lukket uden at være løst", lambda rows: rows["closed_at"].notna() & rows["resolved_at"].isna()),
        (
            "løst ved første kontakt, men ikke løst eller ikke ringet ind",
            lambda rows: (
                rows["first_contact"].astype(bool)
                & (rows["resolved_at"].isna() | (rows["channel"] != "telephone"))
            ),
        ),
    ),
)
SAMPLES = Kind(
    "samples",
    "Svartidsmålinger, en måling i hver række",
    t.samples,
    (
        _reference("system", t.systems, "Systemet, der er målt", "mail", required=True),
        SITE,
        _reference(
            "action_class", t.action_classes, "Almindelig eller tung handling", "standard", required=True
        ),
        Field("taken_at", "moment", "Da målingen blev taget", "2015-04-13 09:12:05", required=True),
        Field("seconds", "seconds", "Så længe handlingen tog, i sekunder", "1,8", required=True, most=86_400),
    ),
    ("day", "key"),
    "overvaagning",
    "samples",
    ("day",),
    is_event=True,
    rollup="samples",
    derived=_of_samples,
    tells_gaps=True,
)
PROJECTS = Kind(
    "projects",
    "Projekternes månedlige status",
    t.project_reports,
    (
        _reference("project", t.projects, "Projektets navn", "Ny mailplatform", required=True, creates=True),
        Field(
            "programme", "choice", "Programmet", "regional", default="regional", choices=t.PROJECT_PROGRAMMES
        ),
        Field("purpose", "text", "Formålet", "", default=""),
        MONTH,
        Field("light", "choice", "Trafiklyset", "green", required=True, choices=t.LIGHTS),
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
    about={"programme": ("project", "programme"), "purpose": ("project", "purpose")},
)
PROJECT_MILESTONES = Kind(
    "project-milestones",
    "Projekternes milepæle",
    t.project_milestones,
    (
        _reference("project", t.projects, "Projektets navn", "Ny mailplatform", required=True),
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
        _reference(
            "service", t.services, "Den ventede ydelse", "Radiologisk procedure", required=True, creates=True
        ),
        _reference(
            "provider", t.providers, "Privathospitalet", "Privathospital 1", required=True, creates=True
        ),
        Field("agreement", "choice", "Aftalen", "own", required=True, choices=t.AGREEMENTS),
        Field("treatments", "whole", "Antal behandlinger", "12", required=True, least=1, most=1e6),
    ),
    ("month", "site_id", "service_id", "provider_id", "agreement"),
    "henvisninger",
    "referrals",
    ("month",),
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
    checks=(
        ("flere inden for fristen end indberettet", _more("within_limit", "arrived")),
        ("flere indberettet end ventet", _more("arrived", "expected")),
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
)
BUDGET = Kind(
    "budget",
    "Budgettets linjer",
    t.budget_lines,
    (
        YEAR,
        Field("category", "text", "Gruppen", "Projekter", required=True),
        Field("item", "text", "Posten", "Optimering", required=True),
        Field("kind", "choice", "Slags", "projects", default="projects", choices=t.BUDGET_KINDS),
        Field("mio_dkk", "number", "Mio. kr.", "4,5", required=True, least=-1e6, most=1e6),
        NOTE,
    ),
    ("year", "category", "item"),
    "budget",
    "budget",
    ("year",),
)
MILESTONES = Kind(
    "milestones",
    "Programmernes milepæle",
    t.milestones,
    (
        _reference("programme", t.programmes, "Programmet", "Pejlemærker", required=True, creates=True),
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
INDICATORS = Kind(
    "indicators",
    "Nøgletal over tid",
    t.indicator_values,
    (
        _reference("indicator", t.indicators, "Nøgletallet", "Oppetid", required=True, creates=True),
        Field("subject", "text", "Emnet, det hører under", "oppetid", default="region"),
        Field("unit", "text", "Enheden", "procent", default="antal"),
        Field("period", "period", "Perioden: et år, en måned eller en dag", "2015-04", required=True),
        Field("scope", "text", "Hvad det handler om; tomt er hele regionen", "", default=""),
        Field("value", "number", "Værdien", "99,4", required=True, least=-1e12, most=1e12),
        Field("numerator", "number", "Tælleren", "", least=-1e12, most=1e12),
        Field("denominator", "number", "Nævneren", "", least=-1e12, most=1e12),
        NOTE,
    ),
    ("indicator_id", "period", "scope"),
    "indikatorer",
    "indicators",
    ("period",),
    about={"subject": ("indicator", "subject"), "unit": ("indicator", "unit")},
)
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
        _reference("site", t.sites, "Matriklen, hvis den kun gælder den", ""),
        _reference("system", t.systems, "Systemet, hvis den kun gælder det", ""),
        _reference("desk", t.desks, "Servicedesken, hvis den kun gælder den", ""),
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
        _reference("site", t.sites, "Matriklen", "Herlev", required=True, creates=True),
        _reference(
            "hospital", t.hospitals, "Hospitalet; tomt er lukket", "Herlev og Gentofte Hospital", creates=True
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
        Field("value", "number", "Målet; tomt er intet mål", "80", least=-1e9),
        Field("tolerance", "number", "Så meget under målet er endnu gult", "5", default=0.0),
        Field("origin", "text", "Hvor målet er vedtaget", "Servicekataloget", default=""),
    ),
    ("metric", "scope", "valid_from"),
    "organisation",
    "reference",
    ("valid_from",),
)

LIMITS = Kind(
    "limits",
    "Grænser, som tallene tælles efter",
    t.limits,
    (
        Field("subject", "choice", "Emnet", "call", required=True, choices=_of_limits(0)),
        Field("key", "choice", "Hvad grænsen er for", "answer", required=True, choices=_of_limits(1)),
        Field("valid_from", "day", "Fra og med", "2014-01-01", required=True),
        Field("amount", "number", "Grænsen; tomt er ingen", "300"),
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
        default=1,
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
        Field("opens", "whole", "Åbner klokken; tomt er lukket", "8", most=23),
        Field("closes", "whole", "Lukker klokken", "16", least=1, most=24),
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

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        CALLS,
        CALL_TOTALS,
        CASES,
        SAMPLES,
        PROJECTS,
        PROJECT_MILESTONES,
        REFERRALS,
        PATHWAYS,
        STAFFING,
        STAFFING_ORIGINS,
        BUDGET,
        MILESTONES,
        INDICATORS,
        NOTES,
        SITES,
        TARGETS,
        LIMITS,
        DESKS,
        SYSTEMS,
        ACTION_CLASSES,
        SOURCES,
        OPENING_HOURS,
        HOLIDAYS,
    )
}


def kind_of(name: str) -> Kind:
    """Return the kind of that name; ImportFault when there is none."""
    if name not in KINDS:
        raise ImportFault(f"slagsen „{name}“ findes ikke.", f"Vælg blandt: {', '.join(KINDS)}.")
    return KINDS[name]
