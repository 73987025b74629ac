"""The page Definitioner: what every figure is, what it is judged by, and who answers for it."""

from dash import html
from dash.development.base_component import Component

from dashboard import text
from dashboard.filters import Filters
from dashboard.language import N_, _
from dashboard.metrics import METRICS
from data_access import definitions
from data_access.snapshot import Snapshot
from layouts.declarations import Column, Content, Page, Panel
from layouts.limits import words_of
from layouts.sentences import records
from layouts.tables import scrolling, table

PATH = "/definitioner"


def _summary(_snapshot: Snapshot, _filters: Filters) -> str:
    return _(
        "Pejling viser {n} slags tal. Her står, hvad hvert af dem er, hvad det bliver bedømt efter, og hvem der svarer "
        "for det.",
        n=len(METRICS),
    )


def _all(content: Content) -> str:
    without = sum(row["target"] == _("Intet mål") for row in records(content.rows))
    return _(
        "{n} nøgletal, heraf {judged} med et mål. Vælg et navn for at læse mere.",
        n=len(content.rows),
        judged=len(content.rows) - without,
    )


def _targets(content: Content) -> str:
    changed = content.rows[content.rows.duplicated(["metric", "scope"])]["name"].drop_duplicates().tolist()
    if not changed:
        return _("Ingen mål er ændret, siden de blev sat.")
    return _(
        "Målet er ændret for {names}. En måned bliver bedømt efter det mål, der gjaldt på dens første dag.",
        names=text.listing([text.small(name) for name in changed]),
    )


def _list(content: Content) -> Component:
    rows = records(content.rows)
    index = [html.Li(html.A(row["name"], href=f"#{row['key']}")) for row in rows]
    items = [part for row in rows for part in _item(row, content)]
    whole = html.Details([html.Summary(_("Vis alt som tabel")), table(content)], className="folded")
    return html.Div([html.Ul(index, className="index"), html.Div(items, className="glossary"), whole])


def _item(row: dict[str, str], content: Content) -> list[Component]:
    limits = words_of(METRICS[row["key"]], content.snapshot)
    facts = [
        (_("Sådan regnes det"), row["definition"] + (f" {limits}" if limits else "")),
        (_("Enhed"), row["unit"]),
        (_("Retning"), row["better"]),
        (_("Mål"), row["target"]),
        (_("Kilde"), row["source"]),
        (_("Ejer"), row["owner"]),
        (_("Tal til og med"), row["through"]),
    ]
    lines = [part for name, words in facts for part in (html.Dt(name), html.Dd(words))]
    return [
        html.H3(row["name"], id=f"metric-{row['key']}-title", className="glossary-name"),
        html.Dl([*lines, *_history(row["key"], content)], className="facts"),
    ]


def _history(key: str, content: Content) -> list[Component]:
    """Return the metric's targets as they have been, where there is more than the one in force."""
    rows = records(definitions.targets(content.snapshot, content.filters))
    mine = [row for row in rows if row["metric"] == key]
    if not mine:
        return []
    heads = [_("For"), _("Fra"), _("Til"), _("Mål"), _("Tolerance"), _("Oprindelse")]
    names = ("scope", "valid_from", "valid_to", "target", "tolerance", "origin")
    body = [
        html.Tr([html.Th(row[names[0]], scope="row"), *(html.Td(row[name]) for name in names[1:])])
        for row in mine
    ]
    caption = _("Mål gennem tiden for {name}", name=METRICS[key].name)
    whole = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(body),
        ],
        className="table figures",
    )
    return [html.Dt(_("Mål gennem tiden")), html.Dd(scrolling(whole, caption))]


ALL = Panel(
    key="noegletal",
    title=lambda _s, _f: _("Hvad betyder tallene?"),
    numbers=definitions.metrics,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("definition", N_("Sådan regnes det"), "text"),
        Column("unit", N_("Enhed"), "text"),
        Column("better", N_("Retning"), "text"),
        Column("target", N_("Mål"), "text"),
        Column("source", N_("Kilde"), "text"),
        Column("owner", N_("Ejer"), "text"),
        Column("through", N_("Tal til og med"), "text"),
    ),
    sentence=_all,
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
        Column("valid_from", N_("Fra"), "text"),
        Column("valid_to", N_("Til"), "text"),
        Column("target", N_("Mål"), "text"),
        Column("tolerance", N_("Tolerance"), "text"),
        Column("origin", N_("Oprindelse"), "text"),
    ),
    sentence=_targets,
    metrics=(),
    body=lambda content: html.Details([html.Summary(_("Vis tabellen")), table(content)], className="folded"),
    wide=True,
)

PAGE = Page(
    key="definitioner",
    path=PATH,
    name=N_("Definitioner"),
    title=N_("Definitioner"),
    summary=_summary,
    filters=(),
    panels=(ALL, TARGETS),
    is_subject=False,
    in_foot=True,
)
