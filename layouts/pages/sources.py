"""The page Datakilder: which sources have delivered, which are late, and what each load brought."""

from data_access.numbers import source_calendar, sources
from layouts.parts import html
from layouts.parts.columns import Column
from layouts.parts.days import strip
from layouts.parts.declarations import Content, Page, Panel
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.lights import lights
from layouts.said import sources as said
from vocabulary import text
from vocabulary.filters import to_query
from vocabulary.language import N_, _

NAME = Column("name", N_("Kilde"), "text")


def _months(content: Content) -> Component:
    filters, choices = content.filters, content.snapshot.choices

    def picking(month: str) -> str:
        again = None if month == filters.month else month
        return to_query(filters.picking("maaned", again), choices) or "?"

    return lights(content.records, _("Kilderne måned for måned"), _("Kilde"), picking)


def _strip(content: Content) -> Component:
    return html.Div([strip(content.records, _("Kilderne dag for dag"), _("Kilde")), whole_table(content)])


NOW = Panel(
    key="nu",
    title=lambda _s, _f: _("Har kilderne leveret?"),
    numbers=sources.now,
    columns=(
        NAME,
        Column("word", N_("Mangler"), "text"),
        Column("through", N_("Tal til og med"), "day"),
        Column("loaded", N_("Senest indlæst"), "moment"),
        Column("rejected", N_("Afviste rækker"), "count"),
        Column("rhythm", N_("Skal komme"), "text"),
        Column("owner", N_("Ejer"), "text"),
        Column("description", N_("Indhold"), "text"),
    ),
    sentence=said.now,
    metrics=(),
    wide=True,
)
CALENDAR = Panel(
    key="kalender",
    title=lambda _s, _f: _("Kom tallene til tiden?"),
    numbers=source_calendar.calendar,
    columns=(
        NAME,
        Column("month", N_("Måned"), "month"),
        Column("value", N_("Stand"), "word"),
        Column("due", N_("Frist"), "day"),
        Column("loaded", N_("Indlæst"), "moment"),
        Column("completeness", N_("Datakomplethed"), "percent"),
        Column("rows", N_("Rækker"), "count"),
        Column("rejected", N_("Afviste rækker"), "count"),
    ),
    sentence=said.calendar,
    metrics=(),
    body=_months,
    wide=True,
)
DAYS = Panel(
    key="dage",
    title=lambda _s, filters: _(
        "Kom hver nats tal i {month}?", month=text.month(sources.month_shown(filters))
    ),
    numbers=source_calendar.days,
    columns=(
        NAME,
        Column("day", N_("Dag"), "day"),
        Column("value", N_("Stand"), "word"),
        Column("loaded", N_("Indlæst"), "moment"),
    ),
    sentence=said.days,
    metrics=(),
    body=_strip,
    wide=True,
    applies=lambda snapshot, filters: len(source_calendar.days.table(snapshot, filters)) > 0,
)
LOADS = Panel(
    key="indlaesninger",
    title=lambda _s, _f: _("Hvad har hver indlæsning bragt?"),
    numbers=sources.loads,
    columns=(
        NAME,
        Column("number", N_("Nummer"), "text"),
        Column("file", N_("Fil"), "text"),
        Column("loaded", N_("Indlæst"), "moment"),
        Column("period", N_("Periode"), "text"),
        Column("rows", N_("Rækker"), "count"),
        Column("replaced", N_("Ændrede rækker"), "count"),
        Column("rejected", N_("Afviste rækker"), "count"),
        Column("completeness", N_("Datakomplethed"), "percent"),
        Column("note", N_("Note"), "text"),
    ),
    sentence=said.loads,
    metrics=(),
    body=whole_table,
    wide=True,
)

PAGE = Page(
    key="datakilder",
    path="/datakilder",
    name=N_("Datakilder"),
    title=N_("Datakilder"),
    summary=said.summary,
    filters=("fra", "til"),
    panels=(NOW, CALENDAR, DAYS, LOADS),
    is_subject=False,
    in_foot=True,
)
