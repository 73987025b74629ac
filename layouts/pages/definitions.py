"""The page Definitioner: what every figure is, what it is judged by, and who answers for it."""

from datetime import date, datetime

from data_access.numbers import definitions
from data_access.numbers.tabled import for_all_choices
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.snapshot.without import told
from layouts.pages import hospitals
from layouts.pages.subjects import SUBJECTS
from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.columns import Column
from layouts.parts.contents import place
from layouts.parts.declarations import Content, Page, Panel
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.limits import words_of
from layouts.parts.places import shown_at, standing
from layouts.parts.tables import scrolling
from layouts.said import definitions as said
from vocabulary import text
from vocabulary.filters import NOTHING_CHOSEN, Filters, carried, to_query
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

PATH = "/definitioner"


@for_all_choices
def _metrics(snapshot: Snapshot) -> Table:
    """Return the metrics with the limits in force, in words, beside their definition."""
    rows = definitions.metrics.table(snapshot, NOTHING_CHOSEN)
    return rows.adding(limits=[words_of(METRICS[key], snapshot) for key in rows["key"]])


def _list(content: Content) -> Component:
    rows = content.records
    index = [html.Li(html.A(row["name"], href=f"#{row['key']}")) for row in rows]
    history = definitions.targets.table(content.snapshot, content.filters).records
    shown = _shown(content.snapshot, content.filters)
    items = [
        part
        for row in rows
        for part in _item(row, [each for each in history if each["metric"] == row["key"]], shown[row["key"]])
    ]
    whole = whole_table(content)
    return html.Div([html.Ul(index, className="index"), html.Div(items, className="glossary"), whole])


def _shown(snapshot: Snapshot, filters: Filters) -> dict[str, list[Component]]:
    """Return the links to each place where a figure is shown, by metric."""
    stands = standing((*SUBJECTS, hospitals.LIST), snapshot, filters)
    query = to_query(carried(filters), snapshot.choices)
    tiles = {
        each.metric for page in SUBJECTS for each in page.given(snapshot) if each.shows(snapshot, filters)
    }
    found = {}
    for key in told(snapshot):
        places = [
            (place.name, f"{place.page.path}{query}{place.fragment and '#'}{place.fragment}")
            for place in shown_at(key, stands, snapshot, filters)
        ]
        at_first = [(_("Overblik"), f"/{query}")] if key in tiles else []
        found[key] = [
            html.Li(html.A(name, href=address, **data(nav="page"))) for name, address in at_first + places
        ]
    return found


def _item(row: Row, history: list[Row], shown: list[Component]) -> list[Component]:
    facts = [
        (_("Sådan regnes det"), f"{row['definition']} {row['limits']}".strip()),
        (_("Enhed"), row["unit"]),
        (_("Retning"), row["better"]),
        (_("Mål"), row["target"]),
        (_("Kilde"), row["source"]),
        (_("Ejer"), row["owner"]),
        (_("Tal til og med"), _fresh(row)),
    ]
    lines = [part for name, words in facts if words for part in (html.Dt(name), html.Dd(words))]
    if shown:
        lines += [html.Dt(_("Vises her")), html.Dd(html.Ul(shown))]
    return [
        html.H3([place(row["key"]), row["name"]], id=f"metric-{row['key']}-title", className="glossary-name"),
        html.Dl([*lines, *_history(row["name"], history)], className="facts"),
    ]


def _fresh(row: Row) -> str:
    if text.is_missing(row["through"]) or text.is_missing(row["loaded"]):
        return text.NOTHING
    through, loaded = date.fromisoformat(row["through"]), datetime.fromisoformat(row["loaded"])
    return _("{day}, indlæst {when}", day=text.day(through), when=text.moment(loaded))


def _history(named: str, history: list[Row]) -> list[Component]:
    """Return the metric's targets as they have been."""
    if not history:
        return []
    heads = [_("For"), _("Fra"), _("Til"), _("Mål"), _("Tolerance"), _("Oprindelse")]
    body = [html.Tr([html.Th(row["scope"], scope="row"), *map(html.Td, _period(row))]) for row in history]
    caption = _("Mål gennem tiden for {name}", name=named)
    whole = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(body),
        ],
        className="table figures",
    )
    return [html.Dt(_("Mål gennem tiden")), html.Dd(scrolling(whole, caption))]


def _period(row: Row) -> list[str]:
    """Write a target's days, value, tolerance and origin."""
    until = row["valid_to"]
    first = text.day(date.fromisoformat(row["valid_from"]))
    last = _("Gælder endnu") if text.is_missing(until) else text.day(date.fromisoformat(until))
    return [first, last, row["target"], row["slack"], row["origin"]]


ALL = Panel(
    key="noegletal",
    title=lambda _s, _f: _("Hvad betyder tallene?"),
    numbers=_metrics,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("definition", N_("Sådan regnes det"), "text"),
        Column("limits", N_("Grænser"), "text"),
        Column("unit", N_("Enhed"), "text"),
        Column("better", N_("Retning"), "text"),
        Column("target", N_("Mål"), "text"),
        Column("source", N_("Kilde"), "text"),
        Column("owner", N_("Ejer"), "text"),
        Column("through", N_("Tal til og med"), "day"),
        Column("loaded", N_("Indlæst"), "moment"),
    ),
    sentence=said.every,
    metrics=(),
    body=_list,
    wide=True,
)
TARGETS = Panel(
    key="maal",
    title=lambda _s, _f: _("Hvornår har målene ændret sig?"),
    numbers=definitions.targets,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("scope", N_("For"), "text"),
        Column("valid_from", N_("Fra"), "day"),
        Column("valid_to", N_("Til"), "day"),
        Column("value", N_("Mål"), "number"),
        Column("tolerance", N_("Tolerance"), "number"),
        Column("unit", N_("Enhed"), "text"),
        Column("origin", N_("Oprindelse"), "text"),
    ),
    sentence=said.targets,
    metrics=(),
    body=whole_table,
    wide=True,
)

PAGE = Page(
    key="definitioner",
    path=PATH,
    name=N_("Definitioner"),
    title=N_("Definitioner"),
    summary=said.summary,
    filters=(),
    panels=(ALL, TARGETS),
    is_subject=False,
    in_foot=True,
)
