"""The page Svartider: the matrix of systems and months, and the cause behind a cell."""

from dataclasses import replace

from data_access.numbers import response_sites, response_times, response_within
from data_access.numbers.explanations import Place, of_site
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import dots, trend
from layouts.figures.base import Figure, newest_goal
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.matrix import matrix
from layouts.said import response_sites as said_of_sites
from layouts.said import response_times as said
from vocabulary.filters import Filters, to_query
from vocabulary.language import N_, _

PATH = "/svartider"
FIGURE = Column("value", N_("Hurtige handlinger"), "judged", said.DECIMALS)
SLA = Column("target", N_("Mål"), "percent", said.DECIMALS)
MONTH = Column("month", N_("Måned"), "month")
WORD = Column("word", N_("Vurdering"), "word")
SAMPLES = Column("tries", N_("Målinger"), "count")


def _matrix_body(content: Content) -> Component:
    snapshot, filters = content.snapshot, content.filters

    def link(row: Row) -> str:
        asked = replace(filters, system=row["system"], month=row["month"])
        return PATH + to_query(asked, snapshot.choices) + "#aarsag"

    chosen = (said.system_name(snapshot, filters), filters.month) if filters.month else None
    caption = _("Svartider: andelen af hurtige handlinger i procent, system for system og måned for måned")
    return matrix(
        content.records,
        caption=caption,
        thing=_("System"),
        name="name",
        metric=content.panel.metrics[0],
        link=link,
        chosen=chosen,
    )


def _cause_figure(content: Content) -> Figure:
    goal = newest_goal(content.table)
    label = None if goal is None else (goal, _("mål {goal}", goal=said.percent(goal)))
    classes = (("standard", _("Almindelige handlinger")), ("heavy", _("Tunge handlinger")))
    return dots.by_name(content.table, "site", classes, decimals=said.DECIMALS, goal=label)


def _sites_body(content: Content) -> Component:
    caption = said_of_sites.months_title(content.snapshot, content.filters)
    return matrix(
        content.records, caption=caption, thing=_("Sted"), name="site", metric=content.panel.metrics[0]
    )


def _place(snapshot: Snapshot, filters: Filters, row: Row) -> Place:
    return of_site(response_sites.cell(snapshot, filters).system or "", row["key"], row["month"])


MATRIX = Panel(
    key="matrix",
    title=lambda _s, _f: _("Er systemerne hurtige nok?"),
    numbers=response_times.matrix,
    columns=(Column("name", N_("System"), "text"), MONTH, FIGURE, SLA, SAMPLES, WORD),
    sentence=said.matrix,
    metrics=("response_time",),
    body=_matrix_body,
    wide=True,
)
CAUSE = Panel(
    key="aarsag",
    title=said_of_sites.cause_title,
    numbers=response_sites.sites_by_class,
    columns=(
        Column("site", N_("Sted"), "text"),
        FIGURE,
        SLA,
        Column("cost", N_("Trækker ned"), "points", said.DECIMALS),
        Column("standard", N_("Almindelige handlinger"), "percent", said.DECIMALS),
        Column("heavy", N_("Tunge handlinger"), "percent", said.DECIMALS),
        SAMPLES,
        WORD,
    ),
    sentence=said_of_sites.cause,
    metrics=("response_time",),
    figure=_cause_figure,
    wide=True,
    when=lambda filters: filters.month is not None,
    opened_by="maaned",
    said_of=_place,
)
SITES = Panel(
    key="steder",
    title=said_of_sites.months_title,
    numbers=response_sites.months_by_site,
    columns=(Column("site", N_("Sted"), "text"), MONTH, FIGURE, SLA, SAMPLES, WORD),
    sentence=said_of_sites.months,
    metrics=("response_time",),
    body=_sites_body,
    wide=True,
    when=lambda filters: filters.month is not None,
    said_of=_place,
    is_said_apart=True,
)
TREND = Panel(
    key="udvikling",
    title=said.trend_title,
    numbers=response_times.trend,
    columns=(MONTH, FIGURE, SLA, SAMPLES, WORD),
    sentence=said.trend,
    metrics=("response_time",),
    figure=lambda content: trend.draw(
        content.table, said.system_name(content.snapshot, content.filters), said.DECIMALS
    ),
    varies="value",
    compared="value",
    parts=response_sites.parts,
)
WITHIN = Panel(
    key="systemer-inden-for-maalet",
    title=lambda _s, _f: _("Hvor mange systemer når deres mål?"),
    numbers=response_within.within_sla,
    columns=(
        MONTH,
        Column("value", N_("Systemer inden for målet"), "judged"),
        Column("numerator", N_("Inden for målet"), "count"),
        Column("denominator", N_("Målte systemer"), "count"),
        WORD,
    ),
    sentence=said.within,
    metrics=("systems_within_sla",),
    figure=lambda content: trend.draw(content.table, _("Systemer inden for målet")),
    varies="value",
    compared="value",
    parts=response_within.systems,
)

PAGE = Page(
    key="svartider",
    path=PATH,
    name=N_("Svartider"),
    title=N_("Svartider i de kliniske systemer"),
    summary=said.summary,
    filters=("fra", "til", "hospital", "organisation", "system"),
    panels=(MATRIX, CAUSE, SITES, TREND, WITHIN),
    overview=(
        Headline(
            "systemer",
            "systems_within_sla",
            response_within.within_sla,
            counted=True,
            by_day=True,
            applies=response_within.is_measured,
            goals=response_times.matrix,
        ),
        Headline(
            "lavest",
            "response_time",
            response_times.trend,
            about=said.furthest,
            by_day=True,
            applies=response_within.is_measured,
            counted_elsewhere=True,
        ),
    ),
)
