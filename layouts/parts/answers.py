"""A panel answered: its numbers, and beside them what every panel by month can say about its figures."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from data_access.numbers import background, explanations, notes, variation
from data_access.numbers.series import without
from data_access.numbers.tabled import Numbers, table_of
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.snapshot.without import untold
from layouts.parts import why
from layouts.parts.columns import Column
from layouts.parts.compared import compared_words
from layouts.parts.declarations import Content, Page, Panel
from layouts.parts.told import GONE
from vocabulary import text
from vocabulary.filters import LAST_YEAR, Choices, Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS, Metric
from vocabulary.months import shift


def panels_of(page: Page) -> Iterator[Panel]:
    """Return the page's panels, each that can say why followed by the panel that does."""
    for panel in page.panels:
        yield panel
        if panel.parts:
            yield why.panel(panel)


def choices_on(page: Page | None, snapshot: Snapshot) -> Choices:
    """Return what there is to choose from on a page."""
    questions = [panel.key for panel in page.panels if panel.parts] if page else []
    return replace(snapshot.choices, questions=questions)


def at_month(filters: Filters) -> Filters:
    """Return the filters with the picked month as the last: what tiles are about."""
    month = filters.month
    return replace(filters, last=month) if month and filters.first <= month <= filters.last else filters


def sentence(content: Content) -> str:
    """Return the panel's sentence, of the whole region where it is; '' where there is no figure."""
    if content.is_empty:
        return ""
    said = content.panel.sentence(content)
    if compared := compared_words(content):
        said = text.prose(said, compared)
    if content.filters.hospital and content.panel.regional:
        return _("Hele regionen: {said}", said=said)
    return said


def summed_up(page: Page, snapshot: Snapshot, filters: Filters) -> str:
    """Return the sentence that sums a page up; where a hospital is chosen it says of whom the figures are."""
    if page.never_came(snapshot):
        return _("Der er ikke indlæst tal til denne side endnu.")
    said = page.summary(snapshot, filters)
    # The page of one hospital says whose it is in its title.
    if not filters.hospital or page.things or not (page.regional or "hospital" in page.filters):
        return said
    if page.regional:
        return _("Hele regionen: {said}", said=said)
    return _("{place}: {said}", place=snapshot.organisation.hospitals[filters.hospital], said=said)


def rows_of(numbers: Numbers, snapshot: Snapshot, filters: Filters) -> Table:
    """Run numbers for a summary, as a panel's are run: nothing in the months in which the hospital did not exist."""
    return existing(table_of(numbers, snapshot, filters), snapshot, filters)


# What of a month is said in another way, where there was no hospital that it could be of.
_OF_NOTHING = {"told": 0, "of": 0, "state": "missing", "level": "unknown", "shown": "–"}
_KEPT = ("target", *_OF_NOTHING)


def existing(rows: Table, snapshot: Snapshot, filters: Filters) -> Table:
    """Take the figures out of the months in which the chosen hospital did not exist: nothing is not zero."""
    if not filters.hospital or filters.organisation == "today" or not {"month", "state", "word"} <= set(rows):
        return rows
    gone = [not snapshot.organisation.existed(filters.hospital, month) for month in rows["month"]]
    if not any(gone):
        return rows
    instead = {name: value for name, value in _OF_NOTHING.items() if name in rows} | {"word": _(GONE)}
    numbers = [name for name in rows if name not in _KEPT and rows.is_numeric(name)]
    return rows.adding(
        **{name: without(rows[name], gone, value) for name, value in instead.items()},
        **{name: without(rows[name], gone) for name in numbers},
    )


def _run(panel: Panel, snapshot: Snapshot, filters: Filters) -> Table:
    """Run the panel's numbers; those of the whole region are there whatever hospital was."""
    if panel.regional:
        return table_of(panel.numbers, snapshot, of_region(filters))
    return rows_of(panel.numbers, snapshot, filters)


def of_region(filters: Filters) -> Filters:
    """Return the choice without a hospital and a desk: what is of the whole region is the same with any."""
    return replace(filters, organisation="today", hospital=None, desk="", why=None, compare=None, view=None)


def answer(panel: Panel, snapshot: Snapshot, filters: Filters) -> Content:
    """Run the panel's numbers: the only place where they are run."""
    rows = _run(panel, snapshot, filters)
    kept = untold(snapshot)
    shown = (each.named(snapshot, filters) for each in panel.columns if each.is_shown(filters, kept))
    columns = tuple(_precise(each, rows) for each in shown)
    content = _dated(Content(panel, snapshot, filters, rows, columns))
    if rows.empty or "month" not in rows:
        return content
    return _explained(_noted(_partly(_varied(_compared(content)))))


def _precise(column: Column, rows: Table) -> Column:
    """Return a column of targets with the decimals that all of them need: one precision a column."""
    if column.kind != "goal" or column.key not in rows:
        return column
    return replace(column, decimals=max(map(text.places, rows[column.key]), default=0))


def _dated(content: Content) -> Content:
    """Say of each row whether it is of another time, where any is: files have no mark above them."""
    rows, column = content.table, content.panel.dated
    if column is None or rows.empty:
        return content
    today = content.snapshot.now.date()
    found = [None if text.is_missing(each) else background.years([each], today) for each in rows[column]]
    if not any(found):
        return content
    words = [_("tal fra {years}", years=years[0]) if years else "" for years in found]
    columns = (*content.columns, Column("background", N_("Baggrund"), "text"))
    return replace(content, table=rows.adding(background=words), columns=columns)


def _partly(content: Content) -> Content:
    """Add how many a figure is counted over and of how many, where that is not all in every month."""
    rows = content.table
    if not {"told", "of"} <= set(rows):
        return content
    counted = list(zip(rows["told"], rows["of"], strict=True))
    if not any(told for told, _of in counted if told == told) or not any(told < of for told, of in counted):
        return content
    columns = (Column("told", N_("Opgjort på"), "count"), Column("of", N_("Af i alt"), "count"))
    return replace(content, columns=(*content.columns, *columns))


def _compared(content: Content) -> Content:
    """Add the column `compared`: last year's figures, or another hospital's."""
    panel, filters, rows = content.panel, content.filters, content.table
    if not panel.compared or not filters.compare or filters.compare == filters.hospital:
        return content
    if filters.compare == LAST_YEAR:
        asked = replace(filters, first=shift(filters.first, -12), last=shift(filters.last, -12))
        label = _("Samme måned året før")
    else:
        asked = replace(filters, hospital=filters.compare)
        label = content.snapshot.organisation.hospitals[filters.compare]
    if "system" in rows:
        asked = replace(asked, system=rows["system"][0])
    other = _run(panel, content.snapshot, asked)[panel.compared]
    column = _like(panel, panel.compared, "compared", label)
    return replace(
        content,
        table=rows.adding(compared=other),
        columns=(*content.columns, column),
        against=label,
    )


def _varied(content: Content) -> Content:
    """Add what the figure usually does: the columns usual_low and usual_high, and what the newest month says."""
    panel, snapshot, filters = content.panel, content.snapshot, content.filters
    if not panel.varies:
        return content
    metric = metric_of(panel)
    # So far back as a tile, which then has no need to count anew.
    asked = replace(filters, first=min(shift(filters.last, 1 - variation.LONGEST), filters.first))
    history = _run(panel, snapshot, asked)
    history = history.part(bisect_left(history["month"], min(snapshot.choices.first, filters.first)))
    # What is judged is the month that is named, by what was known until then; the limits drawn are those of all.
    until = history.part(0, bisect_right(history["month"], at_month(filters).last))
    shifts = notes.shifts(snapshot, filters, panel.metrics, history)
    found = replace(content, variation=variation.of(until, panel.varies, shifts, metric))
    limits = variation.limits_by_month(history, panel.varies, shifts, metric)
    shown = [limits.get(month) for month in content.table["month"]]
    if not any(shown):
        return found
    rows = content.table.adding(
        usual_low=[each.low if each else math.nan for each in shown],
        usual_high=[each.high if each else math.nan for each in shown],
    )
    rows = rows.adding(unusual=variation.outside(rows, panel.varies, metric))
    columns = (
        _like(panel, panel.varies, "usual_low", N_("Sædvanligt fra")),
        _like(panel, panel.varies, "usual_high", N_("Sædvanligt til")),
    )
    return replace(found, table=rows, columns=(*content.columns, *columns))


def metric_of(panel: Panel) -> Metric:
    """Return the metric of the figure whose variation the panel shows."""
    varying = panel.varies or ""
    return METRICS[varying if varying in METRICS else panel.metrics[0]]


def _noted(content: Content) -> Content:
    """Add the notes on the months shown, as the column `note` too."""
    rows = content.table
    found = notes.notes(content.snapshot, content.filters, content.panel.metrics, rows)
    if not found:
        return content
    nothing = [None] * len(rows)
    about = (rows.columns.get(name, nothing) for name in ("month", "system", "metric", "hospital"))
    chosen, of_site = content.filters.hospital, content.snapshot.organisation.site_today
    words = [
        " ".join(
            note.said_of(chosen or hospital)
            for note in found
            if note.is_of(*row)
            and not (hospital and note.site and of_site.get(note.site) != hospital)
            and not (hospital and note.hospital and note.hospital != hospital)
        )
        for *row, hospital in zip(*about, strict=True)
    ]
    column = Column("note", N_("Note"), "text")
    return replace(
        content, table=rows.adding(note=words), columns=(*content.columns, column), notes=tuple(found)
    )


def _explained(content: Content) -> Content:
    """Add what those who answer for the figures say of them, as the column `explanation`, where they say anything."""
    words = _words_of_things(content) if content.panel.said_of else _words_of_months(content)
    if not any(words):
        return content
    column = Column("explanation", N_("Forklaring"), "text")
    return replace(content, table=content.table.adding(explanation=words), columns=(*content.columns, column))


def _words_of_months(content: Content) -> list[str]:
    """Return what is said of each row of a month and perhaps a system."""
    rows, panel = content.table, content.panel
    if panel.lists:
        return []
    found = explanations.of_rows(content.snapshot, content.filters, panel.metrics, rows)
    if not found:
        return []
    systems = rows["system"] if "system" in rows else [""] * len(rows)
    said = [found.get(at, []) for at in zip(rows["month"], systems, strict=True)]
    return [" ".join(map(explanations.words, each)) for each in said]


def _words_of_things(content: Content) -> list[str]:
    """Return what is said of the one site or project that each row is of."""
    snapshot, filters, of = content.snapshot, content.filters, content.panel.said_of
    if of is None or not explanations.has_any(snapshot):
        return []
    said = [explanations.at(snapshot, of(snapshot, filters, row)) for row in content.records]
    return [explanations.words(each) if each else "" for each in said]


def _like(panel: Panel, key: str, name: str, label: str) -> Column:
    """Return a column for a figure of the same kind as another, which is not judged itself."""
    model = next(column for column in panel.columns if column.key == key)
    if model.kind != "judged":
        return replace(model, key=name, name=label)
    metric = metric_of(panel)
    if metric.unit == "sekunder":
        return Column(name, label, "seconds")
    if metric.unit == "antal":
        return Column(name, label, "count")
    return Column(name, label, "percent", max(model.decimals, metric.decimals, 1))
