"""A small database that is told everything, and the same without something; and all that is shown of it."""

import csv
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, insert

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping.model import Mapping as Told
from data_access.imports.mapping.templates import mapping_of
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of
from layouts.parts.page import lay_out
from layouts.parts.panels import said
from layouts.wall.slides import SLIDES
from vocabulary.filters import Filters

AT_FIRST = date(2010, 1, 1)
CLOCK = "2015-05-11T07:30"
MONTH = Filters("2015-04", "2015-04", desk="cimt", month="2015-04")
Rows = Sequence[Mapping[str, Any]]

LIMITS = {
    ("call", "answer"): (300, "seconds"),
    ("case", "critical"): (1, "days"),
    ("case", "high"): (3, "days"),
    ("case", "medium"): (5, "days"),
    ("case", "normal"): (10, "days"),
    ("sample", "standard"): (3, "seconds"),
    ("sample", "heavy"): (15, "seconds"),
    ("pathway", "somatic"): (30, "days"),
    ("pathway", "psychiatry"): (60, "days"),
    ("project", "time_yellow"): (1, "months"),
    ("project", "time_red"): (3, "months"),
    ("project", "cost_yellow"): (0, "share"),
    ("project", "cost_red"): (0.1, "share"),
}
# A small house is judged by the few that it has.
ANY_NUMBER = {("few", things): (0, "count") for things in ("calls", "cases", "samples", "pathways")}
TARGETS = {
    ("service_level", ""): 80,
    ("answered_share", ""): 90,
    ("first_contact_resolution", ""): 75,
    ("cases_within_limit", ""): 80,
    ("response_time", ""): 95,
    ("systems_within_sla", ""): 100,
    ("projects_on_track", ""): 80,
    ("diagnosed_somatic", ""): 90,
    ("diagnosed_psychiatry", ""): 90,
    ("uptime", ""): 99,
}
THINGS: dict[Table, Rows] = {
    t.hospitals: [{"id": 1, "key": "herlev", "name": "Herlev Hospital"}],
    t.sites: [{"id": 1, "key": "herlev", "name": "Herlev"}],
    t.site_hospitals: [{"site_id": 1, "hospital_id": 1, "valid_from": AT_FIRST}],
    t.desks: [{"id": 1, "key": "cimt", "name": "CIMT"}, {"id": 2, "key": "klinisk", "name": "Klinisk"}],
    t.systems: [{"id": 1, "key": "mail", "name": "Mail", "measured": True, "position": 1}],
    t.action_classes: [
        {"id": 1, "key": "standard", "name": "Almindelig"},
        {"id": 2, "key": "heavy", "name": "Tung"},
    ],
    t.opening_hours: [
        {"desk_id": 2, "weekday": day, "valid_from": AT_FIRST, "opens": 8, "closes": 16}
        for day in range(1, 8)
    ],
    t.limits: [
        {"subject": subject, "key": key, "valid_from": AT_FIRST, "amount": amount, "unit": unit}
        for (subject, key), (amount, unit) in (LIMITS | ANY_NUMBER).items()
    ],
    t.targets: [
        {"metric": metric, "scope": scope, "valid_from": AT_FIRST, "value": value}
        for (metric, scope), value in TARGETS.items()
    ],
    t.indicators: [
        {"key": key, "name": key, "subject": "andet", "unit": "antal"}
        for key in ("milestones_done", "key_persons")
    ],
    t.settings: [{"key": "clock", "value": CLOCK}],
}


def _calls() -> Iterator[dict[str, Any]]:
    for number in range(12):
        yield {
            "desk": "cimt", "site": "Herlev", "queued_at": f"2015-04-01 09:{number:02d}:00",
            "wait_seconds": 20 + number, "talk_seconds": 60, "answered": "ja",
        }  # fmt: skip
    for number, answered in enumerate(("ja", "nej")):
        yield {
            "desk": "cimt", "site": "Herlev", "queued_at": f"2015-04-30 10:{number:02d}:00", "wait_seconds": 400,
            "talk_seconds": 60 if answered == "ja" else "", "answered": answered,
        }  # fmt: skip


def _case(number: int, opened: str, resolved: str, **more: str) -> dict[str, Any]:
    return {
        "number": f"S{number}", "desk": "cimt", "site": "Herlev", "system": "mail", "channel": "portal",
        "priority": "medium", "kind": "incident", "handler": "cimt", "opened_at": opened, "resolved_at": resolved,
        "closed_at": resolved, "first_contact": "nej",
    } | more  # fmt: skip


# What the importer is given of each kind, in the columns of its template.
FILES: dict[str, Rows] = {
    "calls": list(_calls()),
    "call-totals": [{
        "period": "2015-04", "desk": "klinisk", "site": "Herlev", "offered": 100, "answered": 90,
        "within_limit": 80, "wait_seconds": 1800, "outside": 7}],
    "cases": [
        _case(1, "2015-04-01 09:00", "2015-04-01 09:10", channel="telephone", first_contact="ja"),
        _case(2, "2015-04-01 10:00", "2015-04-02 09:00", kind="service_request", handler="supplier"),
        _case(3, "2015-04-01 11:00", "2015-04-20 09:00", channel="telephone", priority="high"),
        _case(4, "2015-04-02 11:00", "2015-04-29 09:00", priority="critical"),
        _case(5, "2015-04-02 12:00", "2015-04-03 09:00", priority="normal"),
        _case(6, "2015-04-30 09:00", "", channel="telephone"),
        _case(7, "2015-04-03 09:00", "", priority="normal"),
    ],
    "samples": [
        {"system": "mail", "site": "Herlev", "action_class": kind, "taken_at": f"2015-04-{day} 09:00",
         "seconds": seconds}
        for day in ("01", "30") for kind, seconds in (("standard", "1,5"), ("heavy", "16"))],
    "projects": [{
        "project": "Projekt A", "programme": "regional", "purpose": "Formål", "month": "2015-04", "light": "green",
        "status_word": "Grøn", "finding": "Kører", "phase": "Drift", "expected_end": "2016-06-01", "delay_weeks": 8,
        "budget_mio_dkk": 10, "forecast_mio_dkk": 12, "next_milestone": "Næste"}],
    "project-milestones": [
        {"project": "Projekt A", "due": "2015-12-31", "what": "Milepæl", "due_precision": "day", "state": "planned"}],
    "pathways": [
        {"month": "2015-04", "field": field, "site": "Herlev", "expected": 100, "arrived": 100, "within_limit": 90}
        for field in ("somatic", "psychiatry")],
    "staffing-origins": [{"year": 2015, "origin": "Afdeling A", "fte": 10, "note": "Bemærkning"}],
    "budget": [
        {"year": 2015, "category": "Gruppe", "item": "Post", "kind": "one_off", "mio_dkk": "4,5", 
         "note": "Bemærkning"}],
    "milestones": [{
        "programme": "Program A", "due": "2015-12-31", "due_precision": "day", "what": "Milepæl", "state": "done",
        "done_on": "2015-04-01"}],
    "indicators": [
        {"indicator": "Tal A", "subject": "region", "unit": "kr.", "period": "2015-04", "scope": "", "value": 90,
         "numerator": 9, "denominator": 10, "note": "Bemærkning"},
        {"indicator": "Tal B", "subject": "andet", "unit": "kr.", "period": "2015-04", "scope": "Nord", "value": 80,
         "numerator": 8, "denominator": 10, "note": ""},
        *({"indicator": key, "subject": "andet", "unit": "antal", "period": "2015-04", "scope": "", "value": 4,
           "numerator": 4, "denominator": 8, "note": ""} for key in ("milestones_done", "key_persons"))],
}  # fmt: skip
# What must be there before a kind can be loaded.
BEFORE = {"project-milestones": ("projects",)}


def make_template(url: str) -> None:
    """Put everything but what is loaded into a database without rows."""
    with writer(url).begin() as connection:
        for table, rows in THINGS.items():
            connection.execute(insert(table), [dict(row) for row in rows])


@dataclass(frozen=True)
class Shown:
    """All that is shown: each panel's values by column, its sentence, each headline's figure, and the slides' words."""

    columns: Mapping[tuple[str, str], list[Any]]
    sentences: Mapping[str, str]
    headlines: Mapping[str, str]
    slides: Mapping[str, str]


class House:
    """Databases made of the template, each loaded into and read."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.template, self.folder, self._count = template, folder, 0

    def snapshot(
        self,
        kinds: Collection[str] = (),
        without: Mapping[str, Collection[str]] | None = None,
        gone: Sequence[tuple[Table, Mapping[str, str]]] = (),
    ) -> Snapshot:
        """Load kinds, some without fields, into a database that some reference rows are gone from; read it."""
        return read_snapshot(reader(self.loaded(kinds, without, gone)))

    def loaded(
        self,
        kinds: Collection[str] = (),
        without: Mapping[str, Collection[str]] | None = None,
        gone: Sequence[tuple[Table, Mapping[str, str]]] = (),
    ) -> str:
        """Return the address of a database that kinds are loaded into."""
        url = self.new(gone)
        for kind in kinds:
            self.load(url, kind, FILES[kind], (without or {}).get(kind, ()))
        return url

    def new(self, gone: Sequence[tuple[Table, Mapping[str, str]]] = (), of: str = "") -> str:
        """Return the address of a new database: a copy of the template, or of the one at an address."""
        self._count += 1
        path = self.folder / f"{self._count}.db"
        shutil.copy(of.removeprefix("sqlite:///") or self.template, path)
        url = f"sqlite:///{path}"
        if gone:
            with writer(url).begin() as connection:
                for table, key in gone:
                    connection.execute(delete(table).where(*(table.c[name] == key[name] for name in key)))
        return url

    def load(
        self, url: str, kind: str, rows: Rows, without: Collection[str] = (), mapping: Told | None = None
    ) -> None:
        """Load rows as a file in the columns that they have but for some; nothing of it may be rejected."""
        path = self.folder / f"{kind}.csv"
        names = [name for name in rows[0] if name not in without]
        with path.open("w", newline="", encoding="utf-8") as file:
            writing = csv.DictWriter(file, names, delimiter=";", extrasaction="ignore")
            writing.writeheader()
            writing.writerows(rows)
        # So few rows are all that there was in their months, which a mapping must say.
        whole = replace(mapping_of(kind_of(kind)), gaps=False)
        outcome = load_file(url, path, mapping or whole)
        assert outcome.load is not None, outcome.rejects.examples


def shown(snapshot: Snapshot, filters: Filters = MONTH) -> Shown:
    """Ask for every page of which anything has come, each of its panels, and every slide."""
    columns: dict[tuple[str, str], list[Any]] = {}
    sentences: dict[str, str] = {}
    for page in PAGES:
        if page.in_foot or page.never_came(snapshot):
            continue
        if page.has_data(snapshot, filters):
            lay_out(page, snapshot, replace(filters, month=None), ())
        for panel in panels_of(page):
            name = f"{page.key}/{panel.key}"
            for asked in (
                (filters, replace(filters, desk="klinisk")) if page.key == "servicedesk" else (filters,)
            ):
                content = answer(panel, snapshot, asked)
                for column in content.columns:
                    columns.setdefault((name, column.key), []).extend(content.table[column.key])
                sentences[f"{name}?{asked.desk}"] = said(content)
    figures = overview.figures(snapshot, filters).to_dict("records")
    headlines = {f"{row['subject']}: {row['metric']}": str(row["shown"]) for row in figures}
    slides = {
        key: " ".join(map(str, slide.plain().values()))
        for key, (_name, build) in SLIDES.items()
        for slide in build(snapshot, filters, None)
    }
    return Shown(columns, sentences, headlines, slides)


def is_told(value: Any) -> bool:
    """Say that a cell says anything."""
    return value is not None and value == value and value not in ("", "–", "Ikke oplyst")
