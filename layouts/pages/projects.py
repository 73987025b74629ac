"""The page Projekter: which are on track, what the others lack, and what is due when."""

from dataclasses import replace
from urllib.parse import quote

from data_access.numbers import project_lights, project_reports, project_words, projects
from data_access.numbers.explanations import at, of_project
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, timeline
from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Headline, Page, Panel
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.lights import lights
from layouts.parts.owners import first_words
from layouts.parts.tables import mark
from layouts.said import projects as said
from vocabulary import text
from vocabulary.asked import Query
from vocabulary.filters import carried, to_query
from vocabulary.language import N_, _

PATH = "/projekter"
NAME = Column("name", N_("Projekt"), "text")
MONTH = Column("month", N_("Måned"), "month")


def _list(content: Content) -> Component:
    """Lay the projects out as a newspaper does: the line first, the rest unfolds."""
    items = [html.Li(_item(row, content)) for row in content.records]
    whole = whole_table(content)
    return html.Div([html.Ul(items, className="projects"), whole])


def _item(row: Row, content: Content) -> Component:
    choices = content.snapshot.choices
    query = to_query(replace(carried(content.filters), month=content.filters.month), choices)
    name = html.A(row["name"], href=f"{PATH}/{quote(row['project'], safe='')}{query}", **data(nav="page"))
    line = [
        html.Span([mark(row["level"], row["word"]), html.Span(row["word"], **aria(hidden=True))],
                  className=f"project-light level-{row['level']}"),
        html.Span(name, className="project-name"),
        html.Span(row["finding"], className="project-finding"),
        _fact(_("Slut:"), row["end_words"]),
        _fact(_("Forsinkelse:"), row["delay_words"].lower()),
        _fact(_("Økonomi:"), text.small(row["overrun_words"])),
    ]  # fmt: skip
    if said := first_words(at(content.snapshot, of_project(row["project"], row["month"]))):
        line.append(html.Span(_("Ejeren: {words}", words=said), className="project-finding project-said"))
    if row["disagrees"]:
        flag = _("Beregnet: {light}", light=row["computed_word"].lower())
        marked = [mark(row["computed_level"], row["computed_word"]), html.Span(flag)]
        line.append(html.Span(marked, className="project-flag"))
    return html.Div(line, className=f"project project-head project-{row['level']}")


def _fact(name: str, words: str) -> Component:
    return html.Span([name, " ", html.Strong(words)], className="project-fact")


LIST = Panel(
    key="liste",
    title=lambda _s, _f: _("Hvordan går det med projekterne?"),
    numbers=projects.latest,
    columns=(
        NAME,
        Column("word", N_("Projektets lys"), "text"),
        Column("finding", N_("Status"), "text"),
        Column("end_words", N_("Forventet slut"), "text"),
        Column("delay_weeks", N_("Forsinkelse"), "number", unit=N_("uger")),
        Column("overrun", N_("Over budgettet"), "percent", 1),
        Column("computed_word", N_("Beregnet lys"), "text"),
        Column("why", N_("Beregnet af"), "text"),
        Column("disagrees", N_("Uenighed"), "text"),
        Column("month", N_("Rapporten er fra"), "month"),
        Column("age_months", N_("Rapportens alder"), "count", unit=N_("måneder")),
        Column("programme_name", N_("Program"), "text"),
        Column("phase", N_("Fase"), "text"),
        Column("next_milestone", N_("Næste milepæl"), "text"),
        Column("purpose", N_("Formål"), "text"),
    ),
    sentence=said.listed,
    metrics=("projects_on_track",),
    body=_list,
    wide=True,
    lists=True,
    said_of=lambda _snapshot, _filters, row: of_project(row["project"], row["month"]),
    is_said_apart=True,
    regional=True,
)
TIMELINE = Panel(
    key="tidslinje",
    title=lambda _s, _f: _("Hvad skal være færdigt hvornår?"),
    numbers=projects.timeline,
    untold=N_("Ingen af projekterne har oplyst en milepæl eller en forventet slut."),
    applies=lambda snapshot, filters: len(projects.latest.table(snapshot, filters)) > 0,
    columns=(
        NAME,
        Column("what", N_("Milepæl"), "text"),
        Column("due_words", N_("Frist"), "text"),
        Column("state_word", N_("Status"), "word"),
    ),
    sentence=said.timeline,
    metrics=("projects_on_track",),
    figure=lambda content: timeline.draw(
        content.table, content.snapshot.now.date(), end_label=_("Forventet slut")
    ),
    wide=True,
    regional=True,
)
LIGHTS = Panel(
    key="lys",
    title=lambda _s, _f: _("Hvordan har lysene skiftet?"),
    numbers=project_lights.lights,
    columns=(NAME, MONTH, Column("value", N_("Lys"), "word")),
    sentence=said.lights,
    metrics=("projects_on_track",),
    body=lambda content: lights(content.records, _("Projekternes lys måned for måned"), _("Projekt")),
    wide=True,
    regional=True,
)
COUNTS = Panel(
    key="antal",
    title=lambda _s, _f: _("Bliver flere projekter grønne?"),
    numbers=project_lights.by_light,
    columns=(
        MONTH,
        *(Column(light, word, "count") for light, word in project_words.WORDS.items()),
        Column("all", N_("I alt"), "count"),
    ),
    sentence=said.counts,
    metrics=("projects_on_track",),
    figure=lambda content: bars.lights(
        content.table,
        [(light, _(word), project_words.LEVELS[light]) for light, word in project_words.WORDS.items()],
    ),
    wide=True,
    # Of the projects that have one light now, how many were green says nothing.
    when=lambda filters: not filters.light,
    regional=True,
)


def _asked(snapshot: Snapshot, query: Query) -> Query:
    """Return what is asked of all projects: a single one has a page of its own, and one that is not there is told."""
    known = query.get("projekt") in snapshot.names("projects")
    return {name: value for name, value in query.items() if name != "projekt" or not known}


PAGE = Page(
    key="projekter",
    path=PATH,
    name=N_("Projekter"),
    title=N_("Projekter: på sporet, presset eller bagud"),
    summary=said.summary,
    filters=("program", "lys"),
    panels=(LIST, TIMELINE, LIGHTS, COUNTS),
    overview=(
        Headline(
            "paa-sporet",
            "projects_on_track",
            project_lights.on_track,
            counted=True,
            until=project_reports.as_of,
            regional=True,
        ),
    ),
    regional=True,
    in_path="projekt",
    asked=_asked,
)
