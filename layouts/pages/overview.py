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
from vocabulary.language import N_, _, ngettext
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
    "value", "target", "level", "word", "state", "lacks", "withheld",
)  # fmt: skip


@once
def figures(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a headline.

    Columns: subject, name, metric, unit, month, value and target (in the unit: where things are counted, so many of
    all), shown, level, word, since_month and since_year (words), step_month and step_year (the same, in the unit),
    state, lacks, withheld (flag).
    """
    asked = replace(at_month(filters), month=None)
    shown = [
        (page, each) for page in SUBJECTS for each in page.given(snapshot) if each.shows(snapshot, asked)
    ]
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
        "withheld": bool(last.get("withheld", False)),
    }
    row |= {key: last[key] for key in ("month", "value", "target", "level", "word", "state", "lacks")}
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
    given = [(page, each) for page in SUBJECTS for each in page.given(snapshot)]
    rows = [row for page, each in given for row in _goals(page, each, snapshot, asked)]
    return pd.DataFrame(
        [row for row in rows if row["level"] in ("good", "near", "missed")], columns=list(GOALS)
    )


def _goals(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> list[Row]:
    if headline.counted_elsewhere or not headline.shows(snapshot, filters):
        return []
    subject = headline.about(snapshot, filters) if headline.about else _(page.name)
    months = series(headline, snapshot, filters)
    last = records(months.tail(1))[0]
    if headline.goals is None:
        name, shown = (
            name_of(snapshot, headline.metric, filters.last),
            figure_words(headline, months.iloc[-1]),
        )
        return [last | {"subject": subject, "name": name, "is_thing": False, "shown": shown}]
    found = headline.goals(snapshot, replace(filters, first=last["month"], last=last["month"]))
    return [row | {"subject": subject, "is_thing": True} for row in records(found)]


# How many figures are not judged, by why.
REASONS = {
    "goal": N_("{n} uden mål"),
    "part": N_("{n} med ufuldstændige tal"),
    "limit": N_("{n} uden en grænse at tælle efter"),
    "told": N_("{n} uden oplysninger nok fra kilden"),
    "hidden": N_("{n} skjult"),
    "come": N_("{n} uden tal"),
    "none": N_("{n} uden noget at tælle"),
}


def unjudged(snapshot: Snapshot, filters: Filters) -> str:
    """Say why no figure of the month is judged: it is not whole, something is missing, or nothing is to be reached."""
    rows = records(figures(snapshot, filters))
    # A source that is behind is spoken of by the newest month that it has.
    month = text.listing([text.month(each) for each in sorted({row["month"] for row in rows})])
    if not rows and all(page.never_came(snapshot) for page in SUBJECTS):
        return _("Der er ikke indlæst tal endnu.")
    if not rows:
        return _("Der er ingen tal måned for måned i det, der er indlæst.")
    if all(row["month"] >= month_of(snapshot.now.date()) for row in rows):
        return _("{month} er ikke slut; tallene kan ikke vurderes endnu.", month=text.capital(month))
    reasons = [_reason(row) for row in rows]
    if set(reasons) == {"goal"}:
        return _("Ingen af tallene for {month} har et mål, så der er intet at bedømme.", month=month)
    counts = {key: reasons.count(key) for key in REASONS if key in reasons}
    why = text.listing([_(REASONS[key], n=text.number(n)) for key, n in counts.items()])
    return _("Ingen af tallene for {month} kan bedømmes: {why}.", month=month, why=why)


def _reason(row: Row) -> str:
    """Return the key of why a figure is not judged."""
    if row["withheld"]:
        return "hidden"
    if row["state"] == "missing":
        return "come"
    if row["state"] != "whole":
        return "part"
    if row["level"] == "none":
        return "goal"
    found = {"target": "goal", "limit": "limit", "told": "told"}
    return found.get(str(row["lacks"]), "none")


# What is said where one target, two, or all of more were met.
EVERY = {
    1: N_("1 af 1 mål blev nået i {month}."),
    2: N_("Begge mål blev nået i {month}."),
    3: N_("Alle {of} mål blev nået i {month}."),
}


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    named = at_month(filters).last
    rows, month = records(goals(snapshot, filters)), text.month(named)
    if not rows:
        return unjudged(snapshot, filters)
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
        opening = _(EVERY[min(len(rows), 3)], **said)
    else:
        opening = ngettext(
            "{met} af {of} mål blev nået i {month}. Målet blev ikke nået for {names}.",
            "{met} af {of} mål blev nået i {month}. Målet blev ikke nået for {names}.",
            len(rows),
            **said,
        )
    return text.prose(opening, aside if older else "")


def _names(missed: list[Row]) -> str:
    """Name what missed its target: figures by what they are called, systems by their names."""
    figures_missed = [text.quoted(row["name"]) for row in missed if not row["is_thing"]]
    systems = [row["name"] for row in missed if row["is_thing"]]
    listed = [_("svartiden i {names}", names=text.listing(systems))] if systems else []
    return text.listing([*figures_missed, *listed])


def _sentence(content: Content) -> str:
    last = at_month(content.filters).last
    said = {"n": text.number(len(content.rows)), "month": text.month(last)}
    if (content.rows["month"] != last).any():
        return ngettext(
            "Tabellen viser {n} nøgletal for den seneste måned, med mål, vurdering og ændring.",
            "Tabellen samler de {n} nøgletal, hvert for sin seneste måned, med mål, vurdering og ændring.",
            len(content.rows),
            **said,
        )
    return ngettext(
        "Tabellen viser {n} nøgletal for {month} med mål, vurdering og ændring.",
        "Tabellen samler de {n} nøgletal for {month} med mål, vurdering og ændring.",
        len(content.rows),
        **said,
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
    lists=True,
    applies=lambda snapshot, filters: len(figures(snapshot, filters)) > 0,
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
