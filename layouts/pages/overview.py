"""The page Overblik: every subject's headline figures, and the sentence that says how it goes."""

from dataclasses import replace

import pandas as pd

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
from layouts.parts import html
from layouts.parts.answers import at_month
from layouts.parts.changes import changes, steps
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.sentences import Row, records
from layouts.parts.tables import table
from layouts.parts.tiles import figure_words, series, so_far
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import month_of

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
    "subject", "name", "metric", "unit", "shown", "since_month", "since_year", "step_month", "step_year", "month",
    "value", "target", "level", "word",
)  # fmt: skip


@once
def figures(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a headline.

    Columns: subject, name, metric, unit, month, value and target (in the unit: where things are counted, so many of
    all), shown, level, word, since_month and since_year (words), step_month and step_year (the same, in the unit).
    """
    asked = replace(at_month(filters), month=None)
    shown = [(page, each) for page in SUBJECTS for each in page.overview if each.shows(snapshot, asked)]
    return pd.DataFrame([_row(page, each, snapshot, asked) for page, each in shown], columns=COLUMNS)


def _row(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> Row:
    months, metric = series(headline, snapshot, filters), METRICS[headline.metric]
    name = name_of(snapshot, headline.metric, filters.last)
    last = records(months.tail(1))[0]
    days = so_far(headline, snapshot, filters, months)
    since_month, *since_year = changes(headline, months, days)
    step_month, step_year = steps(headline, months, days)
    row = {
        "subject": headline.about(snapshot, filters) if headline.about else _(page.name),
        "name": name,
        "metric": headline.metric,
        "unit": _(metric.unit),
        "shown": figure_words(headline, months.iloc[-1]),
        "since_month": since_month,
        "since_year": "".join(since_year),
        "step_month": step_month,
        "step_year": step_year,
    }
    row |= {key: last[key] for key in ("month", "value", "target", "level", "word")}
    return row | _counted(last) if headline.counted else row


def _counted(last: Row) -> Row:
    """Return the figure of things that are counted, as the tile says it: so many of all, and not per cent of them."""
    if text.is_missing(last["value"]):
        return {}
    of = last["denominator"]
    return {
        "value": last["numerator"],
        "target": last["target"] * of / 100,
        "unit": _("af {n}", n=text.number(of)),
    }


GOALS = ("subject", "name", "is_thing", "month", "level", "word", "shown")


@once
def goals(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a judged target, each once: what the overview and the wall count.

    Columns: subject, name (of the figure, or of the thing where a figure stands for several), is_thing (flag), month,
    level, word, shown.
    """
    asked = replace(at_month(filters), month=None)
    rows = [row for page in SUBJECTS for each in page.overview for row in _goals(page, each, snapshot, asked)]
    return pd.DataFrame(
        [row for row in rows if row["level"] in ("good", "near", "missed")], columns=list(GOALS)
    )


def _goals(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> list[Row]:
    if headline.counted_elsewhere or not headline.shows(snapshot, filters):
        return []
    subject = headline.about(snapshot, filters) if headline.about else _(page.name)
    last = records(series(headline, snapshot, filters).tail(1))[0]
    if headline.goals is None:
        name = name_of(snapshot, headline.metric, filters.last)
        return [last | {"subject": subject, "name": name, "is_thing": False}]
    found = headline.goals(snapshot, replace(filters, first=last["month"], last=last["month"]))
    return [row | {"subject": subject, "is_thing": True} for row in records(found)]


def _unjudged(snapshot: Snapshot, filters: Filters, month: str) -> str:
    """Say why no figure of the month is judged: it is not whole, or nothing is to be reached in it."""
    if at_month(filters).last >= month_of(snapshot.now.date()):
        return _("{month} er ikke slut; tallene kan ikke vurderes endnu.", month=text.capital(month))
    if (figures(snapshot, filters)["level"] == "unknown").any():
        return _("Tallene for {month} er ikke hele endnu, så der er intet at bedømme.", month=month)
    return _("Ingen af tallene for {month} har et mål, så der er intet at bedømme.", month=month)


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    named = at_month(filters).last
    rows, month = records(goals(snapshot, filters)), text.month(named)
    if not rows:
        return _unjudged(snapshot, filters, month)
    missed = [row for row in rows if row["level"] != "good"]
    older = sorted({row["month"] for row in rows} - {named})
    aside = _(
        "Hvor {month} ikke er kommet, er det seneste tal bedømt: {older}.",
        month=month,
        older=text.listing([text.month(each) for each in older]),
    )
    said = {
        "met": text.number(len(rows) - len(missed)),
        "of": text.number(len(rows)),
        "month": month,
        "names": _names(missed),
    }
    if not missed:
        opening = _("Alle {of} mål blev nået i {month}.", **said)
    else:
        opening = _("{met} af {of} mål blev nået i {month}. Målet blev ikke nået for {names}.", **said)
    return text.prose(opening, aside if older else "")


def _names(missed: list[Row]) -> str:
    """Name what missed its target: figures by what they are called, systems by their names."""
    figures_missed = [text.quoted(row["name"]) for row in missed if not row["is_thing"]]
    systems = [row["name"] for row in missed if row["is_thing"]]
    listed = [_("svartiden i {names}", names=text.listing(systems))] if systems else []
    return text.listing([*figures_missed, *listed])


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
        Column("step_month", N_("Ændring på en måned"), "number"),
        Column("step_year", N_("Ændring på et år"), "number"),
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
