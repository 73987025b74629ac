"""What stays while pages change: the frame of Dash's own classes, which the answer to an address fills."""

from dash import dcc, html
from dash.development.base_component import Component


def shell() -> Component:
    """Return what stays while pages change: places without words, which the answer to an address fills."""
    return html.Div(
        [
            dcc.Location(id="address", refresh="callback-nav"),
            html.Header(id="header", className="top"),
            html.Div(id="live", className="live", role="status"),
            html.Main(id="main", className="main", tabIndex=-1),
            html.Div(id="foot", className="foot", role="contentinfo"),
            dcc.Store(id="answer"),
        ],
        className="shell",
    )
