"""A panel's rows as a real table, and the mark that goes with every light."""

from datetime import date, datetime
from typing import Any

from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.columns import Column
from layouts.parts.declarations import Content
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.filters import PICKED, Filters, to_query
from vocabulary.language import _
from vocabulary.status import Level


def mark(level: Level, word: str) -> Component:
    """Return the light: a drawn shape, coloured by the level, with its word for those who do not see it."""
    return html.Span(
        [html.Span(word, className="visually-hidden")], className=f"mark mark-{level}", title=word
    )


def written(column: Column, row: dict[str, Any]) -> str:
    """Write a cell as a reader sees it, in the language spoken."""
    value = row[column.key]
    if row.get("withheld") and column.is_number and text.is_missing(value):
        return _("skjult")
    match column.kind:
        case "month":
            return text.month(value)
        case "day" | "moment" if text.is_missing(value):
            return text.NOTHING
        case "day":
            return text.day(date.fromisoformat(value))
        case "moment":
            return text.moment(datetime.fromisoformat(value))
        case "text" | "word":
            return str(value)
        case "judged":
            return str(
                row["shown"] if text.is_missing(value) else row.get(f"{column.key}_words", row["shown"])
            )
        case "written":
            return text.NOTHING if text.is_missing(value) else str(row[f"{column.key}_words"])
        case "seconds":
            return text.duration(value)
        case "number":
            return text.number(value, text.places(value))
        case "percent" | "goal":
            return text.quantity(value, "%", column.decimals)
        case _:
            return text.number(value, column.decimals)


def table(content: Content) -> Component:
    """Return the rows as a table with a caption, headings with scope, and the first column as row headings."""
    columns = content.columns
    head = [html.Th(column.label, scope="col", className=_align(column)) for column in columns]
    body = [
        html.Tr([_first(columns[0], row, content), *(_cell(column, row) for column in columns[1:])])
        for row in content.records
    ]
    title = content.panel.title(content.snapshot, content.filters)
    caption = html.Caption(title, className="visually-hidden")
    rows = html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(body)], className="table figures")
    return scrolling(rows, _("Tabel: {name}", name=title))


def scrolling(inner: Component, name: str) -> Component:
    """Return a box that scrolls sideways and can be reached and named by keyboard and screen reader."""
    return html.Div(inner, className="scrolling", tabIndex=0, role="region", **aria(label=name))


def _first(column: Column, row: dict[str, Any], content: Content) -> Component:
    """Return a row's heading, as a link where it can be picked; picking it again lets go."""
    words, asked = written(column, row), _picked(row, content)
    more = {"className": "when"} if column.kind == "month" else {}
    if asked is None:
        return html.Th(words, scope="row", **more)
    href = to_query(asked, content.snapshot.choices) or "?"
    return html.Th(html.A(words, href=href, **data(nav="stay")), scope="row", **more)


def _picked(row: dict[str, Any], content: Content) -> Filters | None:
    """Return the choice with the row's month, hospital or service picked; None where it cannot be."""
    parameter = content.panel.click or ("maaned" if content.columns[0].key == "month" else "")
    value = row["month"] if parameter == "maaned" else row.get("key")
    if parameter not in PICKED or not isinstance(value, str):
        return None
    again = content.filters.picked(parameter) == value
    return content.filters.picking(parameter, None if again else value)


def _cell(column: Column, row: dict[str, Any]) -> Component:
    inner: list[Component | str] = [written(column, row)]
    if column.kind == "judged" and row["level"] != "none":
        inner.insert(0, mark(row["level"], row["word"]))
    return html.Td(inner, className=_align(column))


def _align(column: Column) -> str:
    if column.key == "note":
        return "noted"  # which paper leaves out, because the notes stand below the chart
    if column.kind in ("day", "moment"):
        return "when"
    return "number" if column.is_number else ""
