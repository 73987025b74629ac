"""The peer: a page as Dash's manual has it, of components and Plotly's figures over a table of days, memoised.

It remembers with `lru_cache`, which writes nothing out and reads nothing back: no cache of Flask's answers sooner.
"""

import os
import sqlite3
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

_path = os.environ["PEJLING_DATABASE_URL"].removeprefix("sqlite:///")
with sqlite3.connect(f"file:{_path}?mode=ro", uri=True) as _connection:
    DAYS = pd.read_sql(
        "SELECT day, desks.key AS desk, sites.key AS site, offered, answered, within_limit, wait_seconds "
        "FROM daily_calls JOIN desks ON desks.id = desk_id JOIN sites ON sites.id = site_id",
        _connection,
    )
DAYS["month"] = DAYS["day"].str[:7]
COUNTS = ["offered", "answered", "within_limit", "wait_seconds"]

# Its own folder of assets, which is not there: it would find Pejling's.
app = Dash("peer", serve_locally=True, assets_folder="none")
app.layout = html.Div(
    [
        dcc.Dropdown(sorted(DAYS["site"].unique()), id="site"),
        dcc.Dropdown(sorted(DAYS["month"].unique()), id="last"),
        html.Div(id="page"),
    ]
)
server = app.server


@app.callback(Output("page", "children"), Input("site", "value"), Input("last", "value"))
def page(site: str | None, last: str | None) -> list[Any]:
    """Return the page for a site, or all, up to a month."""
    return _page(site, last)


@lru_cache(maxsize=1000)
def _page(site: str | None, last: str | None) -> list[Any]:
    rows = DAYS if site is None else DAYS[DAYS["site"] == site]
    rows = rows if last is None else rows[rows["month"] <= last]
    months = rows.groupby("month", as_index=False)[COUNTS].sum()
    months["answered_share"] = 100 * months["answered"] / months["offered"]
    months["within_share"] = 100 * months["within_limit"] / months["answered"]
    desks = rows.groupby(["month", "desk"], as_index=False)[COUNTS].sum()
    figures = [
        px.bar(months, x="month", y="offered"),
        px.line(months, x="month", y=["answered_share", "within_share"]),
        px.bar(desks, x="month", y="offered", color="desk"),
        px.line(desks, x="month", y="wait_seconds", color="desk"),
    ]
    heads = html.Tr([html.Th(name) for name in months])
    cells = [html.Tr([html.Td(value) for value in row]) for row in months.itertuples(index=False)]
    table = html.Table([html.Thead(heads), html.Tbody(cells)])
    return [html.H1(site or "All"), *(dcc.Graph(figure=figure) for figure in figures), table]
