"""A panel laid out: its heading, sentence, chart, and the quiet row of table, definition and downloads."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import text
from dashboard.filters import to_query
from dashboard.metrics import METRICS, Metric
from layouts.attributes import aria, data
from layouts.declarations import Content, Page
from layouts.tables import table

GRAPH_CONFIG: Any = {"displayModeBar": False, "responsive": True, "locale": "da", "doubleClick": False}
# What each limit is called, and the unit it is in.
LIMITS = {
    ("call", "answer"): ("Grænse", "sekunder"),
    ("case", "critical"): ("Kritisk", "døgn"),
    ("case", "high"): ("Høj", "døgn"),
    ("case", "medium"): ("Medium", "døgn"),
    ("case", "normal"): ("Normal", "døgn"),
    ("sample", "standard"): ("Grænse for almindelige handlinger", "sekunder"),
    ("sample", "heavy"): ("Grænse for tunge handlinger", "sekunder"),
}


def panel(page: Page, content: Content) -> Component:
    """Return the panel as a section named by its heading and described by its sentence."""
    name = f"{page.key}-{content.panel.key}"
    heading = html.H2(
        content.panel.title(content.snapshot, content.filters), id=f"{name}-title", className="panel-title"
    )
    classes = "panel panel-wide" if content.panel.wide else "panel"
    said = html.P(_sentence(content), id=f"{name}-sentence", className="panel-sentence")
    inner: list[Component] = [heading, said]
    if not content.is_empty:
        inner += [_picture(name, content), html.Div(_cautions(content), id=f"{name}-cautions")]
    inner.append(
        html.Div(
            [*_table(name, content), _definition(name, content), _downloads(name, page, content)],
            className="panel-row",
        )
    )
    return html.Section(inner, id=name, className=classes, **aria(labelledby=f"{name}-title"))


def _sentence(content: Content) -> str:
    if content.is_empty:
        return (
            "Der er ingen tal for det, der er valgt. Vælg en længere periode, et andet hospital eller "
            "hele regionen."
        )
    return content.panel.sentence(content)


def _picture(name: str, content: Content) -> Component:
    if content.panel.figure is None:
        body = content.panel.body(content) if content.panel.body else table(content)
        return html.Div(body, id=f"{name}-body", **data(plain="yes"))
    drawn = content.panel.figure(content)
    graph = dcc.Graph(
        id=f"{name}-graph",
        figure=drawn,
        config=GRAPH_CONFIG,
        style={"height": f"{drawn['layout']['height']}px"},
        className="chart",
    )
    described = aria(labelledby=f"{name}-title", describedby=f"{name}-sentence")
    return html.Div(graph, role="img", className="chart-box", **described)


def _cautions(content: Content) -> list[Component]:
    """Say which of the months shown are not whole, and how much of them has arrived."""
    if "state" not in content.rows:
        return []
    rows = content.rows[content.rows["state"] != "whole"]
    rows = rows[["month", "state", "completeness", "word"]].drop_duplicates("month")
    lines = [
        html.Li(_caution(row["month"], row["state"], row["completeness"])) for row in rows.to_dict("records")
    ]
    return [html.Ul(lines, className="cautions")] if lines else []


def _caution(month: str, state: str, completeness: float) -> str:
    named = text.capital(text.month(month))
    if state == "under_way":
        return f"{named} er ikke slut. Tallet er foreløbigt og bliver ikke bedømt."
    if state == "missing":
        return f"{named}: tallene er ikke kommet endnu."
    percent = text.quantity(100 * completeness, "%")
    return f"{named}: kun {percent} af månedens dage er indlæst. Tallet bliver ikke bedømt."


def _table(name: str, content: Content) -> list[Component]:
    if content.panel.figure is None or content.is_empty:
        return []
    return [
        html.Details(
            [html.Summary("Vis som tabel"), html.Div(table(content), id=f"{name}-table", **data(plain="yes"))]
        )
    ]


def _definition(name: str, content: Content) -> Component:
    parts = [part for key in content.panel.metrics for part in _metric(METRICS[key], content)]
    return html.Details(
        [
            html.Summary("Definition og kilde"),
            html.Dl(parts, id=f"{name}-definition", className="definition", **data(plain="yes")),
        ]
    )


def _metric(metric: Metric, content: Content) -> list[Component]:
    return [
        html.Dt(metric.name),
        html.Dd([metric.definition, *_limits(metric, content)]),
        html.Dd(source_words(content, metric.source), className="source"),
    ]


def _limits(metric: Metric, content: Content) -> list[str]:
    today = content.snapshot.now.date()
    found = [(key, content.snapshot.limit(*key, today)) for key in metric.limits]
    words = [
        f"{LIMITS[key][0]}: {_amount(amount, LIMITS[key][1])}." for key, amount in found if amount is not None
    ]
    return [" ", " ".join(words)] if words else []


def _amount(amount: float, unit: str) -> str:
    if unit == "sekunder" and amount % 60 == 0:
        return f"{text.number(amount / 60)} minutter"
    return f"{text.number(amount)} {unit}"


def source_words(content: Content, source: str) -> str:
    """Say where figures come from and how fresh they are: `Kilde: ServiceNow. Tal til og med 10. maj 2015 …`."""
    return f"Kilde: {freshness(content, source)}"


def freshness(content: Content, source: str) -> str:
    """Say a source's name, its last day, and when it was loaded."""
    snapshot = content.snapshot
    name, through = snapshot.names("sources").get(source, source), snapshot.coverage.through(source)
    if through is None:
        return f"{name}. Der er ikke indlæst tal endnu."
    loaded = snapshot.last_load(source)
    when = f", indlæst {text.moment(loaded, snapshot.now)}" if loaded else ""
    return f"{name}. Tal til og med {text.day(through)}{when}."


def _downloads(name: str, page: Page, content: Content) -> Component:
    base, query = f"/data/{page.key}/{content.panel.key}", to_query(content.filters)
    plain = f"{query}&tal=punktum" if query else "?tal=punktum"
    links = [
        html.Li(html.A("CSV til Excel (semikolon og komma)", href=f"{base}.csv{query}", download="")),
        html.Li(html.A("CSV til programmer (komma og punktum)", href=f"{base}.csv{plain}", download="")),
        html.Li(html.A("JSON", href=f"{base}.json{query}", download="")),
    ]
    return html.Details(
        [
            html.Summary("Hent"),
            html.Ul(links, id=f"{name}-downloads", className="downloads", **data(plain="yes")),
        ]
    )
