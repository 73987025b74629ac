"""What stays while pages change, and all that Dash itself lays out: the rest comes with the answer to an address."""

from dash import dcc, html
from dash.development.base_component import Component


def shell() -> Component:
    """Return what stays while pages change: places without words, which the answer to an address fills."""
    return html.Div(
        [
            dcc.Location(id="address", refresh="callback-nav"),
            html.Header(id="header", className="top"),
            html.Div(id="live", className="live", role="status"),
            html.Main(id="main", className="main", tabIndex=-1, children=html.P("…", className="waiting")),
            html.Div(id="foot", className="foot", role="contentinfo"),
            dcc.Store(id="answer"),
        ],
        className="shell",
    )
