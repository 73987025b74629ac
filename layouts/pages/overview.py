"""The page Overblik: what does not go as it should and why, every subject's headline figures, and what goes well."""

from collections.abc import Sequence

from data_access.numbers.workdays import longer
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import (
    accessibility,
    cases,
    definitions,
    hospital,
    hospitals,
    project,
    sources,
    trouble,
    well,
)
from layouts.pages.headlines import figures, goals, monthly, of_month, shown
from layouts.pages.subjects import SUBJECTS
from layouts.parts import background, behind, claims, html
from layouts.parts.answers import summed_up
from layouts.parts.attributes import data
from layouts.parts.changes import brief, by_day
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Headline, Page, Panel
from layouts.parts.folds import whole_table
from layouts.parts.html import Component
from layouts.parts.lags import behind_targets
from layouts.parts.summary_table import Pictured, summary_table
from layouts.parts.tile_groups import groups
from layouts.parts.tiles import goal_words, series
from layouts.said import overview as said
from vocabulary import text
from vocabulary.filters import TILES, Filters, carried, to_query
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

__all__ = ["PAGES", "figures", "goals"]
METRICS_SHOWN = tuple(dict.fromkeys(headline.metric for page in SUBJECTS for headline in page.overview))
MOST_SHOWN = 7  # of what does not go as it should, before the rest unfolds


def unjudged(snapshot: Snapshot, filters: Filters) -> str:
    """Say why no figure of the month is judged, or that there is none."""
    rows = monthly.table(snapshot, of_month(filters)).records
    if not rows and all(page.never_came(snapshot) for page in SUBJECTS):
        return _("Der er ikke indlæst tal endnu.")
    if not rows:
        return _("Der er ingen tal måned for måned i det, der er indlæst.")
    with claims.about(monthly):
        return said.unjudged(rows, snapshot)


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    if goals.table(snapshot, filters).empty:
        return unjudged(snapshot, filters)
    summary = said.summary(goals, snapshot, filters)
    return text.prose(summary, said.past_limit(snapshot, of_month(filters)))


def _subjects(snapshot: Snapshot, filters: Filters) -> list[Page]:
    """Return the subjects that there is any news of."""
    return [
        page
        for page in SUBJECTS
        if page.has_data(snapshot, filters)
        and (page.overview or not background.is_background(page, snapshot, filters))
    ]


def _figures_body(content: Content) -> Component:
    snapshot, asked = content.snapshot, of_month(content.filters)
    whole = whole_table(content)
    if content.filters.view == TILES:
        return html.Div([groups(_subjects(snapshot, asked), snapshot, asked), whole])
    return html.Div([_summary_table(content, asked), *_without_figures(snapshot, asked), whole])


def _without_figures(snapshot: Snapshot, filters: Filters) -> list[Component]:
    """Return the sentences of the subjects that have no figure by month."""
    pages = [
        page
        for page in _subjects(snapshot, filters)
        if not any(each.shows(snapshot, filters) for each in page.given(snapshot))
    ]
    return [
        html.P(
            [
                html.A(
                    _(page.name), href=page.path + to_query(filters, snapshot.choices), **data(nav="page")
                ),
                ": ",
                summed_up(page, snapshot, filters),
            ],
            className="tile-words",
        )
        for page in pages
    ]


def _summary_table(content: Content, asked: Filters) -> Component:
    of = iter(shown(content.snapshot, asked))
    rows: list[Row] = []
    pictured: list[Pictured] = []
    hrefs: list[str] = []
    for row in content.records:
        page, headline = next(of) if row["metric"] != said.PAST_LIMIT else (cases.PAGE, None)
        months = series(headline, content.snapshot, asked) if headline else []
        group = (page.key, headline.desk if headline else None)
        rows.append(row | _written(content, row, headline, months, asked) | {"group": group})
        pictured.append((months, row["level"]) if months else None)
        hrefs.append(_address(page, headline, asked, content.snapshot))
    caption = _("Alle nøgletal for {month}", month=text.month(asked.last))
    return summary_table(rows, pictured, hrefs, caption)


def _address(page: Page, headline: Headline | None, filters: Filters, snapshot: Snapshot) -> str:
    if headline is None:
        return f"{page.path}{to_query(carried(filters), snapshot.choices)}#{cases.AGES.key}"
    return behind.address(page, headline, "", filters.last, snapshot, filters)


def _written(
    content: Content, row: Row, headline: Headline | None, months: Sequence[Row], asked: Filters
) -> Row:
    """Return what the compact table says of a figure in fewer words than a tile."""
    counted = headline.counted if headline else True
    step = row["step_month"]
    whole = months[-2:] if months and months[-1]["state"] == "whole" else []
    times = (
        by_day(headline, whole[1], whole[0], longer(content.snapshot))
        if headline and len(whole) == 2
        else 1.0
    )
    short, worth = brief(METRICS[row["metric"]], step, row["value"] - step, counted=counted, times=times)
    goal = "" if text.is_missing(row["target"]) else text.number(row["target"])
    return {
        "about": row["subject"] if headline and headline.about else "",
        "is_of_group": bool(headline and headline.desk),
        "late": "" if row["month"] == asked.last else text.month_short(row["month"]),
        "goal": goal_words(headline, months[-1]) if headline and goal else goal,
        "short": short,
        "worth": worth,
    }


TROUBLE = Panel(
    key="bagud",
    title=lambda _s, _f: _("Hvad går ikke godt?"),
    numbers=trouble.figures,
    columns=(
        Column("called", N_("Nøgletal"), "text"),
        Column("about", N_("Område"), "text"),
        Column("of_month", N_("Måned"), "month"),
        Column("value", N_("Tal"), "judged", unit=""),
        Column("unit", N_("Enhed"), "text"),
        Column("goal", N_("Mål"), "text"),
        Column("word", N_("Vurdering"), "word"),
        Column("since_words", N_("Hvornår"), "text"),
        Column("cause", N_("Bag tallet"), "text"),
        Column("noted", N_("Note"), "text"),
    ),
    sentence=said.trouble,
    metrics=(*METRICS_SHOWN, said.PAST_LIMIT),
    body=lambda content: behind_targets(content, MOST_SHOWN),
    lists=True,
    applies=lambda snapshot, filters: len(trouble.figures.table(snapshot, filters)) > 0,
)
WELL = Panel(
    key="godt",
    title=lambda _s, _f: _("Hvad går godt?"),
    numbers=well.figures,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("about", N_("Område"), "text"),
        Column("what_words", N_("Hvad er godt?"), "text"),
        Column("of_month", N_("Måned"), "month"),
        Column("figure", N_("Tal"), "text"),
        Column("word", N_("Vurdering"), "word"),
        Column("reason", N_("Udsving"), "text"),
    ),
    sentence=said.well,
    metrics=METRICS_SHOWN,
    body=well.improved,
    lists=True,
    applies=lambda snapshot, filters: len(well.figures.table(snapshot, filters)) > 0,
)
HEADLINES = Panel(
    key="noegletal",
    title=lambda _s, _f: _("Alle nøgletal"),
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
        Column("sign_words", N_("Udsving"), "text"),
        Column("assurance_words", N_("Udsigt"), "text"),
    ),
    sentence=said.table,
    body=_figures_body,
    metrics=(*METRICS_SHOWN, said.PAST_LIMIT),
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
    filters=("til", "hospital", "organisation", "vis"),
    panels=(TROUBLE, HEADLINES, WELL),
    is_subject=False,
)
PAGES = (
    PAGE,
    hospitals.LIST,
    *SUBJECTS,
    definitions.PAGE,
    sources.PAGE,
    accessibility.PAGE,
    hospital.PAGE,
    project.PAGE,
)
