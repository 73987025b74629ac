"""The page Mangler: which figures miss their target and have no words, for each owner, and whose action is late."""

from collections.abc import Sequence

from data_access.numbers import explanations
from data_access.numbers.explanations import Promise
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import trouble
from layouts.pages.subjects import SUBJECTS
from layouts.parts import html
from layouts.parts.declarations import Page
from layouts.parts.html import Component
from layouts.parts.owners import can_be_written
from layouts.parts.promised import Outcome, outcome
from layouts.parts.tables import mark
from layouts.words.figures import Figure, figure_of
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _

NEVER = "0000-00"  # what was never seen to reach its target has missed it longest


def lacking(snapshot: Snapshot, filters: Filters) -> dict[str, list[Row]]:
    """Return the figures that miss their target and have no words, by page: the oldest first, then the furthest off."""
    rows = [
        row
        for row in trouble.figures.table(snapshot, filters).records
        if row["form"] and row["level"] == "missed"
    ]
    rows.sort(key=lambda row: row["since"] or NEVER)  # those that are as old stay in their order
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["page"], []).append(row)
    return found


def late(snapshot: Snapshot) -> list[tuple[Figure, Promise, Outcome]]:
    """Return the actions whose month is over without the figure being back, the oldest first."""
    today, found = snapshot.now.date(), []
    for promise in explanations.promises(snapshot, ""):
        figure = figure_of(snapshot, promise.said.place) if promise.stands else None
        if figure and promise.said.is_late(today):
            told = outcome(promise, figure.headline, snapshot, figure.filters(snapshot))
            if not told.kept:
                found.append((figure, promise, told))
    return sorted(found, key=lambda each: each[1].said.back_at)


def page(snapshot: Snapshot, filters: Filters) -> Component:
    """Return the page."""
    found = lacking(snapshot, filters)
    pages = [each for each in SUBJECTS if each.key in found]
    past = late(snapshot)
    said = _(
        "Tal, der ikke når deres mål i {month}, og som ingen har forklaret.", month=text.month(filters.last)
    )
    none = _("Alle tal, der ikke når deres mål i {month}, er forklaret.", month=text.month(filters.last))
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Forklaringer, der mangler")),
                    html.P(said if pages else none, className="summary"),
                ],
                className="page-head",
            ),
            *(_section(each, found[each.key]) for each in pages),
            *([_late(past, snapshot)] if past else []),
        ],
        className="page page-words",
    )


def _section(page: Page, rows: Sequence[Row]) -> Component:
    return html.Section(
        [html.H2(_(page.name)), html.Ul([_item(row, _(page.name)) for row in rows], className="lacking")]
    )


def _item(row: Row, page: str) -> Component:
    named = {"aria-label": _("Skriv forklaringen på {name}", name=row["called"])}
    link = html.A(_("Skriv forklaringen"), href=row["form"], **named)
    about = row["about"] if not row["about"].startswith(page) else ""
    name = ", ".join(each for each in (row["called"], about) if each)
    goal = _("mål {goal}", goal=row["goal"])
    return html.Li(
        [
            html.P([mark(row["level"], row["word"]), " ", html.Strong(name)], className="lacking-name"),
            html.P(f"{row['shown']} ({goal})"),
            html.P(row["since_words"], className="words-when"),
            *([html.P(link)] if can_be_written() else []),
        ]
    )


def _late(found: Sequence[tuple[Figure, Promise, Outcome]], snapshot: Snapshot) -> Component:
    items = [
        html.Li(
            [
                html.P(
                    [
                        html.Strong(figure.name(snapshot)),
                        f", {text.month(figure.month)}: ",
                        promise.said.action or promise.said.cause,
                    ]
                ),
                html.P(told.words),
                html.P(html.A(_("Se tallet"), href=figure.address(snapshot))),
            ]
        )
        for figure, promise, told in found
    ]
    return html.Section(
        [html.H2(_("Handlinger, hvis dato er passeret")), html.Ul(items, className="lacking")]
    )
