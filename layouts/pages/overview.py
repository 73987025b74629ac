"""The page Overblik: every subject's headline figures, and the sentence that says how it goes."""

from dataclasses import replace

from data_access.numbers.naming import name_of
from data_access.numbers.tabled import Tabled, table_of
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages import accessibility, definitions, hospitals, project, sources
from layouts.pages.subjects import SUBJECTS
from layouts.parts import claims
from layouts.parts.answers import at_month
from layouts.parts.changes import changes, steps
from layouts.parts.columns import Column
from layouts.parts.declarations import Headline, Page, Panel
from layouts.parts.folds import whole_table
from layouts.parts.tiles import figure_words, series, so_far
from layouts.said import overview as said
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

COLUMNS = (
    "subject", "name", "metric", "unit", "shown", "since_month", "since_year", "step_month", "step_year", "month",
    "value", "target", "level", "word", "state", "lacks", "withheld",
    "reason",
)  # fmt: skip


@Tabled
@once
def figures(snapshot: Snapshot, filters: Filters) -> Table:
    """Return a row a headline.

    Columns: subject, name, metric, unit, month, value and target (in the unit: where things are counted, so many of
    all), shown, level, word, since_month and since_year (words), step_month and step_year (the same, in the unit),
    state, lacks, withheld (flag), reason (why it is not judged).
    """
    asked = replace(at_month(filters), month=None)
    shown = [
        (page, each) for page in SUBJECTS for each in page.given(snapshot) if each.shows(snapshot, asked)
    ]
    return Table.of_rows([_row(page, each, snapshot, asked) for page, each in shown], COLUMNS)


def _row(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> Row:
    months, metric = series(headline, snapshot, filters), METRICS[headline.metric]
    name = name_of(snapshot, headline.metric, filters.last)
    last = months[-1]
    days = so_far(headline, snapshot, filters, months)
    with claims.heard():  # of the tile's rows, which are others than these
        since_month, *since_year = changes(headline, months, days)
    step_month, step_year = steps(headline, months, days)
    row = {
        "subject": headline.about(snapshot, filters) if headline.about else _(page.name),
        "name": name,
        "metric": headline.metric,
        "unit": _(metric.unit),
        "shown": figure_words(headline, last),
        "since_month": since_month,
        "since_year": "".join(since_year),
        "step_month": step_month,
        "step_year": step_year,
        "withheld": bool(last.get("withheld", False)),
    }
    row["reason"] = said.reason(last | row)
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


@Tabled
@once
def goals(snapshot: Snapshot, filters: Filters) -> Table:
    """Return a row a judged target, each once: what the overview and the wall count.

    Columns: subject, name (of the figure, or of the thing where a figure stands for several), is_thing (flag), month,
    level, word, shown.
    """
    asked = replace(at_month(filters), month=None)
    given = [(page, each) for page in SUBJECTS for each in page.given(snapshot)]
    rows = [row for page, each in given for row in _goals(page, each, snapshot, asked)]
    return Table.of_rows([row for row in rows if row["level"] in ("good", "near", "missed")], GOALS)


def _goals(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> list[Row]:
    if headline.counted_elsewhere or not headline.shows(snapshot, filters):
        return []
    subject = headline.about(snapshot, filters) if headline.about else _(page.name)
    months = series(headline, snapshot, filters)
    last = months[-1]
    if headline.goals is None:
        name, shown = name_of(snapshot, headline.metric, filters.last), figure_words(headline, last)
        return [last | {"subject": subject, "name": name, "is_thing": False, "shown": shown}]
    found = table_of(headline.goals, snapshot, replace(filters, first=last["month"], last=last["month"]))
    return [row | {"subject": subject, "is_thing": True} for row in found.records]


def unjudged(snapshot: Snapshot, filters: Filters) -> str:
    """Say why no figure of the month is judged, or that there is none."""
    rows = figures.table(snapshot, filters).records
    if not rows and all(page.never_came(snapshot) for page in SUBJECTS):
        return _("Der er ikke indlæst tal endnu.")
    if not rows:
        return _("Der er ingen tal måned for måned i det, der er indlæst.")
    with claims.about(figures):
        return said.unjudged(rows, snapshot)


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    if goals.table(snapshot, filters).empty:
        return unjudged(snapshot, filters)
    return said.summary(goals, snapshot, filters)


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
    sentence=said.table,
    body=whole_table,
    metrics=tuple(dict.fromkeys(headline.metric for page in SUBJECTS for headline in page.overview)),
    wide=True,
    lists=True,
    applies=lambda snapshot, filters: len(figures.table(snapshot, filters)) > 0,
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
PAGES = (
    PAGE,
    hospitals.LIST,
    *SUBJECTS,
    definitions.PAGE,
    sources.PAGE,
    accessibility.PAGE,
    hospitals.PAGE,
    project.PAGE,
)
