"""Lights over time: things down, months across, each light a shape and a word."""

from collections.abc import Callable, Sequence

from data_access.snapshot.rows import Row
from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.html import Component
from layouts.parts.tables import mark, scrolling
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import Level


def lights(
    rows: Sequence[Row], caption: str, thing: str, link: Callable[[str], str] | None = None
) -> Component:
    """Lay rows of name, month, level and value (the word) out as a table; level `none` has no light.

    `link` gives the address that picks a month.
    """
    months = list(dict.fromkeys(row["month"] for row in rows))
    things: dict[str, dict[str, Row]] = {}
    for row in rows:
        things.setdefault(row["name"], {})[row["month"]] = row
    heads = [html.Th(_head(month, link), scope="col") for month in months]
    body = [
        html.Tr([html.Th(name, scope="row"), *(_cell(cells[month]) for month in months)])
        for name, cells in things.items()
    ]
    whole = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(thing, scope="col"), *heads])),
            html.Tbody(body),
        ],
        className="lights",
    )
    return scrolling(whole, caption)


def _head(month: str, link: Callable[[str], str] | None) -> Component:
    name = html.Abbr(text.month_short(month), title=text.month(month))
    return html.A(name, href=link(month), **data(nav="stay")) if link else name


def _cell(row: Row) -> Component:
    if row["level"] == "none":
        return html.Td(text.NOTHING, className="light-none")
    inner = html.Span([mark(row["level"], row["value"]), html.Span(row["value"])], className="light")
    return html.Td(inner, className=f"level-{row['level']}")


def two(own: tuple[Level, str], numbers: tuple[Level, str]) -> Component:
    """Lay a project's own light out beside the one that its figures give: each a level and its word."""
    pairs = ((_("Projektets eget lys"), own), (_("Beregnet af tallene"), numbers))
    return html.Div([_light(name, *light) for name, light in pairs], className="two-lights")


def _light(name: str, level: Level, word: str) -> Component:
    inner = [
        html.Span(name, className="two-name"),
        html.Span([mark(level, word), html.Strong(word, **aria(hidden=True))], className="two-light"),
    ]
    return html.Div(inner, className=f"two two-{level}")
