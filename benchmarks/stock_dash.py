"""The floor of a page's weight: Dash as it comes, with one chart."""

from dash import Dash, dcc, html

# Its own folder of assets, which is not there: it would find Pejling's.
app = Dash("stock", serve_locally=True, assets_folder="none")
app.layout = html.Div(
    [
        html.H1("Stock"),
        dcc.Graph(figure={"data": [{"type": "bar", "x": ["a", "b", "c"], "y": [1, 3, 2]}], "layout": {}}),
    ]
)
server = app.server
