"""A panel's chart with its layers: usual variation, comparison, notes, the picked month, and what a click picks."""

from itertools import groupby

from data_access.numbers.naming import name_of
from data_access.snapshot.table import Table
from layouts.figures import overlays
from layouts.figures.base import Figure
from layouts.parts.answers_beside import metric_of
from layouts.parts.declarations import Content
from layouts.parts.tables import written
from vocabulary import text
from vocabulary.language import _


def layered(figure: Figure, content: Content) -> Figure:
    """Return a panel's figure with everything that is laid over it."""
    if "month" in content.table and "categoryarray" in figure["layout"].get("xaxis", {}):
        return _by_month(figure, content)
    if content.panel.click:
        first = content.panel.columns[0].key
        values = {row[first]: row["key"] for row in content.records if not text.is_missing(row["key"])}
        return overlays.clicks(figure, content.panel.click, values)
    return figure


def _by_month(figure: Figure, content: Content) -> Figure:
    rows, filters = content.table, content.filters
    if "usual_low" in rows:
        figure = overlays.usual(
            figure, _levels(rows), rows.only(rows["unusual"]), content.panel.varies or "value"
        )
    if "compared" in rows:
        column = next(each for each in content.columns if each.key == "compared")
        own = content.snapshot.organisation.hospitals.get(
            filters.hospital or "", content.snapshot.region
        ) or _("Hele regionen")
        if len(figure["data"]) == 1:
            own = name_of(content.snapshot, metric_of(content.panel).key, filters.last)
        words = [written(column, row) for row in content.records]
        figure = overlays.compared(figure, rows, content.against, own or _("Valgt"), words)
    if content.notes:
        numbered = [(place, each.month, each.moved) for place, each in enumerate(content.notes, start=1)]
        figure = overlays.flags(figure, numbered)
    if filters.month:
        figure = overlays.picked(figure, filters.month)
    months = {text.month(month): month for month in rows["month"]}
    return overlays.clicks(figure, "maaned", months)


def _levels(rows: Table) -> list[Table]:
    """Return the months between each shift of level and the next, of those that have limits."""
    limits = list(zip(rows["usual_low"], rows["usual_high"], strict=True))
    levels = groupby(range(len(limits)), key=lambda place: limits[place])
    return [rows.at(list(places)) for (low, _high), places in levels if not text.is_missing(low)]
