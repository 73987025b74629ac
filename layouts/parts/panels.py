"""A panel laid out: its heading, sentence, chart, and the quiet row of table, definition and downloads."""

from dataclasses import replace
from typing import Any

from data_access.numbers.naming import name_of
from layouts.parts import background, html, why
from layouts.parts.answers import sentence
from layouts.parts.answers_beside import metric_of
from layouts.parts.answers_run import at_month
from layouts.parts.attributes import aria, data, leading
from layouts.parts.contents import place
from layouts.parts.declarations import Content, Page
from layouts.parts.downloads import downloads
from layouts.parts.folds import folded
from layouts.parts.freshness import source_words
from layouts.parts.hints import hint
from layouts.parts.html import Component
from layouts.parts.in_editions import in_editions
from layouts.parts.layers import layered
from layouts.parts.limits import words_of
from layouts.parts.owners import note_link, owners_words
from layouts.parts.remarks import cautions, notes
from layouts.parts.tables import table
from layouts.parts.told import nothing
from layouts.parts.variations import variation
from vocabulary import text
from vocabulary.filters import carried, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS, Metric

GRAPH_CONFIG: Any = {"displayModeBar": False, "responsive": True, "doubleClick": False}

MOST_PRINTED = 45  # rows of a table that is not of months, on paper

# What is counted: a share of them is told as so many of all.
COUNTED = ("systems_within_sla", "projects_on_track")


def panel(page: Page, content: Content) -> Component:
    """Return the panel as a section named by its heading and described by its sentence."""
    name = f"{page.key}-{content.panel.key}"
    words = content.panel.title(content.snapshot, content.filters)
    heading = html.H2([place(content.panel.key), words], id=f"{name}-title", className="panel-title")
    classes = "panel panel-wide" if content.panel.wide else "panel"
    sentence = html.P(said(content), id=f"{name}-sentence", className="panel-sentence")
    top = (
        heading
        if not content.panel.opened_by
        else html.Div([heading, _close(page, content)], className="opened")
    )
    inner: list[Component] = [top, *background.mark([content]), sentence]
    if not content.is_empty:
        below = [
            *notes(content),
            *note_link(page, content),
            *owners_words(page, content),
            *cautions(content),
            *in_editions(page, content),
            *_why(page, content),
        ]
        inner += [
            *_variation(name, content),
            _picture(name, content),
            html.Div(below, id=f"{name}-below", **data(plain="yes")),
        ]
    inner.append(
        html.Div(
            [*_table(name, content), *_definition(name, content), downloads(name, page, content)],
            className="panel-row",
        )
    )
    return html.Section(inner, id=name, className=classes, **aria(labelledby=f"{name}-title"))


def _close(page: Page, content: Content) -> Component:
    """Return what closes a panel that was opened, and tells `assets/landing.js` which link had opened it."""
    panel, filters, choices = content.panel, content.filters, content.snapshot.choices
    if panel.opened_by == "maaned":
        without = filters.picking("maaned", None)
    else:
        # A month that nobody picked, which the question was asked of, goes with it.
        newest = min(filters.last, choices.newest_whole)
        without = replace(filters, why=None, month=None if filters.month == newest else filters.month)
    at = page.at(filters)
    return html.Button(
        [_("Luk"), " ", html.Span("×", **aria(hidden=True))],
        id=f"{page.key}-{panel.key}-close",
        type="button",
        className="close-panel",
        **leading(
            close=at + to_query(without, choices), opener=f"{at}{to_query(filters, choices)}#{panel.key}"
        ),
    )


def said(content: Content) -> str:
    """Return the panel's sentence, or why there is nothing to say."""
    words = sentence(content) or _lacking(content)
    if words:
        return words
    # What is merely not there may be there for another choice.
    if {"month", "state", "word"} <= set(content.table) and len(content.table) and content.panel.metrics:
        found = nothing(content.table, content.panel.metrics[0])
        return text.prose(found, hint(_("Vælg noget andet øverst, eller nulstil.")))
    return text.prose(
        _("Der er ingen tal for det, der er valgt."), hint(_("Vælg noget andet øverst, eller nulstil."))
    )


def _lacking(content: Content) -> str:
    """Say what the figures lack, where that is known; '' where there is merely nothing."""
    rows, panel = content.table, content.panel
    if rows.empty:
        return _(panel.untold) if panel.untold else ""
    if "lacks" in rows and any(rows["lacks"]):
        return nothing(rows, panel.metrics[0], panel.untold)
    return ""


def _picture(name: str, content: Content) -> Component:
    if content.panel.figure is None:
        body = content.panel.body(content) if content.panel.body else table(content)
        return html.Div(body, id=f"{name}-body", **data(plain="yes"))
    figure = layered(content.panel.figure(content), content)
    graph = html.Graph(
        id=f"{name}-graph",
        figure=figure,
        config=GRAPH_CONFIG,
        style={"height": f"{figure['layout']['height']}px"},
        className="chart",
    )
    described = aria(labelledby=f"{name}-title", describedby=f"{name}-sentence")
    # It has its height before the chart is there, so that nothing below it moves when it comes.
    return html.Div(
        graph,
        id=f"{name}-chart",
        role="img",
        className="chart-box",
        style=graph["props"]["style"],
        **described,
    )


def _variation(name: str, content: Content) -> list[Component]:
    found = varied(content)
    return [html.Div(found, id=f"{name}-variation", **data(plain="yes"))] if found else []


def varied(content: Content) -> Component | None:
    """Return what natural variation says of the panel's newest month; None where it says nothing."""
    if content.variation is None or content.variation.is_still:
        return None
    metric = metric_of(content.panel)
    called = name_of(content.snapshot, metric.key, content.filters.last)
    of = _counted_over(content) if metric.key in COUNTED else None
    return variation(content.variation, metric, called, of)


def _counted_over(content: Content) -> float | None:
    """Return how many things there are in the month that is judged: `6 af 10` is their share."""
    last = at_month(content.filters).last
    whole = [row for row in content.records if row["state"] == "whole" and row["month"] <= last]
    return float(whole[-1]["denominator"]) if whole else None


def _why(page: Page, content: Content) -> list[Component]:
    """Ask why, where the picked month, else the newest that was judged, is below its target."""
    panel, filters = content.panel, content.filters
    if panel.parts is None:
        return []
    judged = [row for row in content.records if row["level"] in ("good", "near", "missed")]
    asked = next((row for row in judged if row["month"] == filters.month), judged[-1] if judged else None)
    if asked is None or asked["level"] == "good" or filters.why == panel.key:
        return []
    month = asked["month"]
    there = to_query(replace(filters, month=month, why=panel.key), content.snapshot.choices)
    link = html.A(
        _("Hvorfor blev målet ikke nået i {month}?", month=text.month(month)),
        href=f"{page.at(filters)}{there}#{why.PREFIX}{panel.key}",
        **data(nav="stay"),
    )
    return [html.P(link, className="ask-why")]


def _table(name: str, content: Content) -> list[Component]:
    if content.panel.figure is None or content.is_empty:
        return []
    return [
        folded(
            _("Vis som tabel"),
            _("Skjul tabel"),
            html.Div(table(content), id=f"{name}-table", **data(plain="yes")),
            "print-too" if _is_for_paper(content) else "",
        )
    ]


def _is_for_paper(content: Content) -> bool:
    """Say that the table is printed: no chart says its months in figures, and of other rows few are read on paper."""
    return "month" in content.table or len(content.table) <= MOST_PRINTED


def _definition(name: str, content: Content) -> list[Component]:
    parts = [part for key in content.metrics for part in _metric(METRICS[key], content)]
    if not parts:
        return []
    return [
        html.Details(
            [
                html.Summary(_("Definition og kilde")),
                html.Dl(parts, id=f"{name}-definition", className="definition", **data(plain="yes")),
            ]
        )
    ]


def _metric(metric: Metric, content: Content) -> list[Component]:
    return [
        html.Dt(name_of(content.snapshot, metric.key, content.filters.narrowed.last)),
        html.Dd(f"{metric.definition} {words_of(metric, content.snapshot)}".strip()),
        html.Dd(_more(metric, content)),
        html.Dd(source_words(content.snapshot, metric.source), className="source"),
    ]


def _more(metric: Metric, content: Content) -> Component:
    there = f"/definitioner{to_query(carried(content.filters), content.snapshot.choices)}#{metric.key}"
    name = name_of(content.snapshot, metric.key, content.filters.narrowed.last)
    label = _("{name}: mål, historik og ejer", name=name)
    return html.A(_("Mål, historik og ejer"), href=there, **data(nav="page"), **aria(label=label))
