"""What every panel by month can say beside its figures: what they are compared with, the usual, notes and words."""

import math
from bisect import bisect_left, bisect_right
from dataclasses import replace

from data_access.numbers import background, explanations, notes, variation
from layouts.parts.answers_run import at_month, run
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Panel
from vocabulary import text
from vocabulary.filters import LAST_YEAR
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS, Metric
from vocabulary.months import shift


def dated(content: Content) -> Content:
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


def partly(content: Content) -> Content:
    """Add how many a figure is counted over and of how many, where that is not all in every month."""
    rows = content.table
    if not {"told", "of"} <= set(rows):
        return content
    counted = list(zip(rows["told"], rows["of"], strict=True))
    if not any(told for told, _of in counted if told == told) or not any(told < of for told, of in counted):
        return content
    columns = (Column("told", N_("Opgjort på"), "count"), Column("of", N_("Af i alt"), "count"))
    return replace(content, columns=(*content.columns, *columns))


def compared(content: Content) -> Content:
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
    other = run(panel, content.snapshot, asked)[panel.compared]
    column = _like(panel, panel.compared, "compared", label)
    return replace(
        content,
        table=rows.adding(compared=other),
        columns=(*content.columns, column),
        against=label,
    )


def varied(content: Content) -> Content:
    """Add what the figure usually does: the columns usual_low and usual_high, and what the newest month says."""
    panel, snapshot, filters = content.panel, content.snapshot, content.filters
    if not panel.varies:
        return content
    metric = metric_of(panel)
    # So far back as a tile, which then has no need to count anew.
    asked = replace(filters, first=min(shift(filters.last, 1 - variation.LONGEST), filters.first))
    history = run(panel, snapshot, asked)
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


def noted(content: Content) -> Content:
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


def explained(content: Content) -> Content:
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
