"""Figures of hospitals laid out: one hospital's beside the region's, and all hospitals in a table."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from data_access.snapshot.rows import Row
from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.declarations import Content, Page
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.tables import mark, scrolling
from vocabulary import text
from vocabulary.filters import carried, to_query
from vocabulary.language import _


def scores(content: Content) -> Component:
    """Lay a hospital's figures out, each beside the region's, with how it stands; the whole table unfolds."""
    against = against_words(content)
    heads = [_("Nøgletal"), _("Tal"), _("Mål"), _("Hele regionen"), _("Blandt hospitalerne")]
    body = [html.Tr(_score(row, against), className=f"score-{row['level']}") for row in content.records]
    shown = html.Table(
        [
            html.Caption(_("Hospitalets tal ved siden af regionens"), className="visually-hidden"),
            html.Thead(
                html.Tr(
                    [
                        *(html.Th(head, scope="col") for head in heads),
                        *([html.Th(against, scope="col", className="against")] if against else []),
                    ]
                )
            ),
            html.Tbody(body),
        ],
        className="scores",
    )
    return html.Div([scrolling(shown, _("Hospitalets tal ved siden af regionens")), _whole(content)])


def against_words(content: Content) -> str:
    """Return what a hospital's figures are compared with; '' where nothing is."""
    compare = content.filters.compare
    if not compare:
        return ""
    return content.snapshot.organisation.hospitals.get(compare, _("Samme måned året før"))


def _score(row: Row, against: str) -> list[Component]:
    late = (
        []
        if row["month"] == row.get("asked")
        else [html.Span(text.month(row["month"]), className="score-month")]
    )
    name = [
        html.A(row["called"], href=row["href"], **data(nav="page")),
        html.Span(row["subject"], className="score-of"),
    ]
    figure: list[Component | str] = [mark(row["level"], row["word"])] if row["level"] != "none" else []
    words = (
        []
        if row["level"] in ("good", "near", "missed", "none")
        else [html.Span(row["word"], className="score-of")]
    )
    standing = html.Span(row["standing_words"], className=f"standing standing-{row['standing'] or 'none'}")
    cells = [
        html.Th(name, scope="row"),
        html.Td([html.Span([*figure, row["figure"]], className="score-figure"), *words, *late]),
        html.Td(
            row["goal"] or text.NOTHING,
            **(data(head=_("Mål")) if row["goal"] else {"className": "score-none"}),
        ),
        html.Td(row["region_figure"], **data(head=_("Hele regionen"))),
        html.Td(standing),
    ]
    if against:
        classes = f"against standing-{row['against_standing'] or 'none'}"
        cells.append(html.Td(row["against"], className=classes, **data(head=against)))
    return cells


def standings(content: Content, page: Page) -> Component:
    """Lay all hospitals out: one a row, a figure a column, the names leading to the hospitals' own pages."""
    rows, chosen = content.records, content.filters.hospital
    figures = {row["ref"]: row for row in rows}
    cells = {(row["name"], row["ref"]): row for row in rows}
    keys = {row["name"]: row["hospital"] or None for row in rows}
    groups = [
        html.Th(subject, scope="colgroup", colSpan=len(list(several)), className="standing-group")
        for subject, several in groupby(figures.values(), key=lambda row: row["subject"])
    ]
    heads = [
        html.Tr([html.Th(_("Hospital"), scope="col", rowSpan=2), *groups]),
        html.Tr([_head(row) for row in figures.values()]),
    ]
    body = [
        html.Tr(
            [
                html.Th(_hospital(content, page, name, key), scope="row"),
                *(_cell(cells.get((name, ref))) for ref in figures),
            ],
            className="is-region" if key is None else "is-chosen" if key == chosen else "",
        )
        for name, key in keys.items()
    ]
    title = content.panel.title(content.snapshot, content.filters)
    shown = html.Table(
        [html.Caption(title, className="visually-hidden"), html.Thead(heads), html.Tbody(body)],
        className="standings",
    )
    return html.Div([scrolling(shown, _("Hospitaler og tal")), _key(), _whole(content)])


def _head(row: Row) -> Component:
    goal = [html.Span(_("mål {goal}", goal=row["goal"]), className="score-of")] if row["goal"] else []
    return html.Th([row["called"], *goal], scope="col")


def _hospital(content: Content, page: Page, name: str, key: str | None) -> Component | str:
    if key is None:
        return name
    choices = content.snapshot.choices
    there = replace(carried(content.filters), hospital=key, in_path=page.in_path)
    return html.A(name, href=page.at(there) + to_query(there, choices), **data(nav="page"))


def _cell(row: Row | None) -> Component:
    if row is None:
        return html.Td(text.NOTHING, className="cell level-none")
    arrows = {"better": "▴", "worse": "▾"}
    said: Sequence[Component] = (
        [html.Span(arrows[row["standing"]], className=f"arrow arrow-{row['standing']}", title=row["standing_words"]),
         html.Span(row["standing_words"], className="visually-hidden")]
        if row["standing"] in arrows else []
    )  # fmt: skip
    light = [mark(row["level"], row["word"])] if row["level"] != "none" else []
    figure = _("skjult") if row["withheld"] else row["figure"]
    return html.Td(
        html.Span([*light, figure, *said], className="cell-inner"), className=f"cell level-{row['level']}"
    )


def _key() -> Component:
    return html.P(
        _("▴ bedre og ▾ dårligere end resten af regionen, når tilfældige udsving er regnet fra."),
        className="cautions",
    )


def _whole(content: Content) -> Component:
    return whole_table(content)
