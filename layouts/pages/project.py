"""The page of one project: its light by its own word and by the numbers, how it has drifted, and what it has told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from data_access.numbers import project_history, projects
from data_access.numbers.explanations import Place, of_project, on_the_wall
from data_access.numbers.tabled import Tabled
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table
from layouts.figures import drift, timeline
from layouts.pages.projects import PATH
from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Page, Panel
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.lights import lights, two
from layouts.parts.writing import can_be_written, report_address
from layouts.said import project as said
from layouts.said import projects as said_of_all
from vocabulary import text
from vocabulary.filters import Filters, carried, to_query
from vocabulary.language import N_, _
from vocabulary.months import month_of

MONTH = Column("month", N_("Måned"), "month")
OWN = Column("word", N_("Projektets eget lys"), "word")
COMPUTED = Column("computed_word", N_("Beregnet lys"), "word")
# A project is the region's, whatever hospital is chosen.
_panel = partial(Panel, metrics=("projects_on_track",), regional=True)


def _has_reports(snapshot: Snapshot, filters: Filters) -> bool:
    return len(project_history.history.table(snapshot, filters)) > 0


def _has_told(column: str) -> Callable[[Snapshot, Filters], bool]:
    return lambda snapshot, filters: any(
        not text.is_missing(value) for value in project_history.history.table(snapshot, filters)[column]
    )


@Tabled
def _one(snapshot: Snapshot, filters: Filters) -> Table:
    """Return the chosen project's newest report, as `projects.latest` does; of no project chosen there is none."""
    return projects.latest.table(snapshot, filters).part(0, None if filters.project else 0)


@Tabled
def _milestones(snapshot: Snapshot, filters: Filters) -> Table:
    return projects.timeline.table(snapshot, filters).part(0, None if filters.project else 0)


@Tabled
def _findings(snapshot: Snapshot, filters: Filters) -> Table:
    """Return what each report says, the newest first."""
    rows = project_history.history.table(snapshot, filters)
    return rows.at(range(len(rows) - 1, -1, -1))


def _place(_snapshot: Snapshot, _filters: Filters, row: Row) -> Place:
    return of_project(row["project"], row["month"])


def _facts(content: Content) -> Component:
    """Lay the newest report out: both lights first, then what it says."""
    row = content.records[0]
    facts = [
        (_("Status"), row["finding"]),
        (_("Formål"), row["purpose"]),
        (_("Program"), row["programme_name"]),
        (_("Fase"), row["phase"]),
        (_("Forventet slut"), row["end_words"]),
        (_("Forsinkelse"), row["delay_words"]),
        (_("Økonomi"), text.capital(row["overrun_words"])),
        (_("Næste milepæl"), row["next_milestone"]),
        (_("Meldt"), _told(row)),
    ]
    more = [part for name, words in facts if words for part in (html.Dt(name), html.Dd(words))]
    whole = whole_table(content)
    both = two((row["level"], row["word"]), (row["computed_level"], row["computed_word"]))
    return html.Div([both, html.Dl(more, className="project-more"), whole])


def _told(row: Row) -> str:
    """Say who told the report, and when."""
    day = text.day(on_the_wall(datetime.fromisoformat(row["reported_at"])).date())
    if row["is_written"]:
        return _("Skrevet af projektets ejer {day}", day=day)
    return _("Indlæst {day}", day=day)


NOW = _panel(
    key="nu",
    title=lambda _s, _f: _("Hvordan går det nu?"),
    numbers=_one,
    columns=(
        Column("word", N_("Projektets eget lys"), "text"),
        Column("computed_word", N_("Beregnet lys"), "text"),
        Column("why", N_("Beregnet af"), "text"),
        Column("finding", N_("Status"), "text"),
        Column("purpose", N_("Formål"), "text"),
        Column("programme_name", N_("Program"), "text"),
        Column("phase", N_("Fase"), "text"),
        Column("end_words", N_("Forventet slut"), "text"),
        Column("delay_weeks", N_("Forsinkelse"), "number", unit=N_("uger")),
        Column("overrun", N_("Over budgettet"), "percent", 1),
        Column("next_milestone", N_("Næste milepæl"), "text"),
        Column("month", N_("Rapporten er fra"), "month"),
    ),
    sentence=said.now,
    body=_facts,
    lists=True,
    said_of=_place,
    applies=_has_reports,
)
CHANGED = _panel(
    key="aendret",
    title=lambda _s, _f: _("Hvad er ændret siden rapporten før?"),
    numbers=project_history.changed,
    columns=(
        Column("what", N_("Hvad"), "text"),
        Column("before", N_("Før"), "text"),
        Column("now", N_("Nu"), "text"),
        Column("moved_word", N_("Ændring"), "word"),
    ),
    sentence=said.changed,
    lists=True,
    applies=_has_reports,
)
LIGHTS = _panel(
    key="lys",
    title=lambda _s, _f: _("Siger projektet og tallene det samme?"),
    numbers=project_history.lights,
    columns=(Column("name", N_("Lys"), "text"), MONTH, Column("value", N_("Farve"), "word")),
    sentence=said.lights,
    body=lambda content: lights(content.records, _("Lysene måned for måned"), _("Lys")),
    wide=True,
    applies=_has_reports,
)
DELAY = _panel(
    key="forsinkelse",
    title=lambda _s, _f: _("Bliver projektet mere forsinket?"),
    numbers=project_history.history,
    columns=(
        MONTH,
        Column("delay_weeks", N_("Forsinkelse"), "number", unit=N_("uger")),
        Column("delay_words", N_("Forsinkelse i ord"), "text"),
        Column("end_words", N_("Forventet slut"), "text"),
        OWN,
        COMPUTED,
    ),
    sentence=said.delay,
    figure=lambda content: drift.draw(
        content.rows,
        "delay_weeks",
        "delay_level",
        "delay_words",
        _("Forsinkelse"),
        (("late_from", _("gul fra")), ("late_to", _("rød over"))),
        text.suffix("uger"),
    ),
    applies=_has_told("delay_weeks"),
)
COST = _panel(
    key="oekonomi",
    title=lambda _s, _f: _("Bliver projektet dyrere?"),
    numbers=project_history.history,
    columns=(
        MONTH,
        Column("overrun", N_("Over budgettet"), "percent", 1),
        Column("budget_mio_dkk", N_("Budget"), "number", unit=N_("mio. kr.")),
        Column("forecast_mio_dkk", N_("Forventet forbrug"), "number", unit=N_("mio. kr.")),
        Column("overrun_words", N_("Økonomi i ord"), "text"),
        COMPUTED,
    ),
    sentence=said.cost,
    figure=lambda content: drift.draw(
        content.rows,
        "overrun",
        "cost_level",
        "overrun_words",
        _("Økonomi"),
        (("over_from", _("gul over")), ("over_to", _("rød over"))),
        text.suffix("%"),
    ),
    applies=_has_told("overrun"),
)
MILESTONES = _panel(
    key="milepaele",
    title=lambda _s, _f: _("Hvad skal være færdigt hvornår?"),
    numbers=_milestones,
    columns=(
        Column("what", N_("Milepæl"), "text"),
        Column("due_words", N_("Frist"), "text"),
        Column("state_word", N_("Status"), "word"),
    ),
    sentence=said_of_all.timeline,
    figure=lambda content: timeline.draw(
        content.rows, content.snapshot.now.date(), end_label=_("Forventet slut")
    ),
    wide=True,
    applies=lambda snapshot, filters: len(_milestones.table(snapshot, filters)) > 0,
)
FINDINGS = _panel(
    key="status",
    title=lambda _s, _f: _("Hvad har projektet meldt?"),
    numbers=_findings,
    columns=(
        MONTH,
        Column("finding", N_("Status"), "text"),
        OWN,
        COMPUTED,
        Column("phase", N_("Fase"), "text"),
        Column("next_milestone", N_("Næste milepæl"), "text"),
    ),
    sentence=said.findings,
    wide=True,
    lists=True,
    said_of=_place,
    is_said_apart=True,
    applies=_has_reports,
)


def _lead(snapshot: Snapshot, filters: Filters) -> Sequence[Component]:
    """Return the way back to the list."""
    there = PATH + to_query(replace(carried(filters), month=filters.month), snapshot.choices)
    links: list[Component | str] = [html.A(_("Alle projekter"), href=there, **data(nav="page"))]
    if can_be_written() and filters.project:
        month = month_of(snapshot.now.date())
        links += [" · ", html.A(_("Skriv projektets rapport"), href=report_address(filters.project, month))]
    return [html.P(links, className="lead-back")]


PAGE = Page(
    key="projekt",
    path=PATH,
    name=N_("Projekt"),
    title=N_("Projekt"),
    summary=said.summary,
    filters=("projekt",),
    panels=(NOW, CHANGED, LIGHTS, DELAY, COST, MILESTONES, FINDINGS),
    is_subject=False,
    regional=True,
    in_path="projekt",
    things=lambda snapshot: snapshot.names("projects"),
    lead=_lead,
)
