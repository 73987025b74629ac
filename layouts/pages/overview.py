"""The page Overblik: every subject's headline figures, and the sentence that says how it goes."""

from dataclasses import replace

import pandas as pd
from dash import html

from data_access.numbers.naming import name_of
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import (
    cases,
    definitions,
    pathways,
    projects,
    referrals,
    resources,
    response_times,
    servicedesk,
    sources,
    strategy,
)
from layouts.parts.answers import at_month
from layouts.parts.changes import changes
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.sentences import Row, records
from layouts.parts.tables import table
from layouts.parts.tiles import figure_words, series
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

SUBJECTS = (
    servicedesk.PAGE,
    cases.PAGE,
    response_times.PAGE,
    projects.PAGE,
    referrals.PAGE,
    pathways.PAGE,
    resources.PAGE,
    strategy.PAGE,
)


COLUMNS = (
    "subject", "name", "metric", "unit", "shown", "since_month", "since_year", "month", "value", "target", "level",
    "word",
)  # fmt: skip


@once
def figures(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a headline.

    Columns: subject, name, metric, unit, month, value, shown, target, level, word, since_month, since_year.
    """
    asked = replace(at_month(filters), month=None)
    shown = [(page, each) for page in SUBJECTS for each in page.overview if each.shows(snapshot, asked)]
    return pd.DataFrame([_row(page, each, snapshot, asked) for page, each in shown], columns=COLUMNS)


def _row(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> Row:
    months, metric = series(headline, snapshot, filters), METRICS[headline.metric]
    name = name_of(snapshot, headline.metric, filters.last)
    last, (since_month, since_year) = records(months.tail(1))[0], changes(headline, months)
    return {
        "subject": headline.about(snapshot, filters) if headline.about else _(page.name),
        "name": name,
        "metric": headline.metric,
        "unit": _(metric.unit),
        "shown": figure_words(headline, months.iloc[-1]),
        "since_month": since_month,
        "since_year": since_year,
    } | {key: last[key] for key in ("month", "value", "target", "level", "word")}


def _judged(snapshot: Snapshot, filters: Filters) -> tuple[list[str], list[str]]:
    rows = records(figures(snapshot, filters))
    met = [row["name"] for row in rows if row["level"] == "good"]
    return met, [row["name"] for row in rows if row["level"] in ("near", "missed")]


def _unjudged(snapshot: Snapshot, filters: Filters, month: str) -> str:
    """Say why no figure of the month is judged: it is not whole, or nothing is to be reached in it."""
    if (figures(snapshot, filters)["level"] == "none").any():
        return _("Ingen af tallene for {month} har et mål, så der er intet at bedømme.", month=month)
    return _("Tallene for {month} er ikke hele endnu, så der er intet at bedømme.", month=month)


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    met, missed = _judged(snapshot, filters)
    month = text.month(at_month(filters).last)
    if not met and not missed:
        return _unjudged(snapshot, filters, month)
    of = text.number(len(met) + len(missed))
    if not missed:
        return _("Alle {of} mål blev nået i {month}.", of=of, month=month)
    return _(
        "{met} af {of} mål blev nået i {month}. Målet blev ikke nået for {names}.",
        met=text.number(len(met)),
        of=of,
        month=month,
        names=text.listing([text.quoted(name) for name in missed]),
    )


def _sentence(content: Content) -> str:
    return _(
        "Tabellen samler de {n} nøgletal for {month} med mål, vurdering og ændring.",
        n=text.number(len(content.rows)),
        month=text.month(at_month(content.filters).last),
    )


HEADLINES = Panel(
    key="noegletal",
    title=lambda _s, _f: _("Alle nøgletal i én tabel"),
    numbers=figures,
    columns=(
        Column("subject", N_("Område"), "text"),
        Column("name", N_("Nøgletal"), "text"),
        Column("month", N_("Måned"), "month"),
        Column("value", N_("Tal"), "judged", unit=""),
        Column("unit", N_("Enhed"), "text"),
        Column("target", N_("Mål"), "number"),
        Column("word", N_("Vurdering"), "word"),
        Column("since_month", N_("Siden måneden før"), "text"),
        Column("since_year", N_("Siden samme måned sidste år"), "text"),
    ),
    sentence=_sentence,
    body=lambda content: html.Details([html.Summary(_("Vis tabellen")), table(content)], className="folded"),
    metrics=tuple(dict.fromkeys(headline.metric for page in SUBJECTS for headline in page.overview)),
    wide=True,
)

PAGE = Page(
    key="overblik",
    path="/",
    name=N_("Overblik"),
    title=N_("Sådan kører it, medico og telefoni"),
    summary=_summary,
    filters=("til", "hospital", "organisation"),
    panels=(HEADLINES,),
    is_subject=False,
)
PAGES = (PAGE, *SUBJECTS, definitions.PAGE, sources.PAGE)
