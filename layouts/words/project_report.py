"""The form in which a project's owner reports: what the project's spreadsheet had, beside the light of its figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from data_access.numbers import project_reports, projects
from data_access.numbers.explanations import on_the_wall
from data_access.numbers.project_words import WORDS
from data_access.numbers.tolerances import tolerances
from data_access.people.project_reports import Filed, Report, Version
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.projects import PATH as PROJECTS
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.parts.lights import two
from layouts.parts.writing import REPORT, report_address
from layouts.words import frame
from layouts.words.filled import DOES, SEE, Shown
from layouts.words.project_report_fields import Project, fields, of
from vocabulary import text
from vocabulary.language import _
from vocabulary.months import last_day, month_of, shift, span

MONTHS_BACK = 3  # that one is led to from the form


def page(
    project: Project, snapshot: Snapshot, shown: Shown[Version], report: Report, filed: Filed | None,
    token: Component, *, is_draft: bool,
) -> Component:  # fmt: skip
    """Return the page: the light of the figures in the form (`report`), the form, and all that was written before."""
    see = html.Button(_("Vis det beregnede lys"), type="submit", name=DOES, value=SEE, className="words-save")
    form = frame.form(
        REPORT,
        token,
        [("projekt", project.key), ("maaned", project.month)],
        fields(),
        [*frame.buttons_of_drafts(shown.found, is_draft=is_draft), see],
        shown,
        of(shown.other.report) if shown.other else None,
    )
    others = [
        part
        for month in reversed(span(shift(_now(snapshot), -MONTHS_BACK), _now(snapshot)))
        if month != project.month
        for part in (" · ", html.A(text.capital(text.month(month)), href=report_address(project.key, month)))
    ]
    return frame.page(
        _head(project, snapshot, filed, is_written=_stands(shown.found)),
        shown,
        html.Div([_computed(project, snapshot, report), form]),
        frame.history(shown.found, lambda version: _said(version.report)),
        html.P([_("Rapporten for en anden måned:"), " ", *others[1:]], className="words-more"),
    )


def heading(project: Project) -> str:
    """Return what the page is called."""
    return _("Projektrapport: {name}, {month}", name=project.name, month=text.month(project.month))


def head(project: Project, snapshot: Snapshot) -> Component:
    """Return the head of the page, where it is not known what was written."""
    return _head(project, snapshot, None, is_written=False)


def _head(project: Project, snapshot: Snapshot, filed: Filed | None, *, is_written: bool) -> Component:
    link = html.A(_("Se projektet"), href=f"{PROJECTS}/{quote(project.key, safe='')}")
    said = _known(snapshot, project)
    file = [html.P(_filed(filed, is_written=is_written), className="words-already")] if filed else []
    summary = html.P([*([said, " "] if said else []), link], className="summary")
    return html.Div([html.H1(heading(project)), summary, *file], className="page-head")


def _known(snapshot: Snapshot, project: Project) -> str:
    """Say of when the newest report is that stands."""
    rows = project_reports.newest(snapshot, None, project.month)
    row = next((each for each in rows if each["project"] == project.key), None)
    if row is None:
        return _("Projektet har ikke meldt noget endnu.")
    light = text.quoted(text.small(_(WORDS[str(row["light"])])))
    return _("I {month} meldte projektet {light}.", month=text.month(str(row["month"])), light=light)


def _filed(filed: Filed, *, is_written: bool) -> str:
    """Say what a file says of the same month, and which of the two stands."""
    name = text.quoted(filed.file) if filed.file else _("en fil uden navn")
    told = {
        "file": name,
        "day": text.day(on_the_wall(filed.loaded_at).date()),
        "light": text.quoted(text.small(_(WORDS[filed.light]))),
    }
    if filed.stands or filed.is_later:
        told["file"] = text.capital(name)
    if filed.stands and is_written:
        return _(
            "{file}, indlæst {day}, gælder i stedet for det, der er skrevet her, og siger {light}. "
            "Udgiv igen for at lade det skrevne gælde.",
            **told,
        )
    if filed.stands:
        return _(
            "{file}, indlæst {day}, siger {light}. Det, du udgiver, gælder i stedet for det; trækkes det "
            "tilbage, gælder filen igen.",
            **told,
        )
    if filed.is_later:
        return _(
            "{file}, indlæst {day}, er kommet siden og siger {light}. Det, der er skrevet her, gælder, til det "
            "trækkes tilbage.",
            **told,
        )
    return _("Det, der er skrevet her, gælder i stedet for {file}, indlæst {day}, som siger {light}.", **told)


def _computed(project: Project, snapshot: Snapshot, report: Report) -> Component:
    """Show the light in the form beside the one that its figures give."""
    row = judged(project, snapshot, report)
    word = str(row["word"]) if report.light else _("Ikke valgt")
    lights = two((row["level"], word), (row["computed_level"], row["computed_word"]))
    said = text.prose(str(row["why"]), str(row["disagrees"]) if report.light else "")
    parts = [
        html.H2(_("Dit lys, og det, som tallene i formularen giver"), id="beregnet"),
        lights,
        html.P(said),
    ]
    return html.Section(parts, className="words-computed", **aria(labelledby="beregnet"))


def judged(project: Project, snapshot: Snapshot, report: Report) -> Row:
    """Return what a report says in words and the light that its figures give, as on the project's page."""
    row: Row = {
        "project": project.key, "name": project.name, "programme": project.programme, "purpose": "",
        "month": project.month, "light": report.light or "grey", "status_word": "", "finding": report.finding,
        "phase": report.phase, "expected_end": report.expected_end.isoformat() if report.expected_end else None,
        "delay_weeks": report.delay_weeks, "budget_mio_dkk": report.budget_mio_dkk,
        "forecast_mio_dkk": report.forecast_mio_dkk, "next_milestone": report.next_milestone,
    }  # fmt: skip
    limits = tolerances(snapshot, min(last_day(project.month), snapshot.now.date()))
    return projects.judged(row, limits, project.month, {})


def _said(report: Report) -> Component:
    def day(of: date | None) -> str:
        return text.day(of) if of else ""

    def money(value: float | None) -> str:
        return "" if value is None else text.quantity(value, _("mio. kr."), 1)

    delay = "" if report.delay_weeks is None else text.quantity(report.delay_weeks, _("uger"), 1)
    return frame.listed(
        [
            (_("Projektets eget lys"), _(WORDS[report.light]) if report.light else ""),
            (_("Status"), report.finding),
            (_("Fase"), report.phase),
            (_("Forventet slut"), day(report.expected_end)),
            (_("Forsinkelse"), delay),
            (_("Budget"), money(report.budget_mio_dkk)),
            (_("Forventet forbrug"), money(report.forecast_mio_dkk)),
            (_("Næste milepæl"), report.next_milestone),
            (_("Frist"), day(report.milestone_due)),
        ]
    )


def _stands(found: Sequence[Any]) -> bool:
    return next((each.state for each in found if each.state != "draft"), "") == "published"


def _now(snapshot: Snapshot) -> str:
    return month_of(snapshot.now.date())
