"""A plain table of the administrators' pages."""

from collections.abc import Sequence

from layouts.parts import html
from layouts.parts.html import Component


def table(heads: Sequence[str], rows: Sequence[Component], caption: str) -> Component:
    """Return a table that can be scrolled sideways; the caption is heard and not seen."""
    head = html.Thead(html.Tr([html.Th(each, scope="col") if each else html.Td("") for each in heads]))
    inside = html.Table(
        [html.Caption(caption, className="visually-hidden"), head, html.Tbody(rows)], className="access-table"
    )
    return html.Div(inside, className="table-box", tabIndex=0, role="region", **{"aria-label": caption})
