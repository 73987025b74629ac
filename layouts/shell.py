"""The frame around every page: name, navigation, theme, the line about the figures' age, and the foot."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.filters import Filters, to_query
from data_access.snapshot import Snapshot
from layouts.attributes import aria, data
from layouts.declarations import Page


def shell() -> Component:
    """Return what stays while pages change; the page itself is filled in by its callback."""
    return html.Div(
        [
            dcc.Location(id="address", refresh="callback-nav"),
            html.A("Gå til indholdet", href="#main", className="skip-link"),
            html.Header(
                [
                    html.A(
                        [html.Span(className="brand-mark"), "Pejling"],
                        href="/",
                        className="brand",
                        **data(nav="page"),
                        **aria(label="Pejling, forsiden"),
                    ),
                    html.Nav(id="navigation", className="navigation", **aria(label="Sider")),
                    html.Button(
                        "Mørk",
                        id="theme",
                        type="button",
                        className="theme-switch",
                        **aria(pressed=False),
                    ),
                ],
                className="top",
            ),
            html.Div(id="live", className="live", role="status"),
            html.Main(id="main", className="main", tabIndex=-1, children=_waiting()),
            html.Div(
                [
                    html.P("Pejling viser, hvordan regionens it, medico og telefoni kører."),
                    html.P(html.A("Alle data som filer", href="/data/")),
                ],
                className="foot",
                role="contentinfo",
            ),
            dcc.Store(id="answer"),
        ],
        className="shell",
    )


def _waiting() -> Component:
    return html.P("Henter tallene …", className="waiting")


def navigation(
    pages: Sequence[Page], current: Page | None, filters: Filters, snapshot: Snapshot
) -> Component:
    """Return the links to the pages, which carry the period, the hospital and the organisation along."""
    carried = Filters(filters.first, filters.last, filters.organisation, filters.hospital, filters.desk)
    query = to_query(carried, snapshot.choices)
    return html.Ul([html.Li(_link(page, query, here=page is current)) for page in pages])


def _link(page: Page, query: str, *, here: bool) -> Component:
    more = aria(current="page") if here else {}
    return html.A(page.name, href=page.path + query, **data(nav="page"), **more)
