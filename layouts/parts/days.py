"""Days as a strip: things down, the days of a month across, each a shape with its word behind it."""

from collections.abc import Sequence
from datetime import date

from data_access.snapshot.rows import Row
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.tables import mark, scrolling
from vocabulary import text
from vocabulary.status import Level


def strip(rows: Sequence[Row], caption: str, thing: str) -> Component:
    """Lay rows of name, day (ISO text), level and value (the word) of one month out as a table, with a legend."""
    days = list(dict.fromkeys(row["day"] for row in rows))
    things: dict[str, dict[str, Row]] = {}
    for row in rows:
        things.setdefault(row["name"], {})[row["day"]] = row
    body = [
        html.Tr([html.Th(name, scope="row"), *(_cell(cells.get(day)) for day in days)])
        for name, cells in things.items()
    ]
    whole = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(thing, scope="col"), *(_head(day) for day in days)])),
            html.Tbody(body),
        ],
        className="lights strip",
    )
    return html.Div([scrolling(whole, caption), _legend(rows)])


def _head(day: str) -> Component:
    when = date.fromisoformat(day)
    return html.Th(html.Abbr(str(when.day), title=text.day(when)), scope="col")


def _cell(row: Row | None) -> Component:
    if row is None:
        return html.Td(text.NOTHING, className="light-none")
    return html.Td(mark(row["level"], row["value"]), className=f"level-{row['level']}")


def _legend(rows: Sequence[Row]) -> Component:
    """Say what the shapes mean that are there: in one shape the words that share it."""
    words: dict[Level, list[str]] = {}
    for row in rows:
        if row["value"] not in words.setdefault(row["level"], []):
            words[row["level"]].append(row["value"])
    items = [
        html.Li([html.Span(className=f"mark mark-{level}"), ", ".join(said)], className="light")
        for level, said in words.items()
    ]
    return html.Ul(items, className="strip-legend")
