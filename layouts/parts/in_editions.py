"""A figure as the committee was told it: which edition printed it, and whether it has been corrected since."""

from data_access.numbers import printed
from data_access.numbers.printed import Printed
from layouts.parts import html
from layouts.parts.answers_beside import metric_of
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Page
from layouts.parts.html import Component
from layouts.parts.tables import written
from vocabulary import text
from vocabulary.filters import NOTHING_CHOSEN, to_query
from vocabulary.language import _


def in_editions(page: Page, content: Content) -> list[Component]:
    """Say what the newest edition printed of a panel's figure, and what it is today where that is another.

    Nothing is said of a month that is not shown.
    """
    found = printed.newest(content.snapshot, page.key, content.panel.key)
    mine = (each for each in found if each.is_of(content.filters, regional=content.panel.regional))
    told = next(mine, None)
    if told is None:
        return []
    row = next((each for each in content.records if each["month"] == told.month), None)
    if row is None or told.key not in row:
        return []
    was, now = _written(content, told, told.value), _written(content, told, row[told.key])
    there = f"{printed.address(told.edition)}{to_query(NOTHING_CHOSEN)}#{told.place}"
    # An edition keeps the name that it was published by.
    before, _mark, after = _("I {edition}", edition="\0").partition("\0")
    link = html.A([before, html.Span(told.called, lang=told.language), after], href=there)
    said = _(
        ": {name} var {figure} i {month}.",
        name=_name(content, told),
        figure=was,
        month=text.month(told.month),
    )
    today = "" if was == now else " " + _("I dag er tallet {figure}.", figure=now)
    return [html.P([link, said, today], className="in-edition")]


def _column(content: Content, told: Printed) -> Column | None:
    return next((each for each in content.columns if each.key == told.key), None)


def _name(content: Content, told: Printed) -> str:
    """Name a figure as it stands in a sentence."""
    column = _column(content, told)
    return text.small(column.label if column else metric_of(content.panel).name)


def _written(content: Content, told: Printed, value: float | None) -> str:
    """Write a figure as the panel writes it."""
    column = _column(content, told)
    if column is None or column.kind == printed.JUDGED:
        metric = metric_of(content.panel)
        return text.quantity(value, metric.unit, metric.decimals)
    return written(column, {told.key: value})
